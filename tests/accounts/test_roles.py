"""Roles: several, each in its scope; given by code of a location; their history in words."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from auditapp.accounts.models import Grant
from auditapp.messages.models import Message
from auditapp.storage.db import db
from auditapp.web.actor import Actor

Find = Callable[[str], Actor]
Clients = Callable[..., FlaskClient]


@pytest.fixture
def address(actor_of: Find) -> str:
    return f"/accounts/people/{actor_of('shopper').public_id}"


def test_person_holds_several_roles_each_in_its_scope(
    app: Flask, client_of: Clients, actor_of: Find, address: str
) -> None:
    admin = client_of("admin")
    for given in (
        {"role": "reviewer", "scope": "brand:1"},
        {"role": "reviewer", "scope": "region:2"},
        {"role": "location_manager", "scope": "location", "place": "N-1"},
        {"role": "location_manager", "scope": "location", "place": "S-1 Market"},
    ):
        assert admin.post(f"{address}/roles", data=given).status_code == 303
    page = admin.get(address).text
    for said in (
        "Reviewer · Brand: Aurora",
        "Reviewer · Region: South",
        "Location manager · Location: N-1 Harbour",
        "Location manager · Location: S-1 Market",
        "Role given: Location manager · Location: S-1 Market",
    ):
        assert said in page
    assert "Reviewer · Region: South" in admin.get("/accounts/people").text
    with app.app_context():
        key = db.session.scalars(select(Grant.id).where(Grant.scope_kind == "region")).one()
    assert admin.post(f"{address}/roles/{key}/take").status_code == 303
    page = admin.get(address).text
    assert "Role taken away: Reviewer · Region: South" in page
    assert page.count("Reviewer · Region: South") == 2  # given, taken; not held


def test_link_made_before_does_not_lead_in_with_a_role_given_since(
    app: Flask, client_of: Clients, actor_of: Find, address: str
) -> None:
    admin = client_of("admin")
    link = admin.post(f"{address}/link").text.split("8000")[1].split("<")[0].strip()
    invited = admin.post(f"{address}/invite").text.split("8000")[1].split("<")[0].strip()
    given = {"role": "admin", "scope": "all"}
    page = admin.post(f"{address}/roles", data=given, follow_redirects=True).text
    assert "Links to sign in by that were made before have ended." in page
    for way in (link, invited):
        assert app.test_client().post(way, data={"language": "en"}).status_code == 404
    with app.app_context():
        waiting = select(Message.link).where(Message.state == "waiting")
        (anew,) = db.session.scalars(waiting).all()
    assert anew not in (link, invited)
    assert app.test_client().get(anew.split("8000")[1]).status_code == 200


@pytest.mark.parametrize("code", ["", "X-1", "N-1 Harbor", "n-1x", "'; --"])
def test_location_that_is_not_there_is_refused_at_its_field(
    client_of: Clients, address: str, code: str
) -> None:
    given = {"role": "reviewer", "scope": "location", "place": code}
    answer = client_of("admin").post(f"{address}/roles", data=given)
    assert answer.status_code == 400
    assert 'id="place-error"' in answer.text
    assert "no location with this code" in answer.text


def test_locations_are_offered_while_they_are_few(client_of: Clients, address: str) -> None:
    page = client_of("admin").get(address).text
    assert '<option value="N-1 Harbour">' in page
    assert '<option value="location:' not in page


@pytest.mark.parametrize("who", ["manager", "reviewer", "shopper", "location_manager", None])
def test_roles_are_given_and_taken_by_admins_alone(
    app: Flask, client_of: Clients, address: str, who: str | None
) -> None:
    client = client_of(who)
    given = {"role": "admin", "scope": "all"}
    assert client.post(f"{address}/roles", data=given).status_code in (302, 401, 403)
    assert client.post(f"{address}/roles/1/take").status_code in (302, 401, 403)
    with app.app_context():
        assert len(db.session.scalars(select(Grant)).all()) == 6


def test_taking_a_role_away_asks_first(
    app: Flask, client_of: Clients, actor_of: Find, address: str
) -> None:
    admin, me = client_of("admin"), actor_of("admin")
    page = admin.get(address).text
    assert "Take away Shopper · Everywhere?" in page
    assert "It is their only role" in page
    own = f"/accounts/people/{me.public_id}"
    page = admin.get(own).text
    assert "Take this role away" not in page
    assert "The last admin keeps this role" in page
    assert admin.post(f"{own}/roles", data={"role": "manager", "scope": "all"}).status_code == 303
    admin = client_of("admin")
    assert "The role is your own" in admin.get(own).text


def test_one_more_role_begins_with_none(client_of: Clients, address: str) -> None:
    admin = client_of("admin")
    page = admin.get(address).text
    for field in ("role", "scope"):
        options = page.partition(f'id="{field}"')[2].partition("</select>")[0].split("<option")
        assert 'value=""' in options[1]
        assert not any(" selected " in one for one in options[2:])
    for lacking in ({"role": "", "scope": "all"}, {"role": "reviewer", "scope": ""}):
        answer = admin.post(f"{address}/roles", data=lacking)
        assert answer.status_code == 400
        assert "Choose one." in answer.text


def test_location_beside_a_wider_scope_is_refused(client_of: Clients, address: str) -> None:
    given = {"role": "reviewer", "scope": "region:2", "place": "N-1"}
    answer = client_of("admin").post(f"{address}/roles", data=given)
    assert answer.status_code == 400
    said = answer.text.partition('id="place-error"')[2].partition("</p>")[0]
    assert "leave this empty" in said
