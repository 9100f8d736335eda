"""The first admin: by one link, once, while there is none."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from auditapp.accounts import commands
from auditapp.accounts.models import Person
from auditapp.clock import now
from auditapp.storage.db import db

FILLED = {
    "name": "Анна Ковалёва",
    "email": "Anna@Example.org",
    "password": "four words and a lantern",
    "language": "ru",
}


def first(app: Flask, token: str, **changed: str) -> TestResponse:
    return app.test_client().post(f"/accounts/first/{token}", data=FILLED | changed)


@pytest.fixture
def token(empty_app: Flask) -> str:
    with empty_app.app_context():
        made = commands.make_first_link(now())
    assert made
    return made


def test_first_admin_is_made_once(empty_app: Flask, token: str) -> None:
    client = empty_app.test_client()
    assert client.get(f"/accounts/first/{token}").status_code == 200
    assert client.post(f"/accounts/first/{token}", data=FILLED).location == "/"
    assert client.get("/accounts/people").status_code == 200
    assert first(empty_app, token).status_code == 404
    with empty_app.app_context():
        person = db.session.scalars(select(Person)).one()
        assert (person.name, person.code, person.language) == ("Анна Ковалёва", "P-1", "ru")
        assert [(g.role, g.scope_kind) for g in person.grants] == [("admin", "all")]
        assert commands.sign_in(now(), "anna@example.org", FILLED["password"], "", "a")


def test_first_page_offers_the_language_that_the_browser_asks_for(
    empty_app: Flask, token: str
) -> None:
    headers = {"Accept-Language": "ru"}
    page = empty_app.test_client().get(f"/accounts/first/{token}", headers=headers).text
    assert '<option selected value="ru">' in page


def test_first_link_is_made_only_while_there_is_no_admin(app: Flask) -> None:
    with app.app_context():
        assert commands.make_first_link(now()) is None


def test_first_links_let_in_one_admin_however_many_were_printed(
    empty_app: Flask, token: str
) -> None:
    with empty_app.app_context():
        newer = commands.make_first_link(now())
        assert newer
    assert first(empty_app, token).status_code == 404
    assert first(empty_app, newer).status_code == 303


def test_first_link_ends_after_a_week(empty_app: Flask) -> None:
    with empty_app.app_context():
        old = commands.make_first_link(now() - timedelta(days=7))
        assert old
    assert first(empty_app, old).status_code == 404


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"name": ""}, "Fill this in"),
        ({"name": "x" * 10_000}, "200"),
        ({"name": "two\nlines"}, "one line"),
        ({"email": "no address"}, "name@example.org"),
        ({"email": "a@b.org\r\nBcc: c@d.org"}, "one line"),
        ({"password": "short"}, "too short"),
        ({"password": "password1234"}, "easy to guess"),
        ({"language": "xx"}, "Not a valid choice"),
    ],
)
def test_first_admin_form_keeps_what_was_written(
    empty_app: Flask, token: str, changed: dict[str, str], said: str
) -> None:
    answer = first(empty_app, token, **changed)
    assert answer.status_code == 400
    assert said in answer.text
    assert ("Анна Ковалёва" in answer.text) is ("name" not in changed)
    assert FILLED["password"] not in answer.text
    assert first(empty_app, token).status_code == 303


def test_sign_in_names_the_first_link_while_there_is_no_admin(empty_app: Flask, token: str) -> None:
    page = empty_app.test_client().get("/accounts/sign-in").text
    assert "There is no admin yet" in page
    assert "Ask your admin" not in page
    assert first(empty_app, token).status_code == 303
    page = empty_app.test_client().get("/accounts/sign-in").text
    assert "There is no admin yet" not in page
