"""What the pages of locations say: lines of the record, facts side by side, filters."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from flask_babel import gettext, lazy_gettext

from auditapp.locations import queries
from auditapp.locations.forms import degrees_said, indented, week_written
from auditapp.locations.forms.hours import NotHours, week_in
from auditapp.locations.models import Facts
from auditapp.locations.queries import Past
from auditapp.web.actor import Actor
from auditapp.web.pages import local_day

FACTS = {
    "code": lazy_gettext("Code"),
    "name": lazy_gettext("Name of the location"),
    "brand": lazy_gettext("Brand"),
    "region": lazy_gettext("Region"),
    "tags": lazy_gettext("Tags"),
    "address": lazy_gettext("Address"),
    "position": lazy_gettext("Position"),
    "time_zone": lazy_gettext("Time zone"),
    "hours": lazy_gettext("Opening hours"),
    "notes": lazy_gettext("Notes"),
}
Filter = tuple[str, str, list[tuple[str, str]]]


def filters(actor: Actor) -> list[Filter]:
    """Return by what the list can be narrowed; what would offer nothing is left out."""
    brands = [(str(one.id), one.name) for one in queries.brands_for(actor)]
    regions = [(str(one.id), indented(depth, one)) for depth, one in queries.regions_for(actor)]
    tags = [(tag, tag) for tag in queries.tags_for(actor)]
    states = [(queries.OPEN, gettext("open")), (queries.CLOSED, gettext("closed"))]
    offered = (
        ("brand", gettext("Brand"), brands),
        ("region", gettext("Region"), regions),
        ("tag", gettext("Tag"), tags),
        ("state", gettext("Open or closed"), states),
    )
    return [
        (name, words, [("", gettext("All")), *found]) for name, words, found in offered if found
    ]


def line_said(line: Past) -> list[str]:
    """Say one line of the record: what happened, and each thing that changed."""
    if line.event == "locations.change":
        return [gettext("Changed"), *_changes_said(line.words)]
    days, _, reason = line.words.partition(" ")
    day, _, again = days.partition("/")
    said = {
        "locations.add": gettext("Added: %(what)s", what=line.words),
        "locations.import": gettext("Taken in from a file: %(what)s", what=line.words),
        "locations.close": gettext("Closed from %(day)s", day=_day(day)),
        "locations.close_change": gettext(
            "The closing was corrected: closed from %(day)s", day=_day(day)
        ),
        "locations.reopen": gettext("Open again from %(day)s", day=_day(day)),
        "locations.stay_open": gettext("The closing was called off"),
    }
    first = said.get(line.event, line.event)
    if line.event not in ("locations.close", "locations.close_change"):
        return [first]
    opens = [gettext("Open again from %(day)s", day=_day(again))] if again else []
    return [first, *opens, *filter(None, [reason])]


def facts_said(written: Facts, stored: Facts) -> list[tuple[str, str, str]]:
    """Return where two readings differ: which fact, what was written, what is stored."""
    return [
        (str(words), _said(vars(written)[name]), _said(vars(stored)[name]))
        for name, words in FACTS.items()
        if vars(written)[name] != vars(stored)[name]
    ]


def _changes_said(words: str) -> Iterator[str]:
    for line in words.splitlines():
        name, _, rest = line.partition(": ")
        said = " → ".join(map(_week, rest.split(" → "))) if name == "hours" else rest
        yield f"{FACTS.get(name, name)}: {said}"


def _week(written: str) -> str:
    """Say in the reader's language the hours that the record says in its own."""
    try:
        return week_written(week_in(written)) or "–"
    except NotHours:
        return written


def _day(written: str) -> str:
    try:
        return local_day(date.fromisoformat(written))
    except ValueError:
        return written or "–"


def _said(value: Any) -> str:
    if not value:
        return "–"
    if isinstance(value, str):
        return value
    if isinstance(value[0], float):
        return ", ".join(map(degrees_said, value))
    if isinstance(value, list):
        return week_written(value)
    return ", ".join(value)
