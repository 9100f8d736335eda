"""Failures as people see them."""

from collections.abc import Callable
from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from auditapp.core.problems import PROBLEMS, Problem
from auditapp.storage.db import db
from auditapp.web.permits import public


@pytest.fixture
def failing(app: Flask) -> Flask:
    """The application with three views that fail."""

    @app.get("/fails")
    @public
    def fails() -> str:
        raise ValueError("a secret of the server")

    @app.get("/database-gone")
    @public
    def database_gone() -> str:
        db.session.connection().exec_driver_sql("DROP TABLE sessions")
        raise OperationalError("SELECT", {}, Exception("a secret of the server"))

    @app.get("/busy")
    @public
    def busy() -> str:
        raise Problem("storage.busy")

    @app.get("/unmarked")
    def unmarked() -> str:
        return "open by mistake"

    return app


def test_unknown_page_is_not_found_for_everyone(client_of: Callable[..., FlaskClient]) -> None:
    for who in (None, "shopper", "admin"):
        answer = client_of(who).get("/accounts/nowhere/<script>")
        assert answer.status_code == 404
        assert "web.not_found" in answer.text
        assert "<script>" not in answer.text


def test_log_holds_nothing_that_was_written_or_kept(
    app: Flask, client_of: Callable[..., FlaskClient], capsys: pytest.CaptureFixture[str]
) -> None:
    @app.get("/repeats/<token>")
    @public
    def repeats(token: str) -> str:
        statement = text("INSERT INTO regions (id, name) VALUES (1, :name)")
        db.session.execute(statement, {"name": token})
        return ""

    answer = client_of("admin").get("/repeats/a-personal-token")
    assert answer.status_code == 500
    logged = capsys.readouterr().out
    assert "IntegrityError" in logged
    assert "/repeats/<token>" in logged
    assert "a-personal-token" not in logged


@pytest.mark.parametrize("address", ["/fails", "/database-gone"])
def test_failure_shows_a_mark_and_no_traceback(
    failing: Flask,
    client_of: Callable[..., FlaskClient],
    address: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    answer = client_of("admin").get(address)
    assert answer.status_code == 500
    for inside in ("Traceback", "secret", "ValueError", "OperationalError", ".py"):
        assert inside not in answer.text
    logged = capsys.readouterr().out
    mark = logged.split("error_id=")[1].split()[0]
    assert mark in answer.text
    assert "a secret of the server" in logged
    assert "Content-Security-Policy" in answer.headers


def test_busy_server_says_when_to_come_back(failing: Flask) -> None:
    answer = failing.test_client().get("/busy")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert "nothing was changed" in answer.text


def test_route_without_a_mark_opens_no_door(
    failing: Flask, client_of: Callable[..., FlaskClient]
) -> None:
    assert client_of("admin").get("/unmarked").status_code == 403


def test_failure_is_json_where_json_is_asked_for(app: Flask) -> None:
    client = app.test_client()
    for address in ("/nowhere", "/accounts/profile"):
        answer = client.get(address, headers={"Accept": "application/json"})
        assert answer.status_code in (401, 404)
        assert answer.get_json().keys() == {"code", "sentence"}


def test_wrong_method_is_refused(client_of: Callable[..., FlaskClient]) -> None:
    answer = client_of("admin").post("/accounts/profile")
    assert answer.status_code == 405
    assert "web.not_allowed" in answer.text


def test_too_much_is_refused(app: Flask, client_of: Callable[..., FlaskClient]) -> None:
    client = client_of("admin")
    app.config["MAX_CONTENT_LENGTH"] = 100_000
    data = {"name": (BytesIO(b"x" * 200_000), "big.bin")}
    answer = client.post("/accounts/people/new", data=data, content_type="multipart/form-data")
    assert answer.status_code == 413
    assert "web.too_large" in answer.text


def test_too_long_a_field_is_refused(app: Flask, client_of: Callable[..., FlaskClient]) -> None:
    answer = client_of("admin").post("/accounts/people/new", data={"name": "x" * 5_000_000})
    assert answer.status_code in (400, 413)


def test_codes_are_in_alphabetical_order_and_sentences_end() -> None:
    assert list(PROBLEMS) == sorted(PROBLEMS)
    assert all(kind.sentence.endswith((".", ")s")) for kind in PROBLEMS.values())


def test_what_may_pass_is_offered_again(failing: Flask) -> None:
    assert 'href="/busy">Try again' in failing.test_client().get("/busy").text
    assert "Try again" not in failing.test_client().get("/nowhere").text


def test_missing_pdf_maker_is_named_and_trying_again_is_not_offered(app: Flask) -> None:
    @app.get("/report")
    @public
    def report() -> str:
        raise Problem("reports.pango_missing", packages="libpango-1.0-0")

    page = app.test_client().get("/report").text
    assert "This server makes no PDF yet" in page
    assert "apt-get install libpango-1.0-0" in page
    assert "Try again<" not in page


def test_refused_page_says_who_is_signed_in(client_of: Callable[..., FlaskClient]) -> None:
    page = client_of("shopper").get("/settings/company").text
    assert "You are signed in as Shopper." in page
    assert 'action="/accounts/sign-out"' in page
