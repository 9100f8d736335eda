"""Forms of other origins are refused; one's own loses nothing to an old page."""

import re
from collections.abc import Callable
from html import unescape
from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from auditapp.accounts.models import Person
from auditapp.storage.db import db

FILLED = {
    "name": "Two\r\n  lines & <b>",
    "code": "P-70",
    "email": "",
    "language": "ru",
    "role": "shopper",
    "scope": "all",
}
OURS, THEIRS = {"Origin": "http://localhost"}, {"Origin": "https://evil.example"}


@pytest.fixture
def client(app: Flask, client_of: Callable[..., FlaskClient]) -> FlaskClient:
    """A browser of the admin that sends no token of its own accord."""
    signed_in = client_of("admin")
    with signed_in.session_transaction() as kept:
        held = dict(kept)
    plain = FlaskClient(app, app.response_class)
    with plain.session_transaction() as kept:
        kept.update(held)
    return plain


def people(app: Flask) -> int:
    with app.app_context():
        return len(db.session.scalars(select(Person)).all())


@pytest.mark.parametrize("headers", [{}, THEIRS, {"Origin": "null"}])
def test_form_of_another_origin_is_refused(
    app: Flask, client: FlaskClient, headers: dict[str, str]
) -> None:
    answer = client.post("/accounts/people/new", data=FILLED | {"name": "N"}, headers=headers)
    assert answer.status_code == 400
    assert "web.stale_form" in answer.text
    assert "P-70" not in answer.text
    assert people(app) == 6


@pytest.mark.parametrize("token", ["", "forged", "x" * 10_000])
def test_form_with_a_wrong_token_is_refused(app: Flask, client: FlaskClient, token: str) -> None:
    data = FILLED | {"name": "N", "csrf_token": token}
    assert client.post("/accounts/people/new", data=data, headers=THEIRS).status_code == 400
    assert people(app) == 6


def sent_again(page: str) -> dict[str, str]:
    """What the page would send, as a browser reads it."""
    texts = dict(re.findall(r'<textarea name="([^"]+)" hidden>\n(.*?)</textarea>', page, re.S))
    token = re.findall(r'name="csrf_token" value="([^"]+)"', page)[-1]
    return {name: unescape(text) for name, text in texts.items()} | {"csrf_token": token}


def test_own_form_of_an_old_page_is_offered_again_whole(app: Flask, client: FlaskClient) -> None:
    page = client.post("/accounts/people/new", data=FILLED, headers=OURS)
    assert page.status_code == 400
    assert people(app) == 6
    again = sent_again(page.text)
    assert again["name"].replace("\r\n", "\n") == FILLED["name"].replace("\r\n", "\n")
    again["name"] = "One line"
    assert client.post("/accounts/people/new", data=again, headers=OURS).status_code == 200
    assert people(app) == 7


def test_form_sent_after_sign_out_is_kept_on_the_page(app: Flask, client: FlaskClient) -> None:
    stranger = app.test_client()
    page = stranger.post("/accounts/people/new", data=FILLED)
    assert page.status_code == 401
    assert "sign in in another tab" in page.text
    assert sent_again(page.text)["code"] == "P-70"
    assert people(app) == 6


def test_passwords_are_never_written_into_a_page(client: FlaskClient) -> None:
    data = {"old": "four words and a lantern", "new": "five words and a brass lantern"}
    page = client.post("/accounts/profile/password", data=data, headers=OURS)
    assert page.status_code == 400
    assert not any(word in page.text for word in data.values())


def test_photos_cannot_be_kept_and_the_page_says_so(client: FlaskClient) -> None:
    data = FILLED | {"photo": (BytesIO(b"x"), "photo.jpg")}
    page = client.post(
        "/accounts/people/new", data=data, headers=OURS, content_type="multipart/form-data"
    )
    assert "add them again" in page.text
