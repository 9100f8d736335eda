"""Clauses: what a standard may hold, and that questions cite what is there."""

import pytest

STANDARD = """\
format: 1
key: promise
title: Promise
effective_from: 2026-01-01
target: 85
clauses:
  - {code: GRT-1, title: Greeting, requirement: Within 30 seconds.}
"""


def test_smallest_standard_is_in_order(faults_of):
    assert faults_of(STANDARD) == []


@pytest.mark.parametrize("code", ["ПРВ-1", "ΑΒΓ.2", "1.2.3", "A", "Ё-1", "'7'"])
def test_clause_code_is_capitals_of_any_alphabet(faults_of, code):
    assert faults_of(STANDARD.replace("GRT-1", code)) == []


@pytest.mark.parametrize("code", ["grt-1", "Прв-1", "GRT_1", "GRT 1", "''", "7", "yes"])
def test_clause_code_is_refused(the_fault, code):
    assert the_fault(STANDARD.replace("GRT-1", f"¦{code}"))[0] == "clauses[0].code"


@pytest.mark.parametrize(
    ("line", "changed", "where", "says"),
    [
        ("key: promise", "key: ¦Promise", "key", "a-z0-9-"),
        ("2026-01-01", "¦2026-13-01", "effective_from", "A day"),
        ("2026-01-01", "¦2026-W01-1", "effective_from", "A day"),
        ("2026-01-01", "¦20260101", "effective_from", "A day"),
        ("target: 85", "target: ¦101", "target", "at most 100"),
        ("target: 85", "target: 85\ntolerance: ¦-1", "tolerance", "at least 0"),
        ("target: 85", "target: 85\nsections: {welcome: ¦200}", "sections.welcome", "at most 100"),
        ("target: 85", "target: 85\n¦tolerence: 5", "tolerence", "'tolerance'"),
        ("title: Gr", "¦titel: X, title: Gr", "clauses[0].titel", "'title'"),
        ("title: Gr", "target: ¦-1, title: Gr", "clauses[0].target", "at least 0"),
        ("title: Gr", "cause: ¦x, title: Gr", "clauses[0].cause", "'people'"),
        ("title: Gr", "limit: ¦{measure: w, unit: s}, title: Gr", "clauses[0].limit", "either"),
        (
            "title: Gr",
            "limit: ¦{measure: w, unit: s, at_most: 1, at_least: 1}, title: Gr",
            "clauses[0].limit",
            "either",
        ),
        (
            "title: Gr",
            "industry: {value: 88, source: S, year: ¦yes}, title: Gr",
            "clauses[0].industry.year",
            "whole number",
        ),
        ("  - {code", "  - {code: GRT-1, title: T, requirement: R}\n  - {code", None, "'GRT-1'"),
    ],
)
def test_standard_is_refused_with(the_fault, line, changed, where, says):
    text = STANDARD.replace(line, changed, 1)
    if where is None:
        text = text.replace("code: GRT-1, title: Greeting", "code: ¦GRT-1, title: Greeting")
    found, message = the_fault(text)
    assert says in message
    assert found == (where or "clauses[1].code")


@pytest.mark.parametrize("key", ["format", "key", "title", "effective_from", "target"])
def test_standard_is_refused_without(faults_of, key):
    lines = [line for line in STANDARD.splitlines() if not line.startswith(f"{key}:")]
    assert [fault.message for fault in faults_of("\n".join(lines))] == [f"'{key}' is missing."]


def test_standard_is_refused_without_clauses(the_fault):
    assert the_fault(STANDARD.split("clauses")[0] + "clauses: ¦[]")[0] == "clauses"


def test_clause_is_refused_when_the_standard_has_it_not(the_fault, a_standard):
    checklist = """\
format: 1
key: case
title: Case
method: mystery_shop
industry: retail
languages: [en]
standard: promise
sections: [{key: a, title: A, questions: [
  {key: p, type: yes_no, text: P, clause: ¦GRT-11}]}]
"""
    where, message = the_fault(checklist, a_standard("GRT-1\nSAF-1"))
    assert where == "sections[0].questions[0].clause"
    assert message == "There is no 'GRT-11' here. Did you mean 'GRT-1'?"


def test_clause_is_in_order_when_the_standard_has_it(a_checklist, a_standard):
    checklist = a_checklist("p yes_no clause: ПРВ-1", "standard: promise", a_standard("ПРВ-1"))
    assert checklist.question("p").clause == "ПРВ-1"


def test_clauses_are_not_looked_up_without_the_standard_at_hand(a_checklist):
    assert a_checklist("p yes_no clause: ANY-1", "standard: promise").question("p").clause
