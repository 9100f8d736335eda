"""People: listed, added, given and denied roles; only within one's reach."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import delete, select
from werkzeug.test import TestResponse

from auditapp.accounts import commands, queries
from auditapp.accounts.models import Grant, Person
from auditapp.accounts.queries import EVERYWHERE, Facts, Scope
from auditapp.clock import now
from auditapp.core.permissions import Role
from auditapp.core.problems import Problem
from auditapp.locations.queries import places
from auditapp.storage import transaction
from auditapp.storage.db import db
from auditapp.web.actor import Actor

Find = Callable[[str], Actor]
Clients = Callable[..., FlaskClient]
FILLED = {
    "name": "Игорь Мельников",
    "code": "P-70",
    "email": "igor@example.org",
    "language": "ru",
    "role": "shopper",
    "scope": "all",
}


def add(client: FlaskClient, **changed: str) -> TestResponse:
    return client.post("/accounts/people/new", data=FILLED | changed)


@pytest.fixture
def admin(client_of: Clients) -> FlaskClient:
    return client_of("admin")


@pytest.fixture
def region_admin(app: Flask, actor_of: Find, client_of: Clients) -> FlaskClient:
    """The reviewer, made admin of the region North and nothing else."""
    with app.app_context():
        north = next(scope for scope in places.wide() if scope.name == "North")
        commands.give_role(
            actor_of("admin"), now(), actor_of("reviewer").public_id, Role.ADMIN, north, places
        )
        with transaction.write() as session:
            session.execute(delete(Grant).where(Grant.role == Role.REVIEWER))
    return client_of("reviewer")


def test_added_person_comes_in_by_the_link_shown_once(app: Flask, admin: FlaskClient) -> None:
    assert 'value="P-7"' in admin.get("/accounts/people/new").text
    page = add(admin)
    assert page.status_code == 200
    link = page.text.split("http://127.0.0.1:8000")[1].split("<")[0].strip()
    newcomer = app.test_client()
    assert newcomer.post(link, data={"language": "ru"}).location == "/"
    assert newcomer.get("/phone/").status_code == 200
    listed = admin.get("/accounts/people").text
    assert "Игорь Мельников" in listed
    assert link not in listed


def test_link_is_built_from_the_setting_whatever_the_host_says(admin: FlaskClient) -> None:
    page = admin.post(
        "/accounts/people/new",
        data=FILLED,
        headers={"Host": "evil.example", "X-Forwarded-Host": "evil.example"},
        base_url="http://localhost",
    )
    assert "evil.example" not in page.text


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"name": ""}, "Fill this in"),
        ({"name": "x" * 10_000}, "200"),
        ({"name": "two\nlines"}, "one line"),
        ({"name": "two\u2028lines"}, "one line"),
        ({"code": ""}, "Fill this in"),
        ({"code": "x" * 21}, "20"),
        ({"code": "P\r\n1"}, "one line"),
        ({"email": "no address"}, "name@example.org"),
        ({"email": "a b@example.org"}, "name@example.org"),
        ({"email": "x" * 300 + "@example.org"}, "254"),
        ({"language": "xx"}, "Not a valid choice"),
        ({"role": "owner"}, "Invalid Choice"),
        ({"scope": "location:999"}, "Not a valid choice"),
        ({"code": "P-1"}, "this code already"),
        ({"email": "ADMIN@example.org"}, "this email address already"),
    ],
)
def test_new_person_is_refused_at_the_field_and_keeps_what_was_written(
    app: Flask, admin: FlaskClient, changed: dict[str, str], said: str
) -> None:
    answer = add(admin, **changed)
    assert answer.status_code in (400, 409)
    assert said in answer.text
    (field,) = changed
    assert f'id="{field}-error"' in answer.text
    for name, text in FILLED.items():
        if name not in (field, "role", "scope", "language"):
            assert text in answer.text
    with app.app_context():
        assert len(db.session.scalars(select(Person)).all()) == 6


@pytest.mark.parametrize(
    "text",
    ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "=HYPERLINK(1)", "{{ 7*7 }}"],
)
def test_what_is_written_is_shown_as_text(admin: FlaskClient, text: str) -> None:
    assert add(admin, name=text, code=text[:20], email="").status_code == 200
    page = admin.get("/accounts/people").text
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    if text[0] in "={":
        assert text in page


def test_new_person_needs_no_email(admin: FlaskClient) -> None:
    assert add(admin, email="").status_code == 200
    assert add(admin, email="  ", code="P-71").status_code == 200


def test_new_link_is_made_from_the_page_of_the_person(
    app: Flask, admin: FlaskClient, actor_of: Find
) -> None:
    page = f"/accounts/people/{actor_of('shopper').public_id}"
    address = f"{page}/link"
    assert page in admin.get("/accounts/people").text
    assert address in admin.get(page).text
    page = admin.post(address)
    link = page.text.split("http://127.0.0.1:8000")[1].split("<")[0].strip()
    assert app.test_client().post(link).status_code == 303


def test_admin_of_a_region_reaches_its_people_and_nobody_wider(
    region_admin: FlaskClient, actor_of: Find
) -> None:
    page = region_admin.get("/accounts/people").text
    assert "location_manager@example.org" in page
    assert "shopper@example.org" not in page
    assert "stranger@example.org" not in page
    for name, status in {"location_manager": 200, "admin": 404, "stranger": 404}.items():
        address = f"/accounts/people/{actor_of(name).public_id}"
        assert region_admin.get(address).status_code == status
        assert region_admin.post(f"{address}/link").status_code == status


def test_admin_of_a_region_gives_roles_within_it_only(region_admin: FlaskClient) -> None:
    page = region_admin.get("/accounts/people/new").text
    assert "North" in page
    assert "N-1 Harbour" in page
    assert "Everywhere" not in page
    assert "Market" not in page
    assert add(region_admin, scope="all").status_code == 400


def test_commands_refuse_a_scope_that_is_not_the_actors(app: Flask, actor_of: Find) -> None:
    manager, place = actor_of("manager"), actor_of("location_manager")
    with app.app_context():
        for actor, scope in ((manager, EVERYWHERE), (place, Scope("location", 1))):
            with pytest.raises(Problem, match=r"accounts\.scope_not_yours"):
                commands.add_person(actor, now(), Facts("N", "P-9", None, "en"), Role.ADMIN, scope)
        assert db.session.scalars(select(Person).where(Person.code == "P-9")).all() == []


def test_role_is_given_once(admin: FlaskClient, actor_of: Find) -> None:
    address = f"/accounts/people/{actor_of('shopper').public_id}/roles"
    assert admin.post(address, data={"role": "reviewer", "scope": "all"}).status_code == 303
    again = admin.post(address, data={"role": "reviewer", "scope": "all"})
    assert again.status_code == 409
    assert "has the role there already" in again.text


def test_last_admin_stays(app: Flask, actor_of: Find) -> None:
    admin, other = actor_of("admin"), actor_of("manager")
    with app.app_context():
        own = db.session.scalars(select(Grant.id).where(Grant.person_id == admin.person_id)).one()
        with pytest.raises(Problem, match=r"accounts\.last_admin"):
            commands.take_role(admin, now(), admin.public_id, own, places)
        commands.give_role(admin, now(), other.public_id, Role.ADMIN, EVERYWHERE, places)
        commands.take_role(admin, now(), admin.public_id, own, places)
        assert queries.has_admin()


def test_code_is_suggested_after_the_highest(app: Flask, actor_of: Find) -> None:
    with app.app_context():
        for code in ("P-10", "P-x", "Q-99", "P-9" + "9" * 15):
            commands.add_person(None, now(), Facts("N", code, None, "en"), Role.SHOPPER, EVERYWHERE)
        assert queries.suggested_code() == "P-11"
