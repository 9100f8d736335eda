"""The way from nothing to the first visit: the admin's home until there is one."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from auditapp.clock import now
from auditapp.locations.models import Location
from auditapp.settings.models import Setting
from auditapp.storage import transaction


def ticks(client: FlaskClient) -> list[bool]:
    page = client.get("/settings/start").text
    return ["step done" in item for item in page.split('<li class="card">')[1:]]


def test_steps_are_ticked_as_they_are_done(app: Flask, admin: FlaskClient) -> None:
    assert ticks(admin) == [False, True, True, False]
    with app.app_context(), transaction.write() as session:
        session.add(Setting(key="company_name", value="Aurora", changed_at=now()))
    assert ticks(admin) == [True, True, True, False]
    with app.app_context(), transaction.write() as session:
        for place in session.query(Location):
            session.delete(place)
    assert ticks(admin) == [True, False, True, False]


def test_page_is_the_admin_s_home_until_there_is_a_visit(
    admin: FlaskClient, client_of: Callable[..., FlaskClient]
) -> None:
    assert admin.get("/").location == "/settings/start"
    assert client_of("manager").get("/").location == "/visits/"


@pytest.mark.parametrize("name", ["manager", "reviewer", "shopper", "location_manager"])
def test_none_but_an_admin_sees_it(client_of: Callable[..., FlaskClient], name: str) -> None:
    assert client_of(name).get("/settings/start").status_code == 403
