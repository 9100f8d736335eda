"""A cast by right, two places, a small checklist and its standard, in a real database file."""

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from auditapp.accounts.models import Grant, Person
from auditapp.checklists.commands import publish
from auditapp.core.answers import Answer, Sheet
from auditapp.core.permissions import Role
from auditapp.locations.models import Brand, Location, Region
from auditapp.storage import db as storage
from auditapp.storage import transaction
from auditapp.visits import commands, queries
from auditapp.visits.models import Visit
from auditapp.web.actor import Actor, Granted

AT = datetime(2026, 11, 20, 11, 5, tzinfo=UTC)
OPENS, CLOSES = AT + timedelta(days=2), AT + timedelta(days=5)
DURING = OPENS + timedelta(hours=3)
UUID = "6f1f9e0a-58b7-4a55-9c0c-0c8f3f1f5a01"
OTHER_UUID = "6f1f9e0a-58b7-4a55-9c0c-0c8f3f1f5a02"

STANDARD = """
format: 1
key: shop-standard
title: Shop standard
effective_from: 2026-01-01
target: 80
tolerance: 5
sections: {welcome: 90}
clauses:
  - {code: GRT-1, title: Greeting, requirement: A greeting., target: 95}
  - {code: WAIT-1, title: Waiting, requirement: Three minutes.,
     limit: {measure: wait, unit: s, at_most: 180}}
"""
LATER_STANDARD = STANDARD.replace("2026-01-01", "2026-11-23").replace("target: 80", "target: 70")
CHECKLIST = """
format: 1
key: shop
title: {en: Shop, ru: Магазин}
method: mystery_shop
industry: retail
languages: [en, ru]
standard: shop-standard
sections:
  - key: welcome
    title: Welcome
    na: true
    questions:
      - {key: greeted, type: yes_no, text: Greeted?, clause: GRT-1, weight: 3, critical: true,
         evidence: {when: fail, comment: required}}
      - {key: why_not, type: text, text: What was said instead?, required: false,
         show_if: {question: greeted, equals: "no"}}
      - {key: opinion, type: scale, text: How was it?, min: 1, max: 5, na: true}
  - key: till
    title: Till
    repeat: {min: 1, max: 3, title: Till}
    questions:
      - {key: wait, type: duration, text: How long?, clause: WAIT-1, measure: wait,
         bands: [{up_to: 60, score: 100}, {up_to: 180, score: 50}, {score: 0}]}
      - {key: picture, type: photo, text: A photo of the queue., required: false}
      - {key: paper, type: file, text: The receipt., required: false, accept: [pdf]}
"""


@dataclass(frozen=True)
class Cast:
    """Who there is, by right."""

    shopper: Actor
    second_shopper: Actor
    manager: Actor
    region_manager: Actor
    reviewer: Actor
    location_manager: Actor
    admin: Actor
    stranger: Actor


def visits_app(folder: Path) -> Flask:
    """An application that is nothing but storage: commands and queries need no more."""
    app = Flask("visits")
    storage.init_app(app, folder)
    return app


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def working_app(folder: Path, prepared: Path) -> Iterator[Flask]:
    shutil.copytree(prepared, folder)
    app = visits_app(folder)
    with app.app_context():
        publish(None, AT, STANDARD)
        publish(None, AT, CHECKLIST)
        yield app
        storage.db.session.remove()
        storage.db.engine.dispose()


@pytest.fixture
def places(working_app: Flask) -> dict[str, Location]:
    with transaction.write() as session:
        north, south = Region(name="North"), Region(name="South")
        brand = Brand(name="Aurora")
        made = {
            code: Location(
                code=code, name=name, brand=brand, region=region, time_zone=zone, created_at=AT
            )
            for code, name, region, zone in (
                ("N-1", "Harbour", north, "Europe/Moscow"),
                ("S-1", "Market", south, "Asia/Vladivostok"),
            )
        }
        session.add_all(made.values())
    return made


def person(number: int, role: Role, scope_kind: str = "all", scope_id: int | None = None) -> Actor:
    """Add a person with one grant, and return them as they act."""
    with transaction.write() as session:
        grant = Grant(role=role, scope_kind=scope_kind, scope_id=scope_id)
        row = Person(
            name=f"Name {number}",
            code=f"P-{number}",
            language="en",
            created_at=AT,
            grants=[grant],
        )
        session.add(row)
        session.flush()
        granted = Granted(role, scope_kind, scope_id)
        return Actor(row.id, row.public_id, row.name, row.code, "en", (granted,), f"s{number}")


@pytest.fixture
def cast(places: dict[str, Location]) -> Cast:
    north = places["N-1"]
    return Cast(
        shopper=person(1, Role.SHOPPER),
        second_shopper=person(2, Role.SHOPPER),
        manager=person(3, Role.MANAGER),
        region_manager=person(4, Role.MANAGER, "region", places["S-1"].region_id),
        reviewer=person(5, Role.REVIEWER),
        location_manager=person(6, Role.LOCATION_MANAGER, "location", north.id),
        admin=person(7, Role.ADMIN),
        stranger=person(8, Role.SHOPPER),
    )


def row_of(actor: Actor) -> Person:
    return storage.db.session.scalars(select(Person).where(Person.id == actor.person_id)).one()


@pytest.fixture
def assigned(cast: Cast, places: dict[str, Location]) -> Visit:
    return commands.assign(
        cast.manager, AT, "shop", places["N-1"], row_of(cast.shopper), OPENS, CLOSES
    )


@pytest.fixture
def accepted(cast: Cast, assigned: Visit) -> Visit:
    return commands.accept(cast.shopper, AT, assigned, no_conflict=True, confidential=True)


@pytest.fixture
def started(cast: Cast, accepted: Visit) -> Visit:
    return commands.start(cast.shopper, DURING, accepted)


def sheet(**changed: Any) -> Sheet:
    """A whole sheet: greeted, four of five, a wait of two minutes."""
    answers = {
        "greeted": Answer("yes"),
        "opinion": Answer(4),
        "till[0].wait": Answer(120),
    }
    given = changed.pop("answers", {})
    whole = Sheet(answers={**answers, **given}, language="en", location="N-1")
    return replace(whole, **changed)


def payload(**changed: Any) -> bytes:
    """The same, as bytes that a phone sends."""
    return json.dumps(sheet(**changed).payload()).encode()


Tried = Callable[[], object]


def code_of(raised: pytest.ExceptionInfo[Exception]) -> str:
    return str(getattr(raised.value, "code", raised.value))


def seen_by(actor: Actor, state: str | None = None) -> list[Visit]:
    """The visits in someone's scopes, the newest windows first."""
    rows = select(Visit).join(Visit.location).where(queries.seen_in_scopes(actor))
    if state is not None:
        rows = rows.where(Visit.state == state)
    return list(storage.db.session.scalars(rows.order_by(Visit.window_from.desc())))
