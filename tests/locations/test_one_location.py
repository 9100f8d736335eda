"""The page of one location: what stands on it, who reads it, who may do what from there."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from auditapp.accounts.models import Person
from auditapp.clock import now
from auditapp.core.permissions import Role
from auditapp.locations.models import LocationTag
from auditapp.storage import trail, transaction
from tests.locations.given import Clients, add_role, address_of, bare, lines, place


def test_page_shows_all_that_is_known(app: Flask, client_of: Clients) -> None:
    with app.app_context(), transaction.write():
        row = place("N-1")
        row.address, row.notes, row.tags = "1, Quay", "Ring <b>twice</b>", [LocationTag(tag="port")]
        row.latitude, row.longitude = 59.9, 30.3
        week = [[["09:00", "21:00"]]] * 5
        row.hours = [*week, [["10:00", "13:00"], ["18:00", "02:00"]], []]
    page = client_of("admin").get(address_of(app, "N-1")).text
    for said in (
        "Harbour",
        "N-1",
        "Aurora",
        "North",
        "port",
        "1, Quay",
        "59.90000, 30.30000",
        'href="geo:59.9,30.3',
        'href="https://www.openstreetmap.org/?mlat=59.9',
        "<dt>Time zone</dt><dd>Moscow</dd>",
        "Ring &lt;b&gt;twice",
        "<dt>Mon–Fri</dt><dd>09:00–21:00</dd>",
        "<dt>Sat</dt><dd>10:00–13:00, 18:00–02:00</dd>",
        "<dt>Sun</dt><dd>day off</dd>",
    ):
        assert said in page
    assert not re.search(r'(?:src|action)="https?:', page)


def test_history_says_who_did_what_and_when(app: Flask, client_of: Clients) -> None:
    admin = client_of("admin")
    sent = {"code": "E-7", "name": "Station", "time_zone": "Asia/Omsk"}
    address = admin.post("/locations/new", data=sent).location
    page = admin.get(address).text.partition('id="history"')[2]
    assert "Added: E-7 Station" in page
    assert "<td>Admin</td>" in bare(page)


def test_erased_words_leave_the_line(app: Flask, client_of: Clients) -> None:
    admin = client_of("admin")
    sent = {"code": "E-7", "name": "Station", "time_zone": "Asia/Omsk"}
    address = admin.post("/locations/new", data=sent).location
    with app.app_context(), transaction.write() as session:
        (line,) = lines("locations.add")
        trail.erase_words(session, now(), line.subject)
    assert admin.get(address).status_code == 200


@pytest.mark.parametrize("name", ["manager", "reviewer"])
def test_readers_see_it_without_ways_to_change_it(
    app: Flask, client_of: Clients, name: str
) -> None:
    page = client_of(name).get(address_of(app, "N-1"))
    assert page.status_code == 200
    assert "Harbour" in page.text
    for way in ("/edit", "/close", "/managers", "Take this role away"):
        assert way not in page.text


@pytest.mark.parametrize("name", ["shopper", "location_manager", "stranger"])
def test_page_is_closed_to_others(app: Flask, client_of: Clients, name: str) -> None:
    assert client_of(name).get(address_of(app, "N-1")).status_code == 403


def test_location_out_of_reach_is_missing(app: Flask, client_of: Clients) -> None:
    add_role(app, "reviewer", Role.REVIEWER, "region", "South")
    reviewer = client_of("reviewer")
    assert reviewer.get(address_of(app, "N-1")).status_code == 404
    assert reviewer.get(address_of(app, "S-1")).status_code == 200


def test_managers_of_wider_places_are_named_too(app: Flask, client_of: Clients) -> None:
    add_role(app, "stranger", Role.LOCATION_MANAGER, "region", "North")
    page = client_of("admin").get(address_of(app, "N-1")).text.partition("<h2>Managers</h2>")[2]
    assert "Location Manager" in page
    assert re.search(r'Stranger <span class="soft">North</span>', page)
    elsewhere = client_of("admin").get(address_of(app, "S-1")).text
    assert "Nobody yet." in elsewhere


def test_deactivated_people_manage_nothing(app: Flask, client_of: Clients) -> None:
    with app.app_context(), transaction.write() as session:
        email = "location_manager@example.org"
        session.scalars(select(Person).where(Person.email == email)).one().active = False
    assert "Nobody yet." in client_of("admin").get(address_of(app, "N-1")).text


def test_coming_closing_is_told(app: Flask, client_of: Clients) -> None:
    address, admin = address_of(app, "N-1"), client_of("admin")
    day = (now() + timedelta(days=10)).date()
    admin.post(f"{address}/close", data={"close-closed_on": day.isoformat(), "close-reason": ""})
    assert "closes on" in admin.get(address).text
    assert "closes on" in admin.get("/locations/").text
