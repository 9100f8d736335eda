"""Signing in by email and password: right, wrong, unknown, slowed."""

import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update
from werkzeug.test import TestResponse

from auditapp.accounts import commands
from auditapp.accounts.models import Person, SignInAttempt, UserSession
from auditapp.accounts.queries import (
    ACCOUNT_WINDOW,
    FREE_FOR_ACCOUNT,
    FREE_FOR_ADDRESS,
    LONGEST_PAUSE_S,
)
from auditapp.clock import now
from auditapp.core.problems import Problem
from auditapp.storage import transaction
from auditapp.storage.db import db

RIGHT = "four words and a lantern"


def enter(client: FlaskClient, email: str, password: str, following: str = "") -> TestResponse:
    query = f"?next={following}" if following else ""
    return client.post(f"/accounts/sign-in{query}", data={"email": email, "password": password})


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


def test_sign_in_opens_the_first_page_of_the_role(client: FlaskClient) -> None:
    answer = enter(client, " Manager@Example.org ", RIGHT)
    assert (answer.status_code, answer.location) == (303, "/")
    assert client.get("/").location == "/visits/"
    assert client.get("/accounts/sign-in").location == "/"


def test_sign_in_goes_on_to_the_page_that_was_asked_for(client: FlaskClient) -> None:
    asked = client.get("/accounts/people?x=1")
    assert asked.location == "/accounts/sign-in?next=/accounts/people?x%3D1"
    assert enter(client, "manager@example.org", RIGHT, "/accounts/people").location.endswith(
        "/accounts/people"
    )


@pytest.mark.parametrize(
    "elsewhere",
    ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:x", "/%0a/evil", "x"],
)
def test_sign_in_leads_to_no_other_host(client: FlaskClient, elsewhere: str) -> None:
    assert enter(client, "manager@example.org", RIGHT, elsewhere).location == "/"


def test_sign_in_says_the_same_for_unknown_and_wrong(app: Flask, client: FlaskClient) -> None:
    answers = [
        enter(client, "manager@example.org", "not the password"),
        enter(client, "somebody@example.org", RIGHT),
    ]
    with app.app_context(), transaction.write() as session:
        session.execute(update(Person).where(Person.code == "P-3").values(password_hash=None))
        session.execute(update(Person).where(Person.code == "P-4").values(active=False))
    answers += [
        enter(client, "reviewer@example.org", RIGHT),
        enter(client, "shopper@example.org", RIGHT),
    ]
    assert [answer.status_code for answer in answers] == [400] * 4
    said = {answer.text.split('role="alert"')[1].split("</ul>")[0] for answer in answers}
    assert len(said) == 1
    assert "Email or password is wrong" in said.pop()
    assert "manager@example.org" in answers[0].text
    assert RIGHT not in answers[1].text


def test_sign_in_does_the_same_work_for_unknown_and_wrong(app: Flask) -> None:
    def spent_s(email: str) -> float:
        best = 60.0
        for number in range(4):
            with app.app_context():
                began = time.process_time()
                with pytest.raises(Problem):
                    commands.sign_in(now(), email, "not the password", "", f"10.0.0.{number}")
                best = min(best, time.process_time() - began)
        return best

    wrong, unknown = spent_s("manager@example.org"), spent_s("nobody@example.org")
    assert 0.3 < wrong / unknown < 3


def test_sign_in_is_slowed_more_with_every_failure(app: Flask) -> None:
    at, waits = now(), []
    with app.app_context():
        for number in range(FREE_FOR_ACCOUNT + 9):
            address = f"10.0.0.{number}"  # an account is slowed from wherever it is tried
            try:
                commands.sign_in(at, "manager@example.org", "not the password", "", address)
            except Problem as problem:
                if problem.code == "accounts.slow_down":
                    waits.append(problem.details["wait_s"])
                    at += timedelta(seconds=problem.details["wait_s"])
                    with pytest.raises(Problem, match=r"accounts\.wrong"):
                        commands.sign_in(at, "manager@example.org", "no", "", address)
    assert waits == [15, 30, 60, 120, 240, 480, 900, 900, LONGEST_PAUSE_S]


def test_sign_in_is_refused_with_the_right_password_while_slowed(
    app: Flask, client: FlaskClient
) -> None:
    for _ in range(FREE_FOR_ACCOUNT):
        assert enter(client, "manager@example.org", "not the password").status_code == 400
    answer = enter(client, "manager@example.org", RIGHT)
    assert answer.status_code == 503
    wait_s = int(answer.headers["Retry-After"])
    assert 0 < wait_s <= 15
    assert f"try again in {wait_s} s" in answer.text
    assert enter(client, "reviewer@example.org", RIGHT).status_code == 303
    with app.app_context():  # written down: a restart forgets none of it
        assert len(db.session.scalars(select(SignInAttempt)).all()) == FREE_FOR_ACCOUNT + 1


def test_sign_in_is_slowed_for_an_address_that_tries_many_accounts(app: Flask) -> None:
    with app.app_context():
        for number in range(FREE_FOR_ADDRESS):
            with pytest.raises(Problem, match=r"accounts\.wrong"):
                commands.sign_in(now(), f"p{number}@example.org", "no", "", "10.0.0.1")
        with pytest.raises(Problem, match=r"accounts\.slow_down"):
            commands.sign_in(now(), "manager@example.org", RIGHT, "", "10.0.0.1")
        assert commands.sign_in(now(), "manager@example.org", RIGHT, "", "10.0.0.2")


def test_sign_in_forgets_failures_after_a_success_and_after_a_day(app: Flask) -> None:
    at = now()
    with app.app_context():
        for _ in range(FREE_FOR_ACCOUNT - 1):
            with pytest.raises(Problem, match=r"accounts\.wrong"):
                commands.sign_in(at, "manager@example.org", "no", "", "10.0.0.1")
        commands.sign_in(at, "manager@example.org", RIGHT, "", "10.0.0.1")
        for _ in range(FREE_FOR_ACCOUNT):
            with pytest.raises(Problem, match=r"accounts\.wrong"):
                commands.sign_in(at, "manager@example.org", "no", "", "10.0.0.1")
        later = at + ACCOUNT_WINDOW + timedelta(seconds=1)
        assert commands.sign_in(later, "manager@example.org", RIGHT, "", "10.0.0.1")
        assert len(db.session.scalars(select(SignInAttempt)).all()) == 1


def test_sign_in_gives_a_new_session_each_time(app: Flask, client: FlaskClient) -> None:
    enter(client, "manager@example.org", RIGHT)
    client.get("/accounts/profile")
    with client.session_transaction() as kept:
        first, csrf = kept["_user_id"], kept["csrf_token"]
    enter(client, "manager@example.org", RIGHT)
    client.get("/accounts/profile")
    with client.session_transaction() as kept:
        assert kept["_user_id"] != first
        assert kept["csrf_token"] != csrf
    with app.app_context():
        assert first not in {row.token_hash for row in db.session.scalars(select(UserSession))}


def test_cookie_is_closed_to_scripts_and_other_sites(client: FlaskClient) -> None:
    cookie = enter(client, "manager@example.org", RIGHT).headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Expires=" in cookie


def test_sign_in_shows_what_was_written_as_text(client: FlaskClient) -> None:
    answer = enter(client, "<script>alert(1)</script>", RIGHT)
    assert answer.status_code == 400
    assert "<script>alert" not in answer.text


@pytest.mark.parametrize(
    ("email", "password"), [("", ""), ("x" * 10_000, "y"), ("a@b.c", "y" * 10_000)]
)
def test_sign_in_refuses_what_is_missing_or_endless(
    client: FlaskClient, email: str, password: str
) -> None:
    assert enter(client, email, password).status_code == 400


def test_sign_in_needs_a_row_of_its_own_account_only(
    app: Flask, member: Callable[[str], object]
) -> None:
    with app.app_context():
        commands.sign_in(now(), "shopper@example.org", RIGHT, "A browser", "10.0.0.9")
        row = db.session.scalars(select(UserSession)).one()
        assert (row.kind, row.user_agent, row.address) == ("full", "A browser", "10.0.0.9")
