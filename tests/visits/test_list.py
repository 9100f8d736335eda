"""The office's list of visits: found by words, narrowed, put in order, cut in pages, taken away."""

from datetime import timedelta

import pytest

from auditapp.visits import commands, queries
from auditapp.web import lists
from auditapp.web.lists import read_asked

from .conftest import AT, CLOSES, OPENS, row_of


@pytest.fixture
def three(cast, assigned, places):
    """A visit at N-1, and two at S-1, one of them cancelled."""
    south = places["S-1"]
    made = [
        commands.assign(
            cast.manager,
            AT,
            "shop",
            south,
            row_of(cast.second_shopper),
            OPENS + timedelta(days=days),
            CLOSES + timedelta(days=days),
        )
        for days in (1, 2)
    ]
    commands.cancel(cast.manager, AT, made[1], "The shop is being rebuilt.")
    return [assigned, *made]


def listed(actor, **said: str) -> list[object]:
    asked = read_asked(said, list(queries.SORTS), queries.FILTERS)
    return queries.office_visits(actor, asked).rows


def test_list_is_in_the_order_asked_for(cast, three) -> None:
    assert listed(cast.manager) == three
    assert listed(cast.manager, desc="1") == three[::-1]
    assert listed(cast.manager, sort="state")[-1] == three[2]


@pytest.mark.parametrize("words", ["s-1", "S-1 market", "MARKET"])
def test_location_is_found_by_any_of_its_words(cast, three, words) -> None:
    assert listed(cast.manager, q=words) == three[1:]


def test_shopper_is_found_by_code_and_never_by_name(cast, three) -> None:
    shopper = three[1].shopper
    assert listed(cast.manager, q=shopper.code.lower()) == three[1:]
    assert listed(cast.manager, q=shopper.name) == []


def test_state_and_checklist_narrow_the_list(cast, three) -> None:
    assert listed(cast.manager, state="cancelled") == three[2:]
    assert listed(cast.manager, checklist="shop", state="assigned") == three[:2]
    assert listed(cast.manager, checklist="other") == []


def test_list_is_cut_in_pages(cast, three, monkeypatch) -> None:
    monkeypatch.setattr(lists, "PER_PAGE", 2)
    assert listed(cast.manager, page="2") == three[2:]


def test_manager_of_a_region_lists_its_visits_only(cast, three) -> None:
    assert listed(cast.region_manager) == three[1:]
