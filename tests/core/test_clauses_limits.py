"""Scores held against a standard: clauses, limits, sections, the total."""

import pytest

from auditapp.core.scoring import score

HEAD = "standard: promise"


def clause(result, code="A-1"):
    return result.as_json()["clauses"][code]


@pytest.mark.parametrize(
    ("value", "gap", "verdict"),
    [(80, "0.00", "met"), (100, "20.00", "met"), (79, "-1.00", "near"), (75, "-5.00", "near"),
     (74, "-6.00", "missed"), (None, None, "not assessed")],
)  # fmt: skip
def test_clause_is_judged_by_its_target_and_the_tolerance(
    a_checklist, a_standard, answered, value, gap, verdict
):
    standard = a_standard("A-1", head="target: 80\ntolerance: 5")
    checklist = a_checklist("p scale min: 0, max: 100, clause: A-1", HEAD, standard)
    said = clause(score(checklist, answered(p=value), standard))
    assert (said["gap"], said["verdict"], said["target"]) == (gap, verdict, "80.00")


def test_clause_has_its_own_target_before_the_standards(a_checklist, a_standard, answered):
    standard = a_standard("A-1 target: 95\nB-1")
    checklist = a_checklist("p scale min: 0, max: 100, clause: A-1", HEAD, standard)
    result = score(checklist, answered(p=90), standard)
    assert clause(result) == {
        "score": "90.00",
        "target": "95.00",
        "gap": "-5.00",
        "verdict": "missed",
    }
    assert clause(result, "B-1")["verdict"] == "not assessed"


def test_clause_is_near_only_below_its_target_without_a_tolerance(
    a_checklist, a_standard, answered
):
    standard = a_standard("A-1")
    checklist = a_checklist("p scale min: 0, max: 100, clause: A-1", HEAD, standard)
    assert clause(score(checklist, answered(p=79), standard))["verdict"] == "missed"


def test_clause_is_the_weighted_mean_of_what_cites_it_over_all_turns(
    a_checklist, a_standard, answered
):
    standard = a_standard("A-1")
    checklist = a_checklist(
        """
        p yes_no weight: 3, clause: A-1
        q yes_no weight: 9
        r yes_no bonus: true, clause: A-1
        section till repeat: {title: T}
        s yes_no clause: A-1
        """,
        HEAD,
        standard,
    )
    sheet = answered({"p": "yes", "q": "no", "r": "no", "till[0].s": "yes", "till[1].s": "yes"})
    # (3 + 0 + 1 + 1) of 6: the bonus counts like any other here.
    assert clause(score(checklist, sheet, standard))["score"] == "83.33"


LIMIT = "A-1 target: 90, limit: {measure: wait, unit: s, %s}"
WAITS = """
p duration measure: wait, clause: A-1, bands: [{up_to: 60, score: 100}, {score: 0}]
q number measure: wait, clause: A-1, weight: 0
r number measure: other, clause: A-1
s number measure: wait
t yes_no measure: wait, clause: A-1
"""


@pytest.mark.parametrize(
    ("bound", "answers", "measured", "verdict"),
    [
        ("at_most: 180", {"p": 100, "q": 260, "r": 9999, "s": 9999}, "180.00", "met"),
        ("at_most: 180", {"p": 100, "q": 261}, "180.50", "missed"),
        ("at_least: 180", {"p": 100, "q": 259}, "179.50", "missed"),
        ("at_least: 180", {"p": 180}, "180.00", "met"),
        ("at_most: 180", {"t": "yes", "r": 5}, None, "not assessed"),
        # Every comparison uses what is published: 180.004 reads 180.00.
        ("at_most: 180", {"p": 180.004}, "180.00", "met"),
        ("at_most: 180", {"p": 180.005}, "180.01", "missed"),
    ],
)
def test_limit_alone_judges_by_the_measured_value(
    a_checklist, a_standard, answered, bound, answers, measured, verdict
):
    standard = a_standard(LIMIT % bound)
    result = score(a_checklist(WAITS, HEAD, standard), answered(answers), standard)
    said = clause(result)
    assert (said["measured"], said["verdict"]) == (measured, verdict)
    name, number = bound.split(": ")
    assert said["limit"] == {name: int(number)}


def test_limit_leaves_score_and_gap_as_they_are(a_checklist, a_standard, answered):
    standard = a_standard(LIMIT % "at_most: 180")
    said = clause(score(a_checklist(WAITS, HEAD, standard), answered(p=100, t="yes"), standard))
    assert (said["score"], said["gap"], said["verdict"]) == ("50.00", "-40.00", "met")


def test_sections_and_total_are_compared_in_the_same_words(a_checklist, a_standard, answered):
    standard = a_standard("A-1", head="target: 80\ntolerance: 5\nsections: {a: 90, gone: 10}")
    checklist = a_checklist("p scale min: 0, max: 100\nsection b\nq yes_no", HEAD, standard)
    result = score(checklist, answered(p=86, q="no"), standard)
    assert {key: str(one.verdict) for key, one in result.section_targets.items()} == {"a": "near"}
    assert str(result.total_target.gap) == "-37.00"
    assert result.total_target.verdict == "missed"


def test_section_targets_are_no_part_of_the_verdict(a_checklist, a_standard, answered):
    standard = a_standard("A-1", head="target: 10\nsections: {a: 90}")
    checklist = a_checklist("p scale min: 0, max: 100", HEAD, standard)
    assert score(checklist, answered(p=50), standard).verdict == "passed"


def test_clauses_are_left_out_and_said_so_without_the_standard(a_checklist, answered):
    result = score(a_checklist("p yes_no clause: A-1", HEAD), answered(p="yes"))
    assert result.clauses == {}
    assert [issue.code for issue in result.problems] == ["standards.absent"]
    assert "promise" in result.problems[0].say()
