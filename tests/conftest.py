"""An application on a real database file, a cast by right, browsers of theirs, a real server."""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_wtf.csrf import generate_csrf
from jinja2 import FileSystemBytecodeCache
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from auditapp import create_app
from auditapp.accounts.commands.passwords import hashed
from auditapp.accounts.commands.sessions import begin
from auditapp.accounts.models import Grant, Person
from auditapp.accounts.queries import signed_in
from auditapp.checklists.commands import load_shipped
from auditapp.cli.data import SHIPPED
from auditapp.clock import now
from auditapp.config import Settings
from auditapp.core.permissions import Role
from auditapp.locations.models import Brand, Location, Region
from auditapp.storage import transaction
from auditapp.storage.db import db
from auditapp.storage.migrations import prepare
from auditapp.web.actor import Actor
from tests.chromium import chromium, context_of

__all__ = ["chromium", "context_of"]
PASSWORD = "four words and a lantern"  # noqa: S105 - of people who do not exist
# Who there is: their role, and the place if it holds there alone.
CAST: dict[str, tuple[Role, str | None]] = {
    "admin": (Role.ADMIN, None),
    "manager": (Role.MANAGER, None),
    "reviewer": (Role.REVIEWER, None),
    "shopper": (Role.SHOPPER, None),
    "location_manager": (Role.LOCATION_MANAGER, "N-1"),
    "stranger": (Role.SHOPPER, "S-1"),
}


class Browser(FlaskClient):
    """A browser that sends forms from pages it has loaded: with their token, from their origin."""

    def post(self, *arguments: Any, **named: Any) -> TestResponse:
        return super().post(*arguments, **self._with_token(named))

    def put(self, *arguments: Any, **named: Any) -> TestResponse:
        return super().put(*arguments, **self._with_token(named))

    def patch(self, *arguments: Any, **named: Any) -> TestResponse:
        return super().patch(*arguments, **self._with_token(named))

    def delete(self, *arguments: Any, **named: Any) -> TestResponse:
        return super().delete(*arguments, **self._with_token(named))

    def open(self, *arguments: Any, **named: Any) -> TestResponse:
        answer = super().open(*arguments, **named)
        for value in answer.headers.values():
            value.encode("latin-1")  # a server sends no other letters in a header
        return answer

    def _with_token(self, named: dict[str, Any]) -> dict[str, Any]:
        headers = {"Origin": "http://localhost", "X-CSRFToken": self._token()}
        return named | {"headers": headers | dict(named.get("headers") or {})}

    def _token(self) -> str:
        with self.session_transaction() as kept, self.application.test_request_context():
            from flask import session

            session.update(kept)
            token: str = generate_csrf()
            kept["csrf_token"] = session["csrf_token"]
        return token


@dataclass(frozen=True)
class Member:
    """One of the cast."""

    name: str
    person_id: int
    public_id: str
    email: str


@cache
def password_hash() -> str:
    return hashed(PASSWORD)


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with an empty database, made once and copied for each test."""
    folder = tmp_path_factory.mktemp("prepared")
    prepare(folder)
    return folder


@pytest.fixture(scope="session")
def with_cast(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same folder with the cast in it, and two places of one brand in two regions."""
    folder = tmp_path_factory.mktemp("cast") / "data"
    shutil.copytree(prepared, folder)
    made = create_app(Settings(data_dir=folder))
    with made.app_context():
        places = _add_places(now())
        for number, (name, (role, place)) in enumerate(CAST.items(), 1):
            scope = ("location", places[place]) if place else ("all", None)
            _add_person(
                now(), number, name, Grant(role=role, scope_kind=scope[0], scope_id=scope[1])
            )
        _close()
    return folder


@pytest.fixture(scope="session", autouse=True)
def addresses() -> Iterator[None]:
    """Compile each address once a run, not once an application: that took a third of all time."""
    compile_once, known = Rule._compile_builder, {}

    def compiled_before(rule: Rule, append_unknown: bool = True) -> Any:
        key = (tuple(rule._trace), str(rule.defaults), append_unknown)
        if key not in known:
            known[key] = compile_once(rule, append_unknown)
        return known[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Rule, "_compile_builder", compiled_before)
        yield


@pytest.fixture(scope="session")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> FileSystemBytecodeCache:
    """The templates, compiled once for all applications: each would take a tenth of a second."""
    return FileSystemBytecodeCache(str(tmp_path_factory.mktemp("compiled")))


@pytest.fixture
def empty_app(prepared: Path, compiled: FileSystemBytecodeCache, tmp_path: Path) -> Iterator[Flask]:
    """An application in which there is nobody yet."""
    folder = tmp_path / "data"
    shutil.copytree(prepared, folder)
    made = create_app(Settings(data_dir=folder, secret_key="a key for tests"))  # noqa: S106 - of no use elsewhere
    made.test_client_class = Browser
    made.jinja_env.bytecode_cache = compiled
    yield made
    with made.app_context():
        _close()


@pytest.fixture
def app(empty_app: Flask, with_cast: Path) -> Flask:
    """An application with the cast; its database is not open yet."""
    folder = empty_app.extensions["settings"].data_dir
    shutil.copytree(with_cast, folder, dirs_exist_ok=True)
    return empty_app


def _close() -> None:
    db.session.remove()
    db.engine.dispose()


def _add_places(at: datetime) -> dict[str, int]:
    brand, north, south = Brand(name="Aurora"), Region(name="North"), Region(name="South")
    known = {"N-1": ("Harbour", north, "Europe/Moscow"), "S-1": ("Market", south, "Asia/Omsk")}
    with transaction.write() as session:
        rows = [
            Location(
                code=code, name=name, brand=brand, region=region, time_zone=zone, created_at=at
            )
            for code, (name, region, zone) in known.items()
        ]
        session.add_all(rows)
        session.flush()
        return {row.code: row.id for row in rows}


def _add_person(at: datetime, number: int, name: str, *grants: Grant) -> None:
    with transaction.write() as session:
        session.add(
            Person(
                name=name.replace("_", " ").title(),
                code=f"P-{number}",
                email=f"{name}@example.org",
                language="en",
                password_hash=password_hash(),
                created_at=at,
                grants=list(grants),
            )
        )


@pytest.fixture
def member(app: Flask) -> Callable[[str], Member]:
    """Return one of the cast by name."""

    def find(name: str) -> Member:
        with app.app_context():
            row = db.session.query(Person).filter_by(email=f"{name}@example.org").one()
            return Member(name, row.id, row.public_id, f"{name}@example.org")

    return find


@pytest.fixture
def token_of(app: Flask) -> Callable[..., str]:
    """Open a session for one of the cast and return its token; a visit's if one is given."""

    def make(name: str, visit: str | None = None) -> str:
        until = now() + timedelta(hours=3) if visit else None
        with app.app_context(), transaction.write() as session:
            person = session.query(Person).filter_by(email=f"{name}@example.org").one()
            return begin(session, now(), person, "Test", "127.0.0.1", visit=visit, until=until)

    return make


@pytest.fixture
def actor_of(app: Flask, token_of: Callable[..., str]) -> Callable[[str], Actor]:
    """Return one of the cast as commands and queries know them."""

    def find(name: str) -> Actor:
        token = token_of(name)
        with app.app_context():
            found = signed_in(token, now())
        assert found
        return found

    return find


@pytest.fixture
def client_of(app: Flask, token_of: Callable[..., str]) -> Callable[..., Browser]:
    """Return a signed-in browser of one of the cast, or of nobody."""

    def make(name: str | None, visit: str | None = None) -> Browser:
        client = app.test_client()
        assert isinstance(client, Browser)
        if name is not None:
            with client.session_transaction() as kept:
                kept["_user_id"] = token_of(name, visit)
                kept["_fresh"] = True
        return client

    return make


@dataclass(frozen=True)
class Server:
    """A real process that serves; `said` is what it printed before it listened."""

    url: str
    said: list[str]
    data_dir: Path


@contextmanager
def serving(data_dir: Path, *options: str) -> Iterator[Server]:
    """Start the application as people do, on a free port; end it afterwards."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    process = subprocess.Popen(
        [sys.executable, "-m", "flask", "--app", "auditapp", "serve", "--port", port, *options],
        env=os.environ | {"AUDITAPP_DATA_DIR": str(data_dir), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert process.stdout
    said: list[str] = []
    for line in process.stdout:
        said.append(line.strip())
        if "listens on" in line:
            break
    try:
        assert process.poll() is None, "\n".join(said)
        yield Server(f"http://127.0.0.1:{port}", said, data_dir)
    finally:
        process.terminate()
        process.wait(20)
        process.stdout.close()


@pytest.fixture(scope="session")
def loaded(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The prepared folder with all that ships, which takes a start some seconds to read."""
    folder = tmp_path_factory.mktemp("loaded") / "data"
    shutil.copytree(prepared, folder)
    with create_app(Settings(data_dir=folder)).app_context():
        load_shipped(now(), SHIPPED)
        _close()
    return folder


@pytest.fixture
def server(loaded: Path, tmp_path: Path) -> Iterator[Server]:
    """Serve a data folder of its own, with nobody in it yet."""
    shutil.copytree(loaded, tmp_path / "served")
    with serving(tmp_path / "served") as started:
        yield started
