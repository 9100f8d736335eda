"""The state in which every question ends, what stops a submission, and what would be dropped."""

import pytest

from auditapp.core.answers import Answer, Sheet, read_sheet
from auditapp.core.asking import ask
from auditapp.core.problems import Problem
from auditapp.core.states import State


def state_of(a_checklist, answered, question, answer):
    asking = ask(a_checklist(question), answered(p=answer))
    return str(asking.by_key["p"].state), [issue.code for issue in asking.problems]


@pytest.mark.parametrize(
    ("question", "answer", "state", "problems"),
    [
        ("p yes_no", "yes", "scored", []),
        ("p yes_no", None, "unanswered", ["answers.missing"]),
        ("p yes_no", "", "unanswered", ["answers.missing"]),
        ("p yes_no", [], "unanswered", ["answers.missing"]),
        ("p yes_no", {}, "unanswered", ["answers.missing"]),
        ("p yes_no required: false", None, "unanswered", []),
        ("p yes_no", "maybe", "unanswered", ["answers.wrong_value"]),
        ("p yes_no required: false", "maybe", "unanswered", ["answers.wrong_value"]),
        ("p yes_no", True, "unanswered", ["answers.wrong_value"]),
        ("p yes_no na: true", {"na": True}, "not applicable", []),
        ("p yes_no na: true", {"na": True, "value": "no"}, "not applicable", []),
        ("p yes_no", {"na": True}, "unanswered", ["answers.not_na"]),
        ("p yes_no required: false", {"na": True}, "unanswered", ["answers.not_na"]),
        ("p yes_no", {"unchecked": True, "comment": "dark"}, "not checked", []),
        ("p yes_no", {"unchecked": True}, "not checked", ["answers.unchecked_comment"]),
        (
            "p yes_no",
            {"unchecked": True, "comment": " "},
            "not checked",
            ["answers.unchecked_comment"],
        ),
        ("p yes_no", {"unchecked": True, "value": "no", "comment": "?"}, "not checked", []),
        ("p yes_no", {"na": False, "value": "no"}, "scored", []),
        ("p yes_no", {"na": "yes"}, "unanswered", ["answers.malformed", "answers.missing"]),
        ("p yes_no", {"value": "yes", "more": 1}, "scored", ["answers.malformed"]),
        ("p yes_no", {"value": "yes", "comment": 5}, "scored", ["answers.malformed"]),
        ("p yes_no", {"value": "yes", "photos": [5]}, "scored", ["answers.malformed"]),
        ("p yes_no weight: 0", "no", "unscored", []),
        ("p text", "words", "unscored", []),
        ("p number", 5, "unscored", []),
        ("p note", None, "unanswered", []),
        ("p note", "words", "unanswered", ["answers.wrong_value"]),
        ("p photo min: 1", [], "unanswered", ["answers.missing"]),
        ("p multi_choice options: [{key: a, text: A, score: 1}]", [], "scored", []),
        ("p multi_choice options: [{key: a, text: A}]", [], "unscored", []),
        ("p choice options: [{key: a, text: A}, {key: b, text: B, score: 1}]", "a", "unscored", []),
    ],
)
def test_question_ends_as(a_checklist, answered, question, answer, state, problems):
    assert state_of(a_checklist, answered, question, answer) == (state, problems)


def test_answer_that_is_no_map_counts_as_none(a_checklist):
    asking = ask(a_checklist("p yes_no"), read_sheet({"answers": {"p": "yes"}}))
    assert asking.by_key["p"].state == "unanswered"
    assert [issue.code for issue in asking.problems] == ["answers.malformed", "answers.missing"]


@pytest.mark.parametrize("payload", [None, [], "words", {}, {"answers": []}, {"answers": None}])
def test_sheet_without_answers_is_refused(payload):
    with pytest.raises(Problem) as refused:
        read_sheet(payload)
    assert refused.value.code == "answers.unreadable"


def test_sheet_says_itself_as_it_was_read():
    payload = {
        "language": "ru",
        "location": "Arbat",
        "visited_at": "2026-11-20T14:05:00+03:00",
        "answers": {
            "p": {"value": ["a"], "comment": "words", "photos": ["x"]},
            "q": {"na": True},
            "r": {"unchecked": True, "comment": "dark"},
        },
        "na_sections": ["bar"],
    }
    assert read_sheet(payload).payload() == payload


def test_answer_to_an_unknown_question_is_a_problem(a_checklist, answered):
    asking = ask(a_checklist("p yes_no"), answered({"p": "yes", "pp": "no", "a[0].p": "no"}))
    assert [(issue.key, issue.code) for issue in asking.problems] == [
        ("pp", "answers.unknown_question"),
        ("a[0].p", "answers.unknown_question"),
    ]


@pytest.mark.parametrize(
    "answer",
    ["no", "wrong", {"na": True}, {"unchecked": True}, {"value": "no", "more": 1}, {"value": 5}],
)
def test_answer_to_a_hidden_question_is_noticed_and_stops_nothing(a_checklist, answered, answer):
    table = "p yes_no\nq yes_no show_if: {question: p, equals: no}"
    asking = ask(a_checklist(table), answered(p="yes", q=answer))
    assert asking.by_key["q"].state == "hidden"
    assert asking.problems == ()
    assert [(issue.key, issue.code) for issue in asking.notices] == [("q", "answers.hidden")]


@pytest.mark.parametrize("answer", [None, "", {}, {"comment": ""}])
def test_empty_answer_to_a_hidden_question_is_not_worth_a_notice(a_checklist, answered, answer):
    table = "p yes_no\nq yes_no show_if: {question: p, equals: no}"
    asking = ask(a_checklist(table), answered(p="yes", q=answer))
    assert asking.notices == ()


@pytest.mark.parametrize(
    ("question", "value", "code"),
    [
        ("p number min: 1, max: 5", 0, "answers.too_low"),
        ("p number min: 1, max: 5", 5.1, "answers.too_high"),
        ("p number decimals: 1", 1.25, "answers.decimals"),
        ("p duration", -1, "answers.too_low"),
        ("p scale min: 1, max: 5", 6, "answers.off_scale"),
        ("p scale min: 1, max: 5", 1.5, "answers.off_scale"),
        ("p date min: 2026-01-02", "2026-01-01", "answers.too_early"),
        ("p time max: 12:00", "12:01", "answers.too_late"),
        ("p text min_length: 3", "ab", "answers.too_short"),
        ("p text max_length: 3", "abcd", "answers.too_long"),
        ("p text pattern: '[A-Z]+'", "ABc", "answers.pattern"),
        ("p photo min: 2", ["a"], "answers.too_few_files"),
        ("p photo max: 1", ["a", "b"], "answers.too_many_files"),
        ("p multi_choice at_least: 1, options: [{key: a, text: A}]", [], "answers.too_few"),
        (
            "p multi_choice at_most: 1, options: [{key: a, text: A}, {key: b, text: B}]",
            ["a", "b"],
            "answers.too_many",
        ),
    ],
)
def test_value_out_of_range_is_in_force_and_a_problem(a_checklist, answered, question, value, code):
    asking = ask(a_checklist(question), answered(p=value))
    assert asking.by_key["p"].state in ("scored", "unscored")
    assert [issue.code for issue in asking.problems] == [code]
    assert all("%" not in issue.say() for issue in asking.problems)


def test_comment_without_end_is_a_problem_and_its_answer_in_force(a_checklist):
    answers = {"mood": Answer("yes", comment="x" * 20_001)}
    asking = ask(a_checklist("mood yes_no"), Sheet(answers=answers))
    assert [(one.key, one.code) for one in asking.problems] == [("mood", "answers.too_long")]
    assert asking.by_key["mood"].state is State.SCORED
