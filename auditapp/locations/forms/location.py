"""The form of a location: everything that is asked of one, new or known."""

import re
from typing import Any

from flask_babel import get_locale, gettext, lazy_gettext
from wtforms import HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Optional, ValidationError

from auditapp.core.text import folded
from auditapp.locations.forms.hours import NotHours, day_in, day_said
from auditapp.locations.models import Facts, Hours, Location
from auditapp.web.forms import LINE, NAME, Form, at_most, one_line, stripped
from auditapp.web.positions import Position, position_in
from auditapp.web.zones import (
    DEFAULT_ZONE,
    known_zones,
    nearest_zone,
    zones_to_choose,
)

CODE = 40
LINK = 2000
TAG = 60
MOST_TAGS = 30
NOTES = 5000
NEAR = 0.001  # degrees; about a hundred metres
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DEGREES = re.compile(r"-?\d{1,3}(?:[.,]\d{1,20})?")


def _line(label: Any, length: int, *validators: Any, **options: Any) -> StringField:
    checks = [*validators, at_most(length), one_line]
    return StringField(label, checks, filters=[stripped], **options)


def _degrees_up_to(most: int) -> Any:
    def check(_form: Any, field: Any) -> None:
        if degrees_in(field.data, most) is None:
            raise ValidationError(
                gettext("Write degrees between −%(most)s and %(most)s.", most=most)
            )

    return check


def degrees_in(text: str, most: int) -> float | None:
    """Return the degrees that were written, None if they are none or too many."""
    words = text.replace("−", "-").strip()
    if not _DEGREES.fullmatch(words):
        return None
    found = float(words.replace(",", "."))
    return found if abs(found) <= most else None


def tags_in(text: str) -> tuple[str, ...]:
    """Return the tags of a line, each once, whatever its letters; commas part them."""
    found: dict[str, str] = {}
    for tag in re.split(r"[,;]", text):
        words = " ".join(tag.split())
        if words:
            found.setdefault(folded(words), words)
    return tuple(sorted(found.values()))


def wrong_zone(text: str) -> str:
    """Say that a time zone is none, and which comes nearest."""
    near = nearest_zone(text)
    if near is None:
        return gettext("There is no time zone %(zone)s: write one like Europe/Moscow.", zone=text)
    return gettext("There is no time zone %(zone)s: %(near)s comes nearest.", zone=text, near=near)


def _hours_of_day(_form: Any, field: Any) -> None:
    try:
        day_in(field.data)
    except NotHours as error:
        raise ValidationError(
            gettext("Write times like 09:00–13:00, 14:00–21:00, one after another.")
        ) from error


def _day(label: Any) -> StringField:
    return _line(label, NAME, Optional(), _hours_of_day)


class LocationForm(Form):
    """Everything that is asked of a location; `changes` is what it stood at when it was read."""

    code = _line(lazy_gettext("Code"), CODE, DataRequired(lazy_gettext("Write a code.")))
    name = _line(
        lazy_gettext("Name of the location"), NAME, DataRequired(lazy_gettext("Write a name."))
    )
    brand = _line(lazy_gettext("Brand"), NAME, Optional())
    region = _line(lazy_gettext("Region"), LINK, Optional())
    tags = _line(lazy_gettext("Tags"), LINE, Optional())
    address = _line(lazy_gettext("Address"), LINE, Optional())
    link = _line(lazy_gettext("Link from a map"), LINK, Optional())
    latitude = _line(lazy_gettext("Latitude"), CODE, Optional(), _degrees_up_to(90))
    longitude = _line(lazy_gettext("Longitude"), CODE, Optional(), _degrees_up_to(180))
    time_zone = SelectField(lazy_gettext("Time zone"), default=DEFAULT_ZONE, validate_choice=False)
    monday = _day(lazy_gettext("Monday"))
    tuesday = _day(lazy_gettext("Tuesday"))
    wednesday = _day(lazy_gettext("Wednesday"))
    thursday = _day(lazy_gettext("Thursday"))
    friday = _day(lazy_gettext("Friday"))
    saturday = _day(lazy_gettext("Saturday"))
    sunday = _day(lazy_gettext("Sunday"))
    notes = TextAreaField(lazy_gettext("Notes"), [Optional(), at_most(NOTES)], filters=[stripped])
    changes = HiddenField()
    known: Position | None = None

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.time_zone.choices = zones_to_choose(str(get_locale()), self.time_zone.data)

    @classmethod
    def of(cls, place: Location) -> "LocationForm":
        """Return the form with what is known of a location, or with what was sent."""
        known: dict[str, Any] = {
            "code": place.code,
            "name": place.name,
            "brand": place.brand.name if place.brand else "",
            "region": place.region.path if place.region else "",
            "tags": ", ".join(place.words),
            "address": place.address,
            "latitude": degrees_said(place.latitude),
            "longitude": degrees_said(place.longitude),
            "time_zone": place.time_zone,
            "notes": place.notes,
            "changes": str(place.changes),
        }
        days = zip(DAYS, place.hours or (), strict=False)
        off = gettext("day off")
        form = cls(**known, **{day: day_said(times) or off for day, times in days})
        form.known = place.position
        return form

    def validate_time_zone(self, field: Any) -> None:
        """Refuse what is no time zone, and name the nearest."""
        if field.data not in known_zones():
            raise ValidationError(wrong_zone(str(field.data or "")[:NAME]))

    def validate_region(self, field: Any) -> None:
        """Refuse a way on which a name is too long."""
        if any(len(step.strip()) > NAME for step in field.data.split(">")):
            raise ValidationError(gettext("This is longer than %(most)s characters.", most=NAME))

    def validate_tags(self, field: Any) -> None:
        """Refuse tags that are too long or too many."""
        tags = tags_in(field.data)
        if len(tags) > MOST_TAGS or any(len(tag) > TAG for tag in tags):
            raise ValidationError(
                gettext(
                    "At most %(most)s tags, each of %(length)s characters at most.",
                    most=MOST_TAGS,
                    length=TAG,
                )
            )

    def validate_link(self, field: Any) -> None:
        """Refuse a link that names no place, or another one than the degrees beside it."""
        linked = position_in(field.data)
        if linked and self._typed() and not self._untouched() and _far(linked, self.position()):
            raise ValidationError(
                gettext("The link and the degrees name two different places: empty one of them.")
            )
        if field.data and not self._typed() and linked is None:
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

    @property
    def days(self) -> list[Any]:
        """The fields of the days, Monday first."""
        return [self[day] for day in DAYS]

    @property
    def seen_changes(self) -> int:
        """What the location stood at when the form was shown."""
        raw = str(self.changes.data or "")
        return int(raw) if raw.isascii() and raw.isdigit() and len(raw) < 10 else 0

    def facts(self) -> Facts:
        """Return what was written."""
        return Facts(
            code=self.code.data,
            name=self.name.data,
            time_zone=self.time_zone.data,
            brand=self.brand.data,
            region=self.region.data,
            address=self.address.data,
            position=self.position(),
            tags=tags_in(self.tags.data),
            hours=self.hours(),
            notes=self.notes.data,
        )

    def position(self) -> Position | None:
        """Return where the place is: as written, else as the link says, else unknown.

        Degrees that nobody touched give way to a link.
        """
        linked = position_in(self.link.data)
        if self._untouched():
            return linked or self.known
        if self._typed():
            latitude = degrees_in(self.latitude.data, 90)
            longitude = degrees_in(self.longitude.data, 180)
            if latitude is not None and longitude is not None:
                return Position(latitude, longitude)
        return linked

    def hours(self) -> Hours | None:
        """Return the opening hours; where no day says any, they are not known."""
        if not any(field.data for field in self.days):
            return None
        return [day_in(field.data) for field in self.days]

    def _require_both(self) -> None:
        if not self._typed():
            raise ValidationError(gettext("Write both latitude and longitude, or neither."))

    def _untouched(self) -> bool:
        return self.known is not None and (self.latitude.data, self.longitude.data) == tuple(
            map(degrees_said, self.known)
        )

    def _typed(self) -> bool:
        return bool(self.latitude.data and self.longitude.data)


def _far(linked: Position, typed: Position | None) -> bool:
    """Tell whether two positions are more than a few steps apart."""
    return typed is not None and any(abs(a - b) > NEAR for a, b in zip(linked, typed, strict=True))


def degrees_said(value: float | None) -> str:
    """Write degrees as they are typed: no more places than they have."""
    return "" if value is None else f"{value:.7f}".rstrip("0").rstrip(".")
