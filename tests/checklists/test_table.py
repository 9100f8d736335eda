"""A version as a workbook for people: what is in it, how it is set, and that nothing computes."""

from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import load_workbook

from auditapp.checklists import commands

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
    assert heads[:4] == ["Section", "No.", "Question (English)", "Question (Русский)"]
    assert heads[-2:] == ["Help (English)", "Help (Русский)"]
    said = [dict(zip(heads, row, strict=True)) for row in rows]
    assert [one["No."] for one in said] == ["1.1", "1.2", "1.3", "1.4"]
    first, wait, why, how = said
    assert (first["Section"], first["Question (English)"], first["Question (Русский)"]) == (
        "Door",
        "=1+1 open?",
        "Открыто?",
    )
    assert (first["Type"], first["Options"]) == ("yes or no", "Yes = 0\nNo = 100")
    assert (first["Weight"], first["Clause"]) == (2.5, "A-1")
    assert first["Critical"].startswith("critical")
    assert first["Evidence"] == "a comment (after a poor answer)"
    assert first["Also"] == "group: First, cause: people"
    assert wait["Options"] == "up to 1:00 = 100\nmore than 1:00 = 0"
    assert wait["Asked if"] == "1.1 “=1+1 open?”: Yes"
    assert wait["Bounds"] == "at least 0:00"
    assert wait["Also"] == "may not apply, need not be answered"
    assert (wait["Question (Русский)"], wait["Help (Русский)"]) == (None, "От двери.")
    assert (why["Options"], why["Weight"]) == ("Stock- taking\nOther", None)
    assert how["Options"] == "Soap = 60\nTowel = -40"


def test_table_tells_of_sections_and_of_clauses(table) -> None:
    assert table("Sections")[1][:4] == [1, "Door", "Вход", 2]
    heads, first, second = table("Clauses")
    assert heads[0] == "Clause"
    assert first == ["A-1", "Open", "Open", "It is open.", "Открыто.", 92.5, None, "1.1"]
    assert second[-3:] == [80, "w: at most 180 s", None]
