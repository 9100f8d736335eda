"""Deadlines that pass: each moves its visit once, by itself, and nothing else."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from auditapp.core.workflow import By, Event, Limits
from auditapp.storage import db as storage
from auditapp.storage import transaction
from auditapp.storage.trail import TrailEntry, verify
from auditapp.visits import commands
from auditapp.visits.commands.moves import move
from auditapp.visits.models import Visit, VisitTransition

from .conftest import AT, CLOSES, DURING, OPENS

LIMITS = Limits()
HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)


def state_of(visit: Visit) -> str:
    storage.db.session.expire_all()
    return visit.state


def put(visit: Visit, *events: tuple[Event, By], at=DURING) -> Visit:
    """Move a visit along by the table alone: what causes it is others' business."""
    with transaction.write() as session:
        for event, by in events:
            move(session, None, at, visit, event, by)
    return visit


TO_REVIEW = ((Event.SUBMIT, By.SHOPPER), (Event.CHECK, By.SYSTEM))
TO_PUBLISHED = (*TO_REVIEW, (Event.APPROVE, By.REVIEWER), (Event.PUBLISH, By.MANAGER))


def test_assignment_without_an_answer_is_free_again(cast, assigned) -> None:
    assert commands.run_timers(AT + 24 * HOUR - SECOND, LIMITS) == 0
    assert commands.run_timers(AT + 24 * HOUR, LIMITS) == 1
    assert state_of(assigned) == "planned"
    assert assigned.shopper is None
    step = assigned.transitions[-1]
    assert (step.event, step.by_id, step.at) == ("lapse", None, AT + 24 * HOUR)
    assert commands.run_timers(AT + 24 * HOUR, LIMITS) == 0
    last = storage.db.session.scalars(select(TrailEntry).order_by(TrailEntry.id.desc())).first()
    assert (last.event, last.person_id) == ("visits.lapse", None)
    assert verify(storage.db.session()).holds


def test_limit_is_the_company_s_own(cast, assigned) -> None:
    assert commands.run_timers(AT + HOUR, Limits(answer_within=HOUR)) == 1
    assert state_of(assigned) == "planned"


def test_window_that_moved_gives_a_new_time_to_answer(cast, accepted) -> None:
    commands.move_window(cast.manager, AT + 20 * HOUR, accepted, OPENS, CLOSES + HOUR)
    assert commands.run_timers(AT + 30 * HOUR, LIMITS) == 0
    assert commands.run_timers(AT + 44 * HOUR, LIMITS) == 1
    assert state_of(accepted) == "planned"
    part = storage.db.session.scalars(
        select(Visit).where(Visit.parted_from_id == accepted.id)
    ).one()
    assert part.state == "reassigned", "whoever had accepted may still send what was done"
    assert part.shopper.code == "P-1"


def test_window_that_ends_unstarted_is_missed(cast, accepted) -> None:
    assert commands.run_timers(CLOSES - SECOND, LIMITS) == 0
    assert commands.run_timers(CLOSES, LIMITS) == 1
    assert state_of(accepted) == "missed"


def test_visit_that_was_begun_is_left_alone(cast, started) -> None:
    assert commands.run_timers(CLOSES + 1000 * HOUR, LIMITS) == 0
    assert state_of(started) == "in progress"


def test_question_without_a_reply_goes_back_to_the_reviewer(cast, started) -> None:
    put(started, *TO_REVIEW, (Event.ASK, By.REVIEWER))
    assert commands.run_timers(DURING + 24 * HOUR - SECOND, LIMITS) == 0
    assert commands.run_timers(DURING + 24 * HOUR, LIMITS) == 1
    assert state_of(started) == "in review"
    assert started.transitions[-1].flag == "no_reply"


def test_published_result_is_final_when_nobody_disputes_it(cast, started) -> None:
    put(started, *TO_PUBLISHED)
    assert commands.run_timers(DURING + timedelta(days=7) - SECOND, LIMITS) == 0
    assert commands.run_timers(DURING + timedelta(days=7), LIMITS) == 1
    assert state_of(started) == "final"


def test_open_dispute_keeps_it_open_and_a_settled_one_gives_no_second_window(cast, started) -> None:
    put(started, *TO_PUBLISHED)
    put(started, (Event.DISPUTE, By.LOCATION_MANAGER), at=DURING + timedelta(days=6))
    assert commands.run_timers(DURING + timedelta(days=30), LIMITS) == 0
    put(started, (Event.TURN_DOWN, By.REVIEWER), at=DURING + timedelta(days=31))
    assert commands.run_timers(DURING + timedelta(days=31), LIMITS) == 1
    assert state_of(started) == "final"


def test_visit_that_someone_moves_meanwhile_stays_as_they_left_it(cast, accepted) -> None:
    from auditapp.visits.commands import timing

    (timer,) = (one for one in timing.TIMERS if one.event is Event.MISS)
    due = timing._due(timer, CLOSES, LIMITS)
    commands.start(cast.shopper, CLOSES, accepted)
    assert timing._run(timer, due[0], CLOSES, LIMITS) is False
    assert state_of(accepted) == "in progress"
    events = storage.db.session.scalars(select(VisitTransition.event))
    assert "miss" not in set(events)


@pytest.mark.parametrize("hours", [1, 48])
def test_giving_back_is_late_by_the_company_s_own_limit(cast, accepted, hours: int) -> None:
    limits = Limits(give_back_before=hours * HOUR)
    commands.give_back(cast.shopper, OPENS - 24 * HOUR, accepted, "Ill", limits)
    assert accepted.transitions[-1].flag == ("late" if hours == 48 else None)
