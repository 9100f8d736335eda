"""Phones of two shoppers, a real server, and the line between them, which can be cut."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Page

from auditapp import create_app
from auditapp.accounts.commands.sessions import begin
from auditapp.accounts.models import Grant, Person
from auditapp.accounts.queries import signed_in
from auditapp.checklists.commands import publish
from auditapp.clock import now
from auditapp.config import Settings
from auditapp.locations.models import Location
from auditapp.storage import transaction
from auditapp.storage.db import db
from auditapp.visits import commands
from auditapp.web.assets import joining
from auditapp.web.joining import scope_of
from tests.conftest import serving
from tests.phone.browser.line import Line

CHECKLIST = """
format: 1
key: stop
title: Bus stop
brief: Look at the board before you **leave**.
method: mystery_shop
industry: retail
languages: [en]
sections:
  - key: a
    title: At the stop
    questions:
      - {key: clean, type: yes_no, text: Is it clean?}
      - {key: why, type: long_text, text: What did you see?, required: false}
"""
PHONE: dict[str, Any] = {
    "viewport": {"width": 360, "height": 740},
    "is_mobile": True,
    "has_touch": True,
    "locale": "en-GB",
    "reduced_motion": "reduce",
}
PEOPLE = {"manager": "manager", "anna": "shopper", "boris": "shopper"}


@dataclass
class Company:
    """A served company: who there is, and what they are to visit."""

    app: Flask
    data_dir: Path
    url: str
    version: str = ""

    def assign(self, name: str, *, hours: int = -1, accepted: bool = True) -> str:
        """Give a visit to a shopper, from so many hours from now on; return its id."""
        tokens = self._token("manager"), self._token(name)
        with self.app.app_context():
            manager, shopper = (signed_in(token, now()) for token in tokens)
            assert manager
            assert shopper
            person = db.session.query(Person).filter_by(name=name).one()
            place = db.session.query(Location).one()
            window = (now() + timedelta(hours=hours), now() + timedelta(hours=hours + 30))
            visit = commands.assign(manager, now(), "stop", place, person, *window)
            if accepted:
                commands.accept(shopper, now(), visit, True, True)
            return visit.public_id

    def cookie(self, name: str) -> str:
        """Sign a person in; return what their browser then holds."""
        held = {"_user_id": self._token(name), "_fresh": True, "_permanent": True}
        signer = self.app.session_interface.get_signing_serializer(self.app)
        assert signer
        return str(signer.dumps(held))

    def change(self, act: Callable[[Any], None]) -> None:
        """Change the database beside the server."""
        with self.app.app_context(), transaction.write() as session:
            act(session)

    def _token(self, name: str) -> str:
        with self.app.app_context(), transaction.write() as session:
            person = session.query(Person).filter_by(name=name).one()
            return begin(session, now(), person, "Test", "127.0.0.1")


@pytest.fixture(scope="package")
def company(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Company]:
    """One company for all: each test has visits and phones of its own."""
    folder = tmp_path_factory.mktemp("phones") / "served"
    copytree(prepared, folder)
    with serving(folder) as started:
        app = create_app(Settings(data_dir=folder))
        with app.app_context():
            with transaction.write() as session:
                for number, (name, role) in enumerate(PEOPLE.items()):
                    person = Person(name=name, code=f"P-{number}", language="en", created_at=now())
                    person.grants = [Grant(role=role, scope_kind="all")]
                    session.add(person)
                place = {"code": "L-1", "name": "Harbour", "address": "1, Quay"}
                session.add(Location(**place, time_zone="Europe/Moscow", created_at=now()))
            version = publish(None, now(), CHECKLIST).sha256
        yield Company(app, folder, started.url, version)
        with app.app_context():
            db.session.remove()
            db.engine.dispose()


@pytest.fixture
def line(company: Company) -> Iterator[Line]:
    with Line(company.url) as made:
        yield made


class Phone:
    """One person's browser, behind the line."""

    def __init__(self, context: BrowserContext, line: Line, company: Company) -> None:
        self.context, self.line, self.company = context, line, company
        self.page = context.new_page()
        self.page.set_default_timeout(10_000)
        self.errors: list[str] = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))

    def sign_in(self, name: str) -> None:
        """Let a person in, as if they had just signed in on this phone."""
        cookie = {"name": "auditapp", "value": self.company.cookie(name), "url": self.line.url}
        self.context.add_cookies([cookie])  # type: ignore[list-item]

    def open(self, path: str = "/phone/") -> Page:
        """Open a page, and wait until it stands and has its worker."""
        self.goto(path)
        self.until("navigator.serviceWorker.controller")
        return self.page

    def goto(self, path: str) -> Page:
        """Open a page, and wait until its script has done its part."""
        self.page.goto(f"{self.line.url}{path}")
        self.page.locator("[data-ready]").first.wait_for(state="attached")
        return self.page

    def reopen(self) -> Page:
        """Load the page again, and wait until its script has done its part."""
        self.page.reload()
        self.page.locator("[data-ready]").first.wait_for(state="attached")
        return self.page

    def until(self, expression: str) -> None:
        """Wait until an expression of the page holds, or its promise does."""
        pause = "new Promise((go) => setTimeout(go, 20))"
        ends = "Date.now() + 10000"
        self.page.evaluate(
            f"async () => {{ const end = {ends}; while (!(await ({expression}))) {{"
            f" if (Date.now() > end) throw new Error('never'); await {pause}; }} }}"
        )

    def wait_until_listed(self) -> None:
        """Wait until the phone knows what the server has for its person."""
        self.module(
            "shell/store.js",
            "await (async () => { while (!await m.meta(`listed ${await m.meta('person')}`))"
            " await new Promise((go) => setTimeout(go, 20)); })()",
        )

    def wait_until_kept(self, visit: str) -> None:
        """Wait until the pages of a visit are kept for when there is no network."""
        for _try in range(200):
            if self.module("shell/worker.js", "given in await m.kept()", visit):
                return
            self.page.wait_for_timeout(50)
        raise AssertionError("The visit is not kept.")

    def module(self, name: str, run: str, given: Any = None) -> Any:
        """Run something with one of the page's own modules."""
        file = joining().file_of[f"phone/{name}"].removeprefix("phone/")
        load = f"const {{ {scope_of(f'phone/{name}')}: m }} = await import(`${{base}}{file}`)"
        script = f"async ([base, given]) => {{ {load}; return {run}; }}"
        base = self.page.locator("link[rel=icon]").get_attribute("href") or ""
        return self.page.evaluate(script, [base.removesuffix("icon.svg"), given])

    def enqueue(self, visit: str, uuid: str, person: str, **more: Any) -> None:
        """Put a filled visit into the queue, as the form does."""
        payload = {
            "format": 1, "visit": visit, "version": self.company.version, "language": "en",
            "location": "", "visited_at": now().isoformat(timespec="minutes")[:16],
            "answers": {"clean": {"value": "yes"}}, "na_sections": [],
            "started_at": now().isoformat(), "finished_at": now().isoformat(), "elapsed_s": 60,
            "photos": [], **more,
        }  # fmt: skip
        item = {
            "uuid": uuid, "person": person, "visit": visit, "title": "Bus stop",
            "location": "Harbour", "payload": json.dumps(payload), "photos": [],
        }  # fmt: skip
        self.module("shell/sending.js", "m.enqueue(given)", item)

    def queue(self, person: str) -> list[dict[str, Any]]:
        """What stands in the queue of a person on this phone."""
        found: list[dict[str, Any]] = self.module("shell/store.js", "m.queueOf(given)", person)
        return found

    def person(self) -> str:
        """Whose phone this is now, by its own word."""
        found: str = self.module("shell/store.js", "m.meta('person')")
        return found


@pytest.fixture
def phone(
    context_of: Callable[..., BrowserContext], line: Line, company: Company
) -> Iterator[Phone]:
    made = Phone(context_of(**PHONE), line, company)
    yield made
    assert made.errors == []
