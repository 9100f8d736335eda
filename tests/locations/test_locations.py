"""The list of locations: who sees which, and what it says when it is empty."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from auditapp.core.permissions import Permission, Role
from auditapp.core.problems import Problem
from auditapp.locations.models import Brand, Location, Region
from auditapp.locations.queries import brands, location_for, locations_seen_by, regions
from auditapp.storage import transaction
from auditapp.storage.db import db
from auditapp.web.actor import Actor, Granted

Clients = Callable[..., FlaskClient]


def reviewer_of(kind: str, scope_id: int | None) -> Actor:
    grants = (Granted(Role.REVIEWER, kind, scope_id),)
    return Actor(1, "one", "Reviewer", "P-1", "en", grants, "session")


def codes(actor: Actor) -> list[str]:
    return [place.code for place in locations_seen_by(actor)]


def test_locations_are_those_of_the_scope(app: Flask) -> None:
    with app.app_context():
        north = db.session.scalars(select(Location).where(Location.code == "N-1")).one()
        assert codes(reviewer_of("all", None)) == ["N-1", "S-1"]
        assert codes(reviewer_of("brand", north.brand_id)) == ["N-1", "S-1"]
        assert codes(reviewer_of("region", north.region_id)) == ["N-1"]
        assert codes(reviewer_of("location", north.id)) == ["N-1"]
        assert codes(reviewer_of("brand", -1)) == []


def test_location_out_of_reach_is_as_if_it_were_not_there(app: Flask) -> None:
    with app.app_context():
        south = db.session.scalars(select(Location).where(Location.code == "S-1")).one()
        here = reviewer_of("all", None)
        elsewhere = reviewer_of("region", -1)
        assert location_for(here, south.public_id) is south
        for actor, public_id in ((elsewhere, south.public_id), (here, "no-such-place")):
            with pytest.raises(Problem) as refused:
                location_for(actor, public_id)
            assert refused.value.code == "locations.not_found"
        with pytest.raises(Problem):
            location_for(here, south.public_id, Permission.LOCATION_ADD)


def test_brands_and_regions_are_in_order(app: Flask) -> None:
    with app.app_context():
        assert [brand.name for brand in brands()] == ["Aurora"]
        assert [region.name for region in regions()] == ["North", "South"]


@pytest.mark.parametrize("name", ["admin", "manager", "reviewer"])
def test_list_is_open_to_the_quality_department(client_of: Clients, name: str) -> None:
    page = client_of(name).get("/locations/")
    assert page.status_code == 200
    assert "Harbour" in page.text
    assert "Market" in page.text
    assert ("Add a location" in page.text) == (name == "admin")


@pytest.mark.parametrize("name", ["shopper", "location_manager", "stranger"])
def test_list_is_closed_to_others(client_of: Clients, name: str) -> None:
    assert client_of(name).get("/locations/").status_code == 403


def test_list_shows_markup_as_text(app: Flask, client_of: Clients) -> None:
    mark = "<script>alert(1)</script>"
    with app.app_context(), transaction.write() as session:
        place = session.scalars(select(Location)).first()
        assert place is not None
        place.name = place.address = mark
        place.brand, place.region = Brand(name=mark), Region(name=mark)
    page = (
        client_of("admin").get("/locations/").text + client_of("admin").get("/locations/new").text
    )
    assert mark not in page
    assert "&lt;script&gt;" in page


def test_empty_list_says_what_to_do_next(app: Flask, client_of: Clients) -> None:
    with app.app_context(), transaction.write() as session:
        for place in session.scalars(select(Location)):
            session.delete(place)
    admin, manager = (client_of(name).get("/locations/").text for name in ("admin", "manager"))
    assert "add the first one" in admin
    assert 'href="/locations/new"' in admin
    assert 'href="/locations/new"' not in manager
