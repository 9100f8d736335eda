"""A test message: sent at once, with the result in words."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from auditapp.clock import now
from auditapp.messages.models import Message
from auditapp.messages.queries import due, is_due
from auditapp.settings.models import Setting
from auditapp.storage import transaction
from auditapp.storage.db import db
from tests.messages.conftest import Mailer


@pytest.fixture
def client(app: Flask, mailer: Mailer, client_of: Callable[..., FlaskClient]) -> FlaskClient:
    chosen = {
        "smtp_host": "localhost",
        "smtp_port": mailer.port,
        "smtp_security": "none",
        "from_address": "audit@example.org",
        "company_name": "Aurora",
    }
    with app.app_context(), transaction.write() as session:
        session.add_all(Setting(key=k, value=v, changed_at=now()) for k, v in chosen.items())
    return client_of("admin")


def test_message_goes_at_once_and_the_page_says_so(client: FlaskClient, mailer: Mailer) -> None:
    answer = client.post("/messages/test", data={"to": "me@example.org"}, follow_redirects=True)
    assert "The mail server took it: look into me@example.org." in answer.text
    (taken,) = mailer.taken
    assert taken["Subject"] == "Test message from Aurora"
    assert taken["From"].addresses[0].display_name == "Aurora"


def test_failure_is_said_with_its_reason_and_not_tried_again(
    app: Flask, client: FlaskClient, mailer: Mailer
) -> None:
    mailer.answers["MAIL"] = ["553 5.7.1 not yours"]
    answer = client.post("/messages/test", data={"to": "me@example.org"}, follow_redirects=True)
    assert "does not let this sender send" in answer.text
    assert "553 5.7.1 not yours" in answer.text
    with app.app_context():
        assert [row.state for row in db.session.query(Message)] == ["failed"]


def test_what_waits_for_its_next_attempt_is_due_once_mail_works(
    app: Flask, client: FlaskClient, mailer: Mailer, write: Callable[..., str]
) -> None:
    key = write(now() + timedelta(hours=4))
    mailer.answers["MAIL"] = ["451 later"]
    client.post("/messages/test", data={"to": "me@example.org"})
    with app.app_context():
        assert not is_due(now())
    client.post("/messages/test", data={"to": "me@example.org"})
    with app.app_context():
        assert [row.public_id for row in db.session.scalars(due(now()))] == [key]


@pytest.mark.parametrize("to", ["", "nobody", "a@b.org,c@d.org", "a@b.org\nBcc: c@d.org"])
def test_what_is_no_address_is_refused(client: FlaskClient, mailer: Mailer, to: str) -> None:
    assert client.post("/messages/test", data={"to": to}).status_code == 400
    assert mailer.taken == []


def test_without_a_mail_server_it_says_what_to_do(client_of: Callable[..., FlaskClient]) -> None:
    answer = client_of("admin").post("/messages/test", data={"to": "me@example.org"})
    assert answer.status_code == 400
    assert "No mail server is set yet" in answer.text


@pytest.mark.parametrize("name", ["manager", "shopper", None])
def test_none_but_an_admin_sends_one(
    client: FlaskClient, client_of: Callable[..., FlaskClient], mailer: Mailer, name: str | None
) -> None:
    refused = client_of(name).post("/messages/test", data={"to": "me@example.org"})
    assert refused.status_code in (401, 403)
    assert mailer.taken == []
