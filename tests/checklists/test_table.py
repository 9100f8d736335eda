"""A version as a workbook for people: what is in it, how it is set, and that nothing computes."""

from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_babel import force_locale
from openpyxl import load_workbook

from auditapp.checklists import commands
from auditapp.checklists.routes.table import workbook_of
from auditapp.checklists.source import read_source
from auditapp.checklists.spreadsheet import columns
from auditapp.checklists.spreadsheet.importing import Head, import_sheet
from auditapp.config import ROOT
from auditapp.sheets.mapping import guessed
from auditapp.sheets.reading import read_sheets

AT = datetime(2026, 11, 20, 11, 5, tzinfo=UTC)
STANDARD = """
format: 1
key: promise
title: {en: Promise, ru: Обещание}
effective_from: 2026-01-01
target: 80
clauses:
  - {code: A-1, title: Open, requirement: {en: It is open., ru: Открыто.}, target: 92.5}
  - {code: A-2, title: Quick, requirement: Quick., limit: {measure: w, unit: s, at_most: 180}}
"""
SHOP = """
format: 1
key: shop
title: Shop
method: mystery_shop
industry: retail
languages: [en, ru]
standard: promise
sections:
  - key: door
    title: {en: Door, ru: Вход}
    weight: 2
    na: true
    questions:
      - {key: open, type: yes_no, text: {en: "=1+1 open?", ru: Открыто?}, clause: A-1, expect: no,
         weight: 2.5, critical: true, cause: people, group: First,
         evidence: {when: fail, comment: required}}
      - {key: wait, type: duration, text: How long?, help: {en: From the door., ru: От двери.},
         bands: [{up_to: 60, score: 100}, {score: 0}], min: 0, na: true, required: false,
         show_if: {all: [{question: open, equals: yes}]}}
      - {key: why, type: choice, text: Why?, weight: 0,
         options: [{key: a, text: "Stock-\\ntaking", score: 50}, {key: b, text: Other}]}
      - {key: how, type: multi_choice, text: How?,
         options: [{key: a, text: Soap, score: 60}, {key: b, text: Towel, score: -40}]}
      - {key: rate, type: scale, text: Rate it., min: 1, max: 5, labels: {"5": Good}}
"""


@pytest.fixture
def table(app: Flask, client_of: Callable[..., FlaskClient]) -> Callable[..., list[list[object]]]:
    with app.app_context():
        commands.publish(None, AT, STANDARD)
        commands.publish(None, AT, SHOP)
    reader = client_of("reviewer")
    assert "/checklists/shop/1/table.xlsx" in reader.get("/checklists/shop/1").text
    answer = reader.get("/checklists/shop/1/table.xlsx")
    assert "shop-1.xlsx" in answer.headers["Content-Disposition"]
    book = load_workbook(BytesIO(answer.data))

    def rows(sheet: str) -> list[list[object]]:
        assert book[sheet].freeze_panes == "A2"
        assert book[sheet]["C2"].alignment.wrap_text
        assert all(cell.data_type != "f" for row in book[sheet] for cell in row)
        return [list(row) for row in book[sheet].values]

    return rows


def test_table_has_a_row_for_each_question_in_every_language(table) -> None:
    heads, *rows = table("Questions")
    assert heads[:4] == ["Section", "Number", "Question", "Question (Русский)"]
    assert heads[-2:] == ["Help", "Help (Русский)"]
    said = [dict(zip(heads, row, strict=True)) for row in rows]
    assert [one["Number"] for one in said] == ["1.1", "1.2", "1.3", "1.4", "1.5"]
    first, wait, why, how, rate = said
    assert (first["Section"], first["Question"], first["Question (Русский)"]) == (
        "Door",
        "=1+1 open?",
        "Открыто?",
    )
    assert (first["Type"], first["Options"]) == ("yes or no", "Yes = 0 %\nNo = 100 %")
    assert (first["Weight"], first["Clause"]) == (2.5, "A-1")
    assert first["Critical"].startswith("critical")
    assert first["Evidence"] == "a comment (after a poor answer)"
    assert first["Also"] == "group: First, cause: people"
    assert wait["Options"] == "up to 1:00 = 100 %\nmore than 1:00 = 0 %"
    assert wait["Asked if"] == "1.1 “=1+1 open?”: Yes"
    assert wait["Bounds"] == "at least 0:00"
    assert wait["Also"] == "may not apply, need not be answered"
    assert (wait["Question (Русский)"], wait["Help (Русский)"]) == (None, "От двери.")
    assert (why["Options"], why["Weight"]) == ("Stock- taking\nOther", 0)
    assert (rate["Options"], rate["Bounds"]) == ("1–5", "1, 5 – Good")
    assert how["Options"] == "Soap = 60 %\nTowel = -40 %"


def test_table_tells_of_sections_and_of_clauses(table) -> None:
    assert table("Sections")[1][:4] == [1, "Door", "Вход", 2]
    heads, first, second = table("Clauses")
    assert heads[0] == "Clause"
    assert first == ["A-1", "Open", "Open", "It is open.", "Открыто.", 92.5, None, "1.1"]
    assert second[-3:] == [80, "w: at most 180 s", None]


def test_table_is_read_again_as_the_list_that_it_is(app: Flask) -> None:
    held = read_source((ROOT / "checklists" / "restaurant-visit.yaml").read_text())
    for language in ("en", "ru"):
        with (
            app.test_request_context(headers={"Accept-Language": language}),
            force_locale(language),
        ):
            (first, *_others) = read_sheets(workbook_of(held, None))
        view = columns.view(first)
        head = Head("Restaurant", language, "mystery_shop", "hospitality")
        found = import_sheet(view, guessed(view.table, columns.FIELDS), head).checklist
        assert [found.say(one.title, "") for one in found.sections] == [
            held.say(one.title, language) for one in held.sections
        ]
        assert [found.say(one.text, "") for one in found.questions] == [
            held.say(one.text, language) for one in held.questions
        ]
        for one, two in zip(held.questions, found.questions, strict=True):
            # No list says which end of a scale is the good one, so its ends are two options.
            turned = one.type == "scale" and one.kind.reverse
            expected = {"long_text": "text"}.get(one.type, "choice" if turned else one.type)
            assert two.type == expected, one.key
