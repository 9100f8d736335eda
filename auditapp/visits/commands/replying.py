"""What a shopper says to an assignment: yes, no, no longer, could not be done."""

from datetime import datetime

from auditapp.core.problems import Problem
from auditapp.core.workflow import By, Event, Limits
from auditapp.storage import transaction
from auditapp.visits.commands.moves import begin, move, note, part, require_holder, require_reason
from auditapp.visits.models import Visit
from auditapp.web.actor import Actor

DEFAULTS = Limits()
ABORTS = ("closed", "unsafe", "recognised")


def accept(
    actor: Actor, at: datetime, visit: Visit, no_conflict: bool, confidential: bool
) -> Visit:
    """Accept an assignment, having declared both things.

    Raises: Problem `visits.declare_first`, `visits.wrong_state`.
    """
    if not (no_conflict and confidential):
        raise Problem("visits.declare_first")
    with transaction.write() as session:
        require_holder(actor, visit)
        move(session, actor, at, visit, Event.ACCEPT, By.SHOPPER)
        visit.accepted_at = at
        note(session, actor, at, visit, "accept")
    return visit


def decline(actor: Actor, at: datetime, visit: Visit, reason: str) -> Visit:
    """Decline an assignment; it can then be given to someone else."""
    return _hand_back(actor, at, visit, Event.DECLINE, reason)


def give_back(
    actor: Actor, at: datetime, visit: Visit, reason: str, limits: Limits = DEFAULTS
) -> Visit:
    """Give back what was accepted; too close to the window it is marked as late."""
    late = "late" if at > visit.window_from - limits.give_back_before else None
    return _hand_back(actor, at, visit, Event.GIVE_BACK, reason, late)


def abort(actor: Actor, at: datetime, visit: Visit, kind: str, reason: str) -> Visit:
    """Break off a visit: closed, unsafe or recognised. The place gets no score.

    Raises: Problem `visits.reason_missing`, also for a kind that is none of the three.
    """
    if kind not in ABORTS:
        raise Problem("visits.reason_missing")
    with transaction.write() as session:
        require_holder(actor, visit)
        begin(session, actor, at, visit)  # found closed before a single answer
        move(session, actor, at, visit, Event.ABORT, By.SHOPPER, require_reason(reason), kind)
        note(session, actor, at, visit, "abort", reason)
    return visit


def _hand_back(
    actor: Actor, at: datetime, visit: Visit, event: Event, reason: str, flag: str | None = None
) -> Visit:
    with transaction.write() as session:
        require_holder(actor, visit)
        part(session, actor, at, visit, By.SHOPPER)
        move(session, actor, at, visit, event, By.SHOPPER, require_reason(reason), flag)
        visit.shopper_id = None
        visit.accepted_at = None
        session.flush()
        session.expire(visit, ["shopper"])
        note(session, actor, at, visit, event.replace(" ", "_"), reason)
    return visit
