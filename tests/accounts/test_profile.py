"""One's own settings: language and password."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update

from auditapp.accounts.models import Person
from auditapp.storage import transaction
from auditapp.storage.db import db

OLD, NEW = "four words and a lantern", "five words and a brass lantern"


@pytest.fixture
def client(client_of: Callable[..., FlaskClient]) -> FlaskClient:
    return client_of("manager")


def change(client: FlaskClient, old: str, new: str) -> tuple[int, str]:
    answer = client.post("/accounts/profile/password", data={"old": old, "new": new})
    return answer.status_code, answer.text


def test_language_is_the_persons_own(client: FlaskClient) -> None:
    english = client.get("/accounts/profile", headers={"Accept-Language": "ru"})
    assert '<html lang="en"' in english.text
    assert client.post("/accounts/profile/language", data={"language": "ru"}).status_code == 303
    russian = client.get("/accounts/profile", headers={"Accept-Language": "en"})
    assert '<html lang="ru"' in russian.text


def test_language_that_is_not_offered_is_refused(client: FlaskClient) -> None:
    assert client.post("/accounts/profile/language", data={"language": "xx"}).status_code == 400
    assert '<html lang="en"' in client.get("/accounts/profile").text


def test_visitor_reads_the_language_of_the_browser(app: Flask) -> None:
    page = app.test_client().get("/accounts/sign-in", headers={"Accept-Language": "ru-RU,en;q=0.5"})
    assert '<html lang="ru"' in page.text


def test_password_change_asks_for_the_old_one(client: FlaskClient) -> None:
    for wrong in ("", "not the old one"):
        status, text = change(client, wrong, NEW)
        assert status == 400
        assert "This is not your password" in text
        assert NEW not in text
    assert change(client, OLD, NEW)[0] == 303


def test_password_change_is_slowed_like_signing_in(client: FlaskClient) -> None:
    statuses = [change(client, "not the old one", NEW)[0] for _ in range(6)]
    assert statuses == [400, 400, 400, 400, 400, 503]
    assert change(client, OLD, NEW)[0] == 503


@pytest.mark.parametrize(
    ("new", "said"),
    [
        ("short", "too short"),
        ("password1234", "easy to guess"),
        ("manager12345", "easy to guess"),
        ("", "Fill this in"),
        ("x" * 10_000, "200"),
    ],
)
def test_password_change_refuses_what_is_weak(client: FlaskClient, new: str, said: str) -> None:
    status, text = change(client, OLD, new)
    assert status == 400
    assert said in text


def test_first_password_needs_no_old_one(app: Flask, client: FlaskClient) -> None:
    with app.app_context(), transaction.write() as session:
        session.execute(update(Person).where(Person.code == "P-2").values(password_hash=None))
    assert 'name="old"' not in client.get("/accounts/profile").text
    assert change(client, "", NEW)[0] == 303
    with app.app_context():
        kept = db.session.scalars(select(Person.password_hash).where(Person.code == "P-2")).one()
        assert kept
        assert NEW not in kept
