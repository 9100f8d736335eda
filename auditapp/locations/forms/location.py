"""The form of a location: everything that is asked of one, new or known."""

import re
from typing import Any

from flask_babel import get_locale, gettext, lazy_gettext
from wtforms import SelectField, StringField
from wtforms.validators import DataRequired, Optional, ValidationError

from auditapp.locations.forms.zones import AREAS, DEFAULT_ZONE, time_zones
from auditapp.locations.models import Position
from auditapp.web.forms import LINE, NAME, Form, at_most, one_line, stripped
from auditapp.web.positions import position_in

CODE = 40
LINK = 2000
_DEGREES = re.compile(r"-?\d{1,3}(?:[.,]\d{1,20})?")


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
