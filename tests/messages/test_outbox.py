"""The outbox as an admin sees it: texts to hand on, what became of the rest, what can be done."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from auditapp.clock import now
from auditapp.core.problems import Problem
from auditapp.messages.commands import Undelivered, deliver, hand_on, purge
from auditapp.messages.models import Message
from auditapp.settings.models import Setting
from auditapp.storage import transaction
from auditapp.storage.db import db
from auditapp.storage.trail import TrailEntry
from tests.messages.conftest import LINK

Write = Callable[..., str]
Kept = Callable[[str], Message]


@pytest.fixture
def admin(client_of: Callable[..., FlaskClient]) -> FlaskClient:
    return client_of("admin")


@pytest.fixture
def with_mail(app: Flask) -> None:
    with app.app_context(), transaction.write() as session:
        for key, value in (("smtp_host", "localhost"), ("from_address", "audit@example.org")):
            session.add(Setting(key=key, value=value, changed_at=now()))


def fail(app: Flask, for_good: bool = True) -> None:
    def send(_letter: Any) -> None:
        raise Undelivered("recipient", "550 no <such> user", for_good=for_good)

    with app.app_context():
        deliver(now(), send)


def test_empty_outbox_says_what_to_do(admin: FlaskClient) -> None:
    page = admin.get("/messages/").text
    assert "No messages yet" in page
    assert "Set a mail server" in page


def test_without_a_mail_server_each_text_stands_whole_with_its_link(
    admin: FlaskClient, write: Write
) -> None:
    write(now(), name="<b>Anna</b>")
    page = admin.get("/messages/").text
    assert LINK in page
    assert "<b>Anna" not in page
    assert "Handed on" in page


@pytest.mark.parametrize(("act", "state"), [("hand-on", "handed_on"), ("withdraw", "withdrawn")])
def test_message_that_is_done_with_loses_its_link(
    app: Flask, admin: FlaskClient, write: Write, kept: Kept, act: str, state: str
) -> None:
    key = write(now())
    assert admin.post(f"/messages/{key}/{act}").status_code == 303
    assert (kept(key).state, kept(key).link) == (state, None)
    assert LINK not in admin.get("/messages/").text
    assert "(the link was erased)" in admin.get(f"/messages/{key}").text
    with app.app_context():
        last = db.session.query(TrailEntry).order_by(TrailEntry.id.desc()).first()
        assert last
        assert (last.event, last.subject) == (
            f"messages.{act.replace('-', '_')}",
            f"messages/{key}",
        )
    assert admin.post(f"/messages/{key}/{act}").status_code == 409
    assert admin.post(f"/messages/{key}/try-again").status_code == 409


@pytest.mark.usefixtures("with_mail")
def test_failed_message_says_why_and_can_be_tried_again(
    app: Flask, admin: FlaskClient, write: Write, kept: Kept
) -> None:
    key = write(now())
    assert LINK not in admin.get("/messages/").text, "the mail server takes it"
    fail(app)
    page = admin.get(f"/messages/{key}").text
    assert "does not take this address" in page
    assert "550 no &lt;such&gt; user" in page
    assert admin.post(f"/messages/{key}/try-again").status_code == 303
    message = kept(key)
    assert (message.state, message.attempts, message.link) == ("waiting", 0, LINK)


@pytest.mark.usefixtures("with_mail")
def test_person_without_address_is_to_be_handed_on_all_the_same(
    admin: FlaskClient, write: Write
) -> None:
    write(now(), address=None)
    assert LINK in admin.get("/messages/").text


def test_list_is_searched_filtered_and_paged(app: Flask, admin: FlaskClient, write: Write) -> None:
    for number in range(52):
        write(now(), name=f"Человек {number}", address=f"p{number}@example.org")
    key = write(now(), name="Ёлкин", address="other@example.org")
    admin.post(f"/messages/{key}/withdraw")

    def listed(address: str) -> int:
        return admin.get(address).text.count('scope="row"')

    assert listed("/messages/") == 50
    assert listed("/messages/?page=2") == 3
    assert listed("/messages/?q=человек+p7@&state=waiting") == 1
    assert listed("/messages/?q=OTHER@example") == 1
    assert listed("/messages/?state=withdrawn") == 1
    assert "No message matches" in admin.get("/messages/?q=nothing-of-it").text


@pytest.mark.parametrize("name", ["manager", "reviewer", "shopper", "location_manager", None])
def test_none_but_an_admin_reads_or_moves_messages(
    client_of: Callable[..., FlaskClient], write: Write, kept: Kept, name: str | None
) -> None:
    key, client = write(now()), client_of(name)
    for address in ("/messages/", f"/messages/{key}"):
        answer = client.get(address)
        assert answer.status_code in (302, 403)
        assert LINK not in answer.text
    for act in ("hand-on", "withdraw", "try-again"):
        assert client.post(f"/messages/{key}/{act}").status_code in (401, 403)
    assert kept(key).state == "waiting"


def test_command_knows_no_message_for_whoever_may_not_read_it(
    app: Flask, write: Write, actor_of: Callable[[str], Any]
) -> None:
    key = write(now())
    with app.app_context(), pytest.raises(Problem) as refused:
        hand_on(actor_of("manager"), now(), key)
    assert refused.value.code == "messages.not_found"


def test_old_messages_are_erased_and_counted_in_the_record(
    app: Flask, admin: FlaskClient, write: Write
) -> None:
    done, waiting = write(now()), write(now())
    admin.post(f"/messages/{done}/withdraw")
    with app.app_context():
        assert purge(now() + timedelta(days=89), 90) == 0
        assert purge(now() + timedelta(days=91), 90) == 1
        assert [row.public_id for row in db.session.query(Message)] == [waiting]
        last = db.session.query(TrailEntry).order_by(TrailEntry.id.desc()).first()
        assert last
        assert last.event == "messages.purge"
