"""Who sees which visits: one's own, those in a scope, at a place the published ones.

Everything else does not exist: another person's visit and no visit are one and the same problem.
"""

from dataclasses import dataclass
from datetime import date, datetime, time
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
from sqlalchemy.orm import contains_eager, joinedload

from auditapp.checklists.models import ChecklistVersion
from auditapp.core.permissions import Permission
from auditapp.core.problems import Problem
from auditapp.core.workflow import HELD, SCORED, SEEN_BY_PLACE, VisitState
from auditapp.locations.models import Location
from auditapp.locations.queries import within
from auditapp.storage.db import db
from auditapp.visits.models import Arrival, Visit
from auditapp.web.actor import Actor

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


@dataclass(frozen=True)
class Place:
    """Where a visit takes place, as far as taking it in asks."""

    time_zone: str
    latitude: float | None
    longitude: float | None


@dataclass(frozen=True)
class Version:
    """What a visit is filled in on, as far as taking it in asks: its digest names its content."""

    sha256: str


@dataclass(frozen=True)
class Standing:
    """How one's own visit stands; no row of the session, for a phone that sends waits for it."""

    id: int
    public_id: str
    state: str
    changes: int
    window_to: datetime
    created_at: datetime
    accepted_at: datetime | None
    started_at: datetime | None
    visited_at: datetime | None
    parted_from_id: int | None
    begun_to_send: int
    location: Place
    checklist_version: Version


def own_visit_standing(actor: Actor, public_id: str) -> Standing:
    """Return how a visit stands that is the person's own as a shopper, by one query.

    Raises: Problem `visits.not_found`.
    """
    if not actor.may(Permission.VISIT_FILL):
        raise Problem("visits.not_found")
    said = {"public_id": public_id, "person_id": actor.person_id}
    connection = db.session.connection()
    found = connection.execute(_STANDING, said).first()
    found = found or connection.execute(_PART_STANDING, said).first()
    if found is None:
        raise Problem("visits.not_found")
    return Standing(*found[:_OF_VISIT], Place(*found[_OF_VISIT:-1]), Version(found[-1]))


_VISITS: Table = Visit.__table__  # type: ignore[assignment]
_ARRIVALS: Table = Arrival.__table__  # type: ignore[assignment]
_PLACES: Table = Location.__table__  # type: ignore[assignment]
_VERSIONS: Table = ChecklistVersion.__table__  # type: ignore[assignment]
_WHOLE = _VISITS.alias("whole")
_OF_VISIT = 11
_OWN = (
    select(
        _VISITS.c.id,
        _VISITS.c.public_id,
        _VISITS.c.state,
        _VISITS.c.changes,
        _VISITS.c.window_to,
        _VISITS.c.created_at,
        _VISITS.c.accepted_at,
        _VISITS.c.started_at,
        _VISITS.c.visited_at,
        _VISITS.c.parted_from_id,
        select(func.count()).where(_ARRIVALS.c.visit_id == _VISITS.c.id).scalar_subquery(),
        _PLACES.c.time_zone,
        _PLACES.c.latitude,
        _PLACES.c.longitude,
        _VERSIONS.c.sha256,
    )
    .select_from(_VISITS)
    .join(_PLACES, _PLACES.c.id == _VISITS.c.location_id)
    .join(_VERSIONS, _VERSIONS.c.id == _VISITS.c.checklist_version_id)
    .where(_VISITS.c.shopper_id == bindparam("person_id"))
)
_STANDING = _OWN.where(_VISITS.c.public_id == bindparam("public_id"))
_PART_STANDING = (
    _OWN.join(_WHOLE, _WHOLE.c.id == _VISITS.c.parted_from_id)
    .where(_WHOLE.c.public_id == bindparam("public_id"))
    .order_by(_VISITS.c.id.desc())
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
