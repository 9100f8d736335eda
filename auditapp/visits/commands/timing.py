"""What happens to visits by themselves, when a deadline passes: each in its own transaction.

Doing it again changes nothing: what has moved is no longer due. What cannot be moved now stays due.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from auditapp.core.problems import Problem
from auditapp.core.workflow import By, Event, Limits, VisitState
from auditapp.storage import trail, transaction
from auditapp.storage.db import db
from auditapp.visits.commands.moves import move, part
from auditapp.visits.models import Visit, VisitTransition


@dataclass(frozen=True)
class Timer:
    """One event that a deadline causes: in which state, and from when on."""

    event: Event
    state: VisitState
    is_over: Callable[[datetime, Limits], ColumnElement[bool]]
    flag: str | None = None


def _since(event: Event) -> ColumnElement[datetime]:
    """Return when that last happened to the visit."""
    last = select(func.max(VisitTransition.at)).where(
        VisitTransition.visit_id == Visit.id, VisitTransition.event == event
    )
    return last.scalar_subquery()


def _entered() -> ColumnElement[datetime]:
    """Return when the visit last came into the state in which it is."""
    last = select(func.max(VisitTransition.at)).where(
        VisitTransition.visit_id == Visit.id, VisitTransition.to_state == Visit.state
    )
    return last.scalar_subquery()


TIMERS: tuple[Timer, ...] = (
    Timer(
        Event.LAPSE,
        VisitState.ASSIGNED,
        lambda at, limits: _entered() <= at - limits.answer_within,
    ),
    Timer(
        Event.MISS,
        VisitState.ACCEPTED,
        lambda at, limits: Visit.window_to <= at,
    ),
    Timer(
        Event.ANSWER_LAPSES,
        VisitState.RETURNED,
        lambda at, limits: _entered() <= at - limits.reply_within,
        flag="no_reply",
    ),
    Timer(
        Event.CLOSE_WINDOW,
        VisitState.PUBLISHED,
        # A dispute that was settled opens no second window.
        lambda at, limits: _since(Event.PUBLISH) <= at - limits.dispute_within,
    ),
)


def run_timers(at: datetime, limits: Limits) -> int:
    """Move every visit whose deadline has passed; return how many moved."""
    return sum(
        _run(timer, visit_id, at, limits)
        for timer in TIMERS
        for visit_id in _due(timer, at, limits)
    )


def _due(timer: Timer, at: datetime, limits: Limits) -> list[int]:
    over = select(Visit.id).where(Visit.state == timer.state, timer.is_over(at, limits))
    return list(db.session.scalars(over.order_by(Visit.id)))


def _run(timer: Timer, visit_id: int, at: datetime, limits: Limits) -> bool:
    try:
        with transaction.write() as session:
            still = select(Visit).where(
                Visit.id == visit_id, Visit.state == timer.state, timer.is_over(at, limits)
            )
            visit = session.scalars(still).first()
            if visit is None:
                return False
            _move(session, timer, at, visit)
    except Problem:
        return False  # someone moves it at this moment; it stays due if they do not
    return True


def _move(session: Session, timer: Timer, at: datetime, visit: Visit) -> None:
    if timer.event is Event.LAPSE:
        part(session, None, at, visit, By.SYSTEM)
    move(session, None, at, visit, timer.event, By.SYSTEM, flag=timer.flag)
    if timer.event is Event.LAPSE:
        visit.shopper, visit.accepted_at = None, None
    event = timer.event.replace(" ", "_")
    trail.record(session, None, at, f"visits.{event}", f"visits/{visit.public_id}")
