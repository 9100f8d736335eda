"""How much of what was to be seen was seen."""

import pytest

from auditapp.core.scoring import score


@pytest.mark.parametrize(
    ("table", "answers", "coverage"),
    [
        ("p yes_no weight: 3\nq yes_no", {"p": "yes"}, "75.00"),
        ("p yes_no weight: 3\nq yes_no", {"p": "yes", "q": {"unchecked": True}}, "75.00"),
        ("p yes_no weight: 3\nq yes_no required: false", {"p": "yes"}, "75.00"),
        ("p yes_no weight: 3\nq yes_no na: true", {"p": "yes", "q": {"na": True}}, "100.00"),
        ("p yes_no weight: 3\nq yes_no", {"p": "yes", "q": {"na": True}}, "75.00"),
        ("p yes_no weight: 3\nq yes_no bonus: true", {"p": "yes"}, "100.00"),
        ("p yes_no bonus: true", {"p": "yes"}, None),
        ("p yes_no\nq text\nr number\ns note", {"p": "yes"}, "100.00"),
        ("p yes_no\nq yes_no weight: 0", {"p": "yes"}, "100.00"),
        ("p yes_no\nq choice options: [{key: a, text: A}]", {"p": "yes"}, "100.00"),
        ("p yes_no\nq choice options: [{key: a, text: A, score: 1}, {key: b, text: B}]",
         {"p": "yes", "q": "b"}, "100.00"),
        ("p yes_no\nq choice options: [{key: a, text: A, score: 1}, {key: b, text: B}]",
         {"p": "yes"}, "50.00"),
        ("p yes_no\nq number bands: [{score: 1}]", {"p": "yes"}, "50.00"),
        ("p yes_no\nq yes_no show_if: {question: p, equals: no}", {"p": "yes"}, "100.00"),
        ("p yes_no\nq yes_no\nr yes_no", {"p": "yes"}, "33.33"),
        ("p yes_no", {}, "0.00"),
        ("p text", {"p": "words"}, None),
    ],
)  # fmt: skip
def test_coverage_is(a_checklist, answered, table, answers, coverage):
    assert score(a_checklist(table), answered(answers)).as_json()["coverage"] == coverage
