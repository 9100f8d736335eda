"""Choosing where a visit is to be and who goes: from a short list, by a search beyond."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from sqlalchemy import select

from auditapp.accounts.models import Grant, Person
from auditapp.checklists.commands import publish
from auditapp.clock import now
from auditapp.core.permissions import Role
from auditapp.core.problems import Problem
from auditapp.locations.commands import close_location, reopen_location
from auditapp.locations.models import Location
from auditapp.storage import transaction
from auditapp.storage.db import db
from auditapp.visits.commands import assign, move_window
from auditapp.visits.forms import MOST
from auditapp.visits.models import Visit
from auditapp.web.actor import Actor
from tests.locations.given import AT, Actors, Clients, add_role, place

CHECKLIST = """
format: 1
key: shop
title: Shop
method: mystery_shop
industry: retail
languages: [en]
sections: [{key: a, title: A, questions: [{key: greeted, type: yes_no, text: Greeted?}]}]
"""
DAY = date(2026, 12, 10)


@pytest.fixture(autouse=True)
def checklist(app: Flask) -> None:
    with app.app_context():
        publish(None, now(), CHECKLIST)


def at_noon(day: date) -> datetime:
    return datetime.combine(day, datetime.min.time(), ZoneInfo("Europe/Moscow")).replace(hour=12)


def assigned(actor: Actor, first: date, last: date) -> Visit:
    shopper = db.session.scalars(select(Person).where(Person.email == "shopper@example.org")).one()
    return assign(actor, AT, "shop", place("N-1"), shopper, at_noon(first), at_noon(last))


def add_many(app: Flask) -> None:
    with app.app_context(), transaction.write() as session:
        for number in range(MOST):
            session.add(
                Location(
                    code=f"M-{number:03}", name="Quay", time_zone="Asia/Omsk", created_at=now()
                )
            )


def add_many_shoppers(
    app: Flask, count: int = MOST + 1, scope: tuple[str, str] | None = None
) -> None:
    with app.app_context(), transaction.write() as session:
        kind, key = (scope[0], place(scope[1]).id) if scope else ("all", None)
        for number in range(count):
            grant = Grant(role=Role.SHOPPER, scope_kind=kind, scope_id=key)
            one = {"name": f"Walker {number}", "code": f"Q-{number}", "created_at": now()}
            session.add(Person(**one, language="en", grants=[grant]))


def test_short_list_is_chosen_from(client_of: Clients) -> None:
    page = client_of("manager").get("/visits/new").text
    assert "N-1 · Harbour" in page
    assert "S-1 · Market" in page


def test_long_list_is_searched_first(app: Flask, client_of: Clients) -> None:
    add_many(app)
    manager = client_of("manager")
    page = manager.get("/visits/new").text
    assert "Where is the visit to be?" in page
    found = manager.get("/visits/new?q=harbour").text
    with app.app_context():
        here = place("N-1").public_id
    assert f"/visits/new?location={here}" in found
    assert "Quay" not in found
    form = manager.get(f"/visits/new?location={here}").text
    assert "N-1 · Harbour" in form
    assert "M-001" not in form
    with app.app_context():
        shopper = db.session.scalars(select(Person).where(Person.code == "P-4")).one().public_id
    sent = {
        "checklist": "shop",
        "location": here,
        "shopper": shopper,
        "opens": (now() + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M"),
        "closes": (now() + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M"),
    }
    assert manager.post(f"/visits/new?location={here}", data=sent).status_code == 303


def test_many_shoppers_are_searched_first(app: Flask, actor_of: Actors, client_of: Clients) -> None:
    add_many_shoppers(app)
    manager, giver = client_of("manager"), actor_of("manager")
    with app.app_context():
        here = place("N-1").public_id
        given = assigned(giver, DAY, DAY + timedelta(days=2)).public_id
        chosen = db.session.scalars(select(Person).where(Person.code == "Q-7")).one().public_id
    step = manager.get(f"/visits/new?location={here}&q=walker+7").text
    assert "Who is to go?" in step
    assert f"/visits/new?location={here}&amp;shopper={chosen}" in step
    assert "Walker 8<" not in step
    form = manager.get(f"/visits/new?location={here}&shopper={chosen}").text
    assert "Q-7 · Walker 7" in form
    assert "Walker 8" not in form
    assert f"/visits/{given}/who" in manager.get(f"/visits/{given}").text
    assert f"/visits/{given}?shopper={chosen}" in manager.get(f"/visits/{given}/who?q=Q-7").text
    assert "Q-7 · Walker 7" in manager.get(f"/visits/{given}?shopper={chosen}").text
    sent = {"reassign-shopper": chosen, "reassign-reason": ""}
    assert manager.post(f"/visits/{given}/reassign", data=sent).status_code == 303


def test_shopper_of_elsewhere_is_not_offered(app: Flask, client_of: Clients) -> None:
    add_many_shoppers(app, count=1, scope=("location", "S-1"))
    with app.app_context():
        here, there = place("N-1").public_id, place("S-1").public_id
    manager = client_of("manager")
    assert "Walker" not in manager.get(f"/visits/new?location={here}").text
    assert "Walker" in manager.get(f"/visits/new?location={there}").text


def test_location_out_of_reach_is_missing(app: Flask, client_of: Clients) -> None:
    add_role(app, "manager", Role.MANAGER, "region", "South")
    with app.app_context():
        here = place("N-1").public_id
    assert client_of("manager").get(f"/visits/new?location={here}").status_code == 404


def test_closed_location_is_not_offered(app: Flask, actor_of: Actors, client_of: Clients) -> None:
    admin = actor_of("admin")
    today = now().date()
    with app.app_context():
        close_location(admin, AT, place("N-1").public_id, today - timedelta(days=2), "")
    manager = client_of("manager")
    assert "N-1 · Harbour" not in manager.get("/visits/new").text
    with app.app_context():
        reopen_location(admin, AT, place("N-1").public_id, today + timedelta(days=9))
    assert "N-1 · Harbour" in manager.get("/visits/new").text
    add_many(app)
    assert "Harbour" in manager.get("/visits/new?q=harbour").text


def test_visit_is_refused_while_the_location_is_closed(app: Flask, actor_of: Actors) -> None:
    admin = actor_of("admin")
    with app.app_context():
        here = place("N-1").public_id
        close_location(admin, AT, here, DAY, "")
        for first in (0, 5):
            days = DAY + timedelta(days=first), DAY + timedelta(days=first + 2)
            with pytest.raises(Problem) as refused:
                assigned(admin, *days)
            assert refused.value.code == "visits.location_closed"
            assert refused.value.details == {"day": DAY}
        visit = assigned(admin, DAY - timedelta(days=2), DAY + timedelta(days=1))
        with pytest.raises(Problem):
            move_window(admin, AT, visit, at_noon(DAY), at_noon(DAY + timedelta(days=1)))
        reopen_location(admin, AT, here, DAY + timedelta(days=3))
        assert assigned(admin, DAY, DAY + timedelta(days=3)).state == "assigned"


def test_refusal_stands_at_the_location(app: Flask, actor_of: Actors, client_of: Clients) -> None:
    ahead = now().date() + timedelta(days=5)
    with app.app_context():
        close_location(actor_of("admin"), AT, place("N-1").public_id, ahead, "")
        here = place("N-1").public_id
        shopper = db.session.scalars(select(Person).where(Person.code == "P-4")).one().public_id
    sent = {
        "checklist": "shop",
        "location": here,
        "shopper": shopper,
        "opens": f"{ahead + timedelta(days=1)}T10:00",
        "closes": f"{ahead + timedelta(days=2)}T10:00",
    }
    page = client_of("manager").post(f"/visits/new?location={here}", data=sent).text
    said = page.partition('id="location-error"')[2].partition("</p>")[0]
    assert "The location is closed from" in said
