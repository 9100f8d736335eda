"""`flask checklist score`: the score as JSON, from files alone."""

import json

import pytest

pytestmark = pytest.mark.slow

CHECKLIST = """\
format: 1
key: case
title: Case
method: mystery_shop
industry: retail
languages: [en]
standard: promise
sections:
  - key: welcome
    title: Welcome
    questions:
      - {key: greeted, type: yes_no, text: G, weight: 3, clause: GRT-1}
      - {key: rating, type: scale, text: R, min: 1, max: 5}
      - {key: wait, type: duration, text: W, measure: wait_time, clause: WAI-1}
      - {key: why, type: text, text: W, show_if: {question: greeted, equals: no}}
"""
STANDARD = """\
format: 1
key: promise
title: Promise
effective_from: 2026-01-01
target: 85
clauses:
  - {code: GRT-1, title: T, requirement: R, target: 95}
  - code: WAI-1
    title: T
    requirement: R
    limit: {measure: wait_time, unit: s, at_most: 180}
"""
ANSWERS = {
    "language": "ru",
    "location": "Arbat 1",
    "visited_at": "2026-11-20T14:05:00+03:00",
    "answers": {"greeted": {"value": "yes"}, "rating": {"value": 3}, "wait": {"value": 250}},
}
# Worked out by hand: (3 · 1 + 1 · 1/2) / 4 = 87.5 %.
EXPECTED = {
    "total": "87.50",
    "coverage": "100.00",
    "verdict": "passed",
    "grade": None,
    "failed_by": [],
    "missed_sections": [],
    "sections": {"welcome": "87.50"},
    "questions": {
        "greeted": {"state": "scored", "score": "100.00", "weight": "3"},
        "rating": {"state": "scored", "score": "50.00", "weight": "1"},
        "wait": {"state": "unscored", "score": None, "weight": "1"},
        "why": {"state": "hidden", "score": None, "weight": "1"},
    },
    "clauses": {
        "GRT-1": {"score": "100.00", "target": "95.00", "gap": "5.00", "verdict": "met"},
        "WAI-1": {
            "score": None,
            "target": "85.00",
            "gap": None,
            "verdict": "missed",
            "measured": "250.00",
            "limit": {"at_most": 180},
        },
    },
    "problems": [],
    "notices": [],
}


@pytest.fixture
def files(folder):
    folder("case.yaml", CHECKLIST)
    folder("promise.yaml", STANDARD)
    folder("answers.json", ANSWERS)
    return folder


def test_score_is_printed_as_the_format_describes_it(flask_checklist, files):
    done = flask_checklist("score", "case.yaml", "answers.json", "--standard", "promise.yaml")
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout) == EXPECTED


def test_score_takes_json_as_well(flask_checklist, files):
    from auditapp.checklists.source import read_source
    from auditapp.core.canonical import canonical_json

    files("case.json", canonical_json(read_source(CHECKLIST)))
    files("promise.json", canonical_json(read_source(STANDARD)))
    done = flask_checklist("score", "case.json", "answers.json", "--standard", "promise.json")
    assert json.loads(done.stdout) == EXPECTED


def test_score_says_that_the_standard_is_not_here_and_lists_what_is_wrong(flask_checklist, files):
    answers = {
        "greeted": {"value": "yes"},
        "rating": {"value": 7},
        "why": {"value": "x"},
        "half \ud800": {"value": "\ud800"},
    }
    files("answers.json", ANSWERS | {"answers": answers})
    done = flask_checklist("score", "case.yaml", "answers.json")
    assert done.returncode == 0
    result = json.loads(done.stdout)
    assert result["clauses"] == {}
    # No mark: the checklist has none of its own, and no standard to take one from.
    assert (result["total"], result["verdict"]) == ("100.00", "no mark")
    assert [(issue["question"], issue["code"]) for issue in result["problems"]] == [
        ("rating", "answers.off_scale"),
        ("wait", "answers.missing"),
        ("half ?", "answers.unknown_question"),
        ("", "standards.absent"),
    ]
    assert [(issue["question"], issue["code"]) for issue in result["notices"]] == [
        ("why", "answers.hidden")
    ]


@pytest.mark.parametrize(("visited", "clauses"), [("2025-12-31", False), ("2026-01-01", True)])
def test_score_uses_the_shipped_standard_in_force_on_the_day(
    flask_checklist, files, visited, clauses
):
    text = CHECKLIST.replace("promise", "retail-service").replace(", clause: WAI-1", "")
    files("case.yaml", text)
    files("answers.json", ANSWERS | {"visited_at": f"{visited}T23:30:00-11:00"})
    done = flask_checklist("score", "case.yaml", "answers.json")
    assert bool(json.loads(done.stdout)["clauses"]) is clauses


def test_score_refuses_a_standard_of_another_key(flask_checklist, files):
    files("other.yaml", STANDARD.replace("key: promise", "key: other"))
    done = flask_checklist("score", "case.yaml", "answers.json", "--standard", "other.yaml")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "The checklist names promise, and other.yaml is other.\n"


def test_score_refuses_a_standard_without_a_clause_that_is_cited(flask_checklist, files):
    files("promise.yaml", STANDARD.replace("GRT-1", "GRT-2"))
    done = flask_checklist("score", "case.yaml", "answers.json", "--standard", "promise.yaml")
    assert done.returncode == 1
    assert "case.yaml:12:66: sections[0].questions[0].clause: There is no 'GRT-1'" in done.stderr


@pytest.mark.parametrize(
    ("answers", "says"),
    [
        ('{"answers": {"rating": {"value": NaN}}}', "NaN is no number"),
        ('{"answers": {"rating": {"value": 1e99999999999999999999}}}', "out of bounds"),
        ("[" * 100_000, "is not JSON"),
        ("[]", "cannot be read"),
    ],
)
def test_score_refuses_answers_with_a_sentence(flask_checklist, files, answers, says):
    files("answers.json", answers)
    done = flask_checklist("score", "case.yaml", "answers.json")
    assert (done.returncode, done.stdout) == (1, "")
    assert says in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_score_refuses_documents_of_the_wrong_kind(flask_checklist, files):
    done = flask_checklist("score", "promise.yaml", "answers.json")
    assert (done.returncode, "is a standard" in done.stderr) == (1, True)
    done = flask_checklist("score", "case.yaml", "answers.json", "--standard", "case.yaml")
    assert (done.returncode, "is a checklist" in done.stderr) == (1, True)
