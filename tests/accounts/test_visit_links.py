"""A visit's link: opens a session for that shopper's visits alone, until the window ends."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from auditapp.accounts import commands
from auditapp.accounts.models import Person
from auditapp.accounts.queries import signed_in
from auditapp.checklists.commands import publish
from auditapp.checklists.models import ChecklistVersion
from auditapp.clock import now
from auditapp.core.permissions import Permission
from auditapp.core.problems import Problem
from auditapp.locations.models import Location
from auditapp.storage import transaction
from auditapp.visits.models import Visit

CHECKLIST = """
format: 1
key: shop
title: Shop
method: mystery_shop
industry: retail
languages: [en]
sections: [{key: a, title: A, questions: [{key: greeted, type: yes_no, text: Greeted?}]}]
"""
Link = Callable[[], str]


@pytest.fixture
def until() -> datetime:
    return now() + timedelta(days=2)


@pytest.fixture
def make(app: Flask, until: datetime) -> Link:
    """Make a link for the shopper's visit."""
    with app.app_context():
        publish(None, now(), CHECKLIST)
    with app.app_context(), transaction.write() as session:
        visit = Visit(
            state="assigned",
            checklist_version_id=session.scalars(select(ChecklistVersion.id)).one(),
            location=session.query(Location).first(),
            shopper=session.query(Person).filter_by(code="P-4").one(),
            window_from=now(),
            window_to=until,
            created_at=now(),
        )
        session.add(visit)
        session.flush()
        public_id = visit.public_id

    def link() -> str:
        with app.app_context(), transaction.write() as session:
            shopper = session.query(Person).filter_by(code="P-4").one()
            return commands.make_visit_link(session, now(), shopper, public_id, until)

    return link


def test_visit_link_reaches_the_shoppers_visits_and_nothing_else(app: Flask, make: Link) -> None:
    client: FlaskClient = app.test_client()
    address = f"/phone/link/{make()}"
    assert client.get(address).status_code == 200
    assert client.get("/phone/").status_code == 302
    assert client.post(address).status_code == 303
    assert client.get("/phone/").status_code == 200
    assert client.get("/").location == "/phone/"
    for closed in ("/accounts/profile", "/visits/", "/results/", "/accounts/people"):
        assert client.get(closed).status_code == 403


def test_visit_link_may_be_opened_again_until_the_window_ends(
    app: Flask, make: Link, until: datetime
) -> None:
    token = make()
    with app.app_context():
        opened = [commands.open_visit_link(token, now(), "", "") for _ in range(3)]
        assert len(set(opened)) == 3
        found = signed_in(opened[0], until - timedelta(minutes=1))
        assert found
        assert found.visit
        assert found.may(Permission.VISIT_FILL)
        assert not found.may(Permission.PROFILE)
        assert signed_in(opened[0], until) is None
        with pytest.raises(Problem, match=r"accounts\.link_ended"):
            commands.open_visit_link(token, until, "", "")


def test_visit_link_asks_for_no_second_factor(app: Flask, make: Link) -> None:
    token = make()
    with app.app_context(), transaction.write() as session:
        person = session.query(Person).filter_by(code="P-4").one()
        person.totp_secret, person.totp_since = "JBSWY3DPEHPK3PXP", now()
    client = app.test_client()
    assert client.post(f"/phone/link/{token}").status_code == 303
    assert client.get("/phone/").status_code == 200
    assert client.get("/accounts/profile").status_code == 403


def test_visit_link_ends_when_another_is_made(app: Flask, make: Link) -> None:
    first, second = make(), make()
    assert app.test_client().post(f"/phone/link/{first}").status_code == 404
    assert app.test_client().post(f"/phone/link/{second}").status_code == 303


def test_visit_link_session_ends_when_the_shopper_is_inactive(app: Flask, make: Link) -> None:
    client = app.test_client()
    client.post(f"/phone/link/{make()}")
    with app.app_context(), transaction.write() as session:
        person = session.query(Person).filter_by(code="P-4").one()
        person.active = False
    assert client.get("/phone/").status_code == 302
