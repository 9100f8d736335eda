"""Adding a location: what is kept, what is refused, and that nothing typed is lost."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from auditapp.core.permissions import Role
from auditapp.core.problems import Problem
from auditapp.locations.commands import add_location
from auditapp.locations.models import Brand, Location, Position
from auditapp.settings.commands import change
from auditapp.settings.queries import stamp
from auditapp.storage.db import db
from auditapp.storage.trail import TrailEntry, TrailWords
from auditapp.web.actor import Actor, Granted
from auditapp.web.zones import AREAS, time_zones
from tests.locations.given import add_role

AT = datetime(2026, 11, 20, 11, 5, tzinfo=UTC)
Clients = Callable[..., FlaskClient]
Actors = Callable[[str], Actor]


def asked(**changed: str) -> dict[str, str]:
    """What a form sends, with changes."""
    return {
        "code": " E-7 ",
        "name": "Station",
        "brand": "aurora",
        "region": "East",
        "address": "1, Station Square",
        "link": "https://www.openstreetmap.org/#map=17/56.83/60.6",
        "latitude": "",
        "longitude": "",
        "time_zone": "Asia/Yekaterinburg",
    } | changed


def test_new_location_is_offered_the_zone_of_the_company(
    app: Flask, client_of: Clients, actor_of: Actors
) -> None:
    client, chosen = client_of("admin"), '<option selected value="Asia/Nicosia">'
    page = client.get("/locations/new").text
    assert '<option selected value="Europe/Moscow">' in page  # UTC is no place's zone
    with app.app_context():
        change(actor_of("admin"), AT, "company", {"time_zone": "Asia/Nicosia"}, stamp("company"))
    assert chosen in client.get("/locations/new").text


def added(app: Flask) -> Location | None:
    with app.app_context():
        return db.session.scalars(select(Location).where(Location.code == "E-7")).first()


def test_location_is_added_with_its_brand_and_region(app: Flask, client_of: Clients) -> None:
    admin = client_of("admin")
    answer = admin.post("/locations/new", data=asked())
    assert answer.status_code == 303
    assert "Added: E-7, Station." in admin.get(answer.location).text
    with app.app_context():
        place = db.session.scalars(select(Location).where(Location.code == "E-7")).one()
        assert (place.name, place.time_zone) == ("Station", "Asia/Yekaterinburg")
        assert (place.latitude, place.longitude) == (56.83, 60.6)
        assert place.brand is not None
        assert place.region is not None
        assert (place.brand.name, place.region.name) == ("Aurora", "East")
        assert db.session.scalar(select(func.count(Brand.id))) == 1


def test_addition_is_one_line_of_the_record(app: Flask, actor_of: Actors) -> None:
    admin = actor_of("admin")
    with app.app_context():
        before = db.session.scalar(select(func.count(TrailEntry.id))) or 0
        place = add_location(admin, AT, code="E-7", name="Station", time_zone="Europe/Moscow")
        lines = db.session.scalars(select(TrailEntry).order_by(TrailEntry.id)).all()[before:]
        assert [(line.event, line.subject, line.person_id, line.at) for line in lines] == [
            ("locations.add", f"locations/{place.public_id}", admin.person_id, AT)
        ]
        words = db.session.get(TrailWords, lines[0].id)
        assert words is not None
        assert words.words == "E-7 Station"


def test_link_and_degrees_that_differ_are_refused(app: Flask, client_of: Clients) -> None:
    admin = client_of("admin")
    answer = admin.post("/locations/new", data=asked(latitude="-33,45", longitude="-70.66"))
    assert answer.status_code == 400
    said = answer.text.partition('id="link-error"')[2].partition("</p>")[0]
    assert "two different places" in said
    near = asked(latitude="56,8301", longitude="60.6001")
    assert admin.post("/locations/new", data=near).status_code == 303
    place = added(app)
    assert place is not None
    assert (place.latitude, place.longitude) == (56.8301, 60.6001)


def test_error_about_a_region_stands_at_the_region(app: Flask, client_of: Clients) -> None:
    add_role(app, "admin", Role.ADMIN, "region", "North")
    admin = client_of("admin")
    for region, said in (
        ("South", "You may not add locations there"),
        ("North > West", "Only an admin"),
    ):
        answer = admin.post("/locations/new", data=asked(brand="", region=region))
        assert answer.status_code == 403
        assert said in answer.text.partition('id="region-error"')[2].partition("</p>")[0]
    answer = admin.post("/locations/new", data=asked(brand="New", region="North"))
    assert "Only an admin" in answer.text.partition('id="brand-error"')[2].partition("</p>")[0]


def test_position_may_be_left_out(app: Flask, client_of: Clients) -> None:
    client_of("admin").post("/locations/new", data=asked(link=""))
    place = added(app)
    assert place is not None
    assert (place.latitude, place.longitude) == (None, None)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("code", "", "Write a code."),
        ("code", "N-1", "Another location has the code N-1"),
        ("code", "x" * 41, "Field cannot be longer than 40 characters."),
        ("name", "  ", "Write a name."),
        ("name", "Two\nlines", "Write it in one line."),
        ("name", "x" * 201, "Field cannot be longer than 200 characters."),
        ("brand", "x" * 201, "Field cannot be longer than 200 characters."),
        ("region", "One\rtwo", "Write it in one line."),
        ("address", "x" * 501, "Field cannot be longer than 500 characters."),
        ("link", "https://maps.app.goo.gl/abc", "No position was found in this link"),
        ("latitude", "55.75", "Write both latitude and longitude, or neither."),
        ("longitude", "181", "Write degrees between −180 and 180."),
        ("longitude", "NaN", "Write degrees between −180 and 180."),
        ("longitude", "1e400", "Write degrees between −180 and 180."),
        ("time_zone", "Europe/Moskow", "no time zone Europe/Moskow: Europe/Moscow comes nearest."),
        ("time_zone", "Europe/Xyzzyq", "no time zone Europe/Xyzzyq: write one like Europe/Moscow."),
        ("time_zone", "../../etc/passwd", "There is no time zone"),
        ("tags", "x" * 61, "At most 30 tags, each of 60 characters at most."),
        ("monday", "from nine", "Write times like 09:00"),
        ("sunday", "10:00-09:00, 11:00-12:00", "one after another"),
    ],
)
def test_refusal_stands_at_its_field_with_all_that_was_typed(
    app: Flask, client_of: Clients, field: str, value: str, said: str
) -> None:
    answer = client_of("admin").post("/locations/new", data=asked(**{field: value}))
    assert answer.status_code == (409 if value == "N-1" else 400)
    at_field = answer.text.partition(f'id="{field}-error"')[2].partition("</p>")[0]
    assert said in at_field
    assert 'value="1, Station Square"' in answer.text or field == "address"
    assert added(app) is None


def test_every_area_has_cities_to_choose_from() -> None:
    zones = time_zones("ru")
    assert list(zones) == list(AREAS)
    assert ("Europe/Moscow", "Москва") in zones["Europe"]
    assert all(zones.values())


@pytest.mark.parametrize("name", ["manager", "reviewer", "shopper", "location_manager"])
def test_adding_is_closed_to_others(app: Flask, client_of: Clients, name: str) -> None:
    assert client_of(name).get("/locations/new").status_code == 403
    assert client_of(name).post("/locations/new", data=asked()).status_code == 403
    assert added(app) is None


def test_admin_of_one_brand_adds_to_it_alone(app: Flask) -> None:
    with app.app_context():
        brand = db.session.scalars(select(Brand)).one()
        admin = Actor(1, "a", "A", "P-1", "en", (Granted(Role.ADMIN, "brand", brand.id),), "s")
        with pytest.raises(Problem) as refused:
            add_location(
                admin, AT, code="E-7", name="X", brand="Borealis", time_zone="Europe/Moscow"
            )
        assert refused.value.code == "locations.out_of_scope"
        assert [known.name for known in db.session.scalars(select(Brand))] == ["Aurora"]
        here = Position(0.0, 0.0)
        add_location(
            admin,
            AT,
            code="E-7",
            name="X",
            brand="AURORA",
            position=here,
            time_zone="Europe/Moscow",
        )
    assert added(app) is not None


def test_script_of_the_page_passes_the_policy(client_of: Clients) -> None:
    admin = client_of("admin")
    page = admin.get("/locations/new")
    script = page.text.partition('<script type="module" src="')[2]
    address, _, rest = script.partition('"')
    nonce = rest.partition('nonce="')[2].partition('"')[0]
    assert f"script-src 'self' 'nonce-{nonce}'" in page.headers["Content-Security-Policy"]
    assert address.endswith("/locations/position.js")
    with admin.get(address) as script_itself:
        assert b"getCurrentPosition" in script_itself.data
    assert 'id="position-here" hidden' in page.text
