"""The trial of a draft: whose it is, what frames it, and that no shopper's page carries it."""

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from auditapp.accounts.models import Grant, Person
from auditapp.checklists.commands import begin_draft, publish
from auditapp.core.editing import Tree
from auditapp.phone.routes.shell import shell_files
from auditapp.storage import transaction
from auditapp.web.actor import Actor
from tests.phone.given import form_of

AT = datetime(2026, 11, 20, 11, 5, tzinfo=UTC)
STANDARD = """
format: 1
key: promise
title: Promise
effective_from: 2026-01-01
target: 80
clauses: [{code: A-1, title: Open, requirement: It is open.}]
"""


def tree(**changed: Any) -> Tree:
    questions = [
        {"key": "open", "type": "yes_no", "text": {"en": "Open?", "ru": "Открыто?"}},
        {"key": "wait", "type": "number", "text": "How long?", "weight": -1},
        {"key": "why", "type": "choice", "text": "Why?"},
        {"key": "new", "type": "yes_no"},
    ]
    sections = [
        {"key": "door", "title": "Door", "questions": questions},
        {"key": "rest", "title": "Rest", "questions": [{"key": "x", "type": "text"}]},
    ]
    head = {"format": 1, "key": "shop", "title": "Shop", "method": "mystery_shop"}
    rest = {"industry": "retail", "languages": ["en", "ru"], "standard": "promise"}
    return head | rest | {"sections": sections} | changed


@pytest.fixture
def admin(app: Flask, browser: Callable[[str], FlaskClient]) -> FlaskClient:
    """The manager, made an administrator."""
    with transaction.write() as session:
        person = session.query(Person).filter_by(name="manager").one()
        person.grants.append(Grant(role="admin", scope_kind="all"))
    return browser("manager")


@pytest.fixture
def drafted(admin: FlaskClient, cast: Callable[[str], Actor]) -> Callable[[Tree], str]:
    """Begin a draft and return its id."""
    publish(None, AT, STANDARD)
    return lambda held: str(begin_draft(cast("manager"), AT, held).public_id)


def told_in(page: str) -> dict[str, Any]:
    """What the page tells its script."""
    found = re.search(r'<script type="application/json" id="trial">(.*?)</script>', page, re.DOTALL)
    assert found
    said: dict[str, Any] = json.loads(found[1])
    return said


def test_trial_shows_what_is_whole_and_names_what_is_left_out(drafted, admin) -> None:
    address = f"/phone/trial/{drafted(tree())}/ru"
    page = admin.get(address).text
    told = told_in(page)
    assert "Открыто?" in page
    assert '<html lang="ru" data-practice' in page
    assert set(told["parts"]["questions"]) == {"open", "wait"}
    assert told["parts"]["questions"]["wait"]["number"] == "1.2"
    assert told["rules"]["live_score"] is True
    assert told["rules"]["pass_mark"] == 80
    left = {one["number"]: (one["words"], one["is_shown"]) for one in told["left_out"]}
    assert left["1.2"] == ("How long?", True)
    assert left["1.3"] == ("Why?", False)
    assert left["1.4"] == ("Ещё не написан", False)
    assert left["2.1"][1] is False


def test_draft_without_a_whole_question_says_what_to_do(drafted, admin) -> None:
    empty = tree(sections=[{"key": "a", "questions": [{"key": "b", "type": "yes_no"}]}])
    page = admin.get(f"/phone/trial/{drafted(empty)}/en").text
    assert "As soon as a question is written" in page
    assert "parts" not in told_in(page)


def test_only_our_own_pages_may_frame_it_and_nothing_else_may_be_framed(drafted, admin) -> None:
    framed = admin.get(f"/phone/trial/{drafted(tree())}/en").headers
    assert "frame-ancestors 'self';" in framed["Content-Security-Policy"]
    assert framed["X-Frame-Options"] == "SAMEORIGIN"
    other = admin.get("/phone/practice").headers
    assert "frame-ancestors 'none';" in other["Content-Security-Policy"]
    assert other["X-Frame-Options"] == "DENY"


def test_whoever_may_not_edit_sees_no_draft(drafted, admin, shopper) -> None:
    address = f"/phone/trial/{drafted(tree())}/en"
    assert shopper.get(address).status_code == 403
    assert admin.get(address.replace("/en", "/de")).status_code == 404
    assert admin.get(f"/phone/trial/{'0' * 8}-0000-4000-8000-{'0' * 12}/en").status_code == 404
    clauses = {"format": 1, "key": "s", "title": "S", "effective_from": "2026-01-01", "clauses": []}
    assert admin.get(f"/phone/trial/{drafted(clauses)}/en").status_code == 404


def test_no_byte_of_it_is_on_a_shoppers_phone(begun, shopper) -> None:
    assert [name for name in shell_files() if "editor" in name or "trial" in name] == []
    form = shopper.get(form_of(begun())).text
    assert "trial" not in form
    assert "editor" not in form


def test_changed_questions_are_told_of_alone(drafted, admin) -> None:
    draft = drafted(tree())
    whole = told_in(admin.get(f"/phone/trial/{draft}/en").text)
    parts = whole["parts"]["questions"]
    answer = admin.get(f"/phone/trial/{draft}/en/parts?ids={parts['wait']['id']}+q00000000")
    assert answer.json["told"] == {key: whole[key] for key in whole if key != "words"}
    assert re.findall(r'id="q-(\w+)"', answer.json["html"]) == ["wait"]
    assert admin.get(f"/phone/trial/{draft}/de/parts").status_code == 404
