"""Who sees which visits; what is not theirs does not exist."""

from dataclasses import replace

import pytest

from auditapp.core.permissions import Permission
from auditapp.core.problems import Problem
from auditapp.core.workflow import By, Event
from auditapp.locations.queries import locations_seen_by
from auditapp.storage import transaction
from auditapp.visits import commands, queries
from auditapp.visits.commands.moves import move
from auditapp.web.lists import read_asked

from .conftest import AT, CLOSES, DURING, OPENS, UUID, code_of, payload, row_of, seen_by

EVERYTHING = read_asked({}, list(queries.SORTS), queries.FILTERS)


def publish(visit) -> None:
    with transaction.write() as session:
        move(session, None, DURING, visit, Event.APPROVE, By.REVIEWER)
        move(session, None, DURING, visit, Event.PUBLISH, By.MANAGER)


@pytest.mark.parametrize("who", ["shopper", "manager", "reviewer", "admin"])
def test_visit_is_seen_by_its_shopper_and_the_quality_department(cast, assigned, who) -> None:
    assert queries.visit_for(getattr(cast, who), assigned.public_id) is assigned


@pytest.mark.parametrize(
    "who", ["stranger", "second_shopper", "region_manager", "location_manager"]
)
def test_visit_of_another_is_the_same_as_none(cast, assigned, who) -> None:
    said = []
    for public_id in (assigned.public_id, "00000000-0000-4000-8000-000000000000", "x"):
        with pytest.raises(Problem) as raised:
            queries.visit_for(getattr(cast, who), public_id)
        said.append((code_of(raised), raised.value.details))
    assert said == [("visits.not_found", {})] * 3


def test_manager_of_a_region_sees_its_visits_only(cast, assigned, places) -> None:
    there = commands.assign(
        cast.manager, AT, "shop", places["S-1"], row_of(cast.shopper), OPENS, CLOSES
    )
    assert seen_by(cast.region_manager) == [there]
    assert {v.id for v in seen_by(cast.manager)} == {assigned.id, there.id}


def test_list_can_be_of_one_state(cast, assigned, places) -> None:
    there = commands.assign(
        cast.manager, AT, "shop", places["S-1"], row_of(cast.shopper), OPENS, CLOSES
    )
    commands.cancel(cast.manager, AT, there, "Mistake")
    assert seen_by(cast.manager, "cancelled") == [there]


def test_place_sees_a_visit_once_it_is_published(cast, started) -> None:
    commands.submit(cast.shopper, DURING, started, UUID, payload())
    assert seen_by(cast.location_manager) == []
    publish(started)
    assert seen_by(cast.location_manager) == [started]
    assert queries.visit_for(cast.location_manager, started.public_id) is started


def test_place_never_learns_who_the_shopper_was(cast, started) -> None:
    commands.submit(cast.shopper, DURING, started, UUID, payload())
    publish(started)
    assert not queries.knows_shopper(cast.location_manager, started)
    assert queries.knows_shopper(cast.manager, started)
    assert queries.knows_shopper(cast.shopper, started)


def test_published_visit_of_another_place_is_not_seen(cast, places) -> None:
    there = commands.assign(
        cast.manager, AT, "shop", places["S-1"], row_of(cast.shopper), OPENS, CLOSES
    )
    commands.accept(cast.shopper, AT, there, no_conflict=True, confidential=True)
    commands.submit(cast.shopper, DURING, there, UUID, payload())
    publish(there)
    assert seen_by(cast.location_manager) == []


def test_session_by_a_visits_link_reaches_own_visits_and_nothing_more(cast, assigned) -> None:
    both = (*cast.manager.grants, *cast.shopper.grants)
    by_link = replace(cast.second_shopper, grants=both, visit="some-visit")
    assert seen_by(by_link) == []
    with pytest.raises(Problem):
        queries.visit_for(by_link, assigned.public_id)
    own = replace(cast.shopper, visit=assigned.public_id)
    assert queries.visit_for(own, assigned.public_id) is assigned


def test_person_without_any_role_sees_nothing(cast, assigned) -> None:
    nobody = replace(cast.shopper, grants=())
    assert seen_by(nobody) == []
    assert queries.shopper_visits(nobody) == []


def test_shoppers_offered_are_those_whose_role_reaches_the_place(cast, places) -> None:
    codes = [person.code for person in queries.shoppers_for([places["N-1"]], 5)]
    assert codes == ["P-1", "P-2", "P-8"]
    offered = locations_seen_by(cast.region_manager, Permission.VISIT_ASSIGN)
    assert [place.code for place in offered] == ["S-1"]


def test_earlier_visits_of_the_place_come_oldest_first(cast, places) -> None:
    made = []
    for day, last in ((21, "1"), (22, "2"), (23, "3")):
        visit = commands.assign(
            cast.manager, AT, "shop", places["N-1"], row_of(cast.shopper), OPENS, CLOSES
        )
        commands.accept(cast.shopper, AT, visit, no_conflict=True, confidential=True)
        stated = payload(visited_at=f"2026-11-{day}T12:00")
        commands.submit(cast.shopper, DURING, visit, UUID[:-1] + last, stated)
        made.append(visit)
    earlier = queries.last_scores(made[-1])
    assert [past.public_id for past in earlier] == [made[0].public_id, made[1].public_id]
    assert {past.total for past in earlier} == {queries.result_of(made[0]).revision.total}
    assert earlier[0].clauses["GRT-1"] == 100
    assert queries.last_scores(made[-1], published_only=True) == []


def test_visit_without_answers_has_no_result(cast, assigned) -> None:
    with pytest.raises(Problem) as raised:
        queries.result_of(assigned)
    assert code_of(raised) == "visits.no_result"


def test_whoever_manages_elsewhere_reads_no_office_page_of_a_published_or_own_visit(
    cast, started
) -> None:
    commands.submit(cast.shopper, DURING, started, UUID, payload())
    publish(started)
    elsewhere = cast.region_manager.grants
    for one in (cast.location_manager, cast.shopper):
        both = replace(one, grants=(*one.grants, *elsewhere))
        assert queries.visit_for(both, started.public_id) is started
        assert queries.office_visits(both, EVERYTHING).rows == []
        with pytest.raises(Problem) as raised:
            queries.office_visit(both, started.public_id)
        assert code_of(raised) == "visits.not_found"
    assert queries.office_visit(cast.reviewer, started.public_id) is started
    assert queries.office_visits(cast.manager, EVERYTHING).rows == [started]


def test_own_part_is_found_by_whoever_also_sees_the_whole(cast, accepted) -> None:
    both = replace(cast.shopper, grants=(*cast.shopper.grants, *cast.manager.grants))
    commands.reassign(cast.manager, AT, accepted, row_of(cast.second_shopper))
    own = queries.own_visit(both, accepted.public_id)
    assert (own.shopper_id, own.parted_from_id) == (cast.shopper.person_id, accepted.id)
    assert queries.office_visit(both, accepted.public_id) is accepted
