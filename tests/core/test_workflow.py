"""The table of a visit's life: what it lets happen, and nothing else."""

import pytest

from auditapp.core.problems import Problem
from auditapp.core.workflow import TABLE, By, Event, VisitState, may_happen, moves_from, next_state

S, E = VisitState, Event

# As the trade tells it: from, event, by whom, to. Everything not listed here is refused.
LIFE = [
    (S.PLANNED, E.ASSIGN, By.MANAGER, S.ASSIGNED),
    (S.ASSIGNED, E.ACCEPT, By.SHOPPER, S.ACCEPTED),
    (S.ASSIGNED, E.DECLINE, By.SHOPPER, S.PLANNED),
    (S.ASSIGNED, E.LAPSE, By.SYSTEM, S.PLANNED),
    (S.ASSIGNED, E.REASSIGN, By.MANAGER, S.ASSIGNED),
    (S.ACCEPTED, E.REASSIGN, By.MANAGER, S.ASSIGNED),
    (S.ASSIGNED, E.MOVE_WINDOW, By.MANAGER, S.ASSIGNED),
    (S.ACCEPTED, E.MOVE_WINDOW, By.MANAGER, S.ASSIGNED),
    (S.ASSIGNED, E.HAND_OVER, By.MANAGER, S.REASSIGNED),
    (S.ACCEPTED, E.HAND_OVER, By.MANAGER, S.REASSIGNED),
    (S.ASSIGNED, E.HAND_OVER, By.SHOPPER, S.REASSIGNED),
    (S.ACCEPTED, E.HAND_OVER, By.SHOPPER, S.REASSIGNED),
    (S.ASSIGNED, E.HAND_OVER, By.SYSTEM, S.REASSIGNED),
    (S.ACCEPTED, E.HAND_OVER, By.SYSTEM, S.REASSIGNED),
    (S.ACCEPTED, E.GIVE_BACK, By.SHOPPER, S.PLANNED),
    (S.ACCEPTED, E.START, By.SHOPPER, S.IN_PROGRESS),
    (S.ACCEPTED, E.MISS, By.SYSTEM, S.MISSED),
    (S.IN_PROGRESS, E.ABORT, By.SHOPPER, S.ABORTED),
    (S.PLANNED, E.CANCEL, By.MANAGER, S.CANCELLED),
    (S.ASSIGNED, E.CANCEL, By.MANAGER, S.CANCELLED),
    (S.ACCEPTED, E.CANCEL, By.MANAGER, S.CANCELLED),
    (S.IN_PROGRESS, E.CANCEL, By.MANAGER, S.CANCELLED),
    (S.IN_PROGRESS, E.SUBMIT, By.SHOPPER, S.SUBMITTED),
    (S.PLANNED, E.SUBMIT, By.SHOPPER, S.SUBMITTED),
    (S.ASSIGNED, E.SUBMIT, By.SHOPPER, S.SUBMITTED),
    (S.ACCEPTED, E.SUBMIT, By.SHOPPER, S.SUBMITTED),
    (S.MISSED, E.SUBMIT, By.SHOPPER, S.SUBMITTED),
    (S.CANCELLED, E.SUBMIT, By.SHOPPER, S.SUBMITTED),
    (S.REASSIGNED, E.SUBMIT, By.SHOPPER, S.SUBMITTED),
    (S.SUBMITTED, E.CHECK, By.SYSTEM, S.IN_REVIEW),
    (S.IN_REVIEW, E.ASK, By.REVIEWER, S.RETURNED),
    (S.RETURNED, E.ANSWER, By.SHOPPER, S.IN_REVIEW),
    (S.RETURNED, E.ANSWER_LAPSES, By.SYSTEM, S.IN_REVIEW),
    (S.IN_REVIEW, E.REJECT, By.REVIEWER, S.REJECTED),
    (S.IN_REVIEW, E.APPROVE, By.REVIEWER, S.APPROVED),
    (S.APPROVED, E.PUBLISH, By.MANAGER, S.PUBLISHED),
    (S.PUBLISHED, E.WITHDRAW, By.MANAGER, S.APPROVED),
    (S.PUBLISHED, E.DISPUTE, By.LOCATION_MANAGER, S.DISPUTED),
    (S.DISPUTED, E.UPHOLD, By.REVIEWER, S.PUBLISHED),
    (S.DISPUTED, E.UPHOLD, By.MANAGER, S.PUBLISHED),
    (S.DISPUTED, E.TURN_DOWN, By.REVIEWER, S.PUBLISHED),
    (S.DISPUTED, E.TURN_DOWN, By.MANAGER, S.PUBLISHED),
    (S.DISPUTED, E.EXCLUDE, By.REVIEWER, S.EXCLUDED),
    (S.DISPUTED, E.EXCLUDE, By.MANAGER, S.EXCLUDED),
    (S.PUBLISHED, E.CLOSE_WINDOW, By.SYSTEM, S.FINAL),
    (S.FINAL, E.ARCHIVE, By.SYSTEM, S.ARCHIVED),
]


@pytest.mark.parametrize(("before", "event", "by", "after"), LIFE)
def test_event_leads_where_the_table_says(before, event, by, after) -> None:
    assert next_state(before, event, by) is after


def test_everything_else_is_refused() -> None:
    allowed = {(before, event, by) for before, event, by, _after in LIFE}
    for before in VisitState:
        for event in Event:
            for by in By:
                if (before, event, by) in allowed:
                    continue
                with pytest.raises(Problem) as raised:
                    next_state(before, event, by)
                assert raised.value.code == "visits.wrong_state"


def test_no_two_rows_answer_the_same_question() -> None:
    asked = [(row.event, by, before) for row in TABLE for by in row.by for before in row.before]
    assert len(asked) == len(set(asked))


def test_every_row_says_its_rule() -> None:
    assert all(row.rule.endswith(".") for row in TABLE)


def test_every_state_can_be_reached() -> None:
    reached = {VisitState.PLANNED}
    for _ in VisitState:
        reached |= {row.after for row in TABLE if row.before & reached}
    assert reached == set(VisitState)


def test_visit_ends_only_in_states_that_end_it() -> None:
    ends = {state for state in VisitState if not moves_from(state)}
    assert ends == {S.ARCHIVED, S.ABORTED, S.REJECTED, S.EXCLUDED}


def test_may_happen_asks_without_raising() -> None:
    assert may_happen(S.IN_PROGRESS, E.CANCEL, By.MANAGER)
    assert not may_happen(S.SUBMITTED, E.CANCEL, By.MANAGER)
