"""No honest visit is refused: late, cancelled, missed, replaced; it is taken in and flagged."""

import pytest

from auditapp.core.problems import Problem
from auditapp.core.workflow import By, Event
from auditapp.storage import transaction
from auditapp.visits import commands, queries
from auditapp.visits.commands.moves import move

from .conftest import AT, CLOSES, DURING, OPENS, OTHER_UUID, UUID, code_of, payload, row_of, seen_by


def test_visit_sent_without_having_been_started_is_taken_in(cast, accepted) -> None:
    sent = commands.submit(cast.shopper, DURING, accepted, UUID, payload())
    assert (sent.flags, accepted.state) == (["accepted"], "in review")


def test_visit_sent_after_its_window_is_taken_in(cast, started) -> None:
    late = CLOSES.replace(day=28)
    sent = commands.submit(cast.shopper, late, started, UUID, payload())
    assert (sent.flags, started.state) == (["after window"], "in review")


def test_missed_visit_that_arrives_is_taken_in(cast, accepted) -> None:
    with transaction.write() as session:
        move(session, None, CLOSES, accepted, Event.MISS, By.SYSTEM)
    sent = commands.submit(cast.shopper, CLOSES.replace(day=28), accepted, UUID, payload())
    assert sent.flags == ["missed", "after window"]


def test_cancelled_visit_that_arrives_is_taken_in(cast, started) -> None:
    commands.cancel(cast.manager, DURING, started, "Shop is being rebuilt")
    sent = commands.submit(cast.shopper, DURING, started, UUID, payload())
    assert (sent.flags, started.state) == (["cancelled"], "in review")


def test_cancelled_visit_that_was_never_accepted_is_not(cast, assigned) -> None:
    commands.cancel(cast.manager, AT, assigned, "Mistake")
    with pytest.raises(Problem) as raised:
        commands.submit(cast.shopper, DURING, assigned, UUID, payload())
    assert code_of(raised) == "visits.wrong_state"


def test_moved_window_does_not_refuse_who_had_accepted_before(cast, accepted) -> None:
    commands.move_window(cast.manager, AT, accepted, OPENS, CLOSES.replace(day=28))
    sent = commands.submit(cast.shopper, DURING, accepted, UUID, payload())
    assert sent.flags == ["assigned"]


def test_reassigned_visit_is_taken_in_from_both_and_never_mixed(cast, accepted) -> None:
    commands.reassign(cast.manager, AT, accepted, row_of(cast.second_shopper), "Ill")
    part = queries.visit_for(cast.shopper, accepted.public_id)
    assert (part.state, part.parted_from.id) == ("reassigned", accepted.id)

    first = commands.submit(cast.shopper, DURING, part, UUID, payload())
    commands.accept(cast.second_shopper, DURING, accepted, no_conflict=True, confidential=True)
    second = commands.submit(cast.second_shopper, DURING, accepted, OTHER_UUID, payload())

    assert (first.flags, part.state) == (["reassigned"], "in review")
    assert (second.flags, accepted.state) == (["accepted"], "in review")
    assert first.visit_id != second.visit_id
    seen = [visit.id for visit in seen_by(cast.manager)]
    assert sorted(seen) == sorted([part.id, accepted.id])


def test_part_that_was_not_sent_does_not_show_in_the_managers_list(cast, accepted) -> None:
    commands.reassign(cast.manager, AT, accepted, row_of(cast.second_shopper))
    assert [visit.id for visit in seen_by(cast.manager)] == [accepted.id]
    assert [visit.state for visit in queries.shopper_visits(cast.shopper)] == ["reassigned"]


def test_visit_given_back_but_done_all_the_same_is_taken_in(cast, accepted) -> None:
    commands.give_back(cast.shopper, AT, accepted, "Ill")
    part = queries.visit_for(cast.shopper, accepted.public_id)
    sent = commands.submit(cast.shopper, DURING, part, UUID, payload())
    assert (sent.flags, part.state, accepted.state) == (["reassigned"], "in review", "planned")


def test_first_shopper_cannot_send_the_next_ones_visit(cast, accepted) -> None:
    commands.reassign(cast.manager, AT, accepted, row_of(cast.second_shopper))
    with pytest.raises(Problem) as raised:
        commands.submit(cast.shopper, DURING, accepted, UUID, payload())
    assert code_of(raised) == "visits.not_found"


def test_id_of_another_persons_submission_opens_nothing(cast, started, places) -> None:
    commands.submit(cast.shopper, DURING, started, UUID, payload())
    theirs = commands.assign(
        cast.manager, AT, "shop", places["N-1"], row_of(cast.second_shopper), OPENS, CLOSES
    )
    commands.accept(cast.second_shopper, AT, theirs, no_conflict=True, confidential=True)
    with pytest.raises(Problem) as raised:
        commands.submit(cast.second_shopper, DURING, theirs, UUID, payload())
    assert code_of(raised) == "submissions.conflict"
    assert theirs.state == "accepted"
