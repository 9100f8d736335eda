"""Time zones as people choose and write them."""

from functools import lru_cache
from importlib.resources import files

from babel.dates import get_timezone_location
from flask_babel import lazy_gettext

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
