"""What managers and shoppers do with a visit before it is sent, and what is refused."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from auditapp.accounts.models import Link
from auditapp.accounts.queries import digest
from auditapp.core.problems import Problem
from auditapp.storage import db as storage
from auditapp.visits import commands, queries
from auditapp.visits.models import VisitTransition

from .conftest import AT, CLOSES, DURING, OPENS, UUID, code_of, payload, row_of, seen_by, sheet


def refused(raised: pytest.ExceptionInfo[Problem], code: str, visit, state: str) -> None:
    assert code_of(raised) == code
    storage.db.session.expire_all()
    assert visit.state == state


def test_assign_gives_the_newest_version_to_the_shopper(cast, assigned) -> None:
    assert (assigned.state, assigned.shopper.code) == ("assigned", "P-1")
    assert assigned.checklist_version.key == "shop"


def test_transition_says_who_when_here_and_there_from_to_and_why(cast, accepted) -> None:
    commands.give_back(cast.shopper, AT, accepted, "Ill")
    step = accepted.transitions[-1]
    assert (step.by.code, step.from_state, step.to_state) == ("P-1", "accepted", "planned")
    assert (step.at, step.at_local, step.reason) == (AT, "2026-11-20T14:05:00+03:00", "Ill")


def test_transition_is_never_changed(cast, accepted) -> None:
    step = storage.db.session.scalars(select(VisitTransition)).first()
    with pytest.raises(RuntimeError, match="written once"), storage_write():
        step.reason = "Other"


def storage_write():
    from auditapp.storage import transaction

    return transaction.write()


@pytest.mark.parametrize(
    ("opens", "closes"),
    [(CLOSES, OPENS), (OPENS, OPENS), (AT - timedelta(days=2), AT - timedelta(days=1))],
)
def test_window_that_cannot_be_is_refused(cast, places, opens, closes) -> None:
    with pytest.raises(Problem) as raised:
        commands.assign(
            cast.manager, AT, "shop", places["N-1"], row_of(cast.shopper), opens, closes
        )
    assert code_of(raised) == "visits.window_wrong"


def test_whoever_is_no_shopper_is_not_assigned(cast, places) -> None:
    with pytest.raises(Problem) as raised:
        commands.assign(
            cast.manager, AT, "shop", places["N-1"], row_of(cast.reviewer), OPENS, CLOSES
        )
    assert code_of(raised) == "visits.not_a_shopper"


def test_manager_assigns_in_the_own_scope_only(cast, places) -> None:
    with pytest.raises(Problem) as raised:
        commands.assign(
            cast.region_manager, AT, "shop", places["N-1"], row_of(cast.shopper), OPENS, CLOSES
        )
    assert code_of(raised) == "visits.not_found"
    assert seen_by(cast.manager) == []


@pytest.mark.parametrize(("no_conflict", "confidential"), [(False, True), (True, False)])
def test_accepting_takes_both_declarations(cast, assigned, no_conflict, confidential) -> None:
    with pytest.raises(Problem) as raised:
        commands.accept(cast.shopper, AT, assigned, no_conflict, confidential)
    refused(raised, "visits.declare_first", assigned, "assigned")


def test_accepting_twice_is_refused(cast, accepted) -> None:
    with pytest.raises(Problem) as raised:
        commands.accept(cast.shopper, AT, accepted, no_conflict=True, confidential=True)
    refused(raised, "visits.wrong_state", accepted, "accepted")


@pytest.mark.parametrize("who", ["second_shopper", "manager", "reviewer", "admin"])
def test_only_the_shopper_accepts(cast, assigned, who) -> None:
    with pytest.raises(Problem) as raised:
        commands.accept(getattr(cast, who), AT, assigned, no_conflict=True, confidential=True)
    refused(raised, "visits.not_found", assigned, "assigned")


def test_declined_visit_can_be_assigned_to_nobody_without_a_reason(cast, assigned) -> None:
    with pytest.raises(Problem) as raised:
        commands.decline(cast.shopper, AT, assigned, "  ")
    refused(raised, "visits.reason_missing", assigned, "assigned")


def test_declining_leaves_the_visit_planned_and_without_shopper(cast, assigned) -> None:
    commands.decline(cast.shopper, AT, assigned, "On holiday")
    assert (assigned.state, assigned.shopper) == ("planned", None)
    assert queries.shopper_visits(cast.shopper) == []


@pytest.mark.parametrize(
    ("at", "flag"), [(OPENS - timedelta(hours=25), None), (OPENS - timedelta(hours=23), "late")]
)
def test_giving_back_late_is_marked(cast, accepted, at, flag) -> None:
    commands.give_back(cast.shopper, at, accepted, "Ill")
    assert (accepted.state, accepted.transitions[-1].flag) == ("planned", flag)


def test_first_save_starts_the_visit_and_its_time(cast, accepted) -> None:
    commands.save_draft(cast.shopper, DURING, accepted, sheet())
    assert (accepted.state, accepted.started_at) == ("in progress", DURING)
    commands.save_draft(cast.shopper, DURING + timedelta(hours=1), accepted, sheet())
    assert accepted.started_at == DURING


def test_visit_not_accepted_is_not_filled_in(cast, assigned) -> None:
    with pytest.raises(Problem) as raised:
        commands.save_draft(cast.shopper, DURING, assigned, sheet())
    refused(raised, "visits.wrong_state", assigned, "assigned")


@pytest.mark.parametrize("kind", ["closed", "unsafe", "recognised"])
def test_breaking_off_keeps_kind_and_reason(cast, started, kind) -> None:
    commands.abort(cast.shopper, DURING, started, kind, "The door was locked")
    step = started.transitions[-1]
    assert (started.state, step.flag, step.reason) == ("aborted", kind, "The door was locked")


def test_place_found_closed_before_the_first_answer_is_broken_off_too(cast, accepted) -> None:
    commands.abort(cast.shopper, DURING, accepted, "closed", "The door was locked")
    assert [step.event for step in accepted.transitions][-2:] == ["start", "abort"]


def test_breaking_off_for_no_known_reason_is_refused(cast, started) -> None:
    with pytest.raises(Problem) as raised:
        commands.abort(cast.shopper, DURING, started, "bored", "Long queue")
    refused(raised, "visits.reason_missing", started, "in progress")


def test_broken_off_visit_takes_no_answers(cast, started) -> None:
    commands.abort(cast.shopper, DURING, started, "closed", "The door was locked")
    with pytest.raises(Problem) as raised:
        commands.submit(cast.shopper, DURING, started, UUID, payload())
    refused(raised, "visits.wrong_state", started, "aborted")


def test_sent_visit_cannot_be_cancelled_moved_or_given_on(cast, started) -> None:
    commands.submit(cast.shopper, DURING, started, UUID, payload())
    for change in (
        lambda: commands.cancel(cast.manager, DURING, started, "No"),
        lambda: commands.move_window(cast.manager, DURING, started, OPENS, CLOSES),
        lambda: commands.reassign(cast.manager, DURING, started, row_of(cast.second_shopper)),
    ):
        with pytest.raises(Problem) as raised:
            change()
        refused(raised, "visits.wrong_state", started, "in review")


def test_cancelling_takes_a_reason(cast, assigned) -> None:
    with pytest.raises(Problem) as raised:
        commands.cancel(cast.manager, AT, assigned, "")
    refused(raised, "visits.reason_missing", assigned, "assigned")


def test_moved_window_asks_the_shopper_again(cast, accepted) -> None:
    later = CLOSES + timedelta(days=3)
    commands.move_window(cast.manager, AT, accepted, OPENS, later)
    assert (accepted.state, accepted.window_to) == ("assigned", later)
    assert accepted.shopper.code == "P-1"


def test_reassigning_before_acceptance_leaves_nothing_to_the_first(cast, assigned) -> None:
    commands.reassign(cast.manager, AT, assigned, row_of(cast.second_shopper))
    assert queries.shopper_visits(cast.shopper) == []
    with pytest.raises(Problem) as raised:
        queries.visit_for(cast.shopper, assigned.public_id)
    assert code_of(raised) == "visits.not_found"


def test_link_is_kept_as_a_digest_and_ends_with_the_window(cast, assigned) -> None:
    token = commands.visit_link(cast.manager, AT, assigned)
    link = storage.db.session.scalars(select(Link)).one()
    assert (link.token_hash, link.expires_at) == (digest(token), CLOSES)
    assert (link.purpose, link.visit_id) == ("visit", assigned.public_id)
    assert link.person.code == "P-1"


def test_visit_that_nobody_holds_has_no_link(cast, assigned) -> None:
    commands.decline(cast.shopper, AT, assigned, "On holiday")
    with pytest.raises(Problem) as raised:
        commands.visit_link(cast.manager, AT, assigned)
    assert code_of(raised) == "visits.wrong_state"


def test_visit_that_was_sent_needs_no_link_any_more(cast, started) -> None:
    commands.submit(cast.shopper, DURING, started, UUID, payload())
    with pytest.raises(Problem) as raised:
        commands.visit_link(cast.manager, DURING, started)
    assert code_of(raised) == "visits.wrong_state"
