"""How far an admin of a part reaches: what lies below it, and no grant outside."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from auditapp.accounts import commands, queries
from auditapp.accounts.models import Grant, Person
from auditapp.accounts.queries import EVERYWHERE, Facts, Scope
from auditapp.clock import now
from auditapp.core.permissions import Permission, Role
from auditapp.locations.models import Location, Region
from auditapp.locations.queries import places
from auditapp.storage import transaction
from auditapp.storage.db import db
from auditapp.web.actor import Actor
from auditapp.web.lists import Asked

Find = Callable[[str], Actor]


@pytest.fixture
def deep(app: Flask) -> dict[str, Scope]:
    """A region below North, with a location in it; every scope there is, by name."""
    with app.app_context():
        with transaction.write() as session:
            north = session.scalars(select(Region).where(Region.name == "North")).one()
            harbour = session.scalars(select(Location).where(Location.code == "N-1")).one()
            harbour.region = Region(name="North-East", parent=north)
        known = [*places.wide(), places.location("N-1"), places.location("S-1"), EVERYWHERE]
        return {scope.name or "all": scope for scope in known if scope}


@pytest.fixture
def admin_of(app: Flask, actor_of: Find) -> Callable[[Scope], Actor]:
    """Make the reviewer admin of one scope alone, and return them."""

    def make(scope: Scope) -> Actor:
        person = actor_of("reviewer")
        with app.app_context(), transaction.write() as session:
            grants = select(Grant).where(Grant.person_id == person.person_id)
            grant = session.scalars(grants).one()
            grant.role, grant.scope_kind, grant.scope_id = "admin", scope.kind, scope.id
        return actor_of("reviewer")

    return make


HELD = {
    "Aurora": {"Aurora", "N-1 Harbour", "S-1 Market"},
    "North": {"North", "North-East", "N-1 Harbour"},
    "North-East": {"North-East", "N-1 Harbour"},
    "South": {"South", "S-1 Market"},
    "N-1 Harbour": {"N-1 Harbour"},
}


@pytest.mark.parametrize("own", HELD)
def test_admin_of_a_part_sees_manages_and_gives_what_lies_in_it_alone(
    app: Flask, deep: dict[str, Scope], admin_of: Callable[[Scope], Actor], own: str
) -> None:
    with app.app_context():
        for number, scope in enumerate(deep.values()):
            facts = Facts(f"In {scope.name or 'all'}", f"Z-{number}", None, "en")
            commands.add_person(None, now(), facts, Role.SHOPPER, scope)
    actor = admin_of(deep[own])
    with app.app_context():
        page = queries.people_page(actor, Asked(words="z-", sort="name"), places)
        assert {one.name for one in page.rows} == {f"In {name}" for name in HELD[own]}
        everyone = list(db.session.scalars(select(Person).where(Person.code.startswith("Z-"))))
        mine = queries.manageable(actor, everyone, places)
        assert {one.name for one in everyone if one.public_id in mine} == {
            f"In {name}" for name in HELD[own]
        }
        given = {
            name
            for name, scope in deep.items()
            if queries.covers(actor, Permission.PERSON_ADD, scope)
        }
        assert given == HELD[own]
        listed = {scope.name for scope in queries.offered(actor, Permission.PERSON_ADD, places)}
        assert listed == {name for name in HELD[own] if name[1] != "-"}


def test_person_with_one_role_outside_is_seen_and_not_managed(
    app: Flask, deep: dict[str, Scope], admin_of: Callable[[Scope], Actor], actor_of: Find
) -> None:
    actor, target = admin_of(deep["North"]), actor_of("location_manager")
    with app.app_context():
        assert queries.may_manage(actor, target.public_id, places)
        everything = actor_of("admin")
        commands.give_role(everything, now(), target.public_id, Role.SHOPPER, deep["South"], places)
        assert not queries.may_manage(actor, target.public_id, places)
        page = queries.people_page(actor, Asked(sort="name"), places)
        assert target.public_id in {one.public_id for one in page.rows}


def test_person_without_any_role_is_managed_by_admins_of_everything(
    app: Flask, deep: dict[str, Scope], admin_of: Callable[[Scope], Actor], actor_of: Find
) -> None:
    actor, target = admin_of(deep["North"]), actor_of("location_manager")
    with app.app_context():
        with transaction.write() as session:
            session.delete(session.scalars(select(Grant).where(Grant.person_id == 5)).one())
        assert target.person_id == 5
        assert not queries.may_manage(actor, target.public_id, places)
        assert queries.may_manage(actor_of("admin"), target.public_id, places)
