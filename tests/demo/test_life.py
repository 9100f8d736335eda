"""The life of the company: it looks like one, it is the same each time, and it can be read."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from statistics import mean

import pytest

from auditapp.checklists.source import read_source
from auditapp.cli.data import SHIPPED
from auditapp.core.document import Checklist, Standard
from auditapp.core.scoring import Result, score
from auditapp.demo.answers import fill
from auditapp.demo.life import Happened, Memory, happen
from auditapp.demo.plan import VISITS, Planned, visits
from auditapp.demo.said import BOOKS
from auditapp.demo.sites import REPAIRED, SHOP, SITES, WORSE
from auditapp.demo.stories import WITHOUT_RECEIPT
from tests.demo.conftest import MADE_AT

INFORMATION = "INF-1"
INFORMED = {"shop-visit", "restaurant-visit", "hotel-stay", "bank-branch"}


@dataclass(frozen=True)
class Lived:
    """One planned visit, how it went, and what it was worth."""

    planned: Planned
    happened: Happened
    result: Result

    @property
    def total(self) -> float:
        assert self.result.total is not None
        return float(self.result.total)


@cache
def checklist(key: str) -> Checklist:
    found = read_source((SHIPPED / f"{key}.yaml").read_bytes())
    assert isinstance(found, Checklist)
    return found


@cache
def standard(key: str) -> Standard:
    found = read_source((SHIPPED / "standards" / f"{key}.yaml").read_bytes())
    assert isinstance(found, Standard)
    return found


def lived(count: int = VISITS) -> list[Lived]:
    """Live through a company's visits without a database."""
    memory, found = Memory(), []
    for one in visits(MADE_AT, count):
        if one.ends in ("aborted", "cancelled", "missed"):
            continue
        asked = checklist(one.checklist)
        language = (one.instead or one.shopper).language
        seed = f"visit {one.number} {one.site.code} {one.checklist}"
        went = happen(asked, one.site, one.at, one.days_ago, language, memory, seed, str)
        assert asked.standard
        found.append(Lived(one, went, score(asked, went.sheet, standard(asked.standard))))
    return found


@pytest.fixture(scope="module")
def life() -> list[Lived]:
    return lived()


def of(life: list[Lived], code: str, key: str = SHOP) -> list[Lived]:
    return [one for one in life if (one.planned.site.code, one.planned.checklist) == (code, key)]


def clause(one: Lived, code: str) -> float | None:
    found = one.result.clauses.get(code)
    return None if found is None or found.score is None else float(found.score)


def test_nothing_is_missing_and_nothing_is_dropped(life: list[Lived]) -> None:
    assert [one.result.problems for one in life if one.result.problems] == []
    assert [one.result.notices for one in life if one.result.notices] == []


def test_story_answers_all_that_is_asked_and_nothing_else() -> None:
    held = {key: said.photo for key, said in WITHOUT_RECEIPT.items() if said.photo}
    sheet = fill(checklist(SHOP), WITHOUT_RECEIPT, MADE_AT, held)
    result = score(checklist(SHOP), sheet, standard("retail-service"))
    assert (result.problems, result.notices) == ((), ())
    assert result.failed_by


def test_two_lives_are_the_same(life: list[Lived]) -> None:
    again = lived()
    assert [one.happened.sheet for one in life] == [one.happened.sheet for one in again]
    assert [one.planned for one in life] == [one.planned for one in again]


def test_plan_spans_thirteen_months_and_ends_lately(life: list[Lived]) -> None:
    ago = [one.planned.days_ago for one in life]
    assert max(ago) > 380
    assert 1 < min(ago) < 6
    assert all(one.planned.at < MADE_AT for one in life)


def test_scores_look_like_those_of_a_company(life: list[Lived]) -> None:
    totals = [one.total for one in life]
    assert 84 < mean(totals) < 91
    assert min(totals) < 60
    assert max(totals) > 98
    failed = sum(bool(one.result.failed_by) for one in life)
    assert 0.02 < failed / len(life) < 0.15


def test_one_shop_gets_steadily_worse(life: list[Lived]) -> None:
    scores = [one.total for one in of(life, WORSE)]
    third = len(scores) // 3
    first, middle, last = mean(scores[:third]), mean(scores[third:-third]), mean(scores[-third:])
    assert first > middle > last
    assert first - last > 8


def test_one_shop_was_put_right(life: list[Lived]) -> None:
    there = of(life, REPAIRED)
    repaired = dict(there[0].planned.site.repaired)["queue"]
    before = [one for one in there if one.planned.days_ago > repaired]
    after = [one for one in there if one.planned.days_ago <= repaired]
    assert mean(one.total for one in after) - mean(one.total for one in before) > 4
    waits = [[clause(one, "QUE-1") for one in part] for part in (before, after)]
    was, became = (mean(one for one in part if one is not None) for part in waits)
    assert became - was > 20


@pytest.mark.parametrize("code", [one.code for one in SITES if one.checklists[0][0] in INFORMED])
def test_information_is_wanting_everywhere(life: list[Lived], code: str) -> None:
    main = next(site for site in SITES if site.code == code).checklists[0][0]
    found = [one.result.clauses[INFORMATION] for one in of(life, code, main)]
    scores = [float(one.score) for one in found if one.score is not None]
    assert found[0].target is not None
    assert mean(scores) < float(found[0].target) - 5
    assert sum(score < float(found[0].target) for score in scores) > len(scores) / 2


def test_there_is_what_real_visits_have(life: list[Lived]) -> None:
    answers = [answer for one in life for answer in one.happened.sheet.answers.values()]
    assert sum(answer.na for answer in answers) > 50
    assert sum(answer.unchecked for answer in answers) > 5
    assert any(one.happened.sheet.na_sections for one in life)
    assert sum(len(one.happened.photos) for one in life) > 250
    assert {one.happened.sheet.language for one in life} == {"ru", "en"}


def test_every_trouble_names_a_question_and_an_answer_of_its_checklist() -> None:
    for key, book in BOOKS.items():
        questions = checklist(key).by_key
        for name, troubles in book.troubles.items():
            for trouble in troubles:
                if not (trouble.na or trouble.unchecked):
                    kind = questions[name].kind
                    assert not list(kind.check(kind.read(trouble.value))), (key, name)
                assert trouble.na <= questions[name].na, (key, name)
        assert set(book.measured) <= set(questions)


def test_every_comment_that_must_be_there_can_be_written_in_both_languages() -> None:
    wanting = [
        (key, name, trouble.value)
        for key, book in BOOKS.items()
        for name, troubles in book.troubles.items()
        for trouble in troubles
        if "comment" in (getattr(checklist(key).by_key[name].evidence, "required", None) or ())
        and not trouble.na
        and not (trouble.ru and trouble.en)
    ]
    assert wanting == []


def test_days_are_counted_from_the_day_it_is_made(life: list[Lived]) -> None:
    newest = max(one.planned.at for one in life)
    assert date(2026, 11, 17) < newest.date() <= date(2026, 11, 21)


def test_nobody_returns_to_a_place_before_ninety_days_while_there_are_people_enough() -> None:
    last: dict[tuple[str, str], date] = {}
    for one in visits(MADE_AT, 60):
        there = (one.shopper.household or one.shopper.mail, one.site.code)
        assert there not in last or (one.at.date() - last[there]).days >= 90
        last[there] = one.at.date()


def test_no_household_goes_twice_running_to_one_place(life: list[Lived]) -> None:
    went: dict[str, str] = {}
    for planned in (one.planned for one in life):
        home = planned.shopper.household or planned.shopper.mail
        if planned.shopper.team != "audit":
            assert went.get(planned.site.code) != home
            went[planned.site.code] = home
