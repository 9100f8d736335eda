"""Invitations: sent and shown, used once, with or without a password."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from auditapp.accounts import commands
from auditapp.accounts.models import Link, Person
from auditapp.clock import now
from auditapp.core.problems import Problem
from auditapp.messages.models import Message
from auditapp.storage.db import db

Clients = Callable[..., FlaskClient]
FILLED = {
    "name": "Игорь Мельников",
    "code": "P-70",
    "email": "igor@example.org",
    "language": "ru",
    "role": "reviewer",
    "scope": "all",
}
STRONG = "five words and a brass lantern"


@pytest.fixture
def admin(client_of: Clients) -> FlaskClient:
    return client_of("admin")


def invited(admin: FlaskClient, **changed: str) -> str:
    """Add a person and return the path of the invitation that the page shows."""
    page = admin.post("/accounts/people/new", data=FILLED | changed).text
    return page.split("http://127.0.0.1:8000")[1].split("<")[0].strip()


def test_invitation_is_sent_in_the_language_of_the_person_and_shown(
    app: Flask, admin: FlaskClient
) -> None:
    link = invited(admin, send="y")
    with app.app_context():
        message = db.session.scalars(select(Message)).one()
        assert (message.kind, message.address, message.language) == (
            "invitation",
            "igor@example.org",
            "ru",
        )
        assert message.link == f"http://127.0.0.1:8000{link}"
        assert message.link_until == db.session.scalars(select(Link.expires_at)).one()


def test_invitation_promises_no_mail_where_no_server_is_set(admin: FlaskClient) -> None:
    page = admin.post("/accounts/people/new", data=FILLED | {"send": "y"}).text
    assert "Hand this link over" in page
    assert "waits to be sent" not in page


@pytest.mark.parametrize("changed", [{}, {"send": "y", "email": ""}])
def test_invitation_is_only_shown_where_it_is_not_to_be_sent(
    app: Flask, admin: FlaskClient, changed: dict[str, str]
) -> None:
    assert invited(admin, **changed).startswith("/accounts/invitation/")
    with app.app_context():
        assert db.session.scalars(select(Message)).all() == []


def test_invited_person_chooses_language_and_password(app: Flask, admin: FlaskClient) -> None:
    link, client = invited(admin), app.test_client()
    page = client.get(link)
    assert "Игорь Мельников" in page.text
    assert '<option selected value="ru">' in page.text
    answer = client.post(link, data={"language": "en", "password": STRONG})
    assert (answer.status_code, answer.location) == (303, "/")
    assert '<html lang="en">' in client.get("/accounts/profile").text
    with app.app_context():
        assert commands.sign_in(now(), "igor@example.org", STRONG, "", "a")


def test_invited_person_goes_on_without_a_password(app: Flask, admin: FlaskClient) -> None:
    link, client = invited(admin), app.test_client()
    assert client.post(link, data={"language": "ru", "password": ""}).status_code == 303
    assert client.get("/accounts/profile").status_code == 200
    with app.app_context():
        kept = select(Person.password_hash).where(Person.code == "P-70")
        assert db.session.scalars(kept).one() is None


def test_invitation_is_used_once_and_by_no_look(app: Flask, admin: FlaskClient) -> None:
    link, client = invited(admin), app.test_client()
    for _ in range(3):
        assert client.get(link).status_code == 200
    assert client.post(link, data={"language": "ru"}).status_code == 303
    for answer in (client.get(link), app.test_client().post(link, data={"language": "ru"})):
        assert answer.status_code == 404


@pytest.mark.parametrize("password", ["dobro", "password1234", "игорьмельников1", "x" * 201])
def test_weak_password_uses_nothing_up(app: Flask, admin: FlaskClient, password: str) -> None:
    link, client = invited(admin), app.test_client()
    answer = client.post(link, data={"language": "ru", "password": password})
    assert answer.status_code == 400
    assert password not in answer.text
    assert client.post(link, data={"language": "ru", "password": STRONG}).status_code == 303


def test_invitation_ends_after_a_week_and_when_another_is_made(
    app: Flask, admin: FlaskClient
) -> None:
    first = invited(admin).rsplit("/", 1)[1]
    with app.app_context():
        person = db.session.scalars(select(Person).where(Person.code == "P-70")).one()
        almost, over = now() + timedelta(days=6, hours=23), now() + timedelta(days=7)
        with pytest.raises(Problem, match=r"accounts\.link_ended"):
            commands.use_invitation(over, first, "ru", "", "", "")
    admin.post(f"/accounts/people/{person.public_id}/invite")
    with app.app_context():
        with pytest.raises(Problem, match=r"accounts\.link_ended"):
            commands.use_invitation(almost, first, "ru", "", "", "")
        assert db.session.scalars(select(Message.state)).all() == ["waiting"]
    admin.post(f"/accounts/people/{person.public_id}/invite")
    with app.app_context():
        states = db.session.scalars(select(Message.state).order_by(Message.id)).all()
        assert states == ["withdrawn", "waiting"]


@pytest.mark.parametrize("wrong", ["x", "0" * 43, "a" * 5000])
def test_invitation_that_is_none_is_not_found(app: Flask, wrong: str) -> None:
    client = app.test_client()
    assert client.get(f"/accounts/invitation/{wrong}").status_code == 404
    assert client.post(f"/accounts/invitation/{wrong}").status_code == 404


def test_message_to_an_address_that_was_corrected_does_not_go(
    app: Flask, admin: FlaskClient
) -> None:
    invited(admin, send="y")
    with app.app_context():
        person = db.session.scalars(select(Person).where(Person.code == "P-70")).one()
        address, changes = f"/accounts/people/{person.public_id}/edit", str(person.changes)
    facts = {name: FILLED[name] for name in ("name", "code", "language")}
    right = facts | {"email": "igor.m@example.org", "changes": changes}
    assert admin.post(address, data=right).status_code == 303
    with app.app_context():
        message = db.session.scalars(select(Message)).one()
        assert (message.state, message.link) == ("withdrawn", None)


def test_used_invitation_is_taken_out_of_what_waits(app: Flask, admin: FlaskClient) -> None:
    link = invited(admin, send="y")
    used = app.test_client().post(link, data={"language": "en", "password": ""})
    assert used.status_code in (302, 303)
    with app.app_context():
        message = db.session.scalars(select(Message)).one()
        assert (message.state, message.link) == ("withdrawn", None)


def test_new_password_takes_back_what_waits_with_a_link(app: Flask, admin: FlaskClient) -> None:
    link = invited(admin, send="y")
    with app.app_context():
        commands.ask_for_new_password(now(), "igor@example.org", "127.0.0.1")
        message = db.session.scalars(select(Message).order_by(Message.id.desc())).first()
        token = message.link.rsplit("/", 1)[1]
        commands.use_new_password(now(), token, STRONG, "", "127.0.0.1")
        states = set(map(tuple, db.session.execute(select(Message.state, Message.link))))
        assert states == {("withdrawn", None)}
    assert app.test_client().get(link).status_code == 404


def test_invitation_without_an_address_says_that_nothing_is_sent(admin: FlaskClient) -> None:
    page = admin.post("/accounts/people/new", data=FILLED | {"email": "", "send": "y"}).text
    assert "Nothing was sent: no email address is known" in page
