"""Time zones as people choose and write them."""

import re
from difflib import get_close_matches
from functools import lru_cache
from importlib.resources import files

from babel import Locale
from babel.core import get_global
from babel.dates import get_timezone_location
from flask_babel import gettext, lazy_gettext

from auditapp.config import LANGUAGES
from auditapp.core.text import folded

DEFAULT_ZONE = "Europe/Moscow"
# How offsets are written, and the zone that each most often means to those who write them so.
_OFFSET = re.compile(r"(utc|gmt|msk|мск)_?(\+\d{1,2})?(?::?00)?")
_BY_HOURS = {
    0: "Europe/London",
    1: "Europe/Berlin",
    2: "Europe/Kaliningrad",
    3: "Europe/Moscow",
    4: "Europe/Samara",
    5: "Asia/Yekaterinburg",
    6: "Asia/Omsk",
    7: "Asia/Krasnoyarsk",
    8: "Asia/Irkutsk",
    9: "Asia/Yakutsk",
    10: "Asia/Vladivostok",
    11: "Asia/Magadan",
    12: "Asia/Kamchatka",
}
# Zones younger than the tables of names.
_YOUNG = {"America/Coyhaique": {"ru": "Койайке"}}
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
        grouped.setdefault(zone.partition("/")[0], []).append((zone, city_of(zone, language)))
    return {area: sorted(grouped[area], key=lambda pair: pair[1]) for area in AREAS}


@lru_cache(maxsize=2000)
def city_of(zone: str, language: str) -> str:
    """Return the city that a zone is named after, in the reader's language; UTC is as it is."""
    if "/" not in zone or zone.startswith("Etc/"):
        return zone
    young = _YOUNG.get(zone, {}).get(language)
    # The tables of names still go by what a zone was called first: Asia/Calcutta for Kolkata.
    tables = Locale.parse(language).time_zones
    named = [tables.get(one, {}).get("city") for one in (zone, *_earlier().get(zone, ()))]
    plain = get_timezone_location(zone, locale=language, return_city=True)
    return young or next(filter(None, named), plain).rpartition("/")[2]


@lru_cache
def _earlier() -> dict[str, list[str]]:
    earlier: dict[str, list[str]] = {}
    for old, new in sorted(get_global("zone_aliases").items()):
        earlier.setdefault(new, []).append(old)
    return earlier


@lru_cache
def known_zones() -> frozenset[str]:
    """Return every name of a time zone that the application knows, old ones too."""
    listed = (files("tzdata") / "zones").read_text(encoding="utf-8")
    return frozenset(listed.split())


def zone_in(text: str) -> str | None:
    """Return the zone that was meant: its name in any letters, or a city; None if none is."""
    words = _plain(text)
    return _spelt().get(words) or _cities().get(words)


def nearest_zone(text: str) -> str | None:
    """Return the zone that comes nearest to what was written, None if nothing comes near."""
    words = _plain(text)
    offset = _OFFSET.fullmatch(words)
    if offset:
        hours = int(offset[2] or 0) + (3 if offset[1] in ("msk", "мск") else 0)
        return _BY_HOURS.get(hours)
    spelt = {**_cities(), **{_plain(zone.rpartition("/")[2]): zone for zone in sorted(_living())}}
    spelt |= {name: zone for name, zone in _spelt().items() if zone in _living()}
    for said in (words, words.rpartition("/")[2]):
        near = get_close_matches(said, spelt, n=1, cutoff=0.7)
        if near:
            return spelt[near[0]]
    return None


def zones_to_choose(language: str, now: str | None) -> dict[str, list[tuple[str, str]]]:
    """Return the choices of a form by areas; what is in use stays one of them, even an old name."""
    choices = {str(AREAS[area]): cities for area, cities in time_zones(language).items()}
    if now and now in known_zones() - _living():
        choices[gettext("In use now")] = [(now, city_of(now, language))]
    return choices


def likely_zone(of_company: str) -> str:
    """Return the zone a new location is most likely in: the company's, if people live by it."""
    return of_company if of_company in _living() else DEFAULT_ZONE


@lru_cache
def _living() -> frozenset[str]:
    return frozenset(zone for cities in time_zones("en").values() for zone, _ in cities)


@lru_cache
def _spelt() -> dict[str, str]:
    return {_plain(zone): zone for zone in sorted(known_zones())}


@lru_cache
def _cities() -> dict[str, str]:
    """Cities by their names in our languages; a name that two zones share means neither."""
    found: dict[str, set[str]] = {}
    for language in LANGUAGES:
        for cities in time_zones(language).values():
            for zone, city in cities:
                found.setdefault(_plain(city), set()).add(zone)
    return {city: zone for city, (zone, *others) in found.items() if not others}


def _plain(text: str) -> str:
    return folded(text).strip().replace(" ", "_")
