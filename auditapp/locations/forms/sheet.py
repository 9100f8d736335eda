"""Locations as rows of a file: what its columns may say, how a row is read, how one is written."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from flask_babel import get_locale, gettext, lazy_gettext
from flask_wtf.file import FileField, FileRequired

from auditapp.locations.forms.hours import NotHours, week_in, week_written
from auditapp.locations.forms.location import (
    CODE,
    MOST_TAGS,
    NOTES,
    TAG,
    degrees_in,
    tags_in,
    wrong_zone,
)
from auditapp.locations.models import Facts, Hours, Location
from auditapp.sheets.mapping import Field, Mapped, RowFault, said
from auditapp.sheets.reading import Table
from auditapp.sheets.writing import Cell
from auditapp.web.forms import LINE, NAME, Form
from auditapp.web.positions import Position, position_in
from auditapp.web.zones import zone_in

FIELDS = (
    Field("code", lazy_gettext("Code"), ("code", "код", "№", "id", "номер"), required=True),
    Field(
        "name",
        lazy_gettext("Name of the location"),
        ("name", "location", "название", "название места", "место", "магазин", "филиал"),
        required=True,
    ),
    Field(
        "time_zone",
        lazy_gettext("Time zone"),
        ("time zone", "timezone", "zone", "часовой пояс", "пояс"),
    ),
    Field("brand", lazy_gettext("Brand"), ("brand", "бренд", "марка", "сеть")),
    Field("region", lazy_gettext("Region"), ("region", "регион", "область", "округ")),
    Field("tags", lazy_gettext("Tags"), ("tags", "tag", "метки", "теги")),
    Field("address", lazy_gettext("Address"), ("address", "адрес")),
    Field(
        "position",
        lazy_gettext("Position in one column"),
        ("position", "coordinates", "координаты", "gps", "link", "ссылка"),
    ),
    Field("latitude", lazy_gettext("Latitude"), ("latitude", "lat", "широта")),
    Field("longitude", lazy_gettext("Longitude"), ("longitude", "lon", "lng", "долгота")),
    Field(
        "hours",
        lazy_gettext("Opening hours"),
        ("hours", "opening hours", "часы работы", "режим работы", "график"),
    ),
    Field("notes", lazy_gettext("Notes"), ("notes", "note", "заметки", "примечание", "comment")),
)
LENGTHS = {"code": CODE, "name": NAME, "brand": NAME, "address": LINE, "notes": NOTES}
EXAMPLES = {
    "en": (
        "S-001",
        "Sadovaya 14",
        "Europe/Moscow",
        "Aurora",
        "North > Coast",
        "airport, franchise",
        "14, Sadovaya St",
        "",
        "59.927",
        "30.319",
        "Mon–Fri 09:00–21:00; Sat 10:00–18:00",
        "",
    ),
    "ru": (
        "С-001",
        "Садовая, 14",
        "Москва",
        "Аврора",
        "Север > Побережье",
        "аэропорт, франшиза",
        "Садовая ул., 14",
        "",
        "59,927",
        "30,319",
        "Пн–Пт 09:00–21:00; Сб 10:00–18:00",
        "",
    ),
}


class ImportForm(Form):
    """A file with rows."""

    file = FileField(lazy_gettext("File"), [FileRequired(lazy_gettext("Choose a file with rows."))])


class _Wrong(ValueError):
    """What is wrong with a cell: the field, and a sentence."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field, self.sentence = field, sentence


def read_rows(
    table: Table, mapped: Mapped, zone: str
) -> tuple[list[tuple[int, Facts]], list[RowFault]]:
    """Read all rows: those that can be read, with their numbers, and what is wrong with others.

    A row that says no time zone has the one given.
    """
    rows, faults = [], []
    for line in table.lines:
        cells = said(line, mapped)
        wrong = [*_lengths(cells)]
        facts: dict[str, Any] = {}
        for name, read in _READERS.items():
            try:
                facts[name] = read(cells)
            except _Wrong as error:
                wrong.append((error.field, error.sentence))
        faults += [RowFault(line.number, field, sentence) for field, sentence in wrong]
        if not wrong:
            plain = {name: cells.get(name, "") for name in LENGTHS}
            facts["time_zone"] = facts["time_zone"] or zone
            rows.append((line.number, Facts(**plain, **facts)))
    return rows, faults


def without_zone(table: Table, mapped: Mapped) -> int:
    """Return how many rows say no time zone."""
    return sum(not said(line, mapped).get("time_zone") for line in table.lines)


def example() -> Sequence[str]:
    """Return a row as it may be filled in, in the reader's language."""
    return EXAMPLES.get(str(get_locale()), EXAMPLES["en"])


def heads() -> list[str]:
    """Return the first row of a file of locations."""
    return [str(field.label) for field in FIELDS if field.key != "position"] + [
        gettext("Closed from"),
        gettext("Open again from"),
    ]


def written_rows(places: Iterable[Location], today: date) -> Iterator[list[Cell]]:
    """Write locations as rows, as `read_rows` reads them; the closing of today or to come last."""
    for place in places:
        around = place.region.around if place.region else ()
        closure = place.closure_on(today) or place.standing_closure
        yield [
            place.code,
            place.name,
            place.time_zone,
            place.brand.name if place.brand else "",
            " > ".join(one.name for one in reversed(around)),
            ", ".join(place.words),
            place.address,
            place.latitude,
            place.longitude,
            week_written(place.hours),
            place.notes,
            closure.closed_on if closure else None,
            closure.reopened_on if closure else None,
        ]


def _lengths(cells: dict[str, str]) -> Iterator[tuple[str, str]]:
    for name, most in LENGTHS.items():
        text = cells.get(name, "")
        if not text and name in ("code", "name"):
            yield name, gettext("This is needed.")
        if len(text) > most:
            yield name, gettext("This is longer than %(most)s characters.", most=most)
        if name != "notes" and any(c in text for c in "\r\n\x00\x85\u2028\u2029"):
            yield name, gettext("Write it in one line.")


def _zone(cells: dict[str, str]) -> str:
    text = cells.get("time_zone", "")
    if not text:
        return ""
    found = _known_zone(text)
    if found is None:
        raise _Wrong("time_zone", wrong_zone(text[:NAME]))
    return found


@lru_cache(maxsize=1000)
def _known_zone(text: str) -> str | None:
    return zone_in(text)


def _region(cells: dict[str, str]) -> str:
    text = " ".join(cells.get("region", "").split())
    if any(len(step.strip()) > NAME for step in text.split(">")):
        raise _Wrong("region", gettext("This is longer than %(most)s characters.", most=NAME))
    return text


def _tags(cells: dict[str, str]) -> tuple[str, ...]:
    tags = tags_in(cells.get("tags", ""))
    if len(tags) > MOST_TAGS or any(len(tag) > TAG for tag in tags):
        raise _Wrong(
            "tags",
            gettext(
                "At most %(most)s tags, each of %(length)s characters at most.",
                most=MOST_TAGS,
                length=TAG,
            ),
        )
    return tags


def _position(cells: dict[str, str]) -> Position | None:
    latitude, longitude = cells.get("latitude", ""), cells.get("longitude", "")
    if latitude or longitude:
        return Position(_degrees("latitude", latitude, 90), _degrees("longitude", longitude, 180))
    text = cells.get("position", "")
    found = position_in(text) if text else None
    if text and found is None:
        sentence = gettext("No position was found: write “55.75, 37.61” or a link from a map.")
        raise _Wrong("position", sentence)
    return found


def _degrees(name: str, text: str, most: int) -> float:
    if not text:
        raise _Wrong(name, gettext("Write both latitude and longitude, or neither."))
    found = degrees_in(text, most)
    if found is None:
        raise _Wrong(name, gettext("Write degrees between −%(most)s and %(most)s.", most=most))
    return found


def _hours(cells: dict[str, str]) -> Hours | None:
    try:
        return _known_week(cells.get("hours", ""))
    except NotHours as error:
        sentence = gettext("Write hours like Mon–Fri 09:00–21:00; Sat 10:00–18:00.")
        raise _Wrong("hours", sentence) from error


@lru_cache(maxsize=1000)
def _known_week(text: str) -> Hours | None:
    return week_in(text)


_READERS = {
    "time_zone": _zone,
    "region": _region,
    "tags": _tags,
    "position": _position,
    "hours": _hours,
}
