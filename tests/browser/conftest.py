"""A real Chromium, a real server, and a company with one visit to be made."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Page, expect

from auditapp import create_app
from auditapp.accounts.commands.passwords import hashed
from auditapp.accounts.commands.sessions import begin
from auditapp.accounts.models import Grant, Person
from auditapp.accounts.queries import signed_in
from auditapp.checklists.commands import begin_draft
from auditapp.clock import now
from auditapp.config import Settings, keep_secret_key
from auditapp.locations.models import Location
from auditapp.storage import transaction
from auditapp.storage.db import db
from auditapp.visits import commands, queries
from auditapp.visits.queries import StoredResult
from tests.browser.crawling import WIDE
from tests.conftest import serving

PASSWORD = "seven lanterns by the sea"  # noqa: S105 - of people who do not exist
PHONE: dict[str, Any] = {
    "viewport": {"width": 360, "height": 740},
    "is_mobile": True,
    "has_touch": True,
    "java_script_enabled": False,
    "locale": "ru-RU",
    "reduced_motion": "reduce",
}

TREE: dict[str, Any] = {
    "format": 1,
    "key": "shop",
    "title": {"en": "Shop", "ru": "Магазин"},
    "method": "mystery_shop",
    "industry": "retail",
    "languages": ["en", "ru"],
    "sections": [
        {
            "key": "door",
            "title": {"en": "Door", "ru": "Вход"},
            "questions": [
                {"key": "open", "type": "yes_no", "text": {"en": "Open?", "ru": "Открыто?"}},
                {"key": "clean", "type": "yes_no", "text": {"en": "Clean?", "ru": "Чисто?"}},
            ],
        },
        {
            "key": "till",
            "title": {"en": "Till", "ru": "Касса"},
            "questions": [
                {"key": "fast", "type": "yes_no", "text": {"en": "Fast?", "ru": "Быстро?"}}
            ],
        },
    ],
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


@dataclass
class Office:
    """A served company of two admins."""

    app: Flask
    url: str

    def draft(self, tree: dict[str, Any] | None = None) -> str:
        """Begin a draft; return the address of its editor."""
        with self.app.app_context():
            anna = signed_in(self._token("Anna"), now())
            assert anna
            made = begin_draft(anna, now(), tree or TREE)
            return f"{self.url}/checklists/drafts/{made.public_id}"

    def sign_in(self, context: BrowserContext, name: str) -> Page:
        """Let a person in, as if they had just signed in here."""
        held = {"_user_id": self._token(name), "_fresh": True, "_permanent": True}
        signer = self.app.session_interface.get_signing_serializer(self.app)  # type: ignore[attr-defined]
        cookie = {"name": "auditapp", "value": str(signer.dumps(held)), "url": self.url}
        context.add_cookies([cookie])  # type: ignore[list-item]
        return context.new_page()

    def _token(self, name: str) -> str:
        with self.app.app_context(), transaction.write() as session:
            person = session.query(Person).filter_by(name=name).one()
            return begin(session, now(), person, "Test", "127.0.0.1")


@pytest.fixture(scope="session")
def office(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """One served company of two admins for all who edit: each edits drafts of their own."""
    folder = tmp_path_factory.mktemp("office") / "served"
    shutil.copytree(prepared, folder)
    keep_secret_key(Settings(data_dir=folder))
    app = create_app(Settings(data_dir=folder))
    with app.app_context(), transaction.write() as session:
        for number, name in enumerate(("Anna", "Boris")):
            person = Person(name=name, code=f"A-{number}", language="en", created_at=now())
            person.grants = [Grant(role="admin", scope_kind="all")]
            session.add(person)
    with serving(folder) as started:
        yield Office(app, started.url)
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def open_page(
    office: Office, context_of: Callable[..., BrowserContext]
) -> Iterator[Callable[..., Page]]:
    """Open an editor as a person; no script may fail meanwhile."""
    errors: list[str] = []
    expect.set_options(timeout=20_000)  # the first page of a server makes all its templates

    def make(address: str, name: str = "Anna", **settings: Any) -> Page:
        page = office.sign_in(context_of(**{"viewport": WIDE} | settings), name)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.set_default_timeout(15_000)
        page.goto(address)
        page.locator(".editor[data-ready]").wait_for()
        return page

    yield make
    expect.set_options(timeout=5_000)
    assert errors == []
