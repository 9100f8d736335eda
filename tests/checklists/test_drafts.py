"""Drafts: begun, changed by two people at once, taken back, put away; only for who may."""

import json
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from auditapp.accounts.models import Grant
from auditapp.checklists import commands, queries
from auditapp.checklists.models import DocumentDraft, DraftChange
from auditapp.clock import now
from auditapp.core import editing
from auditapp.core.permissions import Role
from auditapp.core.problems import Problem
from auditapp.storage import transaction
from auditapp.storage.db import db
from auditapp.storage.trail import TrailEntry

SHOP = """
format: 1
key: shop
title: {en: Shop}
method: mystery_shop
industry: retail
languages: [en, ru]
sections:
  - key: entrance
    title: {en: Entrance, ru: Вход}
    questions:
      - {key: greeted, type: yes_no, text: {en: Were you greeted?, ru: Поздоровались?}}
      - {key: smiled, type: yes_no, text: Any smile?, show_if: {question: greeted, equals: yes}}
"""
STANDARD = """
format: 1
key: promise
title: {en: Promise}
effective_from: 2026-01-01
target: 80
clauses: [{code: GRT-1, title: {en: Greeting}, requirement: {en: Greet.}}]
"""


class Desk:
    """A browser at one draft."""

    def __init__(self, client: FlaskClient, address: str) -> None:
        self.client, self.address = client, address

    @property
    def public_id(self) -> str:
        return self.address.rpartition("/")[2]

    def post(self, path: str, sent: Any = None, status: int = 200) -> Any:
        headers = {"Accept": "application/json"}
        answer = self.client.post(self.address + path, json=sent, headers=headers)
        assert answer.status_code == status, answer.text
        return answer.json

    def send(self, *operations: Any, status: int = 200) -> Any:
        return self.post("/changes", {"operations": list(operations)}, status)

    def set(self, at: str, field: list[str], was: Any, to: Any, status: int = 200) -> Any:
        one = {"do": "set", "at": at, "field": field, "was": was, "to": to}
        return self.send(one, status=status)

    def get(self, path: str) -> Any:
        return self.client.get(self.address + path, headers={"Accept": "application/json"})


def begin(client: FlaskClient, **fields: str) -> Desk:
    answer = client.post("/checklists/drafts", data={"kind": "checklist", **fields})
    assert answer.status_code == 303, answer.text
    return Desk(client, answer.location)


@pytest.fixture
def admin(client_of: Callable[..., FlaskClient]) -> FlaskClient:
    return client_of("admin")


@pytest.fixture
def second(app: Flask, client_of: Callable[..., FlaskClient], member: Any) -> FlaskClient:
    """Another admin: the manager, with that role as well."""
    with app.app_context(), transaction.write() as session:
        person = member("manager").person_id
        session.add(Grant(person_id=person, role=Role.ADMIN, scope_kind="all", scope_id=None))
    return client_of("manager")


@pytest.fixture
def shop(app: Flask) -> None:
    with app.app_context():
        commands.publish(None, now(), SHOP)


def row(desk: Desk) -> DocumentDraft:
    return db.session.query(DocumentDraft).filter_by(public_id=desk.public_id).one()


def tree(app: Flask, desk: Desk) -> Any:
    with app.app_context():
        return json.loads(row(desk).tree)


def ids(app: Flask, desk: Desk) -> list[str]:
    return [one["id"] for one in editing.parts_of(tree(app, desk))]


def events(app: Flask) -> list[str]:
    with app.app_context():
        rows = db.session.query(TrailEntry).order_by(TrailEntry.id)
        return [one.event for one in rows if one.event.startswith(("drafts", "checklists"))]


def test_empty_draft_is_filled_in_and_listed(app: Flask, admin: FlaskClient) -> None:
    desk = begin(admin, **{"from": "empty", "title": "Petrol station"})
    section, question = ids(app, desk)
    told = desk.set(section, ["title", "en"], None, "At the pump")
    assert [one["sentence"] for one in told["problems"]] == ["Write the question."]
    assert told["problems"][0]["at"] == question
    told = desk.set(question, ["text", "en"], None, "Was the pump clean?")
    assert (told["problems"], told["undo"], told["redo"]) == ([], True, False)
    assert told["renewed"] == [question]
    assert "Was the pump clean?" in told["rows"][question]
    made = tree(app, desk)
    assert (made["key"], made["sections"][0]["questions"][0]["key"]) == (
        "petrol-station",
        "was_the_pump_clean",
    )
    listed = admin.get("/checklists/drafts").text
    assert "Petrol station" in listed
    assert " fault" not in listed
    # What is to be mended is counted with each change.
    desk.set(question, ["text", "en"], "Was the pump clean?", None)
    assert re.search(r'/publish">.*1 fault</a>', admin.get("/checklists/drafts").text)
    desk.set(question, ["text", "en"], None, "Was the pump clean?")
    assert " fault" not in admin.get("/checklists/drafts").text
    assert events(app) == ["drafts.begin"]


def test_pages_of_a_draft_are_shown(app: Flask, admin: FlaskClient, shop: None) -> None:
    with app.app_context():
        commands.publish(None, now(), STANDARD)
    for fields in ({"key": "shop"}, {"key": "promise", "kind": "standard"}):
        desk = begin(admin, **{"from": "version", **fields})
        parts = [f"/parts/{one}" for one in ("document", *ids(app, desk))]
        for path in ("", "/outline", "/state?since=0", *parts):
            assert desk.get(path).status_code == 200, path
        assert begin(admin, **{"from": "version", **fields}).address == desk.address
        for path in ("/parts/q00000000", "/parts/nonsense"):
            assert desk.get(path).status_code == 404
        for since in ("", "-1", "x"):
            assert desk.get(f"/state?since={since}").status_code == 400
        # A page from before a backup was put back learns everything anew.
        newer = desk.get("/state?since=9").json
        assert (newer["structure"], newer["changed"]) == (True, ["", *ids(app, desk)])


def test_two_people_at_one_draft_lose_nothing(
    app: Flask, admin: FlaskClient, second: FlaskClient, shop: None
) -> None:
    one = begin(admin, **{"from": "version", "key": "shop"})
    other = Desk(second, one.address)
    _section, greeted, smiled = ids(app, one)
    start = one.get("/state?since=1").json
    assert (start["revision"], start["changed"]) == (1, [])
    one.set(greeted, ["text", "en"], "Were you greeted?", "Did anyone greet you?")
    other.set(smiled, ["weight"], None, 2)
    told = other.set(greeted, ["text", "en"], "Were you greeted?", "Hello?", status=409)
    assert (told["code"], told["at"], told["field"]) == (
        *("drafts.changed_meanwhile", greeted),
        ["text", "en"],
    )
    assert (told["theirs"], told["who"]) == ("Did anyone greet you?", "Admin")
    seen = one.get("/state?since=2").json
    assert (seen["revision"], seen["who"], seen["changed"]) == (3, "Manager", [smiled])
    assert seen["others"] == []
    assert other.get("/state?since=3").json["others"] == ["Admin"]
    # What one takes back is one's own.
    assert one.post("/undo")["redo"] is True
    held = editing.part_of(tree(app, one), greeted), editing.part_of(tree(app, one), smiled)
    assert (held[0]["text"]["en"], held[1]["weight"]) == ("Were you greeted?", 2)
    assert one.post("/undo", status=409)["code"] == "drafts.nothing_to_undo"
    assert one.post("/redo")["undo"] is True
    other.send({"do": "remove", "at": greeted})
    assert one.post("/undo", status=409)["code"] == "drafts.gone"
    # A step that cannot be taken back does not stand in the way of others.
    assert one.post("/undo", status=409)["code"] == "drafts.nothing_to_undo"
    assert other.post("/undo")["structure"] is True
    assert one.get("/state?since=3").json["structure"] is True
    assert ids(app, one) == [_section, greeted, smiled]


def test_answers_added_and_reworded_at_once_are_both_kept(
    app: Flask, admin: FlaskClient, second: FlaskClient, shop: None
) -> None:
    one = begin(admin, **{"from": "version", "key": "shop"})
    other = Desk(second, one.address)
    greeted = ids(app, one)[1]
    good, bad = ({"key": key, "text": key.title()} for key in ("good", "bad"))
    one.send(
        {"do": "set", "at": greeted, "field": ["type"], "was": "yes_no", "to": "choice"},
        {"do": "set", "at": greeted, "field": ["options"], "was": None, "to": [good, bad]},
    )
    one.set(greeted, ["options"], [good, bad], [good, bad, {"key": "none", "text": "Nobody"}])
    told = other.set(greeted, ["options"], [good, bad], [good, bad | {"score": 10}])
    assert greeted in told["renewed"]
    held = editing.part_of(tree(app, one), greeted)["options"]
    assert held == [good, bad | {"score": 10}, {"key": "none", "text": "Nobody"}]
    # What one takes back is one's own.
    one.post("/undo")
    assert editing.part_of(tree(app, one), greeted)["options"] == [good, bad | {"score": 10}]


def test_what_another_took_out_is_put_back_with_new_words(
    app: Flask, admin: FlaskClient, second: FlaskClient, shop: None
) -> None:
    one = begin(admin, **{"from": "version", "key": "shop"})
    other = Desk(second, one.address)
    section, greeted, smiled = ids(app, one)
    was = editing.part_of(tree(app, one), greeted)
    other.send({"do": "remove", "at": greeted})
    words = {"do": "set", "at": greeted, "field": ["text", "en"], "was": was["text"]["en"]}
    words["to"] = "Were you greeted at once?"
    told = one.send(words, status=409)
    assert (told["code"], told["at"], told["who"]) == ("drafts.gone", greeted, "Manager")
    found = one.get(f"/parts/{greeted}")
    assert (found.status_code, found.json["who"]) == (404, "Manager")
    back = {"do": "restore", "at": greeted}
    assert one.send(back, words)["structure"] is True
    held = editing.part_of(tree(app, one), greeted)
    assert held == was | {"text": was["text"] | {"en": "Were you greeted at once?"}}
    assert ids(app, one) == [section, greeted, smiled]
    # Twice is once, and it can be taken back.
    one.send(back)
    one.post("/undo")
    assert ids(app, one) == [section, smiled]
    # Gone with its section, after it or alone: all of it comes back.
    one.post("/redo")
    other.send({"do": "remove", "at": greeted}, {"do": "remove", "at": section})
    one.send(back)
    assert ids(app, one)[:2] == [section, greeted]
    other.send({"do": "remove", "at": section})
    one.send(back)
    assert set(ids(app, one)) == {section, greeted, smiled}
    # What never was cannot come back.
    assert one.send({"do": "restore", "at": "qnowherexx"[:9]}, status=409)["code"] == "drafts.gone"


def test_undo_takes_nothing_along_that_another_wrote(
    app: Flask, admin: FlaskClient, second: FlaskClient, shop: None
) -> None:
    one = begin(admin, **{"from": "version", "key": "shop"})
    other = Desk(second, one.address)
    section = ids(app, one)[0]
    part = {"id": "qabcdefgh", "type": "text", "text": {"en": "What did you buy?"}}
    one.send({"do": "add", "in": section, "before": None, "part": part})
    other.set("qabcdefgh", ["help", "en"], None, "As on the receipt.")
    told = one.post("/undo", status=409)
    assert (told["code"], told["who"]) == ("drafts.others_wrote", "Manager")
    assert "Manager" in told["sentence"]
    assert one.post("/undo", status=409)["code"] == "drafts.nothing_to_undo"
    assert "qabcdefgh" in ids(app, one)


def test_undo_goes_back_step_by_step_and_forth(app: Flask, admin: FlaskClient, shop: None) -> None:
    desk = begin(admin, **{"from": "version", "key": "shop"})
    section, greeted, smiled = ids(app, desk)
    start = tree(app, desk)
    # Writing on is one step, another place is the next.
    desk.set(greeted, ["text", "en"], "Were you greeted?", "Were you")
    desk.set(greeted, ["text", "en"], "Were you", "Were you met?")
    desk.send({"do": "move", "at": smiled, "in": section, "before": greeted})
    desk.send({"do": "copy", "at": greeted, "as": "qabcdefgh", "in": section, "before": None})
    whole = tree(app, desk)
    for _ in range(3):
        told = desk.post("/undo")
    assert (tree(app, desk), told["undo"], told["redo"]) == (start, False, True)
    for _ in range(3):
        told = desk.post("/redo")
    assert (tree(app, desk), told["undo"], told["redo"]) == (whole, True, False)
    desk.post("/undo")
    assert desk.set(greeted, ["weight"], None, 5)["redo"] is False
    assert desk.post("/redo", status=409)["code"] == "drafts.nothing_to_redo"


def test_type_of_a_published_question_changes_under_a_new_key(
    app: Flask, admin: FlaskClient, shop: None
) -> None:
    desk = begin(admin, **{"from": "version", "key": "shop"})
    _section, greeted, smiled = ids(app, desk)
    told = desk.set(greeted, ["type"], "yes_no", "scale")
    assert "new key" in told["notice"]
    assert told["renewed"] == [greeted, smiled]
    assert editing.part_of(tree(app, desk), greeted)["key"] == "greeted_2"
    told = desk.set(greeted, ["key"], "greeted_2", "greeted")
    (fault,) = [one for one in told["problems"] if one["field"] == ["key"]]
    assert (fault["at"], "version 1" in fault["sentence"]) == (greeted, True)
    told = desk.set("", ["key"], "shop", "kiosk", status=409)
    assert told["code"] == "drafts.key_fixed"


def test_key_of_another_document_is_a_fault(app: Flask, admin: FlaskClient, shop: None) -> None:
    desk = begin(admin, **{"from": "copy", "key": "shop", "title": "Shop"})
    assert tree(app, desk)["key"] == "shop-2"
    told = desk.set("", ["key"], "shop-2", "shop")
    assert [one["field"] for one in told["problems"]] == [["key"]]


def test_hostile_requests_are_answered(app: Flask, admin: FlaskClient, shop: None) -> None:
    desk = begin(admin, **{"from": "version", "key": "shop"})
    greeted = ids(app, desk)[1]
    deep = '{"operations":' + "[" * 100_000
    for raw in (b"", b"{", b"[]", b'{"operations":{}}', b"\xff", b'{"operations":[NaN]}', deep):
        answer = admin.post(
            f"{desk.address}/changes",
            data=raw,
            headers={"Accept": "application/json", "Content-Type": "application/json"},
        )
        assert answer.status_code == 400, raw[:20]
        assert answer.json["code"] in ("drafts.unreadable", "web.bad_request")
    told = desk.set(greeted, ["help"], None, {"en": "x" * 200_000}, status=413)
    assert told["code"] == "drafts.value_too_large"
    for turn in range(3):
        status = 413 if turn == 2 else 200
        told = desk.set(greeted, ["help", f"e{'abc'[turn]}"], None, "x" * 120_000, status=status)
    assert told["code"] == "drafts.too_large"
    assert admin.post(f"{desk.address}/changes", data=b"x" * 300_000).status_code == 413
    assert editing.part_of(tree(app, desk), greeted)["help"].keys() == {"ea", "eb"}


def test_draft_is_put_away_and_taken_back(
    app: Flask, admin: FlaskClient, shop: None, actor_of: Any
) -> None:
    desk = begin(admin, **{"from": "version", "key": "shop"})
    greeted = ids(app, desk)[1]
    assert admin.post(f"{desk.address}/discard").status_code == 303
    assert desk.set(greeted, ["weight"], None, 2, status=409)["code"] == "drafts.ended"
    assert desk.get("").status_code == 303
    assert "Take back" in admin.get("/checklists/drafts").text
    assert begin(admin, **{"from": "version", "key": "shop"}).address != desk.address
    assert admin.post(f"{desk.address}/take-back").location == desk.address
    desk.set(greeted, ["weight"], None, 2)
    assert events(app)[-2:] == ["drafts.begin", "drafts.take_back"]
    with app.app_context():
        actor = actor_of("admin")
        commands.discard_draft(actor, now(), desk.public_id)
        late = now() + timedelta(days=31)
        with pytest.raises(Problem) as raised:
            commands.take_back_draft(actor, late, desk.public_id)
        assert raised.value.code == "drafts.too_late"
        assert commands.purge_drafts(late) == 1
        assert db.session.query(DraftChange).count() == 0
        assert [one.key for one in queries.open_drafts(actor)] == ["shop"]


def test_only_who_changes_checklists_everywhere_reaches_drafts(
    app: Flask, admin: FlaskClient, shop: None, client_of: Callable[..., FlaskClient], actor_of: Any
) -> None:
    desk = begin(admin, **{"from": "version", "key": "shop"})
    paths = ("/checklists/drafts", desk.address, f"{desk.address}/outline")
    for name in ("manager", "reviewer", "shopper", "location_manager"):
        client = client_of(name)
        assert [client.get(path).status_code for path in paths] == [403] * 3
        Desk(client, desk.address).send(status=403)
    nowhere = Desk(admin, "/checklists/drafts/6f1f9e0a-58b7-4a55-9c0c-0c8f3f1f5a01")
    assert [nowhere.get(path).status_code for path in ("", "/outline", "/state")] == [404] * 3
    assert nowhere.set("", ["key"], None, "x", status=404)["code"] == "drafts.not_found"
    with app.app_context():
        for name in ("manager", "shopper"):
            with pytest.raises(Problem) as raised:
                queries.draft(actor_of(name), desk.public_id)
            assert raised.value.code == "drafts.not_found"
            assert queries.open_drafts(actor_of(name)) == []
