"""Regions of one name in two branches: made in the form and by files, told apart everywhere."""

import pytest
from flask import Flask
from sqlalchemy import select

from auditapp.core.problems import Problem
from auditapp.locations.commands import add_region, change_region, merge_regions
from auditapp.locations.models import Region
from auditapp.locations.queries import places, regions
from auditapp.storage.db import db
from tests.locations.given import AT, Actors, Clients, count, form_at, place
from tests.locations.test_import import csv, looked
from tests.locations.test_regions import region_id

NEW = {"name": "Station", "time_zone": "Europe/Moscow"}


def paths() -> list[str]:
    return sorted(one.path for one in regions())


def test_form_and_file_make_a_name_in_two_branches(app: Flask, client_of: Clients) -> None:
    admin = client_of("admin")
    answer = admin.post("/locations/new", data=NEW | {"code": "E-1", "region": "North > Centre"})
    assert answer.status_code == 303
    rows = ("E-2,A,UTC,,South > Centre,,,,", "E-3,B,UTC,,north > centre,,,,")
    address, columns, page = looked(admin, csv(*rows))
    assert "<dt>New regions</dt><dd>1: South &gt; Centre</dd>" in page.text
    assert admin.post(f"{address}/take", data=columns).status_code == 303
    with app.app_context():
        assert paths() == ["North", "North > Centre", "South", "South > Centre"]
        assert place("E-1").region is place("E-3").region
        assert place("E-2").region.path == "South > Centre"
        names = {scope.name for scope in places.wide()}
        assert {"North", "North > Centre", "South > Centre"} <= names
        assert len(places.called(["centre"])["centre"]) == 2
        assert len(places.called(["south>centre"])["south>centre"]) == 1
    address = answer.location
    assert form_at(admin, f"{address}/edit")["region"] == "North > Centre"
    answer = admin.post("/locations/new", data=NEW | {"code": "E-4", "region": "Centre"})
    assert answer.status_code == 409
    said = answer.text.partition('id="region-error"')[2].partition("</p>")[0]
    assert "Several regions are called Centre" in said


def test_page_of_regions_refuses_a_name_only_beside_its_like(
    app: Flask, actor_of: Actors, client_of: Clients
) -> None:
    admin = client_of("admin")
    with app.app_context():
        north, south = region_id("North"), region_id("South")
    for parent, status in ((north, 303), (south, 303), (south, 409)):
        answer = admin.post("/locations/regions", data={"name": "Centre", "parent": parent})
        assert answer.status_code == status
    with app.app_context():
        lower = db.session.scalars(select(Region.id).where(Region.parent_id == north)).one()
        with pytest.raises(Problem) as refused:
            change_region(actor_of("admin"), AT, lower, "Centre", south)
        assert refused.value.code == "locations.name_taken"


def test_merged_branches_become_one_down_to_the_last(app: Flask, actor_of: Actors) -> None:
    admin = actor_of("admin")
    with app.app_context():
        north, south = region_id("North"), region_id("South")
        for around in (north, south):
            add_region(admin, AT, "Centre", around)
        lower = db.session.scalars(select(Region.id).where(Region.parent_id == north)).one()
        add_region(admin, AT, "Old town", lower)
        merge_regions(admin, AT, north, south)
        assert paths() == ["South", "South > Centre", "South > Centre > Old town"]
        add_region(admin, AT, "South", south)
        inner = db.session.scalars(select(Region.id).where(Region.parent_id == south)).all()
        own = next(key for key in inner if db.session.get_one(Region, key).name == "South")
        add_region(admin, AT, "South", own)
        merge_regions(admin, AT, own, south)
        assert paths().count("South > South") == 1
        assert count(Region) == 4
