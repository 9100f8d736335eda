"""Doubts: each is told with its figures, beyond its bound and not before it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from auditapp.core.answers import Answer, Sheet
from auditapp.core.asking import ask
from auditapp.core.document import Checklist
from auditapp.core.doubts import KINDS, SENTENCES, Times, doubts
from auditapp.core.kinds.position import Point

AT = datetime(2026, 11, 20, 12, tzinfo=UTC)
TIMES = Times(received_at=AT, assigned_at=AT - timedelta(days=3))
PLACE = Point(Decimal("59.93"), Decimal("30.31"))
LONG = "\n".join(f"q{number} yes_no" for number in range(20))


def said(
    checklist: Checklist, sheet: Sheet, times: Times = TIMES, place: Point | None = PLACE
) -> dict[str, dict]:
    found = doubts(checklist, sheet, ask(checklist, sheet), place, times)
    return {one.code: one.details for one in found}


def north(metres: int, accuracy: int | None = None) -> dict:
    off = {"accuracy": accuracy} if accuracy else {}
    return {"lat": 59.93 + metres / 111_195, "lon": 30.31, **off}


def mixed() -> dict[str, str]:
    return {f"q{number}": "no" if number % 5 == 0 else "yes" for number in range(20)}


def test_every_code_has_its_family_and_a_sentence_on_honest_visits() -> None:
    assert {code.partition(".")[0] for code in SENTENCES} == set(KINDS)
    for code, kind in KINDS.items():
        assert "not known yet" in kind.honest or code == "alike"


def test_answers_quicker_than_they_can_be_read_are_told_with_the_figures(
    a_checklist: Callable[..., Checklist], answered: Callable[..., Sheet]
) -> None:
    """Twenty questions of two words: 40 words take 8 s, touching them 20 s."""
    checklist, sheet = a_checklist(LONG), answered(mixed())
    quick = replace(TIMES, elapsed_s=27.4)
    figures = {"taken_s": 27, "needed_s": 28, "words": 40, "answers": 20}
    assert said(checklist, sheet, quick) == {"pace": figures}
    assert said(checklist, sheet, replace(TIMES, elapsed_s=28)) == {}
    assert said(checklist, sheet) == {}


def test_the_longer_of_two_measures_of_the_time_counts(
    a_checklist: Callable[..., Checklist], answered: Callable[..., Sheet]
) -> None:
    """A stopwatch that was lost by a restart accuses nobody."""
    times = replace(TIMES, elapsed_s=5, begun_at=AT - timedelta(minutes=9), ended_at=AT)
    assert said(a_checklist(LONG), answered(mixed()), times) == {}


@pytest.mark.parametrize(
    ("metres", "accuracy", "far"), [(490, None, False), (520, None, True), (520, 30, False)]
)
def test_check_in_far_away_counts_less_what_the_phone_may_be_off(
    a_checklist: Callable[..., Checklist], metres: int, accuracy: int | None, far: bool
) -> None:
    checklist = a_checklist("a yes_no", head="check_in: ask")
    sheet = Sheet({"a": Answer("yes")}, check_in=Answer(north(metres, accuracy)))
    figures = {"away_m": metres, "within_m": "500", "accuracy_m": "0"}
    assert said(checklist, sheet) == ({"distance.check_in": figures} if far else {})
    assert said(checklist, sheet, place=None) == {}


def test_position_has_the_bound_of_its_question(
    a_checklist: Callable[..., Checklist], answered: Callable[..., Sheet]
) -> None:
    checklist = a_checklist("a position within: 50")
    figures = {"number": "1.1", "away_m": 70, "within_m": "50", "accuracy_m": "5"}
    assert said(checklist, answered(a=north(70, 5))) == {"distance.answer": figures}
    assert said(checklist, answered(a=north(50, 5))) == {}


def test_one_place_touched_all_along_is_told_and_one_other_answer_ends_it(
    a_checklist: Callable[..., Checklist], answered: Callable[..., Sheet]
) -> None:
    checklist = a_checklist(LONG + "\nhow scale min: 1, max: 5\nmuch scale min: 0, max: 10")
    every = {f"q{number}": "yes" for number in range(20)}
    assert said(checklist, answered(every, how=5, much=10)) == {"alike": {"answers": 22}}
    assert said(checklist, answered(every, how=5, much=9)) == {}
    assert said(checklist, answered({**every, "q7": "no"}, how=5, much=10)) == {}
    assert said(checklist, answered({f"q{number}": "yes" for number in range(14)})) == {}


@pytest.mark.parametrize(
    ("times", "code"),
    [
        ({"device_at": AT + timedelta(minutes=4)}, None),
        ({"device_at": AT + timedelta(minutes=7)}, "clocks.ahead"),
        ({"device_at": AT - timedelta(minutes=7)}, "clocks.behind"),
        ({"begun_at": AT, "ended_at": AT - timedelta(seconds=1)}, "clocks.reversed"),
        ({"visited_at": AT + timedelta(hours=1)}, "clocks.later"),
        ({"visited_at": AT - timedelta(days=4)}, "clocks.earlier"),
        ({"visited_at": AT - timedelta(days=1)}, None),
    ],
)
def test_times_that_cannot_be_are_told(
    a_checklist: Callable[..., Checklist], times: dict, code: str | None
) -> None:
    found = said(a_checklist("a yes_no"), Sheet(), replace(TIMES, **times))
    assert list(found) == ([code] if code else [])
