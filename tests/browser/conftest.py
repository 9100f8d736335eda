"""A real Chromium, a real server, and a company with one visit to be made."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from auditapp import create_app
from auditapp.accounts.commands.passwords import hashed
from auditapp.accounts.commands.sessions import begin
from auditapp.accounts.models import Grant, Person
from auditapp.accounts.queries import signed_in
from auditapp.clock import now
from auditapp.config import Settings
from auditapp.locations.models import Location
from auditapp.storage import transaction
from auditapp.storage.db import db
from auditapp.visits import commands, queries
from auditapp.visits.queries import StoredResult

PASSWORD = "seven lanterns by the sea"  # noqa: S105 - of people who do not exist
PHONE: dict[str, Any] = {
    "viewport": {"width": 360, "height": 740},
    "is_mobile": True,
    "has_touch": True,
    "java_script_enabled": False,
    "locale": "ru-RU",
    "reduced_motion": "reduce",
}


@dataclass(frozen=True)
class Company:
    """A running server with a manager, a shopper, a place, and a visit to be made."""

    url: str
    data_dir: Any
    visit_id: str
    link: str
    manager: tuple[str, str]

    def result(self) -> StoredResult:
        """What the visit was worth, as the database has it."""
        app = create_app(Settings(data_dir=self.data_dir))
        with app.app_context():
            row = signed_in(_session(app, "shopper"), now())
            assert row
            found = queries.result_of(queries.visit_for(row, self.visit_id))
            assert found.submission.receipt
            db.session.expunge_all()
        return found


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser of the machine; a test that needs it fails where it is missing."""
    with sync_playwright() as tools:
        arguments = ["--no-sandbox", "--disable-background-networking"]
        found = tools.chromium.launch(executable_path="/usr/bin/chromium", args=arguments)
        yield found
        found.close()


@pytest.fixture
def context_of(chromium: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Make browsers that know nothing of each other."""
    made: list[BrowserContext] = []

    def make(**settings: Any) -> BrowserContext:
        made.append(chromium.new_context(**settings))
        return made[-1]

    yield make
    for context in made:
        context.close()


@pytest.fixture
def company(server: Any) -> Company:
    """Add a manager, a shopper and a place, and assign a visit by the shop visit that ships."""
    app = create_app(Settings(data_dir=server.data_dir))
    with app.app_context():
        at = now()
        with transaction.write() as session:
            for code, role in (("M-1", "manager"), ("P-17", "shopper")):
                person = Person(name=role.title(), code=code, language="ru", created_at=at)
                person.email, person.password_hash = f"{role}@example.org", hashed(PASSWORD)
                person.grants = [Grant(role=role, scope_kind="all")]
                session.add(person)
            place = {"code": "L-7", "name": "Магазин на Лесной", "address": "Лесная улица, 7"}
            where = {"time_zone": "Europe/Moscow", "latitude": 55.7802, "longitude": 37.5991}
            session.add(Location(**place, **where, created_at=at))
        manager = signed_in(_session(app, "manager"), at)
        assert manager
        shopper = db.session.query(Person).filter_by(code="P-17").one()
        location = db.session.query(Location).one()
        window = (at - timedelta(hours=2), at + timedelta(hours=20))
        visit = commands.assign(manager, at, "shop-visit", location, shopper, *window)
        token = commands.visit_link(manager, at, visit)
        link = f"{server.url}/phone/link/{token}"
        company = Company(
            server.url, server.data_dir, visit.public_id, link, ("manager@example.org", PASSWORD)
        )
        db.session.remove()
        db.engine.dispose()
    return company


def _session(app: Any, role: str) -> str:
    with app.app_context(), transaction.write() as session:
        person = session.query(Person).filter_by(email=f"{role}@example.org").one()
        return begin(session, now(), person, "Test", "127.0.0.1")
