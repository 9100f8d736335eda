"""The form of a new location, and how a position is read out of what people paste."""

import re
from functools import lru_cache
from importlib.resources import files
from typing import Any
from urllib.parse import unquote

from babel.dates import get_timezone_location
from flask_babel import get_locale, gettext, lazy_gettext
from wtforms import SelectField, StringField
from wtforms.validators import DataRequired, Optional, ValidationError

from auditapp.locations.models import Position
from auditapp.web.forms import LINE, NAME, Form, at_most, one_line, stripped

CODE = 40
LINK = 2000
DEFAULT_ZONE = "Europe/Moscow"
AREAS = {
    "Africa": lazy_gettext("Africa"),
    "America": lazy_gettext("America"),
    "Antarctica": lazy_gettext("Antarctica"),
    "Arctic": lazy_gettext("Arctic"),
    "Asia": lazy_gettext("Asia"),
    "Atlantic": lazy_gettext("Atlantic Ocean"),
    "Australia": lazy_gettext("Australia"),
    "Europe": lazy_gettext("Europe"),
    "Indian": lazy_gettext("Indian Ocean"),
    "Pacific": lazy_gettext("Pacific Ocean"),
}

_NUMBER = r"(-?\d{1,3}(?:\.\d{1,20})?)"
_PAIR = rf"{_NUMBER}\s*,\s*\+?{_NUMBER}"
# What maps put into their links, the mark itself before the middle of the view. The flag tells
# that longitude comes first: so Yandex and 2GIS write it.
_FORMS: tuple[tuple[re.Pattern[str], bool], ...] = (
    (re.compile(rf"^geo:{_PAIR}"), False),
    (re.compile(rf"!3d{_NUMBER}!4d{_NUMBER}"), False),
    (re.compile(rf"[?&#]mlat={_NUMBER}&mlon={_NUMBER}"), False),
    (re.compile(rf"[?&](?:pt|(?:poi|whatshere)\[point\])={_PAIR}"), True),
    (re.compile(rf"[?&](?:q|query|destination|daddr|coordinate)=(?:loc:)?{_PAIR}"), False),
    (re.compile(rf"2gis\.[a-z]+/.*/{_PAIR}"), True),
    (re.compile(rf"(?:apple|google)\..*[?&]s?ll={_PAIR}"), False),
    (re.compile(rf"(?:^|[?&])ll={_PAIR}"), True),
    (re.compile(rf"[?&]m={_PAIR}"), True),
    (re.compile(rf"@{_PAIR}"), False),
    (re.compile(rf"#map=\d+(?:\.\d+)?/{_NUMBER}/{_NUMBER}"), False),
    (re.compile(rf"^\s*\+?{_NUMBER}[\s,;]+\+?{_NUMBER}\s*$"), False),
)
_DEGREES = re.compile(r"-?\d{1,3}(?:[.,]\d{1,20})?")


def position_in(text: str) -> Position | None:
    """Return the position that a map's link or a written pair of degrees names, None if none."""
    words = unquote(text.strip())
    for form, longitude_first in _FORMS:
        found = form.search(words)
        if found:
            first, second = float(found[1]), float(found[2])
            return _on_earth(*((second, first) if longitude_first else (first, second)))
    return None


def _on_earth(latitude: float, longitude: float) -> Position | None:
    whole = abs(latitude) <= 90 and abs(longitude) <= 180
    return Position(latitude, longitude) if whole else None


@lru_cache
def time_zones(language: str) -> dict[str, list[tuple[str, str]]]:
    """Return the zones people live by, as areas with their cities in the reader's language."""
    table = (files("tzdata") / "zoneinfo" / "zone.tab").read_text(encoding="utf-8")
    lines = (line for line in table.splitlines() if not line.startswith("#"))
    grouped: dict[str, list[tuple[str, str]]] = {}
    for zone in sorted(line.split("\t")[2] for line in lines):
        city = get_timezone_location(zone, locale=language, return_city=True)
        grouped.setdefault(zone.partition("/")[0], []).append((zone, city))
    return {area: sorted(grouped[area], key=lambda pair: pair[1]) for area in AREAS}


def _line(label: Any, length: int, *validators: Any, **options: Any) -> StringField:
    checks = [*validators, at_most(length), one_line]
    return StringField(label, checks, filters=[stripped], **options)


def _degrees_up_to(most: int) -> Any:
    def check(_form: Any, field: Any) -> None:
        if not _DEGREES.fullmatch(field.data) or abs(_number(field.data)) > most:
            raise ValidationError(
                gettext("Write degrees between −%(most)s and %(most)s.", most=most)
            )

    return check


def _number(text: str) -> float:
    return float(text.replace(",", "."))


class LocationForm(Form):
    """Everything that is asked of a new location."""

    code = _line(lazy_gettext("Code"), CODE, DataRequired(lazy_gettext("Write a code.")))
    name = _line(
        lazy_gettext("Name of the location"), NAME, DataRequired(lazy_gettext("Write a name."))
    )
    brand = _line(lazy_gettext("Brand"), NAME, Optional())
    region = _line(lazy_gettext("Region"), NAME, Optional())
    address = _line(lazy_gettext("Address"), LINE, Optional())
    link = _line(lazy_gettext("Link from a map"), LINK, Optional())
    latitude = _line(lazy_gettext("Latitude"), CODE, Optional(), _degrees_up_to(90))
    longitude = _line(lazy_gettext("Longitude"), CODE, Optional(), _degrees_up_to(180))
    time_zone = SelectField(lazy_gettext("Time zone"), default=DEFAULT_ZONE)

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        cities = time_zones(str(get_locale()))
        self.time_zone.choices = {str(AREAS[area]): cities[area] for area in AREAS}

    def validate_link(self, field: Any) -> None:
        """Refuse a link that names no place, unless the degrees are written beside it."""
        if field.data and not self._typed() and position_in(field.data) is None:
            raise ValidationError(
                gettext(
                    "No position was found in this link: open it, and paste the long address "
                    "that the browser then shows, or write the degrees."
                )
            )

    def validate_latitude(self, _field: Any) -> None:
        """Refuse a latitude alone."""
        self._require_both()

    def validate_longitude(self, _field: Any) -> None:
        """Refuse a longitude alone."""
        self._require_both()

    def position(self) -> Position | None:
        """Return where the place is: as written, else as the link says, else unknown."""
        if self._typed():
            return Position(_number(self.latitude.data), _number(self.longitude.data))
        return position_in(self.link.data)

    def _require_both(self) -> None:
        if not self._typed():
            raise ValidationError(gettext("Write both latitude and longitude, or neither."))

    def _typed(self) -> bool:
        return bool(self.latitude.data and self.longitude.data)
