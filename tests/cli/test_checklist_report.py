"""`flask checklist report`: the PDF of a visit, from files alone."""

from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

CHECKLIST = """\
format: 1
key: case
title: {en: Case, ru: Случай}
method: mystery_shop
industry: retail
languages: [en, ru]
sections:
  - {key: a, title: A, questions: [{key: p, type: yes_no, text: {en: Greeted, ru: Встретили}}]}
"""


@pytest.fixture
def files(folder):
    folder("case.yaml", CHECKLIST)
    folder("answers.json", {"answers": {"p": {"value": "no"}}})
    return folder


def test_report_writes_a_pdf(flask_checklist, files, tmp_path: Path):
    done = flask_checklist("report", "case.yaml", "answers.json", "-o", "out.pdf", "--lang", "ru")
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "out.pdf").read_bytes().startswith(b"%PDF-")


def test_report_says_where_it_cannot_write(flask_checklist, files):
    done = flask_checklist("report", "case.yaml", "answers.json", "-o", "nowhere/out.pdf")
    assert done.returncode == 1
    assert done.stderr == "nowhere/out.pdf cannot be written: No such file or directory.\n"


def test_report_names_the_faults_of_its_checklist(flask_checklist, files, tmp_path: Path):
    files("case.yaml", CHECKLIST.replace("yes_no", "yesno"))
    done = flask_checklist("report", "case.yaml", "answers.json", "-o", "out.pdf")
    assert done.returncode == 1
    assert "case.yaml:8:51: sections[0].questions[0].type" in done.stderr
    assert not (tmp_path / "out.pdf").exists()
