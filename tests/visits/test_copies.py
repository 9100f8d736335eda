"""What could not be taken in is shown to the office: beside its visit, or as of no visit here."""

import json
from collections.abc import Callable, Iterator
from contextvars import Context
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event, select
from werkzeug.test import TestResponse

from auditapp.accounts.models import Person
from auditapp.checklists.commands import publish
from auditapp.clock import now
from auditapp.core.problems import Problem
from auditapp.locations.models import Location
from auditapp.storage.db import db
from auditapp.visits import commands, queries
from auditapp.visits.models import SubmissionConflict, Visit
from auditapp.web.actor import Actor, Granted
from auditapp.web.lists import read_asked

from .conftest import CHECKLIST, OTHER_UUID, STANDARD, UUID, code_of, payload

NASTY = "<script>alert(1)</script>"
HALF = '"\\ud800"'  # half a character, as JSON can write it
NEXT_VERSION = CHECKLIST.replace(
    "questions:\n      - {key: wait",
    "questions:\n      - {key: tidy, type: yes_no, text: Tidy?}\n      - {key: wait",
)
Ask = Callable[[str, str], TestResponse]


@dataclass(frozen=True)
class Scene:
    """A visit that was sent, and who there is."""

    visit: Visit
    shopper: Actor
    manager: Actor
    stranger: Actor

    def send(self, uuid: str, who: Actor | None = None, /, **changed: Any) -> str:
        """Send something as a phone does and return why it is refused."""
        tree = json.loads(payload()) | {"visit": self.visit.public_id} | changed
        raw = json.dumps(tree).replace('"HALF"', HALF).encode()
        with pytest.raises(Problem) as refused:
            commands.receive_arrival(who or self.shopper, now(), uuid, raw, None)
        return code_of(refused)


@pytest.fixture
def scene(app: Flask, actor_of: Callable[[str], Actor]) -> Iterator[Scene]:
    shopper, manager, stranger = (actor_of(name) for name in ("shopper", "manager", "stranger"))
    with app.app_context():
        publish(None, now(), STANDARD)
        publish(None, now(), CHECKLIST)
        place = db.session.scalars(select(Location).where(Location.code == "N-1")).one()
        who = db.session.get_one(Person, shopper.person_id)
        window = (now() - timedelta(hours=1), now() + timedelta(hours=8))
        visit = commands.assign(manager, now(), "shop", place, who, *window)
        commands.accept(shopper, now(), visit, True, True)
        commands.start(shopper, now(), visit)
        commands.submit(shopper, now(), visit, UUID, payload())
        yield Scene(visit, shopper, manager, stranger)
        db.session.remove()


@pytest.fixture
def ask(client_of: Callable[..., Any]) -> Ask:
    """Open an address as somebody, as a real request, which sees nothing of the test's context."""

    def get(who: str, address: str) -> TestResponse:
        db.session.rollback()
        client = Context().run(client_of, who)
        answer: TestResponse = Context().run(partial(client.get, address))
        return answer

    return get


def kept() -> list[SubmissionConflict]:
    db.session.rollback()
    return list(db.session.scalars(select(SubmissionConflict).order_by(SubmissionConflict.id)))


def answers(**said: Any) -> dict[str, Any]:
    whole: dict[str, Any] = json.loads(payload())["answers"]
    return whole | said


def test_visit_shows_each_copy_and_what_differs_in_it(scene: Scene, ask: Ask) -> None:
    page = f"/visits/{scene.visit.public_id}"
    assert "Also received" not in ask("manager", page).text
    changed = {"greeted": {"value": "no", "comment": NASTY}, "extra": {"value": "HALF"}}
    assert scene.send(UUID, answers=answers(**changed)) == "submissions.conflict"
    assert scene.send(OTHER_UUID) == "submissions.already_sent"
    other, same = kept()
    for who in ("manager", "reviewer"):
        text = ask(who, page).text.split('id="copies"')[1].split('id="history"')[0]
        assert "Something else had been sent under the same number." in text
        assert "The visit had been sent before." in text
        assert text.count(">P-4</td>") == 2
    text = ask("reviewer", f"{page}/copies/{other.id}").text
    table = text[text.index('id="differences"') :]
    assert ("Greeted?" in table, "How was it?" in table) == (True, False)
    assert NASTY.replace("<", "&lt;").replace(">", "&gt;") in table
    assert (NASTY in text, "extra" in table) == (False, True)
    assert table.index(">yes<" if ">yes<" in table else ">Yes<") < table.index("alert")
    assert "The answers are the same" in ask("manager", f"{page}/copies/{same.id}").text
    file = ask("manager", f"{page}/copies/{other.id}.json")
    assert (file.data, file.mimetype) == (other.payload, "application/json")
    assert file.headers["Content-Disposition"].startswith("attachment")


def test_copy_is_read_as_far_as_possible(scene: Scene, ask: Ask) -> None:
    later = publish(None, now(), NEXT_VERSION).sha256
    said = answers(**{"till[0].tidy": {"value": "no"}, "till[0].picture": {"value": ["a" * 64]}})
    photos = [{"key": "till[0].picture", "sha256": "a" * 64, "name": "queue.jpg"}]
    for uuid, version in ((UUID, later), (OTHER_UUID, "0" * 64)):
        scene.send(uuid, version=version, answers=said, photos=photos, na_sections=["welcome"])
    deep = json.loads("[" * 700 + "]" * 700)
    scene.send(OTHER_UUID, answers={"greeted": {"value": deep}, "extra": {"value": deep}})
    page = f"/visits/{scene.visit.public_id}/copies/"
    known, unknown, too_deep = (ask("manager", f"{page}{one.id}") for one in kept())
    assert ("Tidy?" in known.text, "on version 2 of the checklist" in known.text) == (True, True)
    assert ("Tidy?" in unknown.text, "till[0].tidy" in unknown.text) == (False, True)
    assert "version of the checklist that is not known here" in unknown.text
    for words in ("Sections set aside", "1 photo or file of the copy did not", "queue.jpg · aaaa"):
        assert words in known.text
    assert too_deep.status_code in (200, 400)


def test_what_is_of_no_visit_here_has_a_page_of_its_own(scene: Scene, ask: Ask) -> None:
    assert "/visits/unplaced" not in ask("manager", "/visits/").text
    assert "Everything sent has its visit" in ask("manager", "/visits/unplaced").text
    version = scene.visit.checklist_version.sha256
    assert scene.send(UUID, visit=OTHER_UUID, version=version) == "visits.not_found"
    assert scene.send(OTHER_UUID, scene.stranger, version="f" * 64) == "visits.not_found"
    deep = json.loads("[" * 700 + "]" * 700)
    scene.send(OTHER_UUID, visit=["HALF"], version=NASTY, deep=deep)
    assert "3 visits were sent that are not here" in ask("manager", "/visits/").text
    text = ask("manager", "/visits/unplaced").text
    assert [words in text for words in (OTHER_UUID, "version 1", "f" * 12, "P-4", "P-6")] == (
        [True] * 5
    )
    assert (f"/visits/{scene.visit.public_id}" in text, NASTY in text) == (True, False)
    one = kept()[0]
    file = ask("manager", f"/visits/unplaced/{one.id}.json")
    assert (file.data, file.mimetype) == (one.payload, "application/json")
    assert "/visits/unplaced" not in ask("reviewer", "/visits/").text


def test_copies_are_read_by_right_alone(scene: Scene, ask: Ask) -> None:
    scene.send(OTHER_UUID)
    scene.send(UUID, scene.stranger)
    beside, astray = kept()
    own, other = f"/visits/{scene.visit.public_id}/copies", "/visits/unplaced"
    pages = (f"{own}/{beside.id}", f"{own}/{beside.id}.json", other, f"{other}/{astray.id}.json")
    for who in ("shopper", "location_manager", "stranger"):
        assert [ask(who, page).status_code for page in pages] == [403] * 4
    assert [ask("reviewer", page).status_code for page in pages] == [200, 200, 403, 403]
    # One of another place, of no visit, or past all numbers is none.
    wrong = (f"{own}/{astray.id}", f"{other}/{beside.id}.json", f"{own}/{'9' * 20}")
    assert [ask("manager", page).status_code for page in wrong] == [404] * 3
    region = Granted(scene.manager.grants[0].role, "region", 1)
    somewhere = replace(scene.manager, grants=(region,))
    assert queries.unplaced_count(somewhere) == 0
    assert queries.unplaced_copies(somewhere, read_asked({}, ["received"])).rows == []


def test_pages_ask_the_database_the_same_however_many_copies(scene: Scene, ask: Ask) -> None:
    asked: list[int] = []
    addresses = (f"/visits/{scene.visit.public_id}", "/visits/unplaced")
    counted: list[list[int]] = []
    event.listen(db.engine, "before_cursor_execute", lambda *_args: asked.append(1))
    ask("manager", addresses[0])  # what is remembered between requests is known then
    for round_ in range(2):
        for at in range(1 + 2 * round_):
            uuid = f"{OTHER_UUID[:-2]}{round_}{at}"
            scene.send(uuid, answers=answers(opinion={"value": at + 1}))
            scene.send(uuid, scene.stranger, version=str(at) * 64)
        counted.append([])
        for address in addresses:
            asked.clear()
            assert ask("manager", address).status_code == 200
            counted[-1].append(len(asked))
    assert counted[0] == counted[1]
