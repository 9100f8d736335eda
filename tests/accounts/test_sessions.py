"""Sessions: how long they last, who ends them, what ends them."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from auditapp.accounts import commands
from auditapp.accounts.models import UserSession
from auditapp.accounts.queries import EVERYWHERE, LONGEST_IDLE, LONGEST_SESSION, signed_in
from auditapp.clock import now
from auditapp.core.permissions import Role
from auditapp.core.problems import Problem
from auditapp.storage.db import db
from auditapp.web.actor import Actor

Find = Callable[[str], Actor]
Token = Callable[..., str]
Clients = Callable[..., FlaskClient]


def test_session_ends_a_week_after_it_was_last_used(app: Flask, token_of: Token) -> None:
    token, at = token_of("manager"), now()
    with app.app_context():
        assert signed_in(token, at + LONGEST_IDLE - timedelta(minutes=1))
        assert signed_in(token, at + LONGEST_IDLE + timedelta(minutes=1)) is None


def test_session_ends_after_thirty_days_however_it_is_used(app: Flask, token_of: Token) -> None:
    token, at = token_of("manager"), now()
    with app.app_context():
        for day in range(1, 30):
            assert commands.resume(token, at + timedelta(days=day))
        assert commands.resume(token, at + LONGEST_SESSION + timedelta(minutes=1)) is None


def test_session_is_seen_once_in_five_minutes(app: Flask, token_of: Token) -> None:
    token, at = token_of("manager"), now()
    with app.app_context():
        row = db.session.scalars(select(UserSession)).one()
        first = row.seen_at
        commands.resume(token, at + timedelta(minutes=4))
        assert row.seen_at == first
        commands.resume(token, at + timedelta(minutes=6))
        assert row.seen_at == at + timedelta(minutes=6)


def test_session_is_not_found_by_anything_but_its_token(app: Flask, token_of: Token) -> None:
    token_of("manager")
    with app.app_context():
        row = db.session.scalars(select(UserSession)).one()
        for wrong in (row.token_hash, row.public_id, str(row.id), ""):
            assert signed_in(wrong, now()) is None


def test_profile_lists_sessions_and_ends_one(client_of: Clients, app: Flask) -> None:
    here, there = client_of("manager"), client_of("manager")
    page = here.get("/accounts/profile").text
    assert page.count("since ") == 2
    address = page.split('action="/accounts/sessions/')[1].split('"')[0]
    assert here.post(f"/accounts/sessions/{address}").status_code == 303
    assert there.get("/accounts/profile").status_code == 302
    assert here.get("/accounts/profile").text.count("since ") == 1


def test_profile_ends_all_other_sessions(client_of: Clients) -> None:
    here, *others = (client_of("manager") for _ in range(3))
    somebody = client_of("reviewer")
    assert here.post("/accounts/sessions/end-others").status_code == 303
    assert [one.get("/accounts/profile").status_code for one in others] == [302, 302]
    assert here.get("/accounts/profile").status_code == 200
    assert somebody.get("/accounts/profile").status_code == 200


def test_nobody_ends_the_session_of_another(app: Flask, actor_of: Find, client_of: Clients) -> None:
    victim = actor_of("admin")
    answer = client_of("manager").post(f"/accounts/sessions/{victim.session_id}/end")
    assert answer.status_code == 404
    with app.app_context():
        with pytest.raises(Problem, match=r"accounts\.no_session"):
            commands.end_session(actor_of("manager"), now(), victim.session_id)
        rows = db.session.scalars(select(UserSession).where(UserSession.ended_at.is_not(None)))
        assert rows.all() == []


def test_sign_out_ends_the_session_itself(client_of: Clients, app: Flask) -> None:
    client = client_of("manager")
    with client.session_transaction() as kept:
        token = kept["_user_id"]
    assert client.post("/accounts/sign-out").location == "/accounts/sign-in"
    with app.app_context():
        assert signed_in(token, now()) is None
    assert client.get("/accounts/profile").status_code == 302
    assert client.post("/accounts/sign-out").status_code == 303


def test_sessions_end_when_roles_change(app: Flask, actor_of: Find, client_of: Clients) -> None:
    admin, shopper, client = actor_of("admin"), actor_of("shopper"), client_of("shopper")
    assert client.get("/phone/").status_code == 200
    with app.app_context():
        commands.give_role(admin, now(), shopper.public_id, Role.REVIEWER, EVERYWHERE, None)
    assert client.get("/phone/").status_code == 302
    again = client_of("shopper")
    assert again.get("/results/").status_code == 200
    page = client_of("admin").get(f"/accounts/people/{shopper.public_id}").text
    address = page.split("/roles/")[-1].split("/take")[0]
    taken = client_of("admin").post(f"/accounts/people/{shopper.public_id}/roles/{address}/take")
    assert taken.status_code == 303
    assert again.get("/results/").status_code == 302
    assert client_of("shopper").get("/results/").status_code == 403


def test_other_sessions_and_links_end_when_the_password_changes(
    app: Flask, actor_of: Find, client_of: Clients
) -> None:
    here, there = client_of("manager"), client_of("manager")
    admin, manager = actor_of("admin"), actor_of("manager")
    with app.app_context():
        link = commands.make_sign_in_link(admin, now(), manager.public_id, None)
    changed = here.post(
        "/accounts/profile/password",
        data={"old": "four words and a lantern", "new": "five words and a brass lantern"},
    )
    assert changed.status_code == 303
    assert here.get("/accounts/profile").status_code == 200
    assert there.get("/accounts/profile").status_code == 302
    assert there.post(f"/accounts/link/{link}").status_code == 404
    with app.app_context():
        with pytest.raises(Problem, match=r"accounts\.wrong"):
            commands.sign_in(now(), "manager@example.org", "four words and a lantern", "", "a")
        assert commands.sign_in(
            now(), "manager@example.org", "five words and a brass lantern", "", "a"
        )
