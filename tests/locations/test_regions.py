"""Regions as a tree: named, moved, merged, in no circle; a role reaches all below its region."""

import pytest
from flask import Flask
from sqlalchemy import select

from auditapp.accounts.queries import people_page
from auditapp.core.permissions import Permission, Role
from auditapp.core.problems import Problem
from auditapp.locations.commands import add_region, change_region, merge_regions
from auditapp.locations.models import Region
from auditapp.locations.queries import (
    as_tree,
    counted_regions,
    locations_seen_by,
    places,
    regions,
)
from auditapp.storage import transaction
from auditapp.storage.db import db
from auditapp.web.actor import Actor, Granted
from auditapp.web.lists import Asked
from tests.locations.given import AT, Actors, Clients, add_role, admin_of, count, lines, place


def region_id(name: str) -> int:
    return db.session.scalars(select(Region.id).where(Region.name == name)).one()


def put_below(app: Flask, lower: str, upper: str) -> None:
    with app.app_context(), transaction.write() as session:
        session.get_one(Region, region_id(lower)).parent_id = region_id(upper)


def test_tree_is_shown_with_what_lies_in_each_alone_and_with_all_below(
    app: Flask, actor_of: Actors, client_of: Clients
) -> None:
    admin = actor_of("admin")
    put_below(app, "South", "North")
    with app.app_context():
        add_region(admin, AT, "Alps", region_id("South"))
        found = [(one.region.name, one.depth, one.own, one.whole) for one in counted_regions()]
        assert found == [("North", 0, 1, 2), ("South", 1, 1, 1), ("Alps", 2, 0, 0)]
    page = client_of("admin").get("/locations/regions").text
    assert 'class="deep-2"' in page


def test_region_is_added_renamed_and_moved(app: Flask, client_of: Clients) -> None:
    admin = client_of("admin")
    with app.app_context():
        north, south = region_id("North"), region_id("South")
    admin.post("/locations/regions", data={"name": "Coast", "parent": north})
    with app.app_context():
        coast = region_id("Coast")
    moved = {"name": "Shore", "parent": south}
    assert admin.post(f"/locations/regions/{coast}", data=moved).status_code == 303
    with app.app_context():
        assert [one.name for one in db.session.get_one(Region, coast).around] == ["Shore", "South"]
        assert len(lines("locations.region_add")) == len(lines("locations.region_change")) == 1
    admin.post(f"/locations/regions/{coast}", data={"name": "Shore", "parent": ""})
    with app.app_context():
        assert db.session.get_one(Region, coast).parent is None


def test_region_lies_neither_in_itself_nor_in_what_is_below_it(
    app: Flask, actor_of: Actors, client_of: Clients
) -> None:
    admin = actor_of("admin")
    put_below(app, "South", "North")
    with app.app_context():
        north, south = region_id("North"), region_id("South")
        for around in (north, south):
            with pytest.raises(Problem) as refused:
                change_region(admin, AT, north, "North", around)
            assert refused.value.code == "locations.region_circle"
        with pytest.raises(Problem) as refused:
            merge_regions(admin, AT, north, south)
        assert refused.value.code == "locations.region_circle"
    page = client_of("admin").get(f"/locations/regions/{north}").text
    assert f'<option value="{south}"' not in page
    answer = client_of("admin").post(
        f"/locations/regions/{north}", data={"name": "North", "parent": south}
    )
    assert answer.status_code == 400


def test_merging_moves_locations_regions_below_and_roles(
    app: Flask, actor_of: Actors, client_of: Clients
) -> None:
    add_role(app, "reviewer", Role.REVIEWER, "region", "North")
    admin = actor_of("admin")
    with app.app_context():
        north, south = region_id("North"), region_id("South")
        coast = add_region(admin, AT, "Coast", north).id
    answer = client_of("admin").post(
        f"/locations/regions/{north}/merge", data={"merge-into": south}
    )
    assert answer.status_code == 303
    with app.app_context():
        assert place("N-1").region.name == "South"
        assert db.session.get_one(Region, coast).parent_id == south
        assert count(Region) == 2
    assert "Market" in client_of("reviewer").get("/locations/").text


@pytest.mark.parametrize(
    ("name", "status", "said"),
    [
        ("north", 409, "There is North already"),
        ("A > B", 400, "A name holds no"),
        ("", 400, "This is needed."),
    ],
)
def test_wrong_name_is_refused(
    app: Flask, client_of: Clients, name: str, status: int, said: str
) -> None:
    answer = client_of("admin").post("/locations/regions", data={"name": name, "parent": ""})
    assert answer.status_code == status
    assert said in answer.text
    with app.app_context():
        assert count(Region) == 2


def test_role_in_a_region_reaches_all_that_lies_below_it(app: Flask, client_of: Clients) -> None:
    put_below(app, "South", "North")
    with app.app_context():
        north = region_id("North")
        reviewer = Actor(9, "r", "R", "P-9", "en", (Granted(Role.REVIEWER, "region", north),), "s")
        admin = admin_of("region", north)
        assert [one.code for one in locations_seen_by(reviewer)] == ["N-1", "S-1"]
        assert [one.code for one in locations_seen_by(admin, Permission.VISIT_ASSIGN)] == [
            "N-1",
            "S-1",
        ]
        found = people_page(admin, Asked(sort="name"), places).rows
        assert {"Stranger", "Location Manager"} <= {person.name for person in found}
        south = admin_of("region", region_id("South"))
        assert not south.may(Permission.LOCATION_ADD, place("N-1"))
        assert [one.code for one in locations_seen_by(south, Permission.VISIT_ASSIGN)] == ["S-1"]
        found = people_page(south, Asked(sort="name"), places).rows
        assert {person.name for person in found} == {"Stranger"}
    add_role(app, "location_manager", Role.LOCATION_MANAGER, "region", "North")
    assert client_of("location_manager").get("/results/").status_code == 200


def test_list_is_narrowed_to_a_region_with_all_below_it(app: Flask, client_of: Clients) -> None:
    put_below(app, "South", "North")
    admin = client_of("admin")
    with app.app_context():
        north, south = region_id("North"), region_id("South")
    assert "Market" in admin.get(f"/locations/?region={north}").text
    assert "Harbour" not in admin.get(f"/locations/?region={south}").text


def test_circle_in_the_database_ends_no_page(app: Flask, client_of: Clients) -> None:
    put_below(app, "South", "North")
    put_below(app, "North", "South")
    with app.app_context():
        assert len(db.session.get_one(Region, region_id("North")).around) == 2
        assert as_tree(regions()) == []
    assert client_of("admin").get("/locations/").status_code == 200


@pytest.mark.parametrize("name", ["manager", "reviewer", "shopper", "location_manager"])
def test_regions_are_closed_to_others(client_of: Clients, name: str) -> None:
    other = client_of(name)
    assert other.get("/locations/regions").status_code == 403
    assert other.post("/locations/regions", data={"name": "X"}).status_code == 403
    assert other.get("/locations/regions/1").status_code == 403
    assert other.post("/locations/regions/1/merge", data={"merge-into": 2}).status_code == 403


def test_admin_of_one_region_changes_no_region(app: Flask, client_of: Clients) -> None:
    add_role(app, "admin", Role.ADMIN, "region", "North")
    admin = client_of("admin")
    assert admin.get("/locations/regions").status_code == 403
    assert admin.post("/locations/regions/1", data={"name": "X", "parent": ""}).status_code == 403
    with app.app_context():
        with pytest.raises(Problem) as refused:
            add_region(admin_of("region", region_id("North")), AT, "Coast", region_id("North"))
        assert refused.value.code == "web.forbidden"
        db.session.remove()
        assert count(Region) == 2
