"""Ways in for whoever runs the server."""

from flask import Flask

from auditapp.accounts.models import Person
from auditapp.clock import now
from auditapp.storage import transaction


def printed(app: Flask, *command: str) -> tuple[int, str]:
    done = app.test_cli_runner().invoke(args=command)
    return done.exit_code, done.output.strip()


def test_first_admin_link_is_printed_while_there_is_no_admin(empty_app: Flask) -> None:
    code, link = printed(empty_app, "first-admin-link")
    assert code == 0
    path = link.removeprefix("http://127.0.0.1:8000")
    assert empty_app.test_client().get(path).status_code == 200


def test_first_admin_link_is_refused_once_there_is_one(app: Flask) -> None:
    code, said = printed(app, "first-admin-link")
    assert (code, said.count("\n")) == (1, 0)
    assert "sign-in-link" in said


def test_sign_in_link_lets_its_person_in(app: Flask) -> None:
    code, link = printed(app, "sign-in-link", "Admin@example.org")
    assert code == 0
    client = app.test_client()
    assert client.post(link.removeprefix("http://127.0.0.1:8000")).status_code == 303
    assert client.get("/accounts/people").status_code == 200


def test_sign_in_link_is_refused_for_nobody(app: Flask) -> None:
    assert printed(app, "sign-in-link", "nobody@example.org") == (
        1,
        "Nobody has this email address.",
    )


def test_second_factor_that_was_lost_is_reset(app: Flask) -> None:
    with app.app_context(), transaction.write() as session:
        person = session.query(Person).filter_by(email="admin@example.org").one()
        person.totp_secret, person.totp_since = "A" * 32, now()
    code, _ = printed(app, "reset-second-factor", "admin@example.org")
    assert code == 0
    _, link = printed(app, "sign-in-link", "admin@example.org")
    client = app.test_client()
    client.post(link.removeprefix("http://127.0.0.1:8000"))
    assert client.get("/accounts/people").status_code == 200


def test_second_factor_of_nobody_is_not_reset(app: Flask) -> None:
    assert printed(app, "reset-second-factor", "nobody@example.org")[0] == 1
