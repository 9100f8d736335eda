"""Who sees which visits: one's own, those in a scope, at a place the published ones.

Everything else does not exist: another person's visit and no visit are one and the same problem.
"""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import (
    ColumnElement,
    Select,
    Table,
    and_,
    bindparam,
    false,
    func,
    or_,
    select,
)
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from auditapp.accounts.models import Grant, Person
from auditapp.core.permissions import Permission, Role
from auditapp.core.problems import Problem
from auditapp.core.workflow import HELD, SCORED, SEEN_BY_PLACE, VisitState
from auditapp.locations.models import Location
from auditapp.locations.queries import within
from auditapp.storage.db import db
from auditapp.visits.models import Arrival, Visit
from auditapp.web.actor import Actor, Granted

# What may still take place: planned or under way, nothing sent.
WAITING = HELD | {VisitState.PLANNED}


def visit_for(actor: Actor, public_id: str) -> Visit:
    """Return a visit that this person may see.

    Whoever accepted it once and holds it no longer gets the part that is still theirs.

    Raises: Problem `visits.not_found`, for what is not theirs as for what is not there.
    """
    visits = _visits().where(_sees(actor))
    found = db.session.scalars(visits.where(Visit.public_id == public_id)).first()
    found = found or db.session.scalars(_parts(actor, public_id)).first()
    if found is None:
        raise Problem("visits.not_found")
    return found


def own_visit(actor: Actor, public_id: str) -> Visit:
    """Return a visit that is the person's own as a shopper, whatever else they may see.

    Raises: Problem `visits.not_found`.
    """
    own = _visits().where(_is_own(actor), Visit.public_id == public_id)
    found = db.session.scalars(own).first() or db.session.scalars(_parts(actor, public_id)).first()
    if found is None:
        raise Problem("visits.not_found")
    return found


def own_visit_standing(actor: Actor, public_id: str) -> Any:
    """Return how one's own visit stands: its ids, its state, what has happened to it.

    Columns and no object: a phone that sends waits for it.

    Raises: Problem `visits.not_found`.
    """
    row = None
    if actor.may(Permission.VISIT_FILL):
        said = {"public_id": public_id, "person_id": actor.person_id}
        connection = db.session.connection()
        found = (connection.execute(query, said).first() for query in (_STANDING, _PART_STANDING))
        row = next((one for one in found if one is not None), None)
    if row is None:
        raise Problem("visits.not_found")
    return row


_TABLE: Table = Visit.__table__  # type: ignore[assignment]
_BEGUN = select(func.count()).where(Arrival.__table__.c.visit_id == _TABLE.c.id).scalar_subquery()
_OWN = select(
    _TABLE.c.id,
    _TABLE.c.public_id,
    _TABLE.c.state,
    _TABLE.c.accepted_at,
    _TABLE.c.visited_at,
    _BEGUN.label("begun_to_send"),
).where(_TABLE.c.shopper_id == bindparam("person_id"))
_WHOLE = _TABLE.alias("whole")
_STANDING = _OWN.where(_TABLE.c.public_id == bindparam("public_id"))
_PART_STANDING = (
    _OWN.join(_WHOLE, _WHOLE.c.id == _TABLE.c.parted_from_id)
    .where(_WHOLE.c.public_id == bindparam("public_id"))
    .order_by(_TABLE.c.id.desc())
    .limit(1)
)


def office_visit(actor: Actor, public_id: str) -> Visit:
    """Return a visit for the office's pages, which say who and when: read by right, never as own.

    Raises: Problem `visits.not_found`.
    """
    read = within(actor.grants_for(Permission.VISIT_READ))
    found = db.session.scalars(_visits().where(read, Visit.public_id == public_id)).first()
    if found is None:
        raise Problem("visits.not_found")
    return found


def shopper_visits(actor: Actor) -> list[Visit]:
    """Return the person's own visits, by their windows."""
    visits = _visits().where(_is_own(actor))
    return list(db.session.scalars(visits.order_by(Visit.window_from, Visit.id)))


def seen_in_scopes(actor: Actor) -> ColumnElement[bool]:
    """Return the condition that a visit lies in the person's scopes, and what of it may be seen.

    A part that someone kept of a visit they no longer hold shows once it was sent.
    """
    return and_(_in_scopes(actor), _shown())


def read_by_office(actor: Actor) -> ColumnElement[bool]:
    """Return the condition that the person reads a visit by right, shopper and times included."""
    return and_(within(actor.grants_for(Permission.VISIT_READ)), _shown())


def _shown() -> ColumnElement[bool]:
    return or_(Visit.parted_from_id.is_(None), Visit.state.in_(SCORED))


def parts_of(visit: Visit) -> list[Visit]:
    """Return what those kept who had accepted the visit and no longer hold it."""
    parts = _visits().where(Visit.parted_from_id == visit.id)
    return list(db.session.scalars(parts.order_by(Visit.id)))


def knows_shopper(actor: Actor, visit: Visit) -> bool:
    """Tell whether the person may learn who the shopper was: never a place's manager."""
    own = visit.shopper_id == actor.person_id
    return own or actor.may(Permission.VISIT_READ, visit.location)


def visits_at(location: Location, closed_on: date | None = None) -> tuple[int, int]:
    """Return how many visits a location has, and how many may still take place once it is closed.

    Those are what was not sent yet, of a window that goes on to the day of its closing or after.
    """
    own = select(func.count(Visit.id)).where(Visit.location_id == location.id)
    total = db.session.scalar(own.where(Visit.parted_from_id.is_(None))) or 0
    if closed_on is None:
        return total, 0
    begins = datetime.combine(closed_on, time(), ZoneInfo(location.time_zone))
    late = own.where(Visit.state.in_(WAITING), Visit.window_to > begins)
    return total, db.session.scalar(late) or 0


def shoppers_for(locations: Iterable[Location]) -> list[Person]:
    """Return the active shoppers whose role reaches any of the locations, by pseudonym."""
    shoppers = select(Grant.person_id).where(Grant.role == Role.SHOPPER)
    people = select(Person).where(Person.active, Person.id.in_(shoppers))
    places = list(locations)
    in_order = people.order_by(func.length(Person.code), Person.code)  # P-2 before P-11
    found = db.session.scalars(in_order.options(selectinload(Person.grants)))
    return [person for person in found if any(is_shopper_at(person, place) for place in places)]


def is_shopper_at(person: Person, location: Location) -> bool:
    """Tell whether the person is an active shopper whose role reaches the location."""
    grants = (
        Granted(Role(grant.role), grant.scope_kind, grant.scope_id) for grant in person.grants
    )
    reach = any(grant.role is Role.SHOPPER and grant.covers(location) for grant in grants)
    return person.active and reach


def _visits() -> Select[Visit]:
    return (
        select(Visit)
        .join(Visit.location)
        .options(
            contains_eager(Visit.location),
            joinedload(Visit.checklist_version),
            joinedload(Visit.shopper),
        )
    )


def _parts(actor: Actor, public_id: str) -> Select[Visit]:
    whole = select(Visit.id).where(Visit.public_id == public_id).scalar_subquery()
    parts = _visits().where(Visit.parted_from_id == whole, _is_own(actor))
    return parts.order_by(Visit.id.desc()).limit(1)


def _sees(actor: Actor) -> ColumnElement[bool]:
    return or_(_is_own(actor), _in_scopes(actor))


def _is_own(actor: Actor) -> ColumnElement[bool]:
    if not actor.may(Permission.VISIT_FILL):
        return false()
    return Visit.shopper_id == actor.person_id


def _in_scopes(actor: Actor) -> ColumnElement[bool]:
    everything = within(actor.grants_for(Permission.VISIT_READ))
    published = within(actor.grants_for(Permission.RESULT_READ))
    return or_(everything, and_(published, Visit.state.in_(SEEN_BY_PLACE)))
