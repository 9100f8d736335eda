"""Every route as everyone: who may gets past the door, who may not is refused, none is unmarked."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.routing import IntegerConverter, Rule, UUIDConverter
from werkzeug.test import TestResponse

from auditapp.app import create_app
from auditapp.checklists.commands import publish
from auditapp.checklists.models import ChecklistVersion
from auditapp.clock import now
from auditapp.config import Settings
from auditapp.core.permissions import ALLOWED, BY_VISIT_LINK, Permission, Role
from auditapp.locations.models import Location
from auditapp.storage import transaction
from auditapp.visits.models import Visit
from auditapp.web.permits import PUBLIC, permit_of

# Doors that are open on purpose: each checks by itself what it is shown.
OPEN = {
    "home",
    "accounts.sign_in",
    "accounts.sign_out",
    "accounts.link",
    "accounts.use_link",
    "accounts.first",
    "accounts.forgotten",
    "accounts.invitation",
    "accounts.new_password",
    "accounts.second",
    "phone.blank_visits",
    "phone.link",
    "phone.manifest",
    "phone.open_link",
    "phone.service_worker",
    "settings.look",
    "settings.mark",
}
NOWHERE = "6f1f9e0a-58b7-4a55-9c0c-0c8f3f1f5a01"
CHECKLIST = """
format: 1
key: shop
title: Shop
method: mystery_shop
industry: retail
languages: [en]
sections: [{key: a, title: A, questions: [{key: greeted, type: yes_no, text: Greeted?}]}]
"""
WHO = ("nobody", "visit link", *(str(role) for role in Role))


def routes(app: Flask) -> Iterator[tuple[str, str, str]]:
    """Every endpoint with a method and an address; what the address names is not there."""
    for rule in app.url_map.iter_rules():
        for method in sorted(rule.methods - {"HEAD", "OPTIONS"}):
            yield rule.endpoint, method, address_of(app, rule)


def address_of(app: Flask, rule: Rule) -> str:
    values: dict[str, Any] = dict(rule.defaults or {})
    for name in rule.arguments - values.keys():
        converter = rule._converters[name]
        is_number = isinstance(converter, IntegerConverter)
        values[name] = 1 if is_number else NOWHERE
        if isinstance(converter, UUIDConverter):
            values[name] = NOWHERE
    return app.url_map.bind("").build(rule.endpoint, values, method=None)


def may(who: str, permission: Permission) -> bool:
    if who == "nobody":
        return False
    if who == "visit link":
        return permission in BY_VISIT_LINK
    return permission in ALLOWED[Role(who)]


def is_refused(answer: TestResponse) -> bool:
    to_sign_in = answer.status_code == 302 and "/accounts/sign-in" in answer.location
    return to_sign_in or answer.status_code in (401, 403)


@pytest.fixture
def visit(app: Flask) -> str:
    with app.app_context():
        publish(None, now(), CHECKLIST)
    with app.app_context(), transaction.write() as session:
        visit = Visit(
            state="planned",
            checklist_version_id=session.scalars(select(ChecklistVersion.id)).one(),
            location=session.query(Location).first(),
            window_from=now(),
            window_to=now() + timedelta(days=1),
            created_at=now(),
        )
        session.add(visit)
        session.flush()
        return visit.public_id


@pytest.fixture
def client(
    request: pytest.FixtureRequest, visit: str, client_of: Callable[..., FlaskClient]
) -> FlaskClient:
    who = request.getfixturevalue("who")
    if who == "nobody":
        return client_of(None)
    return client_of("shopper", visit) if who == "visit link" else client_of(who)


@pytest.mark.parametrize("who", WHO)
def test_every_route_lets_in_exactly_whom_the_table_names(
    app: Flask, client: FlaskClient, who: str
) -> None:
    wrong = []
    for endpoint, method, address in routes(app):
        permit = permit_of(app, endpoint)
        if not isinstance(permit, Permission):
            continue
        answer = getattr(client, method.lower())(address)
        if is_refused(answer) is may(who, permit):
            wrong.append((endpoint, method, answer.status_code))
        assert answer.status_code != 500, endpoint
    assert wrong == []


def test_every_route_is_marked_and_open_doors_are_known() -> None:
    app = create_app(Settings())
    marks = {rule.endpoint: permit_of(app, rule.endpoint) for rule in app.url_map.iter_rules()}
    assert [endpoint for endpoint, mark in marks.items() if mark is None] == []
    assert {endpoint for endpoint, mark in marks.items() if mark == PUBLIC} == OPEN


def test_every_permission_is_asked_for_and_held_by_someone() -> None:
    app = create_app(Settings())
    asked = {permit_of(app, rule.endpoint) for rule in app.url_map.iter_rules()} - {PUBLIC}
    assert asked == set(Permission)
    assert set().union(*ALLOWED.values()) == set(Permission)
    assert list(Permission) == sorted(Permission)
    assert ALLOWED.keys() == set(Role)
