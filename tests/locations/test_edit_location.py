"""Editing a location: what is kept, who may, what two admins at once are told."""

import pytest
from flask import Flask

from auditapp.core.permissions import Role
from auditapp.core.problems import Problem
from auditapp.locations.commands import change_location, facts_of
from auditapp.locations.models import Brand, Facts, Location, Region
from auditapp.storage import transaction
from auditapp.storage.db import db
from tests.locations.given import (
    AT,
    Actors,
    Clients,
    add_role,
    address_of,
    admin_of,
    bare,
    count,
    form_at,
    lines,
    place,
)


def test_form_shows_what_is_known_and_saves_nothing_new_when_sent_as_it_is(
    app: Flask, client_of: Clients
) -> None:
    address, admin = address_of(app, "N-1"), client_of("admin")
    with app.app_context(), transaction.write():
        row = place("N-1")
        row.hours = [[["09:00", "13:00"], ["14:00", "02:00"]], *[[]] * 6]
        row.latitude, row.longitude, row.notes = 55.123456789, 37.5, "Two\nlines"
    form = form_at(admin, f"{address}/edit")
    assert form["monday"] == "09:00–13:00, 14:00–02:00"
    assert form["sunday"] == "day off"
    assert admin.post(f"{address}/edit", data=form).status_code == 303
    with app.app_context():
        assert place("N-1").latitude == 55.123456789
        assert lines("locations.change") == []


def test_everything_can_be_changed(app: Flask, client_of: Clients) -> None:
    address, admin = address_of(app, "N-1"), client_of("admin")
    form = form_at(admin, f"{address}/edit") | {
        "code": "N-9",
        "name": "Haven",
        "brand": "Borealis",
        "region": "North > Coast",
        "tags": "port, Airport, PORT",
        "address": "1, Quay",
        "link": "geo:59.9,30.3",
        "time_zone": "Asia/Omsk",
        "monday": "9-18",
        "saturday": "18:00–02:00",
        "notes": "Ring twice",
    }
    answer = admin.post(f"{address}/edit", data=form)
    assert (answer.status_code, answer.location) == (303, address)
    with app.app_context():
        row = place("N-9")
        assert facts_of(row) == Facts(
            code="N-9",
            name="Haven",
            time_zone="Asia/Omsk",
            brand="Borealis",
            region="North > Coast",
            address="1, Quay",
            position=row.position,
            tags=("Airport", "port"),
            hours=[[["09:00", "18:00"]], [], [], [], [], [["18:00", "02:00"]], []],
            notes="Ring twice",
        )
        assert row.position == (59.9, 30.3)
        assert [one.name for one in row.region.around] == ["Coast", "North"]
        assert len(lines("locations.change")) == 1
    page = admin.get(address).text
    assert "Name of the location: Harbour → Haven" in page
    assert "Brand: Aurora → Borealis" in page
    week = "Mon 09:00–18:00; Tue–Fri day off; Sat 18:00–02:00; Sun day off"
    assert f"Opening hours: – → {week}" in page
    admin.post("/accounts/profile/language", data={"language": "ru"})
    assert "пн 09:00–18:00; вт–пт" in admin.get(address).text
    assert "haven" in admin.get("/locations/?q=haven+airport").text.lower()


def test_tag_that_stays_is_kept_while_others_come_and_go(app: Flask, client_of: Clients) -> None:
    address, admin = address_of(app, "N-1"), client_of("admin")
    for tags in ("a, b", "B, c"):
        form = form_at(admin, f"{address}/edit") | {"tags": tags}
        assert admin.post(f"{address}/edit", data=form).status_code == 303
    with app.app_context():
        assert place("N-1").words == ("b", "c")


def test_link_pasted_beside_degrees_nobody_touched_is_taken(app: Flask, client_of: Clients) -> None:
    address, admin = address_of(app, "N-1"), client_of("admin")
    with app.app_context(), transaction.write():
        row = place("N-1")
        row.latitude, row.longitude = 1.5, 2.5
    form = form_at(admin, f"{address}/edit") | {"link": "geo:59.9,30.3"}
    admin.post(f"{address}/edit", data=form)
    with app.app_context():
        assert place("N-1").position == (59.9, 30.3)


def test_second_of_two_who_edit_is_told_and_loses_nothing(app: Flask, client_of: Clients) -> None:
    address, first, second = address_of(app, "N-1"), client_of("admin"), client_of("admin")
    early, late = (form_at(one, f"{address}/edit") for one in (first, second))
    first.post(f"{address}/edit", data=early | {"name": "Haven"})
    answer = second.post(f"{address}/edit", data=late | {"name": "Port", "notes": "Mine"})
    assert answer.status_code == 409
    assert "Someone else has changed this" in answer.text
    assert "Admin changed it on" in answer.text
    assert "<td>Port</td><td>Haven</td>" in bare(answer.text)
    assert ">Mine</textarea>" in answer.text.replace("\r\n", "").replace("\n", "")
    with app.app_context():
        assert place("N-1").name == "Haven"
        now_at = str(place("N-1").changes)
    again = late | {"name": "Port", "changes": now_at}
    assert f'value="{now_at}"' in answer.text
    assert second.post(f"{address}/edit", data=again).status_code == 303
    with app.app_context():
        assert place("N-1").name == "Port"


@pytest.mark.parametrize(
    ("field", "value", "status", "said"),
    [
        ("code", "S-1", 409, "Another location has the code S-1"),
        ("name", "", 400, "Write a name."),
        ("friday", "nine to five", 400, "Write times like"),
        ("time_zone", "Europe/Moskow", 400, "Europe/Moscow comes nearest"),
    ],
)
def test_refusal_changes_nothing_and_keeps_what_was_written(
    app: Flask, client_of: Clients, field: str, value: str, status: int, said: str
) -> None:
    address, admin = address_of(app, "N-1"), client_of("admin")
    form = form_at(admin, f"{address}/edit") | {"notes": "Keep me", field: value}
    answer = admin.post(f"{address}/edit", data=form)
    assert answer.status_code == status
    assert said in answer.text.partition(f'id="{field}-error"')[2].partition("</p>")[0]
    assert "Keep me" in answer.text
    with app.app_context():
        assert place("N-1").changes == 1
        assert place("N-1").notes == ""


def test_zone_of_an_old_name_stays_choosable(app: Flask, client_of: Clients) -> None:
    address, admin = address_of(app, "N-1"), client_of("admin")
    with app.app_context(), transaction.write():
        place("N-1").time_zone = "W-SU"
    form = form_at(admin, f"{address}/edit")
    assert form["time_zone"] == "W-SU"
    assert admin.post(f"{address}/edit", data=form).status_code == 303


@pytest.mark.parametrize("name", ["manager", "reviewer", "shopper", "location_manager"])
def test_editing_is_closed_to_others(app: Flask, client_of: Clients, name: str) -> None:
    address = address_of(app, "N-1")
    assert client_of(name).get(f"{address}/edit").status_code == 403
    assert client_of(name).post(f"{address}/edit", data={"name": "X"}).status_code == 403


def test_admin_of_a_region_edits_only_there_and_moves_nothing_out(
    app: Flask, client_of: Clients
) -> None:
    add_role(app, "admin", Role.ADMIN, "region", "North")
    inside, outside, admin = address_of(app, "N-1"), address_of(app, "S-1"), client_of("admin")
    assert admin.get(f"{outside}/edit").status_code == 404
    assert admin.post(f"{outside}/edit", data={"name": "X"}).status_code == 404
    form = form_at(admin, f"{inside}/edit")
    for region, said in (
        ("South", "would leave what is yours"),
        ("", "would leave what is yours"),
        ("North > Coast", "Only an admin of everything adds brands and regions"),
    ):
        answer = admin.post(f"{inside}/edit", data=form | {"region": region})
        assert answer.status_code == 403
        assert said in answer.text.replace("&#39;", "'")
    assert admin.post(f"{inside}/edit", data=form | {"name": "Haven"}).status_code == 303
    with app.app_context():
        assert place("N-1").region.name == "North"
        assert count(Region) == 2


def test_failure_has_no_effect_at_all(app: Flask, actor_of: Actors) -> None:
    admin = actor_of("admin")
    with app.app_context():
        here = place("N-1")
        facts = Facts(code="S-1", name="X", time_zone="Asia/Omsk", brand="New", region="New")
        with pytest.raises(Problem) as refused:
            change_location(admin, AT, here.public_id, 1, facts)
        assert refused.value.code == "locations.code_taken"
        db.session.remove()
        assert count(Brand) == 1
        assert place("N-1").name == "Harbour"


def test_command_refuses_who_may_not(app: Flask) -> None:
    with app.app_context():
        here = place("N-1")
        facts = Facts(code="N-1", name="X", time_zone="Asia/Omsk")
        with pytest.raises(Problem) as refused:
            change_location(admin_of("location", place("S-1").id), AT, here.public_id, 1, facts)
        assert refused.value.code == "locations.not_found"
        assert count(Location) == 2
