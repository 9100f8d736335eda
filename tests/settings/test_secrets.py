"""The password of the mail server: kept, never shown, never written down anywhere else."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from auditapp.core.company import Company
from auditapp.storage.db import db
from auditapp.storage.trail import TrailWords

SECRET = "a secret of the mail server"  # noqa: S105 - of no server there is
Held = Callable[[], Company]


@pytest.fixture
def kept(save: Callable[..., Any]) -> None:
    assert save("mail", smtp_password=SECRET).status_code == 303


def test_password_is_shown_neither_on_its_page_nor_in_the_record(
    app: Flask, admin: FlaskClient, kept: None, held: Held, capsys: pytest.CaptureFixture[str]
) -> None:
    assert held()["smtp_password"] == SECRET
    assert SECRET not in admin.get("/settings/mail").text
    assert "A password is kept." in admin.get("/settings/mail").text
    with app.app_context():
        words = [row.words for row in db.session.query(TrailWords)]
    assert any("smtp_password" in text for text in words)
    assert not any(SECRET in text for text in words)
    assert SECRET not in repr(held())
    assert SECRET not in "".join(capsys.readouterr())


def test_empty_field_keeps_it_and_a_tick_removes_it(
    save: Callable[..., Any], kept: None, held: Held
) -> None:
    save("mail", smtp_port="465")
    assert held()["smtp_password"] == SECRET
    save("mail", remove_smtp_password="y")  # noqa: S106 - a tick
    assert held()["smtp_password"] == ""


def test_another_server_never_gets_it(save: Callable[..., Any], kept: None, held: Held) -> None:
    save("mail", smtp_host="mail.elsewhere.example")
    assert held()["smtp_password"] == ""
    save("mail", smtp_host="mail.example.org", smtp_password=SECRET)
    assert held()["smtp_password"] == SECRET


def test_refused_form_does_not_show_what_was_written(save: Callable[..., Any]) -> None:
    answer = save("mail", smtp_password=SECRET, smtp_port="0")
    assert answer.status_code == 400
    assert SECRET not in answer.text


def test_form_that_is_sent_again_after_signing_in_does_not_carry_it(
    app: Flask, client_of: Callable[..., FlaskClient]
) -> None:
    answer = client_of(None).post("/settings/mail", data={"smtp_password": SECRET})
    assert answer.status_code == 401
    assert SECRET not in answer.text
