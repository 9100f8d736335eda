"""`flask checklist validate`: every fault of every file, with line and column."""

import pytest

from auditapp.checklists.source import MOST_BYTES

pytestmark = pytest.mark.slow

GOOD = """\
format: 1
key: case
title: Case
method: mystery_shop
industry: retail
languages: [en]
standard: promise
sections:
  - key: a
    title: A
    questions:
      - {key: p, type: yes_no, text: P, clause: A-1}
"""
STANDARD = """\
format: 1
key: promise
title: Promise
effective_from: 2026-01-01
target: 80
clauses: [{code: A-1, title: T, requirement: R}]
"""


def test_validate_says_that_files_are_in_order(flask_checklist, folder):
    folder("good.yaml", GOOD)
    folder("any-name.yaml", STANDARD)
    done = flask_checklist("validate", "good.yaml", "any-name.yaml")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "good.yaml: in order: checklist case, 1 questions",
        "any-name.yaml: in order: standard promise, 1 clauses",
    ]


def test_validate_says_when_a_standard_is_not_here(flask_checklist, folder):
    folder("good.yaml", GOOD)
    done = flask_checklist("validate", "good.yaml")
    assert done.returncode == 0
    assert "promise is not here, so clauses were not looked up" in done.stdout


def test_validate_looks_clauses_up_in_the_standard_beside(flask_checklist, folder):
    folder("good.yaml", GOOD.replace("A-1", "A-11"))
    folder("standards/promise.yaml", STANDARD)
    done = flask_checklist("validate", "good.yaml")
    assert done.returncode == 1
    assert "good.yaml:12:49: sections[0].questions[0].clause: " in done.stderr
    assert "Did you mean 'A-1'?" in done.stderr


def test_validate_names_every_fault_of_every_file(flask_checklist, folder):
    folder("one.yaml", GOOD.replace("key: case", "kei: case").replace("yes_no", "yesno"))
    folder("two.yaml", GOOD.replace("title: A\n", "title: A\n    title: B\n"))
    folder("three.yaml", "a: [1")
    folder("four.yaml", b"\xff\xfe\x00")
    folder("five.yaml", b"a: " + b"x" * MOST_BYTES)
    folder("six.yaml", "[" * 5000)
    folder("seven.json", '{"format": 1, "key": "a\\ud800"}')
    folder("eight.yaml", "")
    folder("good.yaml", GOOD)
    names = ["one.yaml", "two.yaml", "three.yaml", "four.yaml", "five.yaml", "six.yaml"]
    done = flask_checklist("validate", *names, "seven.json", "eight.yaml", "good.yaml")
    assert done.returncode == 1
    assert done.stdout.startswith("good.yaml: in order")
    told = [line.split(": ")[0] for line in done.stderr.splitlines()]
    assert told[:7] == [
        "one.yaml:1:1",
        "one.yaml:2:1",
        "one.yaml:12:24",
        "two.yaml:11:5",
        "three.yaml:1:6",
        "four.yaml:1:1",
        "five.yaml:1:1",
    ]
    assert "six.yaml:1:41" in told
    assert "seven.json:1:22" in told
    assert "eight.yaml:1:1" in told


@pytest.mark.parametrize("arguments", [[], ["missing.yaml"]])
def test_validate_needs_files(flask_checklist, arguments):
    assert flask_checklist("validate", *arguments).returncode == 2
