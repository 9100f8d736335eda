"""Reading what the shopper's pages show: own visits by what is to be done, the state of a form."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from sqlalchemy import func, select

from auditapp import clock
from auditapp.core.workflow import LATE_ARRIVALS, VisitState
from auditapp.storage import epoch as storage_epoch
from auditapp.storage.db import db
from auditapp.visits import queries as visits
from auditapp.visits.models import Draft, Visit, VisitPhoto
from auditapp.web.actor import Actor

TO_DO = frozenset({VisitState.ASSIGNED, VisitState.ACCEPTED, VisitState.IN_PROGRESS})
RECENT = timedelta(days=60)  # what is over longer is folded away


@dataclass(frozen=True)
class MyVisits:
    """A shopper's visits, by what is to be done about them."""

    today: tuple[Visit, ...]
    coming: tuple[Visit, ...]
    returned: tuple[Visit, ...]
    sent: tuple[Visit, ...]
    older: tuple[Visit, ...]


def my_visits(actor: Actor, at: datetime) -> MyVisits:
    """Return the shopper's visits: those to do first by their window, the others newest first."""
    held = list(visits.shopper_visits(actor))
    by_window = sorted(held, key=lambda visit: visit.window_from)
    to_do = [visit for visit in by_window if visit.state in TO_DO]
    others = [visit for visit in reversed(by_window) if visit.state not in TO_DO]
    over = _those(others, returned=False)
    return MyVisits(
        today=tuple(visit for visit in to_do if _has_come(visit, at)),
        coming=tuple(visit for visit in to_do if not _has_come(visit, at)),
        returned=_those(others, returned=True),
        sent=tuple(visit for visit in over if not _is_old(visit, at)),
        older=tuple(visit for visit in over if _is_old(visit, at)),
    )


def group_of(visit: Visit, at: datetime) -> str:
    """Return in which part of the list a visit stands."""
    if visit.state in TO_DO:
        return "today" if _has_come(visit, at) else "coming"
    return "returned" if visit.state == VisitState.RETURNED else "sent"


def _those(held: Iterable[Visit], *, returned: bool) -> tuple[Visit, ...]:
    return tuple(one for one in held if (one.state == VisitState.RETURNED) is returned)


def _is_old(visit: Visit, at: datetime) -> bool:
    return visit.window_from < at - RECENT


def _has_come(visit: Visit, at: datetime) -> bool:
    zone = visit.location.time_zone
    opens = clock.day_in_zone(visit.window_from, zone)
    return visit.state == VisitState.IN_PROGRESS or opens <= clock.day_in_zone(at, zone)


def can_fill(visit: Visit) -> bool:
    """Tell whether the form is open: begun, or withdrawn after it had been accepted."""
    state = VisitState(visit.state)
    if state is VisitState.IN_PROGRESS:
        return True
    return is_withdrawn(visit) and visit.accepted_at is not None


def can_break_off(visit: Visit) -> bool:
    """Tell whether the visit may still be ended as one that could not be carried out."""
    return VisitState(visit.state) in {VisitState.ACCEPTED, VisitState.IN_PROGRESS}


def is_withdrawn(visit: Visit) -> bool:
    """Tell whether a visit is no longer wanted; what was done for it can still be sent."""
    return VisitState(visit.state) in LATE_ARRIVALS - TO_DO - {VisitState.PLANNED}


def submission_id(visit: Visit) -> str:
    """Return the id under which this visit's form is sent: the same from every page of it."""
    return str(uuid5(NAMESPACE_URL, f"auditapp:form:{visit.public_id}"))


def saved_at(visit: Visit) -> datetime | None:
    """Return when the draft was last saved; None if nothing was."""
    newest = select(func.max(Draft.saved_at)).where(Draft.visit_id == visit.id)
    at: datetime | None = db.session.scalar(newest)
    return at


def epoch() -> int:
    """Return how often the installation was put back from a backup, as phones remember it."""
    return storage_epoch.epoch(db.session())


def files_by_id(visit: Visit) -> dict[str, VisitPhoto]:
    """Return the visit's photos and files by the SHA-256 of what was received."""
    return {row.photo.sha256: row for rows in visits.photos_of(visit).values() for row in rows}
