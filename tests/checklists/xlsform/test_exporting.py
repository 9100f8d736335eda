"""What goes out as an XLSForm comes back as the same checklist, and says what XLSForm can say."""

import io
from pathlib import Path

import openpyxl
import pytest

from auditapp.checklists.source import read_source
from auditapp.checklists.xlsform.exporting import export_form
from auditapp.checklists.xlsform.importing import import_form
from auditapp.core.canonical import canonical_json
from auditapp.core.kinds import KINDS

SHIPPED = sorted((Path(__file__).parents[3] / "checklists").glob("*.yaml"))
# Keys that XML would not take, words that pyxform would change or take for something else.
AWKWARD = r"""
format: 1
key: awkward
title: {de: "Titel ${x}", en: T}
method: mystery_shop
industry: retail
languages: [de, en]
answer_sets: {1st: [{key: yes, text: "=1+1", score: -5}, {key: "2", text: " ‘b’\u00a0 \n", score: 7}]}
sections:
  - key: a
    title: {en: Only English}
    questions:
      - {key: 1st, type: multi_choice, text: "${nobody} _x0041_", options: 1st}
      - {key: a, type: choice, text: a, group: {en: G}, options: [{key: it_s, text: "-"}]}
      - {key: meta, type: text, text: "\u0007", group: {en: G}, pattern: "['\"]${1}", required: false}
      - {key: b, type: yes_no, text: b, expect: no, critical: {below: 50}, weight: 0.1}
      - key: c
        type: time
        text: c
        min: "08:00"
        show_if: {any: [{question: 1st, equals: [yes, "2"]}, {not: {question: b, na: true}}]}
      - {key: d, type: scale, text: d, min: -1.5, max: 2, step: 0.5, reverse: true, weight: 0}
      - {key: e, type: note, text: e, required: false, weight: 2, notes: [n]}
      - {key: f, type: choice, text: f, show_if: {question: c, at_least: "09:00"}, options: [{key: a, text: a}]}
  - key: b
    title: b
    repeat: {min: 2, max: 2, title: B}
    show_if: {all: [{any: [{question: a, equals: it_s}]}, {question: d, in: [-1.5, 2]}]}
    questions: [{key: g, type: duration, text: g, linear: {best: 1, worst: 2}, max: 9.5}]
"""  # noqa: E501


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.stem)
def test_shipped_checklist_goes_out_only_as_what_comes_back_equal(file):
    """The export itself reads back what it wrote, and refuses if it is not the same."""
    assert export_form(read_source(file.read_bytes()))


def test_awkward_checklist_comes_back_equal():
    went = read_source(AWKWARD)
    came = import_form(export_form(went), "form.xlsx")
    assert canonical_json(came.checklist) == canonical_json(went)
    assert came.lost == ()


def test_form_says_in_its_own_words_what_it_can():
    book = openpyxl.load_workbook(io.BytesIO(export_form(read_source(AWKWARD))))
    assert book.sheetnames == ["survey", "choices", "settings", "About"]
    heads, *rows = book["survey"].iter_rows(values_only=True)
    by_name = {row[heads.index("name")]: dict(zip(heads, row, strict=True)) for row in rows}
    assert by_name["b"]["type"] == "select_one no_yes"
    assert (by_name["b"]["weight"], by_name["b"]["critical"]) == ("0.1", "50")
    assert by_name["b"]["auditapp"] is None
    assert by_name["d"]["parameters"] == "start=-1.5 end=2 step=0.5"
    assert by_name["section_b"]["relevant"] == (
        "(${section} = 'it_s') and (${d} = -1.5 or ${d} = 2)".replace("${section}", "${a}")
    )
    assert by_name["section_b"]["repeat_count"] == "2"


def test_every_type_of_question_goes_out_and_comes_back():
    settings = {
        "scale": "min: 0, max: 10",
        "choice": "options: [{key: a, text: A, score: 1}]",
        "multi_choice": "options: [{key: a, text: A}]",
    }
    lines = [
        f"{{key: q_{kind}, type: {kind}, text: T, {settings.get(kind, '')}}}" for kind in KINDS
    ]
    head = "{format: 1, key: k, title: t, method: complaint, industry: i, languages: [fr], "
    went = read_source(head + f"sections: [{{key: s, title: s, questions: [{','.join(lines)}]}}]}}")
    came = import_form(export_form(went), "form.xlsx")
    assert canonical_json(came.checklist) == canonical_json(went)
