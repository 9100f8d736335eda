"""Closing the door to someone, and opening it again."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from auditapp.accounts import commands
from auditapp.accounts.models import Person
from auditapp.checklists.commands import publish
from auditapp.checklists.models import ChecklistVersion
from auditapp.clock import now
from auditapp.core.problems import Problem
from auditapp.locations.models import Location
from auditapp.locations.queries import places
from auditapp.messages.models import Message
from auditapp.storage import transaction
from auditapp.storage.db import db
from auditapp.storage.trail import TrailEntry
from auditapp.visits.models import Visit
from auditapp.visits.queries import shoppers_for
from auditapp.web.actor import Actor

CHECKLIST = """
format: 1
key: shop
title: Shop
method: mystery_shop
industry: retail
languages: [en]
sections: [{key: a, title: A, questions: [{key: greeted, type: yes_no, text: Greeted?}]}]
"""
Find = Callable[[str], Actor]
Clients = Callable[..., FlaskClient]


@pytest.fixture
def address(actor_of: Find) -> str:
    return f"/accounts/people/{actor_of('shopper').public_id}"


def test_deactivating_ends_every_way_in(
    app: Flask, actor_of: Find, client_of: Clients, address: str
) -> None:
    admin, inside = client_of("admin"), client_of("shopper")
    link = admin.post(f"{address}/link").text.split("8000")[1].split("<")[0].strip()
    invitation = admin.post(f"{address}/invite").text.split("8000")[1].split("<")[0].strip()
    page = admin.post(f"{address}/deactivate", follow_redirects=True).text
    assert "Shopper is deactivated." in page
    assert inside.get("/phone/").status_code == 302
    for way in (link, invitation):
        assert app.test_client().get(way).status_code == 404
        assert app.test_client().post(way, data={"language": "en"}).status_code == 404
    with app.app_context():
        with pytest.raises(Problem, match=r"accounts\.wrong"):
            commands.sign_in(now(), "shopper@example.org", "four words and a lantern", "", "a")
        commands.ask_for_new_password(now(), "shopper@example.org", "a")
        states = db.session.scalars(select(Message.state)).all()
        assert states == ["withdrawn"]
        assert shoppers_for([], 5) == []


@pytest.mark.parametrize(("state", "open_ones"), [("accepted", 1), ("returned", 1), ("final", 0)])
def test_deactivating_says_how_many_visits_are_still_theirs(
    app: Flask, client_of: Clients, address: str, state: str, open_ones: int
) -> None:
    with app.app_context():
        publish(None, now(), CHECKLIST)
    with app.app_context(), transaction.write() as session:
        visit = Visit(
            state=state,
            checklist_version_id=session.scalars(select(ChecklistVersion.id)).one(),
            location=session.query(Location).first(),
            shopper=session.query(Person).filter_by(code="P-4").one(),
            window_from=now(),
            window_to=now() + timedelta(days=2),
            created_at=now(),
        )
        session.add(visit)
    done = client_of("admin").post(f"{address}/deactivate", follow_redirects=True).text
    assert ("1 visit is still theirs: give it to someone else." in done) is bool(open_ones)
    assert ("Open the visits" in done) is bool(open_ones)


def test_deactivated_person_keeps_code_history_and_place_in_the_list(
    app: Flask, client_of: Clients, address: str
) -> None:
    admin = client_of("admin")
    admin.post(f"{address}/deactivate")
    page = admin.get(address).text
    assert "Access closed" in page
    assert "Invite again" not in page
    assert "New sign-in link" not in page
    assert "shopper@example.org" in admin.get("/accounts/people?state=deactivated").text
    assert admin.post(f"{address}/link").status_code == 409
    assert admin.post(f"{address}/invite").status_code == 409


def test_reactivated_person_comes_in_by_a_new_link(
    app: Flask, client_of: Clients, address: str
) -> None:
    admin = client_of("admin")
    old = admin.post(f"{address}/link").text.split("8000")[1].split("<")[0].strip()
    admin.post(f"{address}/deactivate")
    assert admin.post(f"{address}/reactivate").status_code == 303
    assert app.test_client().post(old).status_code == 404
    new = admin.post(f"{address}/link").text.split("8000")[1].split("<")[0].strip()
    assert app.test_client().post(new).status_code == 303


def test_deactivating_twice_is_written_down_once(
    app: Flask, client_of: Clients, address: str
) -> None:
    admin = client_of("admin")
    for _ in range(2):
        assert admin.post(f"{address}/deactivate").status_code == 303
    for _ in range(2):
        assert admin.post(f"{address}/reactivate").status_code == 303
    with app.app_context():
        events = db.session.scalars(select(TrailEntry.event)).all()
        assert events.count("accounts.deactivated") == 1
        assert events.count("accounts.reactivated") == 1


@pytest.mark.parametrize("who", ["manager", "reviewer", "location_manager", "stranger", None])
@pytest.mark.parametrize("done", ["deactivate", "reactivate", "sign-out", "invite"])
def test_the_door_is_closed_and_opened_by_admins_alone(
    app: Flask, client_of: Clients, address: str, who: str | None, done: str
) -> None:
    assert client_of(who).post(f"{address}/{done}").status_code in (302, 401, 403)
    with app.app_context():
        assert db.session.scalars(select(Person.active)).all() == [True] * 6


def test_commands_refuse_who_is_out_of_reach(app: Flask, actor_of: Find) -> None:
    manager, target = actor_of("manager"), actor_of("shopper").public_id
    with app.app_context():
        for command in (commands.deactivate, commands.reactivate, commands.end_sessions_of):
            with pytest.raises(Problem, match=r"accounts\.no_person"):
                command(manager, now(), target, places)


def test_admin_signs_somebody_out_everywhere(client_of: Clients, address: str) -> None:
    inside = client_of("shopper")
    assert client_of("admin").post(f"{address}/sign-out").status_code == 303
    assert inside.get("/phone/").status_code == 302
    assert client_of("shopper").get("/phone/").status_code == 200
