"""What a condition is true of."""

import pytest

from auditapp.core.asking import ask

TABLE = """
n number
m multi_choice options: [{{key: x, text: X}}, {{key: y, text: Y}}]
c choice options: [{{key: x, text: X}}, {{key: y, text: Y}}]
d date
at datetime
w time
t text
p yes_no na: true
q text show_if: {condition}
"""


def is_asked(a_checklist, answered, condition, answers):
    checklist = a_checklist(TABLE.format(condition=condition))
    return ask(checklist, answered(answers)).by_key["q"].state != "hidden"


CASES = [
    ("{question: p, equals: yes}", {"p": "yes"}, True),
    ("{question: p, equals: yes}", {"p": "no"}, False),
    ("{question: p, equals: yes}", {}, False),
    ("{question: n, equals: 60}", {"n": 60.0}, True),
    ("{question: n, equals: 0.1}", {"n": 0.1}, True),
    ("{question: n, equals: 60}", {"n": 60.01}, False),
    ("{question: n, in: [1, 2.0]}", {"n": 2}, True),
    ("{question: n, in: [1, 2]}", {"n": 3}, False),
    ("{question: c, in: [x, y]}", {"c": "y"}, True),
    ("{question: m, equals: [x, y]}", {"m": ["y", "x"]}, True),
    ("{question: m, equals: [x, y]}", {"m": ["y", "x", "y"]}, True),
    ("{question: m, equals: [x]}", {"m": ["y", "x"]}, False),
    ("{question: m, equals: []}", {"m": []}, True),
    ("{question: m, equals: []}", {}, False),
    ("{question: m, in: [[x], [y]]}", {"m": ["y"]}, True),
    ("{question: m, includes: x}", {"m": ["y", "x"]}, True),
    ("{question: m, includes: x}", {"m": []}, False),
    ("{question: n, above: 60}", {"n": 60}, False),
    ("{question: n, above: 60}", {"n": 60.001}, True),
    ("{question: n, at_least: 60}", {"n": 60}, True),
    ("{question: n, below: 60}", {"n": 60}, False),
    ("{question: n, below: 60}", {"n": 59}, True),
    ("{question: n, at_most: 60}", {"n": 60}, True),
    ("{question: d, above: 2026-01-31}", {"d": "2026-02-01"}, True),
    ("{question: d, at_most: 2026-01-31}", {"d": "2026-02-01"}, False),
    ("{question: w, below: 09:00}", {"w": "08:59"}, True),
    ("{question: w, at_least: 09:00}", {"w": "09:00:00"}, True),
    # One instant, written in two zones.
    ("{question: at, at_least: 2026-01-01T12:00Z}", {"at": "2026-01-01T15:00+03:00"}, True),
    ("{question: at, above: 2026-01-01T12:00Z}", {"at": "2026-01-01T15:00+03:00"}, False),
    ("{question: t, equals: yes}", {"t": "yes"}, True),
    ("{question: p, answered: true}", {"p": "no"}, True),
    ("{question: p, answered: true}", {}, False),
    ("{question: p, answered: true}", {"p": {"na": True}}, False),
    ("{question: p, answered: true}", {"p": {"unchecked": True, "comment": "dark"}}, False),
    ("{question: p, answered: true}", {"p": "perhaps"}, False),
    ("{question: p, answered: false}", {}, True),
    ("{question: p, answered: false}", {"p": {"na": True}}, True),
    ("{question: p, answered: false}", {"p": {"unchecked": True, "comment": "dark"}}, True),
    ("{question: p, na: true}", {"p": {"na": True}}, True),
    ("{question: p, na: true}", {"p": "yes"}, False),
    ("{question: p, na: false}", {"p": "yes"}, True),
    ("{question: p, na: false}", {}, True),
    ("{question: t, na: true}", {"t": {"na": True}}, False),
    ("{question: p, equals: no}", {"p": {"unchecked": True, "value": "no"}}, False),
    ("{question: p, equals: no}", {"p": {"na": True, "value": "no"}}, False),
    ("{not: {question: p, equals: yes}}", {}, True),
    ("{not: {question: p, equals: yes}}", {"p": "yes"}, False),
    ("{all: [{question: p, equals: yes}, {question: n, above: 1}]}", {"p": "yes", "n": 2}, True),
    ("{all: [{question: p, equals: yes}, {question: n, above: 1}]}", {"p": "yes", "n": 1}, False),
    ("{any: [{question: p, equals: yes}, {question: n, above: 1}]}", {"n": 2}, True),
    ("{any: [{question: p, equals: yes}, {question: n, above: 1}]}", {"p": "no"}, False),
]


@pytest.mark.parametrize(("condition", "answers", "asked"), CASES)
def test_condition_asks_the_question(a_checklist, answered, condition, answers, asked):
    assert is_asked(a_checklist, answered, condition, answers) is asked


HIDDEN = """
p yes_no
h yes_no na: true, show_if: {{question: p, equals: yes}}
q text show_if: {condition}
"""


@pytest.mark.parametrize(
    ("condition", "asked"),
    [
        ("{question: h, equals: no}", False),
        ("{question: h, in: [yes, no]}", False),
        ("{question: h, answered: true}", False),
        ("{question: h, answered: false}", True),
        ("{question: h, na: true}", False),
        ("{question: h, na: false}", True),
        ("{not: {question: h, equals: no}}", True),
    ],
)
@pytest.mark.parametrize("answer", ["no", {"na": True}])
def test_condition_on_a_hidden_question(a_checklist, answered, condition, asked, answer):
    checklist = a_checklist(HIDDEN.format(condition=condition))
    asking = ask(checklist, answered(p="no", h=answer))
    assert asking.by_key["h"].state == "hidden"
    assert (asking.by_key["q"].state != "hidden") is asked


def test_condition_in_a_repeated_section_looks_at_its_own_turn_and_at_what_lies_outside(
    a_checklist, answered
):
    checklist = a_checklist(
        """
        p yes_no
        section till repeat: {title: Till}
        open yes_no
        wait text show_if: {all: [{question: open, equals: yes}, {question: p, equals: yes}]}
        """
    )
    sheet = answered({"p": "yes", "till[0].open": "no", "till[1].open": "yes"})
    asking = ask(checklist, sheet)
    assert asking.by_key["till[0].wait"].state == "hidden"
    assert asking.by_key["till[1].wait"].state == "unanswered"


def test_condition_of_a_section_hides_all_its_turns(a_checklist, answered):
    checklist = a_checklist(
        """
        p yes_no
        section till repeat: {min: 2, title: Till}, show_if: {question: p, equals: yes}
        open yes_no
        """
    )
    hidden = ask(checklist, answered({"p": "no", "till[0].open": "no"}))
    assert [one.state for one in hidden.asked] == ["scored", "hidden", "hidden"]
    shown = ask(checklist, answered({"p": "yes", "till[0].open": "no"}))
    assert [one.state for one in shown.asked] == ["scored", "scored", "unanswered"]
