"""Which column of a file says what: guessed by its head, chosen by the person."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from auditapp.core.text import folded
from auditapp.sheets.reading import Line, Table

NOT_TAKEN = ""


@dataclass(frozen=True)
class Field:
    """One thing that a row may say.

    `label` is shown; `heads` are words, in any language, by which a column is known to say it.
    """

    key: str
    label: Any
    heads: tuple[str, ...]
    required: bool = False


@dataclass(frozen=True)
class RowFault:
    """What is wrong with one row: its number in the file, the field it is about, and why."""

    row: int
    field: str
    reason: str


Mapped = Mapping[str, int]


def guessed(table: Table, fields: Sequence[Field]) -> dict[str, int]:
    """Return for each field the first column whose head names it; what none names is left out."""
    heads = [_plain(head) for head in table.heads]
    found: dict[str, int] = {}
    for field in fields:
        known = {_plain(word) for word in (str(field.label), field.key, *field.heads)}
        place = next((at for at, head in enumerate(heads) if head in known), None)
        if place is not None and place not in found.values():
            found[field.key] = place
    return found


def chosen(table: Table, fields: Iterable[Field], form: Mapping[str, str]) -> dict[str, int]:
    """Return the mapping that a person chose in the selects `column-<field>`."""
    found: dict[str, int] = {}
    places = {str(place): place for place in range(len(table.heads))}
    for field in fields:
        raw = form.get(f"column-{field.key}", NOT_TAKEN)
        if raw in places:
            found[field.key] = places[raw]
    return found


def missing(fields: Iterable[Field], mapped: Mapped) -> list[Field]:
    """Return the fields that every row must say and no column does."""
    return [field for field in fields if field.required and field.key not in mapped]


def not_taken(table: Table, mapped: Mapped) -> list[str]:
    """Return the heads of the columns that say something and that nothing takes."""
    return [
        head
        for place, head in enumerate(table.heads)
        if head and place not in mapped.values() and any(line.cells[place] for line in table.lines)
    ]


def said(line: Line, mapped: Mapped) -> dict[str, str]:
    """Return what a row says, by field; a field that no column says is not there."""
    return {key: line.cells[place] for key, place in mapped.items()}


def _plain(head: str) -> str:
    return " ".join(folded(head).replace("_", " ").replace("-", " ").split())
