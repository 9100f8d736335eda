"""What a condition may look at, and with what."""

import pytest

EARLIER = """\
format: 1
key: case
title: Case
method: mystery_shop
industry: retail
languages: [en]
sections:
  - key: a
    title: A
    questions:
      - {key: yn, type: yes_no, text: T}
      - {key: c, type: choice, text: T, options: [{key: x, text: X}, {key: yes, text: Y}]}
      - {key: m, type: multi_choice, text: T, options: [{key: x, text: X}, {key: y, text: Y}]}
      - {key: n, type: number, text: T}
      - {key: s, type: scale, text: T, min: 1, max: 5}
      - {key: d, type: date, text: T}
      - {key: t, type: text, text: T}
  - key: till
    title: Till
    repeat: {title: Till}
    questions:
      - {key: inside, type: yes_no, text: T}
"""


def asked(condition: str) -> str:
    section = "  - key: z\n    title: Z\n    questions:\n"
    return f"{EARLIER}{section}      - {{key: q, type: text, text: T, show_if: {condition}}}\n"


REFUSED = [
    ("{question: ¦later, equals: yes}", "not a question before"),
    ("{question: ¦q, equals: yes}", "not a question before"),
    ("{all: [{question: yn, equals: yes}, {question: ¦zz, na: true}]}", "not a question before"),
    ("{question: ¦inside, equals: yes}", "repeated section"),
    ("{question: ¦inside, answered: true}", "repeated section"),
    ("{question: yn, equals: ¦maybe}", "There is no 'maybe'"),
    ("{question: yn, in: ¦[yes, maybe]}", "There is no 'maybe'"),
    ("{question: c, equals: ¦z}", "There is no 'z'"),
    ("{question: m, includes: ¦z}", "There is no 'z'"),
    ("{question: m, equals: ¦[x, z]}", "There is no 'z'"),
    ("{question: c, includes: ¦x}", "looks into a multi_choice"),
    ("{question: yn, above: ¦1}", "needs a number"),
    ("{question: t, above: ¦1}", "needs a number"),
    ("{question: n, above: ¦yes}", "cannot be compared"),
    ("{question: n, above: ¦2026-01-01}", "cannot be compared"),
    ("{question: d, above: ¦5}", "cannot be compared"),
    ("{question: d, above: ¦12:00}", "cannot be compared"),
    ("{question: d, above: ¦2026-01-01T10:00}", "cannot be compared"),
    ("{question: n, above: ¦.inf}", "neither NaN nor infinity"),
    ("{question: n, above: ¦1e400}", "cannot be compared"),
    ("{question: n, equals: ¦1e999999999}", "cannot be compared"),
    ("{question: n, equals: ¦0.1234567890123456}", "cannot be compared"),
    ("{question: n, equals: ¦sixty}", "cannot be compared"),
    ("{question: t, equals: ¦5}", "cannot be compared"),
    ("{question: n, in: ¦[]}", "cannot be compared"),
    ("{question: n, in: ¦5}", "cannot be compared"),
    ("{question: n, in: ¦[1, {a: b}]}", "cannot be compared"),
    ("{question: n, answered: ¦maybe}", "cannot be compared"),
    ("{question: n, na: ¦1}", "cannot be compared"),
    ("{question: n, ¦abov: 1}", "Did you mean 'above'?"),
    ("¦{question: n}", "exactly one test"),
    ("¦{question: n, above: 1, below: 5}", "exactly one test"),
    ("¦{equals: 1}", "does not name a 'question'"),
    ("¦{all: [{question: n, above: 1}], question: n}", "stand alone"),
    ("¦{all: [{question: n, above: 1}], any: [{question: n, above: 1}]}", "stand alone"),
    ("{all: ¦[]}", "A list of conditions"),
    ("{any: ¦{question: n, above: 1}}", "A list of conditions"),
    ("{not: ¦[{question: n, above: 1}]}", "A condition names"),
    ("¦yn", "A condition names"),
]


@pytest.mark.parametrize(("condition", "says"), REFUSED, ids=[text for text, _ in REFUSED])
def test_condition_is_refused(the_fault, condition, says):
    where, message = the_fault(asked(condition))
    assert where.startswith("sections[2].questions[0].show_if")
    assert says in message


@pytest.mark.parametrize(
    "condition",
    [
        "{question: yn, equals: no}",
        "{question: yn, in: [yes, no]}",
        "{question: c, equals: yes}",
        "{question: m, equals: [y, x]}",
        "{question: m, equals: []}",
        "{question: m, includes: x}",
        "{question: n, equals: 60.0}",
        "{question: n, in: [1, 2.5]}",
        "{question: s, at_least: 4}",
        "{question: d, at_most: 2026-01-01}",
        "{question: t, equals: yes}",
        "{question: t, answered: false}",
        "{question: t, na: true}",
        "{not: {any: [{question: n, above: 1}, {all: [{question: n, below: 0}]}]}}",
    ],
)
def test_condition_is_in_order(faults_of, condition):
    assert faults_of(asked(condition)) == []


def test_condition_of_a_section_may_look_at_the_sections_before(faults_of):
    text = EARLIER + "  - key: z\n    title: Z\n    show_if: {question: yn, equals: yes}\n"
    text += "    questions: [{key: q, type: text, text: T}]\n"
    assert faults_of(text) == []


def test_condition_of_a_section_may_not_look_at_its_own_questions(the_fault):
    text = EARLIER + "  - key: z\n    title: Z\n    show_if: {question: ¦q, equals: yes}\n"
    text += "    questions: [{key: q, type: yes_no, text: T}]\n"
    assert the_fault(text)[0] == "sections[2].show_if.question"


def test_condition_inside_a_repeated_section_may_look_at_its_own_turn(faults_of):
    text = (
        EARLIER + "      - {key: q, type: text, text: T, show_if: {question: inside, equals: no}}\n"
    )
    assert faults_of(text) == []


def test_condition_is_refused_when_nested_too_deeply(faults_of):
    nested = "{not: " * 25 + "{question: yn, equals: yes}" + "}" * 25
    (fault,) = faults_of(asked(nested))
    assert "nested too deeply" in fault.message
