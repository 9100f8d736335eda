"""What every page needs: the reader's language, times in a place's zone, who is signed in."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime
from flask import Flask, request
from flask_babel import Babel, format_decimal, get_locale, gettext

from auditapp.config import LANGUAGES
from auditapp.core.permissions import Permission, Role
from auditapp.web.actor import current_actor
from auditapp.web.company import company
from auditapp.web.tables import labelled
from auditapp.web.words import words_of
from auditapp.web.zones import city_of

# What tells one from another; browsers also carry the names of those they descend from.
_BROWSERS = (
    ("YaBrowser", "Yandex Browser"),
    ("SamsungBrowser", "Samsung Internet"),
    ("OPR", "Opera"),
    ("Edg", "Edge"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)

# English is written the British way: day before month, a clock of 24 hours.
_DATES = {"en": "en_GB"}


def register(app: Flask) -> None:
    """Choose the language of each answer, and offer filters and names to templates."""
    Babel(app, locale_selector=language, default_translation_directories="translations")
    app.add_template_filter(device)
    app.add_template_filter(labelled)
    app.add_template_filter(local_day)
    app.add_template_filter(local_time)
    app.add_template_filter(number)
    app.add_template_filter(score)
    app.add_template_filter(zone_city)
    app.add_template_global(map_app)
    app.add_template_global(words_of)

    @app.context_processor
    def _names() -> dict[str, Any]:
        return {
            "actor": current_actor(),
            "company": company().name,
            "house": company(),
            "language": str(get_locale()),
            "Permission": Permission,
            "Role": Role,
        }


def map_app(latitude: float, longitude: float) -> str:
    """Return an address that opens the device's own app of maps; Apple's know no `geo:`."""
    where = f"{latitude},{longitude}"
    is_apple = any(one in request.user_agent.string for one in ("iPhone", "iPad", "Mac OS X"))
    return f"maps:?q={where}" if is_apple else f"geo:{where}?q={where}"


def language() -> str:
    """Return the person's language, else the first of ours that the browser wants, or ours."""
    person = current_actor()
    if person is not None and person.language in LANGUAGES:
        return person.language
    wanted = (tag.partition("-")[0].lower() for tag in request.accept_languages.values())
    return next((one for one in wanted if one in LANGUAGES), None) or company().language


def device(user_agent: str) -> str:
    """Say what a browser calls itself in the two words that a person knows."""
    found = (
        next((said for sign, said in known if sign in user_agent), "")
        for known in (_BROWSERS, _SYSTEMS)
    )
    return " · ".join(filter(None, found)) or user_agent[:60]


def local_time(at: datetime | None, zone: str = "", form: str = "medium") -> str:
    """Write an instant as the clock of the place shows it, or the company's; "" for none."""
    if at is None:
        return ""
    spoken = str(get_locale())
    local = at.astimezone(ZoneInfo(zone or company().zone))
    return str(format_datetime(local, form, locale=_DATES.get(spoken, spoken)))


def local_day(day: date | None, form: str = "long") -> str:
    """Write a day in the reader's way; nothing for no day."""
    if day is None:
        return ""
    spoken = str(get_locale())
    return str(format_date(day, form, locale=_DATES.get(spoken, spoken)))


def lasting(time: timedelta) -> str:
    """Write a length of time in minutes and seconds, without those that are none."""
    minutes, seconds = divmod(int(time.total_seconds()), 60)
    said = [gettext("%(num)s min", num=minutes)] if minutes else []
    said += [gettext("%(num)s s", num=seconds)] if seconds or not minutes else []
    return " ".join(said)


def zone_city(zone: str) -> str:
    """Name a time zone by its city in the reader's language, as forms do."""
    return city_of(zone, str(get_locale()))


def number(value: int) -> str:
    """Write a whole number in the reader's way."""
    return str(format_decimal(value))


def score(value: Decimal | None) -> str:
    """Write a score with two decimals in the reader's way; a dash where there is none."""
    return "–" if value is None else str(format_decimal(value, "0.00"))
