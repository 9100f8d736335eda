"""Personal links: a look uses nothing up, a button does, once, in time."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update

from auditapp.accounts import commands
from auditapp.accounts.models import Link, Person
from auditapp.accounts.queries import digest
from auditapp.clock import now
from auditapp.core.problems import Problem
from auditapp.storage import transaction
from auditapp.storage.db import db
from auditapp.web.actor import Actor


@pytest.fixture
def token(app: Flask, actor_of: Callable[[str], Actor], member: Callable[[str], object]) -> str:
    """A sign-in link of the reviewer, made by the admin."""
    admin, reviewer = actor_of("admin"), actor_of("reviewer")
    with app.app_context():
        return commands.make_sign_in_link(admin, now(), reviewer.public_id, None)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


def test_link_is_not_used_up_by_looking_at_it(client: FlaskClient, token: str) -> None:
    for _ in range(3):
        page = client.get(f"/accounts/link/{token}")
        assert page.status_code == 200
        assert 'method="post"' in page.text
        assert token not in page.text
    assert client.head(f"/accounts/link/{token}").status_code == 200
    assert client.get("/accounts/profile").status_code == 302
    assert client.post(f"/accounts/link/{token}").location == "/"
    assert client.get("/accounts/profile").status_code == 200


def test_link_works_once(app: Flask, client: FlaskClient, token: str) -> None:
    assert client.post(f"/accounts/link/{token}").status_code == 303
    other = app.test_client()
    for answer in (other.get(f"/accounts/link/{token}"), other.post(f"/accounts/link/{token}")):
        assert answer.status_code == 404
        assert "ask for a new one" in answer.text
    assert other.get("/accounts/profile").status_code == 302


def test_link_ends_after_a_day(app: Flask, client: FlaskClient, token: str) -> None:
    with app.app_context():
        with pytest.raises(Problem, match=r"accounts\.link_ended"):
            commands.use_sign_in_link(now() + timedelta(hours=24), token, "", "")
        almost = now() + timedelta(hours=23, minutes=59)
        assert commands.use_sign_in_link(almost, token, "", "")


def test_link_ends_when_another_is_made(
    app: Flask, client: FlaskClient, token: str, actor_of: Callable[[str], Actor]
) -> None:
    admin, reviewer = actor_of("admin"), actor_of("reviewer")
    with app.app_context():
        newer = commands.make_sign_in_link(admin, now(), reviewer.public_id, None)
    assert client.post(f"/accounts/link/{token}").status_code == 404
    assert client.post(f"/accounts/link/{newer}").status_code == 303


def test_link_of_someone_inactive_lets_nobody_in(
    app: Flask, client: FlaskClient, token: str
) -> None:
    with app.app_context(), transaction.write() as session:
        session.execute(update(Person).where(Person.code == "P-3").values(active=False))
    assert client.post(f"/accounts/link/{token}").status_code == 404


@pytest.mark.parametrize("wrong", ["x", "0" * 43, "a" * 10_000, "%27%20or%201=1"])
def test_link_that_is_none_is_not_found(client: FlaskClient, wrong: str) -> None:
    assert client.get(f"/accounts/link/{wrong}").status_code == 404
    assert client.post(f"/accounts/link/{wrong}").status_code == 404
    assert client.get(f"/accounts/first/{wrong}").status_code == 404
    assert client.get(f"/phone/link/{wrong}").status_code == 404


def test_link_of_one_purpose_opens_no_other_door(client: FlaskClient, token: str) -> None:
    assert client.get(f"/accounts/first/{token}").status_code == 404
    assert client.post(f"/phone/link/{token}").status_code == 404
    assert client.post(f"/accounts/link/{token}").status_code == 303


def test_link_is_kept_as_a_digest_only(app: Flask, token: str) -> None:
    with app.app_context():
        link = db.session.scalars(select(Link)).one()
        assert link.token_hash == digest(token)
        assert token not in {str(value) for value in vars(link).values()}
    assert len(token) == 43  # 32 random bytes


def test_link_is_made_by_nobody_of_narrower_reach(
    app: Flask, actor_of: Callable[[str], Actor]
) -> None:
    with app.app_context():
        for name in ("manager", "reviewer", "shopper", "location_manager"):
            with pytest.raises(Problem, match=r"accounts\.no_person"):
                commands.make_sign_in_link(actor_of(name), now(), actor_of("admin").public_id, None)
