"""A data folder with many visits accepted and begun, made once and copied for each test."""

import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

from flask import Flask

from auditapp import create_app
from auditapp.accounts.commands.sessions import begin
from auditapp.accounts.models import Grant, Person
from auditapp.checklists.commands import publish
from auditapp.clock import now
from auditapp.config import Settings
from auditapp.core.permissions import Role
from auditapp.locations.models import Location
from auditapp.storage import transaction
from auditapp.storage.db import FILE_NAME, connect, db
from auditapp.storage.migrations import prepare
from auditapp.visits import commands
from auditapp.web.actor import Actor, Granted
from tests.faults.servers import SECRET

SHOPPERS = 4
QUESTIONS = 6
CHECKLIST = (
    """
format: 1
key: shop
title: Shop
method: mystery_shop
industry: retail
languages: [en]
sections:
  - key: welcome
    title: Welcome
    questions:
"""
    + "".join(
        f"      - {{key: q{number}, type: yes_no, text: Was number {number} right?}}\n"
        for number in range(QUESTIONS)
    )
    + """\
  - key: shelf
    title: Shelf
    questions:
      - {key: photo, type: photo, text: The shelf., required: false}
"""
)


@dataclass(frozen=True)
class Stage:
    """The folder, the visits by shopper, the version they are filled in on, cookies by shopper."""

    folder: Path
    version: str
    visits: tuple[tuple[str, ...], ...]
    cookies: tuple[str, ...]

    def copy(self, folder: Path) -> "Stage":
        """Return the same on a folder of its own."""
        shutil.copytree(self.folder, folder)
        return replace(self, folder=folder)


@contextmanager
def at_home(folder: Path) -> Iterator[Flask]:
    """Give an application on the folder, for commands of the office beside the server."""
    app = create_app(Settings(data_dir=folder, secret_key=SECRET))
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def set_up(folder: Path, each: int) -> Stage:
    """Make the folder, with so many visits for each shopper."""
    prepare(folder)
    with at_home(folder) as app:
        version = publish(None, now(), CHECKLIST).sha256
        with transaction.write() as session:
            place = Location(code="N-1", name="Harbour", time_zone="UTC", created_at=now())
            session.add(place)
        office = _add(app, 0, Role.ADMIN)
        shoppers = [_add(app, number, Role.SHOPPER) for number in range(1, SHOPPERS + 1)]
        first = [_visit(office, place, shopper) for shopper in shoppers]
        cookies = tuple(sign_in(app, shopper) for shopper in shoppers)
    visits = tuple(_copies(folder, visit, each) for visit in first)
    return Stage(folder, version, visits, cookies)


def sign_in(app: Flask, shopper: Actor) -> str:
    """Return the cookie of a new session."""
    with transaction.write() as session:
        person = session.get_one(Person, shopper.person_id)
        token = begin(session, now(), person, "Test", "127.0.0.1")
    sealing = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
    return f"auditapp={sealing.dumps({'_user_id': token, '_fresh': True, '_permanent': True})}"


def actor(person: Person) -> Actor:
    """Return a person as one who acts, without a session."""
    grants = tuple(Granted(Role(g.role), g.scope_kind, g.scope_id) for g in person.grants)
    return Actor(person.id, person.public_id, person.name, person.code, "en", grants, "")


def _add(app: Flask, number: int, role: Role) -> Actor:
    with transaction.write() as session:
        person = Person(
            name=f"Name {number}",
            code=f"P-{number}",
            email=f"p{number}@example.org",
            language="en",
            created_at=now(),
            grants=[Grant(role=role, scope_kind="all")],
        )
        session.add(person)
        session.flush()
        return actor(person)


def _visit(office: Actor, place: Location, shopper: Actor) -> str:
    at = now()
    window = (at - timedelta(hours=1), at + timedelta(days=2))
    person = db.session.get_one(Person, shopper.person_id)
    visit = commands.assign(office, at, "shop", place, person, *window)
    commands.accept(shopper, at, visit, True, True)
    return commands.start(shopper, at, visit).public_id


def _copies(folder: Path, visit: str, each: int) -> tuple[str, ...]:
    """Make more of a visit as rows: by commands that takes the most of all these tests."""
    ids = [visit, *(str(uuid4()) for _ in range(each - 1))]
    with closing(connect(folder / FILE_NAME)) as database:
        database.execute("BEGIN IMMEDIATE")
        found = database.execute("SELECT * FROM visits WHERE public_id = ?", (visit,))
        columns = [column[0] for column in found.description]
        row = dict(zip(columns, found.fetchone(), strict=True))
        named = ", ".join(columns[1:])
        for public_id in ids[1:]:
            values = [*(row | {"public_id": public_id}).values()][1:]
            marks = ", ".join("?" * len(values))
            database.execute(f"INSERT INTO visits ({named}) VALUES ({marks})", values)  # noqa: S608
        database.execute("COMMIT")
    return tuple(ids)
