"""How a position is read out of what people paste: links of maps, and pairs of degrees."""

import re
from typing import NamedTuple
from urllib.parse import unquote

_NUMBER = r"(-?\d{1,3}(?:\.\d{1,20})?)"
_COMMA = r"(-?\d{1,3},\d{1,20})"  # as Russian sheets write 55.75
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
    (re.compile(rf"^\s*\+?{_COMMA}[\s,;]+\+?{_COMMA}\s*$"), False),
    (re.compile(rf"^\s*\+?{_NUMBER}[\s,;]+\+?{_NUMBER}\s*$"), False),
)


class Position(NamedTuple):
    """Where something is, in degrees."""

    latitude: float
    longitude: float


def position_in(text: str) -> Position | None:
    """Return the position that a map's link or a written pair of degrees names, None if none."""
    words = unquote(text.strip())
    for form, longitude_first in _FORMS:
        found = form.search(words)
        if found:
            first, second = (float(one.replace(",", ".")) for one in found.group(1, 2))
            return _on_earth(*((second, first) if longitude_first else (first, second)))
    return None


def _on_earth(latitude: float, longitude: float) -> Position | None:
    whole = abs(latitude) <= 90 and abs(longitude) <= 180
    return Position(latitude, longitude) if whole else None
