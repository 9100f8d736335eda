"""Sections that are filled several times: how many turns there are, and what they count for."""

import pytest

from auditapp.core.asking import ask
from auditapp.core.scoring import score

TILL = """
section till repeat: {{{bounds}title: Till}}
p yes_no
q yes_no required: false
"""


@pytest.mark.parametrize(
    ("bounds", "keys", "turns"),
    [
        ("", [], 1),
        ("min: 0, ", [], 0),
        ("min: 2, ", [], 2),
        ("min: 2, ", ["till[0].p"], 2),
        ("", ["till[0].p", "till[2].q"], 3),
        ("min: 0, ", ["till[0].q"], 1),
        ("", ["till[3].nothing"], 1),
        ("", ["till[01].p"], 1),
        ("", ["till[-1].p"], 1),
        ("", ["other[5].p"], 1),
    ],
)
def test_turns_are_as_many_as_the_least_and_the_highest_answered(
    a_checklist, answered, bounds, keys, turns
):
    asking = ask(a_checklist(TILL.format(bounds=bounds)), answered(dict.fromkeys(keys, "yes")))
    assert asking.turns == {"till": turns}
    assert [one.key for one in asking.asked] == [
        f"till[{turn}].{key}" for turn in range(turns) for key in ("p", "q")
    ]


def test_turn_left_out_is_unanswered_and_a_problem(a_checklist, answered):
    sheet = answered({"till[0].p": "yes", "till[2].p": "yes"})
    asking = ask(a_checklist(TILL.format(bounds="")), sheet)
    assert asking.by_key["till[1].p"].state == "unanswered"
    assert [(issue.key, issue.code) for issue in asking.problems] == [
        ("till[1].p", "answers.missing")
    ]


def test_turns_above_the_most_are_scored_and_a_problem(a_checklist, answered):
    sheet = answered({"till[0].p": "yes", "till[1].p": "no"})
    result = score(a_checklist(TILL.format(bounds="max: 1, ")), sheet)
    assert str(result.sections["till"]) == "50.00"
    assert [issue.code for issue in result.problems] == ["answers.too_many_turns"]


def test_turns_of_a_hidden_section_stop_nothing(a_checklist, answered):
    checklist = a_checklist(
        """
        p yes_no
        section till repeat: {max: 1, title: Till}, show_if: {question: p, equals: yes}
        q yes_no
        """
    )
    asking = ask(checklist, answered({"p": "no", "till[0].q": "no", "till[1].q": "no"}))
    assert asking.problems == ()
    assert len(asking.notices) == 2


def test_section_score_is_over_all_its_turns(a_checklist, answered):
    answers = {"till[0].p": "yes", "till[1].p": "yes", "till[2].p": "no"}
    result = score(a_checklist(TILL.format(bounds="")), answered(answers))
    assert str(result.sections["till"]) == "66.67"
    assert str(result.coverage) == "50.00"


def test_answer_without_a_turn_is_unknown_in_a_repeated_section(a_checklist, answered):
    asking = ask(a_checklist(TILL.format(bounds="min: 0, ")), answered(p="yes"))
    assert [issue.code for issue in asking.problems] == ["answers.unknown_question"]


def test_enormous_turn_is_refused_without_filling_the_memory(a_checklist, answered):
    asking = ask(a_checklist(TILL.format(bounds="min: 0, ")), answered({"till[9999].p": "yes"}))
    assert asking.asked == ()
    assert [issue.code for issue in asking.problems] == ["answers.unknown_question"]
