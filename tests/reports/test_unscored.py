"""What was not scored says so: sections without a score, clauses that nothing tells about."""

import re
from dataclasses import replace
from decimal import Decimal

from flask_babel import force_locale

from auditapp.checklists.source import read_source
from auditapp.core.answers import Answer
from auditapp.core.document import Checklist
from auditapp.core.scoring import score
from auditapp.reports.sections import against_standard, answers, first_page, method
from auditapp.reports.sections.words import Words
from tests.reports.conftest import pdf_of, words_of
from tests.reports.samples import report, standard

ASKED = """
format: 1
key: shop
title: Shop visit
method: mystery_shop
industry: retail
languages: [en]
standard: shop-standard
sections:
  - key: welcome
    title: Welcome
    weight: 2
    questions:
      - {key: greeted, type: yes_no, text: Greeted?, clause: GRT-1}
  - key: words
    title: In your words
    weight: 1
    na: true
    questions:
      - {key: remark, type: text, text: What else?, required: false}
  - key: till
    title: Till
    weight: 1
    na: true
    questions:
      - {key: receipt, type: yes_no, text: A receipt?, clause: RCT-1}
"""


def asked() -> Checklist:
    found = read_source(ASKED, standard())
    assert isinstance(found, Checklist)
    return found


def visited():
    given = {"greeted": Answer("yes"), "remark": Answer("Nothing.")}
    return report(given, on=asked(), standard=standard())


def test_section_that_cannot_score_has_neither_bar_nor_weight():
    data = visited()
    words = Words("en", data.checklist)
    rows = first_page.build(data, words).rows
    assert [bool(row.chart) for row in rows] == [True, False, False]
    assert [row.verdict for row in rows] == ["met", "not scored", "not assessed"]
    found = method.build(data, words)
    assert [row.weight for row in found.rows] == [Decimal(2), None, None]
    assert [row.scores for row in found.rows] == [True, False, True]


def test_report_says_not_scored_in_words(offline, tmp_path):
    said = words_of(pdf_of(visited()), tmp_path)
    assert "2 In your words – not scored" in said
    assert "3 Till – not assessed" in said


def test_clauses_are_counted_by_how_many_were_assessed(offline, tmp_path):
    data = visited()
    view = against_standard.build(data, Words("en", data.checklist))
    assert (view.assessed, len(view.rows)) == (1, 2)
    said = words_of(pdf_of(data), tmp_path)
    assert "Clauses assessed: 1 of 2 (met 1, near 0, missed 0)." in said


def test_section_set_aside_has_a_space_after_its_dash(offline, tmp_path):
    data = visited()
    sheet = replace(data.sheet, na_sections=frozenset({"till"}))
    data = replace(data, sheet=sheet, result=score(data.checklist, sheet, standard()))
    said = "– The section does not apply here and was set aside."
    assert said in words_of(pdf_of(data), tmp_path)
    view = answers.build(data, Words("en", data.checklist))
    template = offline.jinja_env.get_template("reports/sections/answers.html")
    with force_locale("en"):
        page = template.render(say=Words("en", data.checklist), view=view)
    assert said in re.sub("<[^>]+>", "", page)
