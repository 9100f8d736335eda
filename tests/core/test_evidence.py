"""When evidence is asked for, and what is missing then."""

import pytest

from auditapp.core.asking import ask

FAIL = "evidence: {when: fail, photo: required, comment: required}"
BOTH = ["answers.evidence_comment", "answers.evidence_photo"]


@pytest.mark.parametrize(
    ("question", "answer", "problems"),
    [
        (f"p yes_no {FAIL}", "yes", []),
        (f"p yes_no {FAIL}", "no", BOTH),
        (f"p yes_no expect: no, {FAIL}", "yes", BOTH),
        (f"p yes_no {FAIL}", {"value": "no", "comment": "words", "photos": ["x"]}, []),
        (f"p yes_no {FAIL}", {"value": "no", "comment": " ", "photos": ["x"]}, BOTH[:1]),
        (f"p yes_no {FAIL}", {"value": "no", "comment": "words"}, BOTH[1:]),
        (f"p yes_no na: true, {FAIL}", {"na": True}, []),
        (f"p yes_no {FAIL}", {"unchecked": True, "comment": "dark"}, []),
        (f"p yes_no {FAIL}", None, ["answers.missing"]),
        (f"p scale min: 1, max: 5, {FAIL}", 4, BOTH),
        (f"p scale min: 1, max: 5, critical: {{below: 50}}, {FAIL}", 4, []),
        (f"p scale min: 1, max: 5, critical: {{below: 50}}, {FAIL}", 3, []),
        (f"p scale min: 1, max: 5, critical: {{below: 50}}, {FAIL}", 2, BOTH),
        ("p yes_no evidence: {when: fail, photo: optional, comment: optional}", "no", []),
        ("p yes_no evidence: {when: always, photo: required}", "yes", BOTH[1:]),
        ("p text evidence: {when: always, comment: required}", "words", BOTH[:1]),
        ("p photo evidence: {when: always, photo: required}", ["x"], []),
        ("p photo evidence: {when: always, photo: required}", None, ["answers.missing"]),
        ("p photo evidence: {when: always, photo: required, comment: required}", ["x"], BOTH[:1]),
        ("p signature evidence: {when: always, photo: required}", "x", []),
        ("p file accept: [pdf], evidence: {when: always, photo: required}", ["x"], []),
    ],
)
def test_evidence_is_missing(a_checklist, answered, question, answer, problems):
    asking = ask(a_checklist(question), answered(p=answer))
    assert [issue.code for issue in asking.problems] == problems


def test_evidence_is_due_where_it_is_required_only(a_checklist, answered):
    checklist = a_checklist("p yes_no evidence: {when: fail, photo: optional, comment: required}")
    one = ask(checklist, answered(p="no")).by_key["p"]
    assert one.evidence_asked
    assert one.evidence_due == {"comment"}
