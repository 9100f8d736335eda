"""What a manager does with a visit before it is sent: give it, move it, take it back."""

from datetime import datetime

from auditapp.accounts.commands import make_visit_link
from auditapp.accounts.models import Person
from auditapp.checklists.queries import checklist_version, retirement_of
from auditapp.clock import day_in_zone
from auditapp.core.permissions import Permission
from auditapp.core.problems import Problem
from auditapp.core.workflow import HELD, By, Event, VisitState
from auditapp.locations.models import Location
from auditapp.storage import transaction
from auditapp.visits.commands.moves import move, note, part, require_reason
from auditapp.visits.models import Visit
from auditapp.visits.queries import is_shopper_at
from auditapp.web.actor import Actor


def assign(
    actor: Actor,
    at: datetime,
    checklist_key: str,
    location: Location,
    shopper: Person,
    window_from: datetime,
    window_to: datetime,
    replaces: Visit | None = None,
) -> Visit:
    """Plan a visit on the newest version of a checklist, and assign it.

    Raises: Problem `visits.window_wrong`, `visits.location_closed`, `visits.not_a_shopper`,
    `visits.not_found` (out of the person's scope), `checklists.not_found`, `checklists.retired`.
    """
    version = checklist_version(checklist_key)
    if retirement_of(version) is not None:
        raise Problem("checklists.retired")
    with transaction.write() as session:
        visit = Visit(
            state=VisitState.PLANNED,
            checklist_version=version,
            location=location,
            window_from=window_from,
            window_to=window_to,
            replaces=replaces,
            created_at=at,
        )
        _require_right(actor, visit)
        _require_window(at, window_from, window_to)
        _require_open(location, window_from, window_to)
        _give(visit, shopper)
        session.add(visit)
        move(session, actor, at, visit, Event.ASSIGN, By.MANAGER)
        session.flush()
        note(session, actor, at, visit, "assign")
    return visit


def visit_link(actor: Actor, at: datetime, visit: Visit) -> str:
    """Return the token of a new personal link for the visit's shopper, good until the window ends.

    Raises: Problem `visits.wrong_state` if nobody has the visit to do.
    """
    with transaction.write() as session:
        _require_right(actor, visit)
        if visit.shopper is None or visit.state not in HELD:
            raise Problem("visits.wrong_state")
        token = make_visit_link(session, at, visit.shopper, visit.public_id, visit.window_to)
        note(session, actor, at, visit, "link")
    return token


def cancel(actor: Actor, at: datetime, visit: Visit, reason: str) -> Visit:
    """Cancel a visit that was not sent yet; what arrives all the same is taken in and flagged."""
    with transaction.write() as session:
        _require_right(actor, visit)
        move(session, actor, at, visit, Event.CANCEL, By.MANAGER, require_reason(reason))
        note(session, actor, at, visit, "cancel", reason)
    return visit


def reassign(actor: Actor, at: datetime, visit: Visit, shopper: Person, reason: str = "") -> Visit:
    """Give the visit to someone else; whoever had accepted it may still send what was done.

    Raises: Problem `visits.not_a_shopper`, `visits.wrong_state`.
    """
    with transaction.write() as session:
        _require_right(actor, visit)
        part(session, actor, at, visit, By.MANAGER)
        move(session, actor, at, visit, Event.REASSIGN, By.MANAGER, reason)
        visit.accepted_at = None
        _give(visit, shopper)
        note(session, actor, at, visit, "reassign", reason or None)
    return visit


def move_window(
    actor: Actor,
    at: datetime,
    visit: Visit,
    window_from: datetime,
    window_to: datetime,
    reason: str = "",
) -> Visit:
    """Move the window; the shopper is asked again.

    Raises: Problem `visits.window_wrong`, `visits.location_closed`, `visits.wrong_state`.
    """
    with transaction.write() as session:
        _require_right(actor, visit)
        _require_window(at, window_from, window_to)
        _require_open(visit.location, window_from, window_to)
        move(session, actor, at, visit, Event.MOVE_WINDOW, By.MANAGER, reason)
        visit.window_from, visit.window_to = window_from, window_to
        note(session, actor, at, visit, "move_window", reason or None)
    return visit


def _require_right(actor: Actor, visit: Visit) -> None:
    if not actor.may(Permission.VISIT_ASSIGN, visit.location):
        raise Problem("visits.not_found")


def _require_window(at: datetime, window_from: datetime, window_to: datetime) -> None:
    if window_to <= window_from or window_to <= at:
        raise Problem("visits.window_wrong")


def _require_open(location: Location, window_from: datetime, window_to: datetime) -> None:
    """Refuse a window in which the location is closed from the first day to the last."""
    zone = location.time_zone
    closure = location.closure_on(day_in_zone(window_from, zone))
    if closure is not None and closure.covers(day_in_zone(window_to, zone)):
        raise Problem("visits.location_closed", day=closure.closed_on)


def _give(visit: Visit, shopper: Person) -> None:
    if not is_shopper_at(shopper, visit.location):
        raise Problem("visits.not_a_shopper")
    visit.shopper = shopper
