"""`position`: where the phone was; the distance to the location is checked and shown."""

from decimal import Decimal
from math import asin, cos, radians, sin, sqrt
from typing import Annotated, Any, NamedTuple

from pydantic import Field

from auditapp.core.kinds.base import Kind, Voice, WrongValue
from auditapp.core.numbers import Number, read_number
from auditapp.core.problems import N_

EARTH_RADIUS_M = 6_371_008.8


class Point(NamedTuple):
    """Degrees north and east, and how far off they may be in metres."""

    lat: Decimal
    lon: Decimal
    accuracy: Decimal | None = None


class Position(Kind):
    """A point on the map, `within` so many metres of the location."""

    within: Annotated[Number, Field(gt=0)] | None = None

    def read(self, raw: Any) -> Point:
        if not isinstance(raw, dict) or not {"lat", "lon"} <= set(raw) <= {
            "lat",
            "lon",
            "accuracy",
        }:
            raise WrongValue(N_("Enter latitude and longitude."))
        try:
            lat, lon = read_number(raw["lat"]), read_number(raw["lon"])
            accuracy = raw.get("accuracy")
            off = None if accuracy is None else read_number(accuracy)
        except ValueError as error:
            raise WrongValue(N_("Enter latitude and longitude.")) from error
        if abs(lat) > 90 or abs(lon) > 180 or (off is not None and off < 0):
            raise WrongValue(N_("Latitude goes to 90, longitude to 180 degrees."))
        return Point(lat, lon, off)

    def summary(self, value: Any, voice: Voice) -> str:
        return f"{value.lat:.5f}, {value.lon:.5f}"


def distance_m(here: Point, there: Point) -> int:
    """Return the great-circle distance in whole metres.

    Source: haversine formula on the mean earth radius of IUGG, 6 371 008.8 m.
    """
    lat1, lon1, lat2, lon2 = (radians(float(d)) for d in (*here[:2], *there[:2]))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return round(2 * EARTH_RADIUS_M * asin(sqrt(half)))
