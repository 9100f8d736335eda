"""Whole sections that do not apply here."""

import pytest

from auditapp.core.answers import read_sheet
from auditapp.core.asking import ask
from auditapp.core.scoring import score

BAR = """
p yes_no
section bar na: true
q yes_no weight: 3
r yes_no show_if: {question: p, equals: no}
section hall
s yes_no show_if: {question: q, na: true}
"""


def test_section_set_aside_leaves_the_score_and_the_coverage(a_checklist, answered):
    result = score(a_checklist(BAR), answered(p="yes", s="yes", q="no", na_sections=["bar"]))
    assert (str(result.total), str(result.coverage)) == ("100.00", "100.00")
    assert result.sections["bar"] is None
    assert result.questions["q"].state == "not applicable"
    assert result.questions["r"].state == "hidden"
    assert result.problems == ()


def test_section_not_set_aside_is_asked(a_checklist, answered):
    asking = ask(a_checklist(BAR), answered(p="yes"))
    assert [str(one.state) for one in asking.asked] == [
        "scored",
        "unanswered",
        "hidden",
        "hidden",
    ]


@pytest.mark.parametrize("key", ["a", "hall", "nowhere"])
def test_section_that_may_not_be_set_aside_is_not(a_checklist, answered, key):
    asking = ask(a_checklist(BAR), answered(p="yes", q="yes", na_sections=[key]))
    assert asking.by_key["p"].state == "scored"
    assert [issue.code for issue in asking.problems] == ["answers.section_not_na"]


@pytest.mark.parametrize("aside", ["bar", {"bar": True}, [["bar"]], 5])
def test_list_of_sections_that_cannot_be_read_is_a_problem(a_checklist, aside):
    sheet = read_sheet({"answers": {"p": {"value": "yes"}}, "na_sections": aside})
    asking = ask(a_checklist(BAR), sheet)
    assert asking.by_key["p"].state == "scored"
    assert "answers.malformed" in [issue.code for issue in asking.problems]


def test_repeated_section_set_aside_is_so_in_every_turn(a_checklist, answered):
    checklist = a_checklist("p yes_no\nsection till na: true, repeat: {min: 2, title: T}\nq yes_no")
    asking = ask(checklist, answered(p="yes", na_sections=["till"]))
    assert [str(one.state) for one in asking.asked] == ["scored"] + ["not applicable"] * 2
