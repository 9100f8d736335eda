"""A forgotten password: asked for by anyone, the same for all; set anew by who reads the mail."""

import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select, update

from auditapp.accounts import commands
from auditapp.accounts.models import Link, Person
from auditapp.accounts.queries import FREE_FOR_ACCOUNT
from auditapp.clock import now
from auditapp.core.problems import Problem
from auditapp.messages.models import Message
from auditapp.storage import transaction
from auditapp.storage.db import db

Clients = Callable[..., FlaskClient]
OLD, NEW = "four words and a lantern", "five words and a brass lantern"


def ask(app: Flask, email: str) -> tuple[int, str]:
    answer = app.test_client().post("/accounts/forgotten", data={"email": email})
    return answer.status_code, answer.text.split("<h1>")[1]


def link_sent(app: Flask) -> str:
    """The path of the link in the one message that waits."""
    with app.app_context():
        waiting = select(Message).where(Message.state == "waiting")
        message = db.session.scalars(waiting).one()
        assert message.link
        return message.link.removeprefix("http://127.0.0.1:8000")


def test_sign_in_leads_to_it(app: Flask) -> None:
    assert 'href="/accounts/forgotten"' in app.test_client().get("/accounts/sign-in").text
    assert app.test_client().get("/accounts/forgotten").status_code == 200


def test_answer_is_the_same_whoever_asks(app: Flask) -> None:
    with app.app_context(), transaction.write() as session:
        session.execute(update(Person).where(Person.code == "P-3").values(active=False))
    told = {
        ask(app, email)
        for email in (" Manager@example.org", "nobody@example.org", "reviewer@example.org")
    }
    assert len(told) == 1
    assert "on its way" in told.pop()[1]
    with app.app_context():
        message = db.session.scalars(select(Message)).one()
        assert (message.kind, message.address) == ("new_password", "manager@example.org")
        assert db.session.scalar(select(func.count(Link.id))) == 1


def test_the_same_work_is_done_whoever_asks(app: Flask) -> None:
    def spent_s(email: str) -> float:
        best = 60.0
        for number in range(4):
            with app.app_context():
                began = time.process_time()
                commands.ask_for_new_password(now(), email, f"10.0.0.{number}")
                best = min(best, time.process_time() - began)
        return best

    known, unknown = spent_s("manager@example.org"), spent_s("nobody@example.org")
    assert 0.3 < known / unknown < 3


def test_asking_is_slowed_like_signing_in(app: Flask) -> None:
    for email in ("manager@example.org", "nobody@example.org"):
        for _ in range(FREE_FOR_ACCOUNT):
            assert ask(app, email)[0] == 200
        assert ask(app, email)[0] == 503


@pytest.mark.parametrize("email", ["", "no address", "a@b.org\r\nBcc: c@d.org", "x" * 300 + "@a.b"])
def test_what_is_no_address_is_refused(app: Flask, email: str) -> None:
    assert ask(app, email)[0] == 400


def test_new_password_is_set_once_and_ends_all_else(app: Flask, client_of: Clients) -> None:
    inside = client_of("manager")
    ask(app, "manager@example.org")
    link, client = link_sent(app), app.test_client()
    for _ in range(3):
        assert client.get(link).status_code == 200
    assert client.post(link, data={"password": "short"}).status_code == 400
    answer = client.post(link, data={"password": NEW})
    assert (answer.status_code, answer.location) == (303, "/")
    assert client.get("/accounts/profile").status_code == 200
    assert inside.get("/accounts/profile").status_code == 302
    assert app.test_client().get(link).status_code == 404
    assert app.test_client().post(link, data={"password": NEW}).status_code == 404
    with app.app_context():
        with pytest.raises(Problem, match=r"accounts\.wrong"):
            commands.sign_in(now(), "manager@example.org", OLD, "", "a")
        assert commands.sign_in(now(), "manager@example.org", NEW, "", "a")


def test_link_ends_after_an_hour_and_when_another_is_asked_for(app: Flask) -> None:
    ask(app, "manager@example.org")
    first = link_sent(app)
    ask(app, "manager@example.org")
    second = link_sent(app)
    assert app.test_client().get(first).status_code == 404
    with app.app_context(), pytest.raises(Problem, match=r"accounts\.link_ended"):
        commands.use_new_password(now() + timedelta(hours=1), second.rsplit("/", 1)[1], NEW, "", "")
    assert app.test_client().post(second, data={"password": NEW}).status_code == 303


def test_the_link_opens_no_other_door(app: Flask) -> None:
    ask(app, "manager@example.org")
    token = link_sent(app).rsplit("/", 1)[1]
    for door in ("link", "first", "invitation", "second"):
        assert app.test_client().post(f"/accounts/{door}/{token}").status_code == 404


def test_answer_is_the_same_where_the_first_person_has_no_mailbox(app: Flask) -> None:
    with app.app_context(), transaction.write() as session:
        session.execute(update(Person).where(Person.code == "P-1").values(email="of old, <x>"))
    told = {ask(app, email) for email in ("manager@example.org", "nobody@example.org")}
    assert len(told) == 1
    assert "on its way" in told.pop()[1]
