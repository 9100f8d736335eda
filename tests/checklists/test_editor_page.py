"""The editor's page: everything its script starts from stands in it, in the reader's words."""

import json
import re
from collections.abc import Callable
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient

from auditapp.accounts.models import Person
from auditapp.checklists import commands
from auditapp.clock import now
from auditapp.storage import transaction
from tests.checklists.test_drafts import SHOP, STANDARD, Desk, begin

ROW = re.compile(
    r'data-kind="(section|question|clause)">.*?class="nr">([^<]*)<.*?class="words[^>]*>([^<]*)<',
    re.DOTALL,
)


@pytest.fixture
def desk_of(app: Flask, client_of: Callable[[str], FlaskClient]) -> Callable[..., Desk]:
    """Publish a document, and begin a draft of its next version."""

    def make(source: str) -> Desk:
        with app.app_context():
            key = commands.publish(None, now(), source).key
        kind = "standard" if source is STANDARD else "checklist"
        return begin(client_of("admin"), **{"from": "version", "kind": kind, "key": key})

    return make


def data(page: str) -> dict[str, str]:
    """What the page tells its script."""
    found = re.search(r'<div class="editor"([^>]*)>', page)
    assert found
    return {
        name: unescape(value) for name, value in re.findall(r'data-([a-z]+)="([^"]*)"', found[1])
    }


def test_page_holds_the_outline_and_what_its_script_starts_from(
    desk_of: Callable[..., Desk],
) -> None:
    desk = desk_of(SHOP)
    page = desk.get("").text
    assert ROW.findall(page) == [
        ("section", "1", "Entrance"),
        ("question", "1.1", "Were you greeted?"),
        ("question", "1.2", "Any smile?"),
    ]
    told = data(page)
    assert told["draft"] == desk.public_id
    assert told["address"] == desk.address
    assert (told["first"], told["spoken"], told["revision"]) == ("en", "en", "1")
    assert json.loads(told["here"]) == []
    assert told["csrf"]
    problems = re.search(r'id="problems">(.*?)</script>', page)
    assert problems
    assert json.loads(problems[1]) == []
    assert 'data-do="undo" title="Undo" aria-label="Undo" disabled' in page
    assert f'href="{desk.address}/publish"' in page


def test_outline_speaks_the_language_asked_for(desk_of: Callable[..., Desk]) -> None:
    desk = desk_of(SHOP)
    russian = desk.get("?lang=ru").text
    # A text in one language is said in that one.
    assert [words for _kind, _number, words in ROW.findall(russian)] == [
        "Вход",
        "Поздоровались?",
        "Any smile?",
    ]
    assert data(russian)["spoken"] == "ru"
    assert ROW.findall(desk.get("/outline?lang=ru").text) == ROW.findall(russian)


def test_row_of_a_change_is_that_of_the_outline(desk_of: Callable[..., Desk]) -> None:
    desk = desk_of(SHOP)
    question = re.findall(r'data-row="(q\w+)"', desk.get("").text)[0]
    made = desk.set(question, ["critical"], None, True)["rows"][question]
    again = desk.get("/outline").text
    flat = re.sub(r"\s+", " ", again)
    assert re.sub(r"\s+", " ", made) in flat
    assert "<b>critical</b>" in made


def test_standard_has_clauses_and_no_trial(desk_of: Callable[..., Desk]) -> None:
    page = desk_of(STANDARD).get("").text
    assert [kind for kind, _number, _words in ROW.findall(page)] == ["clause"]
    assert "About the standard" in page
    assert 'data-do="try"' not in page
    assert 'data-do="add" data-kind="clause"' in page


def test_script_finds_its_words_in_the_language_of_the_reader(
    app: Flask, desk_of: Callable[..., Desk]
) -> None:
    desk = desk_of(SHOP)
    with app.app_context(), transaction.write() as session:
        session.query(Person).filter_by(name="Admin").one().language = "ru"
    found = re.search(r'<template id="editor-words">(.*?)</template>', desk.get("").text)
    assert found
    words = json.loads(unescape(found[1]))
    assert words["Saved"] == "Сохранено"
    assert words["%(num)s fault"] == ["%(num)s ошибка", "%(num)s ошибки", "%(num)s ошибок"]
