"""A message is written once, in its reader's language, and carries nothing into a mail's head."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask

from auditapp.core.problems import Problem
from auditapp.messages.commands import enqueue, take_back
from auditapp.messages.models import Message
from auditapp.storage import transaction
from auditapp.storage.db import db

AT = datetime(2026, 11, 3, 9, 30, tzinfo=UTC)
LINK = "https://audit.example.org/accounts/link/secret"


def write(app: Flask, **said: Any) -> Message | None:
    given = {
        "kind": "invitation",
        "person_id": None,
        "name": "Anna",
        "address": "anna@example.org",
        "language": "en",
        "link": LINK,
        "link_until": AT + timedelta(days=1),
    }
    with app.app_context(), transaction.write() as session:
        return enqueue(session, AT, **{**given, **said})


def test_message_waits_with_its_link_beside_the_text(app: Flask) -> None:
    message = write(app)
    assert message
    assert (message.state, message.next_at, message.attempts) == ("waiting", AT, 0)
    assert message.subject == "Your access to auditapp"
    assert "{link}" in message.body
    assert LINK not in message.body
    assert "until 04/11/2026, 09:30 (UTC)" in message.body


@pytest.mark.parametrize("kind", ["invitation", "new_password", "test"])
def test_message_is_written_in_the_language_of_its_reader(app: Flask, kind: str) -> None:
    english = write(app, kind=kind)
    with app.test_request_context(headers={"Accept-Language": "en"}):
        russian = write(app, kind=kind, language="ru")
    assert english
    assert russian
    assert "Hello, Anna!" in english.body
    assert "Здравствуйте, Anna!" in russian.body
    assert "Hello" not in russian.body


def test_same_thing_is_told_once(app: Flask) -> None:
    assert write(app, dedupe="visit 7 published")
    assert write(app, dedupe="visit 7 published") is None
    assert write(app, dedupe="visit 8 published")
    assert write(app)
    assert write(app)


@pytest.mark.parametrize("end", ["\r\nBcc: all@example.org", "\n.\n", "\u2028x", "\x85x", "\x00x"])
def test_nothing_reaches_the_head_of_a_mail_through_a_name(app: Flask, end: str) -> None:
    message = write(app, name=f"Anna{end}")
    assert message
    assert message.name.isprintable()
    assert message.subject.isprintable()
    assert f"Hello, {message.name}!" in message.body


def test_mark_of_the_link_in_a_name_is_a_word_like_others(app: Flask) -> None:
    message = write(app, name="{link}")
    assert message
    assert message.body.count("{link}") == 1


@pytest.mark.parametrize(
    "address",
    [
        "anna",
        "anna@example",
        "anna@example.org,eve@example.org",
        "Anna <anna@example.org>",
        "anna@example.org\r\nBcc: eve@example.org",
        "anna@exa mple.org",
        '"a"@example.org',
        "a@b.c" + "c" * 254,
    ],
)
def test_address_that_is_not_one_mailbox_is_refused(app: Flask, address: str) -> None:
    with pytest.raises(Problem) as refused:
        write(app, address=address)
    assert refused.value.code == "messages.address_wrong"


def test_person_without_address_gets_a_message_to_hand_on(app: Flask) -> None:
    message = write(app, address=None)
    assert message
    assert message.address is None


def write_and_fail() -> None:
    with transaction.write() as session:
        given = {"name": "A", "address": None, "language": "en", "person_id": None}
        enqueue(session, AT, kind="test", **given)
        raise ZeroDivisionError


def test_refused_transaction_leaves_no_message(app: Flask) -> None:
    with app.app_context():
        with pytest.raises(ZeroDivisionError):
            write_and_fail()
        assert db.session.query(Message).count() == 0


def test_newer_link_takes_the_earlier_message_back(app: Flask, member: Any) -> None:
    anna, other = member("shopper").person_id, member("manager").person_id
    write(app, person_id=anna)
    write(app, person_id=other)
    with app.app_context(), transaction.write() as session:
        take_back(session, AT, kind="invitation", person_id=anna)
    with app.app_context():
        found = {m.person_id: m for m in db.session.query(Message)}
    assert (found[anna].state, found[anna].link) == ("withdrawn", None)
    assert (found[other].state, found[other].link) == ("waiting", LINK)
