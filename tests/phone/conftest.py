"""An application with its cast, and a visit on a checklist that has every type of question."""

from collections.abc import Callable, Iterator
from contextvars import Context
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from auditapp import create_app
from auditapp.accounts.models import Grant, Person, UserSession
from auditapp.accounts.queries import actor_of, digest
from auditapp.checklists.commands import publish
from auditapp.clock import now
from auditapp.config import Settings
from auditapp.core.answers import Sheet
from auditapp.locations.models import Location
from auditapp.storage import transaction
from auditapp.storage.db import db
from auditapp.storage.migrations import prepare
from auditapp.visits import commands, queries
from auditapp.visits.models import Visit
from auditapp.web.actor import Actor
from tests.phone.given import look_again

EVERY_TYPE = (Path(__file__).parent / "every_type.yaml").read_text("utf-8")
ROLES = {"manager": "manager", "shopper": "shopper", "stranger": "shopper"}


class OwnContext(FlaskClient):
    """A client whose requests see nothing of the test's own context, nor of each other's."""

    def open(self, *arguments: Any, **named: Any) -> Any:
        return Context().run(partial(super().open, *arguments, **named))


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with an empty database, to be copied."""
    folder = tmp_path_factory.mktemp("prepared")
    prepare(folder)
    return folder


@pytest.fixture
def app(prepared: Path, tmp_path: Path) -> Iterator[Flask]:
    folder = tmp_path / "data"
    copytree(prepared, folder)
    app = create_app(Settings(data_dir=folder, secret_key="a key"))  # noqa: S106 - for tests only
    app.config.update(TESTING=True, WTF_CSRF_ENABLED=False)
    app.test_client_class = OwnContext
    with app.app_context():
        _make_cast()
        yield app
        db.session.remove()
        db.engine.dispose()


def _make_cast() -> None:
    at = now()
    with transaction.write() as session:
        for number, (name, role) in enumerate(ROLES.items(), 1):
            person = Person(name=name, code=f"P-{number}", language="en", created_at=at)
            person.grants = [Grant(role=role, scope_kind="all")]
            held = UserSession(token_hash=digest(name), kind="full", created_at=at, seen_at=at)
            held.person = person
            session.add(held)
        place = {"code": "L-1", "name": "Shop in Forest Street", "address": "1, Forest Street"}
        zone = {"time_zone": "Europe/Moscow", "latitude": 55.75, "longitude": 37.61}
        session.add(Location(**place, **zone, created_at=at))


@pytest.fixture
def cast(app: Flask) -> Callable[[str], Actor]:
    """The people by what they are."""

    def of(name: str) -> Actor:
        row = db.session.query(UserSession).filter_by(token_hash=digest(name)).one()
        return actor_of(row)

    return of


@pytest.fixture
def assigned(app: Flask, cast: Callable[[str], Actor]) -> Callable[..., Visit]:
    """Assign a visit on a checklist, given as its text, to the shopper."""

    def make(source: str = EVERY_TYPE, **window: datetime) -> Visit:
        version = publish(None, now(), source)
        shopper = db.session.query(Person).filter_by(name="shopper").one()
        place = db.session.query(Location).one()
        start = window.get("start", now() - timedelta(hours=1))
        end = window.get("end", now() + timedelta(hours=8))
        return commands.assign(cast("manager"), now(), version.key, place, shopper, start, end)

    return make


@pytest.fixture
def begun(assigned: Callable[..., Visit], cast: Callable[[str], Actor]) -> Callable[..., Visit]:
    """Assign a visit, accept it, begin it."""

    def make(source: str = EVERY_TYPE) -> Visit:
        visit = assigned(source)
        commands.accept(cast("shopper"), now(), visit, True, True)
        return commands.start(cast("shopper"), now(), visit)

    return make


@pytest.fixture
def browser(app: Flask) -> Callable[[str], FlaskClient]:
    """A client signed in as one of the cast."""

    def of(name: str) -> FlaskClient:
        client = app.test_client()
        with client.session_transaction() as session:
            session["_user_id"] = name
            session["_fresh"] = True
        return client

    return of


@pytest.fixture
def shopper(browser: Callable[[str], FlaskClient]) -> FlaskClient:
    return browser("shopper")


@pytest.fixture
def stranger(browser: Callable[[str], FlaskClient]) -> FlaskClient:
    return browser("stranger")


@pytest.fixture
def drafted() -> Callable[[Visit], Sheet]:
    """Read a visit's draft anew."""

    def read(visit: Visit) -> Sheet:
        look_again()
        return queries.draft(visit)

    return read
