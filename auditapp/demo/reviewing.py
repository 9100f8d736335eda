"""What the office does with the visits that came in: once a week it approves, publishes, closes.

Each sitting is one transaction, as if all of it had been ticked and confirmed at once.
"""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from sqlalchemy import Table, func, select, update

from auditapp.core.workflow import By, Event, Limits, VisitState, next_state
from auditapp.demo.people import BY_MAIL, Someone
from auditapp.storage import trail, transaction
from auditapp.storage.db import db
from auditapp.storage.rows import insert_rows
from auditapp.visits.commands.moves import step
from auditapp.visits.models import Visit, VisitTransition
from auditapp.web.actor import Actor

REVIEWERS = {"ru": "orlova", "en": "donovan"}
WEEK = timedelta(days=7)
# How long before the company is looked at the last sittings were, so that some visits of each kind
# are left: in review, approved, open to dispute, final.
PUBLISHED_AGO, APPROVED_AGO = timedelta(days=3), timedelta(days=2)
READ_FOR = timedelta(days=5)
DISPUTE_WITHIN = Limits().dispute_within
_STEPS: Table = VisitTransition.__table__  # type: ignore[assignment]


def weeks(
    first: datetime,
    now: datetime,
    actor_of: Callable[[Someone], Actor],
    manager_of: Callable[[str], Actor],
) -> Iterator[datetime]:
    """Sit down each week from the first day until now; `manager_of` knows a location's."""
    at = now - PUBLISHED_AGO - (now - first) // WEEK * WEEK
    while at <= now:
        yield at
        close(at)
        publish(at, manager_of)
        yield (read := at + PUBLISHED_AGO - APPROVED_AGO)
        approve(read, lambda language: actor_of(BY_MAIL[REVIEWERS[language]]))
        at += WEEK


def approve(at: datetime, reviewer_of: Callable[[str], Actor]) -> None:
    """Approve what has been in review for long enough to be read; a reviewer reads one language."""

    def reader(visit: Visit) -> Actor:
        return reviewer_of("en" if visit.shopper and visit.shopper.language == "en" else "ru")

    _move_all(at, VisitState.IN_REVIEW, Event.APPROVE, By.REVIEWER, (Event.CHECK, READ_FOR), reader)


def publish(at: datetime, manager_of: Callable[[str], Actor]) -> None:
    """Publish what is approved, each by the manager of its location's region."""

    def manager(visit: Visit) -> Actor:
        return manager_of(visit.location.code)

    since = (Event.APPROVE, timedelta(0))
    _move_all(at, VisitState.APPROVED, Event.PUBLISH, By.MANAGER, since, manager)


def close(at: datetime) -> None:
    """Make final what nobody disputed in time."""
    since = (Event.PUBLISH, DISPUTE_WITHIN)
    _move_all(at, VisitState.PUBLISHED, Event.CLOSE_WINDOW, By.SYSTEM, since, lambda visit: None)


def _move_all(
    at: datetime,
    state: VisitState,
    event: Event,
    by: By,
    since: tuple[Event, timedelta],
    actor_of: Callable[[Visit], Actor | None],
) -> None:
    """Move the visits that an event brought into a state so long ago: rows, as they are many."""
    after = next_state(state, event, by)
    with transaction.write() as session:
        visits = _there(state, since[0], at - since[1])
        rows = [
            step(actor_of(one), at, one, event, state, after) | {"visit_id": one.id}
            for one in visits
        ]
        insert_rows(session, _STEPS, rows)
        moved = [one.id for one in visits]
        session.execute(update(Visit).where(Visit.id.in_(moved)).values(state=after))
        name = event.replace(" ", "_")
        for one in visits:
            trail.record(session, actor_of(one), at, f"visits.{name}", f"visits/{one.public_id}")


def _there(state: VisitState, event: Event, until: datetime) -> list[Visit]:
    """Return the visits in a state to which an event brought them until then."""
    happened = select(func.max(VisitTransition.at)).where(
        VisitTransition.visit_id == Visit.id, VisitTransition.event == event
    )
    there = select(Visit).where(Visit.state == state, happened.scalar_subquery() <= until)
    return list(db.session.scalars(there.order_by(Visit.id)))
