"""Who manages a location: given the role and taken off it on the location's own pages."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from auditapp.accounts.models import Grant
from auditapp.core.permissions import Role
from auditapp.storage.db import db
from tests.locations.given import Clients, add_role, address_of, place

Members = Callable[[str], Any]


def managers(app: Flask, code: str) -> list[int]:
    with app.app_context():
        rows = select(Grant.person_id).where(
            Grant.role == Role.LOCATION_MANAGER, Grant.scope_id == place(code).id
        )
        return list(db.session.scalars(rows))


def test_person_is_found_and_made_manager(app: Flask, client_of: Clients, member: Members) -> None:
    address, admin, stranger = address_of(app, "S-1"), client_of("admin"), member("stranger")
    page = admin.get(f"{address}/managers?q=strang").text
    assert "Stranger" in page
    assert "Reviewer" not in page
    answer = admin.post(f"{address}/managers/{stranger.public_id}")
    assert (answer.status_code, answer.location) == (303, address)
    assert managers(app, "S-1") == [stranger.person_id]
    assert "Stranger" in admin.get(address).text.partition("<h2>Managers</h2>")[2]
    assert "manages it" in admin.get(f"{address}/managers?q=strang").text


def test_role_is_taken_away(app: Flask, client_of: Clients, member: Members) -> None:
    address, admin = address_of(app, "N-1"), client_of("admin")
    held = member("location_manager")
    page = admin.get(address).text
    with app.app_context():
        grant = db.session.scalars(select(Grant).filter_by(person_id=held.person_id)).one().id
    take = f"{address}/managers/{held.public_id}/{grant}/take"
    assert f'action="{take}"' in page
    assert admin.post(take).status_code == 303
    assert managers(app, "N-1") == []


def test_giving_twice_is_refused(app: Flask, client_of: Clients, member: Members) -> None:
    address, held = address_of(app, "N-1"), member("location_manager")
    answer = client_of("admin").post(f"{address}/managers/{held.public_id}")
    assert answer.status_code == 409
    assert managers(app, "N-1") == [held.person_id]


def test_only_this_locations_role_can_be_taken_here(
    app: Flask, client_of: Clients, member: Members
) -> None:
    admin, held = client_of("admin"), member("location_manager")
    reviewer = member("reviewer")
    with app.app_context():
        grants = {one.person_id: one.id for one in db.session.scalars(select(Grant))}
    elsewhere = f"{address_of(app, 'S-1')}/managers"
    here = f"{address_of(app, 'N-1')}/managers"
    for address in (
        f"{elsewhere}/{held.public_id}/{grants[held.person_id]}/take",
        f"{here}/{reviewer.public_id}/{grants[reviewer.person_id]}/take",
        f"{here}/{reviewer.public_id}/{grants[held.person_id]}/take",
        f"{here}/{held.public_id}/9999/take",
    ):
        assert admin.post(address).status_code == 404
    with app.app_context():
        assert len(grants) == len(list(db.session.scalars(select(Grant))))


def test_admin_of_a_region_gives_only_there_and_only_to_their_people(
    app: Flask, client_of: Clients, member: Members
) -> None:
    add_role(app, "admin", Role.ADMIN, "region", "South")
    admin, stranger, held = client_of("admin"), member("stranger"), member("location_manager")
    here, elsewhere = address_of(app, "S-1"), address_of(app, "N-1")
    assert admin.get(f"{elsewhere}/managers").status_code == 404
    assert admin.post(f"{elsewhere}/managers/{stranger.public_id}").status_code == 404
    assert admin.post(f"{here}/managers/{held.public_id}").status_code == 404
    assert admin.post(f"{here}/managers/{stranger.public_id}").status_code == 303
    assert managers(app, "S-1") == [stranger.person_id]


@pytest.mark.parametrize("name", ["manager", "reviewer", "shopper", "location_manager"])
def test_managers_are_closed_to_others(
    app: Flask, client_of: Clients, member: Members, name: str
) -> None:
    address, stranger = address_of(app, "N-1"), member("stranger")
    other = client_of(name)
    assert other.get(f"{address}/managers").status_code == 403
    assert other.post(f"{address}/managers/{stranger.public_id}").status_code == 403
    assert other.post(f"{address}/managers/{stranger.public_id}/1/take").status_code == 403
