"""Moving a visit by the table of its life: the state, the row that says so, the record."""

from datetime import datetime
from typing import Any, Protocol

from sqlalchemy.orm import Session

from auditapp import clock
from auditapp.core.problems import Problem
from auditapp.core.workflow import By, Event, VisitState, next_state
from auditapp.storage import trail
from auditapp.visits.models import Visit, VisitTransition
from auditapp.visits.queries import Standing
from auditapp.web.actor import Actor


class Named(Protocol):
    """A visit, as far as the record asks."""

    @property
    def public_id(self) -> str: ...


def move(
    session: Session,
    actor: Actor | None,
    at: datetime,
    visit: Visit,
    event: Event,
    by: By,
    reason: str = "",
    flag: str | None = None,
) -> None:
    """Move the visit and write down who, when (here and there), from, to and why.

    Raises: Problem `visits.wrong_state` if the table has no such move.
    """
    before = VisitState(visit.state)
    after = next_state(before, event, by)
    visit.state = after
    session.add(
        VisitTransition(
            visit=visit,
            **step(actor, at, visit, event, before, after) | {"reason": reason, "flag": flag},
        )
    )


def step(
    actor: Actor | None,
    at: datetime,
    visit: Visit | Standing,
    event: Event,
    before: VisitState,
    after: VisitState,
) -> dict[str, Any]:
    """Return the row that says what happened to a visit."""
    return {
        "event": event,
        "from_state": before,
        "to_state": after,
        "by_id": actor.person_id if actor else None,
        "at": at,
        "at_local": clock.in_zone(at, visit.location.time_zone).isoformat(timespec="seconds"),
        "reason": "",
        "flag": None,
    }


def begin(session: Session, actor: Actor, at: datetime, visit: Visit) -> bool:
    """Start a visit that was accepted and not begun; tell whether that was so."""
    if visit.state != VisitState.ACCEPTED:
        return False
    move(session, actor, at, visit, Event.START, By.SHOPPER)
    visit.started_at = at
    return True


def note(
    session: Session, actor: Actor, at: datetime, visit: Named, event: str, text: str | None = None
) -> None:
    """Write the command's line in the record."""
    trail.record(session, actor, at, f"visits.{event}", f"visits/{visit.public_id}", text)


def require_holder(actor: Actor, visit: Visit) -> None:
    """Let only the visit's own shopper pass; to anyone else it does not exist."""
    if visit.shopper_id is None or visit.shopper_id != actor.person_id:
        raise Problem("visits.not_found")


def require_reason(reason: str) -> str:
    """Return the reason, which must say something."""
    if not reason.strip():
        raise Problem("visits.reason_missing")
    return reason


def part(session: Session, actor: Actor | None, at: datetime, visit: Visit, by: By) -> None:
    """Leave whoever had accepted a row of their own before the visit goes to someone else.

    What that person honestly did can then still be sent, and never mixes with the next one's.
    """
    if visit.accepted_at is None:
        return
    own = Visit(
        state=visit.state,
        checklist_version=visit.checklist_version,
        location=visit.location,
        shopper_id=visit.shopper_id,
        window_from=visit.window_from,
        window_to=visit.window_to,
        parted_from=visit,
        created_at=at,
        accepted_at=visit.accepted_at,
    )
    session.add(own)
    move(session, actor, at, own, Event.HAND_OVER, by)
