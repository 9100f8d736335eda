"""A file in the data folder closes the application for a while; what was written is not lost."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from auditapp.storage.db import db
from auditapp.web.maintenance import FILE


@pytest.fixture
def closed(app: Flask) -> Flask:
    """The application while it is worked on, with a database of which nothing is left."""
    folder = app.extensions["settings"].data_dir
    (folder / FILE).write_text("Till noon: we move to a new machine.\nAsk <Anna>.", "utf-8")
    with app.app_context():
        db.engine.dispose()
    (folder / "auditapp.sqlite3").unlink()
    return app


@pytest.mark.parametrize("address", ["/", "/visits/", "/accounts/sign-in", "/nowhere", "/phone/"])
def test_every_page_shows_what_is_written_there(closed: Flask, address: str) -> None:
    answer = closed.test_client().get(address)
    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) >= 60
    assert "Till noon: we move to a new machine.\nAsk &lt;Anna&gt;." in answer.text
    assert f'href="{address}">Try again' in answer.text


def test_styles_go_on_being_served(closed: Flask) -> None:
    client = closed.test_client()
    sheet = client.get("/").text.split('rel="stylesheet" href="')[1].split('"')[0]
    with client.get(sheet) as answer:
        assert answer.status_code == 200


def test_what_was_written_can_be_sent_afterwards(
    app: Flask, client_of: Callable[..., FlaskClient], closed: Flask
) -> None:
    answer = client_of(None).post(
        "/accounts/sign-in?next=/visits/",
        data={"email": "a@example.org", "password": "a secret", "csrf_token": "old"},
    )
    assert answer.status_code == 503
    assert 'action="/accounts/sign-in?next=/visits/"' in answer.text
    assert "a@example.org" in answer.text
    assert "a secret" not in answer.text
    assert "old" not in answer.text.split("csrf_token")[1][:40]


def test_addresses_of_other_hosts_are_not_offered(closed: Flask) -> None:
    assert 'href="//' not in closed.test_client().get("//evil.example/").text


def test_programs_get_json(closed: Flask) -> None:
    answer = closed.test_client().get("/results/", headers={"Accept": "application/json"})
    assert answer.status_code == 503
    assert answer.get_json()["code"] == "web.maintenance"
    assert answer.get_json()["sentence"].startswith("Till noon")


def test_empty_file_says_it_in_general_words(app: Flask) -> None:
    file = app.extensions["settings"].data_dir / FILE
    file.touch()
    client = app.test_client()
    answer = client.get("/", headers={"Accept-Language": "ru"})
    assert answer.status_code == 503
    assert "Скоро вернёмся" in answer.text
    file.unlink()
    assert client.get("/accounts/sign-in").status_code == 200
