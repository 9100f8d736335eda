"""Marks, verdicts, grades, and what a failed critical question does."""

import pytest

from auditapp.core.scoring import score

P = "p scale min: 0, max: 100"


@pytest.mark.parametrize(
    ("table", "head", "answers", "verdict"),
    [
        (P, "pass_mark: 85", {"p": 85}, "passed"),
        (P, "pass_mark: 85", {"p": 84}, "not passed"),
        (P, "", {"p": 84}, "no mark"),
        (P, "pass_mark: 0", {"p": 0}, "passed"),
        (P, "pass_mark: 85", {}, "not scored"),
        (P, "", {}, "not scored"),
        (f"{P}, critical: true", "pass_mark: 85", {"p": 99}, "failed"),
        (f"{P}, critical: true", "", {"p": 99}, "failed"),
        (f"{P}, critical: true", "pass_mark: 85", {"p": 100}, "passed"),
        (f"{P}, critical: {{below: 50}}", "pass_mark: 85", {"p": 50}, "not passed"),
        (f"{P}, critical: {{below: 50}}", "pass_mark: 85", {"p": 49}, "failed"),
        (f"{P}, critical: true", "pass_mark: 85", {"p": {"unchecked": True}}, "not scored"),
        (f"section a pass_mark: 90\n{P}", "", {"p": 90}, "passed"),
        (f"section a pass_mark: 90\n{P}", "", {"p": 89}, "not passed"),
        (f"section a pass_mark: 90\n{P}", "pass_mark: 80", {"p": 85}, "not passed"),
        (f"section a pass_mark: 90\n{P}", "", {}, "not scored"),
        # A section without a score has nothing to miss.
        (f"section a pass_mark: 90\nq yes_no\nsection b\n{P}", "", {"p": 10}, "passed"),
    ],
)
def test_verdict_is(a_checklist, answered, table, head, answers, verdict):
    assert score(a_checklist(table, head), answered(answers)).verdict == verdict


def test_mark_is_the_standards_target_when_the_checklist_has_none(
    a_checklist, a_standard, answered
):
    standard = a_standard("A-1", head="target: 70")
    bare = a_checklist(P, "standard: promise")
    assert score(bare, answered(p=70), standard).verdict == "passed"
    assert score(bare, answered(p=69), standard).verdict == "not passed"
    marked = a_checklist(P, "standard: promise\npass_mark: 60")
    assert score(marked, answered(p=65), standard).verdict == "passed"


def test_mark_is_compared_with_the_score_as_it_reads(a_checklist, answered):
    # 84.995 reads 85.00; 84.994 reads 84.99.
    table = "p yes_no weight: {}\nq yes_no weight: {}"
    reads_85 = a_checklist(table.format("84.995", "15.005"), "pass_mark: 85")
    assert score(reads_85, answered(p="yes", q="no")).verdict == "passed"
    reads_less = a_checklist(table.format("84.994", "15.006"), "pass_mark: 85")
    assert score(reads_less, answered(p="yes", q="no")).verdict == "not passed"


def test_critical_question_is_compared_with_the_score_as_it_reads(a_checklist, answered):
    # 99.996 reads 100.00, 99.994 reads 99.99.
    checklist = a_checklist("p number linear: {best: 100, worst: 0}, critical: true")
    assert score(checklist, answered(p=99.996)).failed_by == ()
    assert score(checklist, answered(p=99.994)).failed_by == ("p",)


def test_missed_sections_are_named_whatever_the_verdict(a_checklist, answered):
    table = f"section a pass_mark: 90\n{P}\nsection b\nq yes_no critical: true"
    result = score(a_checklist(table), answered(p=50, q="no"))
    assert (result.verdict, result.missed_sections) == ("failed", ("a",))


def test_failed_critical_questions_are_all_named_turn_by_turn(a_checklist, answered):
    table = "p yes_no critical: true\nsection till repeat: {title: T}\nq yes_no critical: true"
    sheet = answered({"p": "no", "till[0].q": "yes", "till[1].q": "no"})
    assert score(a_checklist(table), sheet).failed_by == ("p", "till[1].q")


@pytest.mark.parametrize(
    ("cap", "answer", "total", "section"),
    [(0, "no", "0.00", "90.00"), (40, "no", "40.00", "90.00"), (95, "no", "90.00", "90.00"),
     (0, "yes", "100.00", "100.00")],
)  # fmt: skip
def test_cap_lowers_the_total_and_no_section(a_checklist, answered, cap, answer, total, section):
    checklist = a_checklist("p yes_no critical: true\nq yes_no weight: 9", f"critical_cap: {cap}")
    result = score(checklist, answered(p=answer, q="yes"))
    assert (str(result.total), str(result.sections["a"])) == (total, section)


GRADES = """\
grades:
  - {key: high, from: 90, name: High}
  - {key: middle, from: 50.5, name: Middle}
  - {key: low, from: 0, name: Low}"""


@pytest.mark.parametrize(
    ("value", "grade"),
    [(100, "high"), (90, "high"), (89, "middle"), (51, "middle"), (50, "low"), (0, "low"),
     (None, None)],
)  # fmt: skip
def test_grade_names_the_band_of_the_total(a_checklist, answered, value, grade):
    assert score(a_checklist(P, GRADES), answered(p=value)).grade == grade


def test_grade_is_of_the_capped_total(a_checklist, answered):
    checklist = a_checklist(
        "p yes_no critical: true\nq yes_no weight: 99", f"critical_cap: 60\n{GRADES}"
    )
    assert score(checklist, answered(p="no", q="yes")).grade == "middle"


def test_subjective_changes_no_score(a_checklist, answered):
    plain = score(a_checklist("p yes_no\nq yes_no"), answered(p="yes", q="no"))
    marked = score(a_checklist("p yes_no\nq yes_no subjective: true"), answered(p="yes", q="no"))
    assert plain.as_json() == marked.as_json()
