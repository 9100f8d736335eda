"""Ways in for whoever runs the server."""

from flask import Flask


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
