"""Lists of visits as the office asks for them: searched, filtered, in order, a page at a time."""

from collections.abc import Iterator, Sequence

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import aliased, contains_eager

from auditapp.accounts.models import Person
from auditapp.checklists.models import ChecklistVersion
from auditapp.checklists.queries import checklist_in
from auditapp.core.text import Text
from auditapp.core.workflow import VisitState
from auditapp.locations.models import Location
from auditapp.storage.db import db
from auditapp.visits.models import Revision, Submission, Visit
from auditapp.visits.queries.access import read_by_office
from auditapp.web.actor import Actor
from auditapp.web.lists import Asked, Order, Page, containing, ordered, page_of

SORTS: dict[str, Order] = {
    "window": (Visit.window_from, Visit.id),
    "location": (Location.name, Location.code, Visit.id),
    "shopper": (Person.code, Visit.id),
    "state": (Visit.state, Visit.id),
}
FILTERS = ("state", "checklist")
AT_ONCE = 500


def office_visits(actor: Actor, asked: Asked) -> Page[Visit]:
    """Return a page of the visits that the person reads by right."""
    return page_of(db.session, _asked(actor, asked), SORTS, asked)


def office_visits_listed(actor: Actor, asked: Asked) -> Iterator[Visit]:
    """Return all visits of the list, in its order."""
    rows = ordered(_asked(actor, asked), SORTS, asked)
    return iter(db.session.scalars(rows.execution_options(yield_per=AT_ONCE)))


def checklists_of(seen: ColumnElement[bool]) -> dict[str, Text]:
    """Return the titles of the checklists by which visits of a condition were made, by key."""
    newest = (
        select(func.max(ChecklistVersion.id))
        .join(Visit, Visit.checklist_version_id == ChecklistVersion.id)
        .join(Visit.location)
        .where(seen)
        .group_by(ChecklistVersion.key)
    )
    rows = select(ChecklistVersion).order_by(ChecklistVersion.key)
    found = db.session.scalars(rows.where(ChecklistVersion.id.in_(newest)))
    return {version.key: checklist_in(version).title for version in found}


def is_newest() -> ColumnElement[bool]:
    """Return the condition that a revision is the last of the visit it stands beside."""
    later, sent = aliased(Revision), aliased(Submission)
    last = select(func.max(later.id)).join(sent, sent.id == later.submission_id)
    return Revision.id == last.where(sent.visit_id == Visit.id).correlate(Visit).scalar_subquery()


def searched(words: str, *columns: ColumnElement[str]) -> ColumnElement[bool]:
    """Return the condition that a visit's location is found by the words, or one of the columns."""
    text: ColumnElement[str] = Location.found_by.expression
    for column in columns:
        text = text + " " + func.coalesce(func.lower(column), "")
    return containing(text, words)


def _asked(actor: Actor, asked: Asked) -> Select[tuple[Visit]]:
    rows = (
        select(Visit)
        .join(Visit.location)
        .join(Visit.checklist_version)
        .outerjoin(Visit.shopper)
        .options(*_eager())
        .where(read_by_office(actor), searched(asked.words, Person.code))
    )
    if asked.filters["state"] in set(VisitState):
        rows = rows.where(Visit.state == asked.filters["state"])
    if asked.filters["checklist"]:
        rows = rows.where(ChecklistVersion.key == asked.filters["checklist"])
    return rows


def _eager() -> Sequence[object]:
    return (
        contains_eager(Visit.location),
        contains_eager(Visit.checklist_version),
        contains_eager(Visit.shopper),
    )
