"""The answers below standard, and what each cost."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditapp.core.findings import findings
from auditapp.core.scoring import score


def found(checklist, sheet, standard=None):
    return [
        (one.key, str(one.points_lost))
        for one in findings(checklist, score(checklist, sheet, standard), standard)
    ]


def test_findings_come_dearest_first(a_checklist, answered):
    table = "p yes_no\nq yes_no weight: 2\nr yes_no weight: 1\ns scale min: 0, max: 4, weight: 4"
    sheet = answered(p="no", q="no", r="yes", s=3)
    assert found(a_checklist(table), sheet) == [("q", "25.00"), ("p", "12.50"), ("s", "12.50")]


def test_findings_of_one_price_begin_with_the_critical_one(a_checklist, answered):
    checklist = a_checklist("p yes_no\nq yes_no critical: true")
    assert found(checklist, answered(p="no", q="no")) == [("q", "50.00"), ("p", "50.00")]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("p yes_no bonus: true", "no"),
        ("p yes_no weight: 0", "no"),
        ("p yes_no", "yes"),
        ("p yes_no na: true", {"na": True}),
        ("p yes_no", {"unchecked": True}),
        ("p text", "words"),
    ],
)
def test_findings_leave_out_what_is_not_below_standard(a_checklist, answered, question, answer):
    checklist = a_checklist(f"{question}\nq yes_no")
    assert found(checklist, answered(p=answer, q="yes")) == []


def test_finding_that_a_critical_bound_lets_pass_is_there_and_not_critical(a_checklist, answered):
    checklist = a_checklist("p scale min: 0, max: 4, critical: {below: 50}")
    (one,) = findings(checklist, score(checklist, answered(p=3)))
    assert (one.key, str(one.points_lost), one.critical) == ("p", "25.00", False)
    (one,) = findings(checklist, score(checklist, answered(p=1)))
    assert one.critical


def test_finding_names_the_clause_and_a_cause_from_the_question_or_the_clause(
    a_checklist, a_standard, answered
):
    standard = a_standard("A-1 cause: processes")
    checklist = a_checklist(
        "p yes_no clause: A-1, cause: people\nq yes_no clause: A-1\nr yes_no",
        "standard: promise",
        standard,
    )
    result = score(checklist, answered(p="no", q="no", r="no"), standard)
    causes = {one.key: (one.clause, one.cause) for one in findings(checklist, result, standard)}
    assert causes == {"p": ("A-1", "people"), "q": ("A-1", "processes"), "r": (None, None)}


def test_points_lost_follow_the_weights_of_sections(a_checklist, answered):
    table = """
    section a weight: 70
    p yes_no
    q yes_no
    section b weight: 30
    r yes_no
    section c weight: 900
    s yes_no na: true
    """
    sheet = answered(p="no", q="yes", r="no", s={"na": True})
    assert found(a_checklist(table), sheet) == [("p", "35.00"), ("r", "30.00")]


@settings(max_examples=40, deadline=None)
@given(values=st.lists(st.integers(0, 10), min_size=4, max_size=4), weighted=st.booleans())
def test_points_lost_add_up_to_what_the_total_lacks(a_checklist, answered, values, weighted):
    one, two = ("weight: 2", "weight: 5") if weighted else ("na: true", "na: true")
    table = f"""
    section a {one}
    q0 scale min: 0, max: 10, weight: 3
    q1 scale min: 0, max: 10
    section b {two}
    q2 scale min: 0, max: 10, weight: 0.5
    q3 scale min: 0, max: 10
    """
    checklist = a_checklist(table)
    result = score(checklist, answered({f"q{n}": value for n, value in enumerate(values)}))
    lost = sum(one.points_lost for one in findings(checklist, result))
    assert abs(float(lost - (100 - result.total))) <= 0.005 * (len(values) + 1)
