"""Brands: added, renamed, merged with everything that hangs on them; by admins of all alone."""

import pytest
from flask import Flask
from sqlalchemy import select

from auditapp.accounts.models import Grant, UserSession
from auditapp.core.permissions import Role
from auditapp.core.problems import Problem
from auditapp.locations.commands import merge_brands, rename_brand
from auditapp.locations.models import Brand
from auditapp.storage import transaction
from auditapp.storage.db import db
from tests.locations.given import AT, Actors, Clients, add_role, admin_of, count, lines, place


def brand_id(name: str) -> int:
    return db.session.scalars(select(Brand.id).where(Brand.name == name)).one()


def test_brands_are_listed_with_their_locations(client_of: Clients) -> None:
    page = client_of("admin").get("/locations/brands").text
    assert "Aurora" in page
    assert '?brand=1">2</a>' in page


def test_brand_is_added_and_renamed(app: Flask, client_of: Clients) -> None:
    admin = client_of("admin")
    assert admin.post("/locations/brands", data={"name": " Borealis "}).status_code == 303
    with app.app_context():
        address = f"/locations/brands/{brand_id('Borealis')}"
    assert admin.post(address, data={"name": "Polaris"}).status_code == 303
    with app.app_context():
        assert brand_id("Polaris")
        assert len(lines("locations.brand_add")) == len(lines("locations.brand_rename")) == 1


@pytest.mark.parametrize(
    ("name", "status", "said"),
    [
        ("AURORA", 409, "There is Aurora already"),
        ("", 400, "This is needed."),
        ("x" * 201, 400, "Field cannot be longer"),
        ("Two\nlines", 400, "Write it in one line."),
    ],
)
def test_wrong_name_is_refused(
    app: Flask, client_of: Clients, name: str, status: int, said: str
) -> None:
    answer = client_of("admin").post("/locations/brands", data={"name": name})
    assert answer.status_code == status
    assert said in answer.text
    with app.app_context():
        assert count(Brand) == 1


def test_brand_may_change_the_letters_of_its_own_name(app: Flask, actor_of: Actors) -> None:
    with app.app_context():
        assert rename_brand(actor_of("admin"), AT, brand_id("Aurora"), "AURORA").name == "AURORA"


def test_merging_moves_locations_and_roles_and_ends_sessions(
    app: Flask, client_of: Clients
) -> None:
    admin = client_of("admin")
    admin.post("/locations/brands", data={"name": "Borealis"})
    add_role(app, "reviewer", Role.REVIEWER, "brand", "Aurora")
    reviewer = client_of("reviewer")
    assert reviewer.get("/locations/").status_code == 200
    with app.app_context():
        gone, kept = brand_id("Aurora"), brand_id("Borealis")
        before = place("N-1").changes
    answer = admin.post(f"/locations/brands/{gone}/merge", data={"merge-into": kept})
    assert answer.status_code == 303
    with app.app_context():
        assert {place(code).brand_id for code in ("N-1", "S-1")} == {kept}
        assert place("N-1").changes == before + 1
        assert [one.name for one in db.session.scalars(select(Brand))] == ["Borealis"]
        grant = db.session.scalars(select(Grant).where(Grant.scope_kind == "brand")).one()
        assert grant.scope_id == kept
        open_ones = select(UserSession).where(UserSession.ended_at.is_(None))
        assert {one.person_id for one in db.session.scalars(open_ones)} == {1}
        assert len(lines("locations.brand_merge")) == 1
    assert reviewer.get("/locations/").status_code == 302


def test_role_held_in_both_is_held_once(app: Flask, actor_of: Actors) -> None:
    admin = actor_of("admin")
    add_role(app, "reviewer", Role.REVIEWER, "brand", "Aurora")
    with app.app_context(), transaction.write() as session:
        other = Brand(name="Borealis")
        session.add(other)
        session.flush()
        mine = session.scalars(select(Grant).where(Grant.scope_kind == "brand")).one()
        twin = {"person_id": mine.person_id, "role": mine.role, "scope_kind": "brand"}
        session.add(Grant(**twin, scope_id=other.id))
    with app.app_context():
        merge_brands(admin, AT, brand_id("Aurora"), brand_id("Borealis"))
        grants = db.session.scalars(select(Grant).where(Grant.scope_kind == "brand"))
        assert [grant.scope_id for grant in grants] == [brand_id("Borealis")]


def test_merging_into_itself_or_into_nothing_is_refused(app: Flask, client_of: Clients) -> None:
    admin = client_of("admin")
    admin.post("/locations/brands", data={"name": "Borealis"})
    with app.app_context():
        address = f"/locations/brands/{brand_id('Aurora')}/merge"
        own = brand_id("Aurora")
    for into in ("", str(own), "99"):
        assert admin.post(address, data={"merge-into": into}).status_code == 400
    with app.app_context():
        assert count(Brand) == 2


def test_brand_that_is_gone_is_missing(client_of: Clients) -> None:
    admin = client_of("admin")
    assert admin.get("/locations/brands/99").status_code == 404
    assert admin.post("/locations/brands/99", data={"name": "X"}).status_code == 404
    assert admin.post("/locations/brands/99/merge").status_code == 404


@pytest.mark.parametrize("name", ["manager", "reviewer", "shopper", "location_manager"])
def test_brands_are_closed_to_others(client_of: Clients, name: str) -> None:
    other = client_of(name)
    assert other.get("/locations/brands").status_code == 403
    assert other.post("/locations/brands", data={"name": "X"}).status_code == 403
    assert other.get("/locations/brands/1").status_code == 403
    assert other.post("/locations/brands/1/merge", data={"merge-into": 2}).status_code == 403


def test_admin_of_one_brand_changes_none(app: Flask, client_of: Clients) -> None:
    add_role(app, "admin", Role.ADMIN, "brand", "Aurora")
    admin = client_of("admin")
    assert admin.get("/locations/brands").status_code == 403
    assert admin.post("/locations/brands/1", data={"name": "X"}).status_code == 403
    assert "/locations/brands" not in admin.get("/locations/").text
    with app.app_context():
        with pytest.raises(Problem) as refused:
            rename_brand(admin_of("brand", 1), AT, brand_id("Aurora"), "X")
        assert refused.value.code == "web.forbidden"
        db.session.remove()
        assert brand_id("Aurora")
