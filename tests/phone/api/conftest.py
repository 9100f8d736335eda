"""A phone that speaks to /api/ with real sessions and tokens, and a visit to send."""

import hashlib
import json
from collections.abc import Callable, Iterator
from contextvars import Context
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from auditapp.accounts.models import Person
from auditapp.checklists.commands import publish
from auditapp.clock import now
from auditapp.locations.models import Location
from auditapp.storage.db import Base, db
from auditapp.visits import commands
from auditapp.visits.models import Visit
from auditapp.web.actor import Actor
from tests.conftest import app

__all__ = ["app"]  # the whole cast, and tokens asked for, unlike beside

CHECKLIST = """
format: 1
key: shop
title: {en: Shop, ru: Магазин}
method: mystery_shop
industry: retail
languages: [en, ru]
sections:
  - key: welcome
    title: Welcome
    questions:
      - {key: greeted, type: yes_no, text: Greeted?}
      - {key: opinion, type: scale, text: How was it?, min: 1, max: 5}
      - {key: shelf, type: photo, text: The shelf., required: false}
      - {key: paper, type: file, text: The receipt., required: false, accept: [pdf]}
"""
ANSWERS: dict[str, Any] = {"greeted": {"value": "yes"}, "opinion": {"value": 4}}


@pytest.fixture
def shop(app: Flask) -> Iterator[Flask]:
    """The application with a checklist, in a context for commands."""
    with app.app_context():
        publish(None, now(), CHECKLIST)
        yield app
        db.session.remove()


@dataclass(frozen=True)
class Desk:
    """The office, as far as these tests need it."""

    manager: Actor
    shopper: Actor

    def assign(self, email: str = "shopper@example.org", place_code: str = "N-1") -> Visit:
        """Assign a visit that may take place now."""
        place = db.session.scalars(select(Location).where(Location.code == place_code)).one()
        who = db.session.scalars(select(Person).where(Person.email == email)).one()
        at = now()
        window = (at - timedelta(hours=1), at + timedelta(hours=8))
        return commands.assign(self.manager, at, "shop", place, who, *window)


@pytest.fixture
def desk(shop: Flask, actor_of: Callable[[str], Actor]) -> Desk:
    return Desk(actor_of("manager"), actor_of("shopper"))


@pytest.fixture
def accepted(desk: Desk) -> Visit:
    """A visit that the shopper has accepted."""
    return commands.accept(desk.shopper, now(), desk.assign(), True, True)


@pytest.fixture
def begun(desk: Desk, accepted: Visit) -> Visit:
    """A visit that the shopper has begun."""
    return commands.start(desk.shopper, now(), accepted)


class Phone:
    """A phone: asks with a session's cookie and token, as the script of the form does."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client
        self.token: str | None = None

    def ask(self, method: str, path: str, **named: Any) -> TestResponse:
        """Send one request to an address under /api."""
        if self.token is None:
            said = self._open("/api/session")
            self.token = said.json["csrf"] if said.status_code == 200 else ""
        headers = {"X-CSRFToken": self.token} | named.pop("headers", {})
        return self._open(f"/api{path}", method=method, headers=headers, **named)

    def _open(self, *arguments: Any, **named: Any) -> TestResponse:
        # As a real request, which sees nothing of the test's own context.
        db.session.rollback()
        return Context().run(partial(self.client.open, *arguments, **named))

    def get(self, path: str) -> TestResponse:
        """Ask for something."""
        return self.ask("GET", path)

    def put(self, uuid: str, payload: bytes, **headers: str) -> TestResponse:
        """Send the answers."""
        return self.ask("PUT", f"/submissions/{uuid}", data=payload, headers=headers)

    def photo(self, uuid: str, content: bytes, sha256: str = "") -> TestResponse:
        """Send a photo of it."""
        name = sha256 or digest(content)
        return self.ask("PUT", f"/submissions/{uuid}/photos/{name}", data=content)

    def complete(self, uuid: str) -> TestResponse:
        """Ask for the receipt."""
        return self.ask("POST", f"/submissions/{uuid}/complete")

    def send(self, payload: bytes, *photos: bytes, uuid: str = "") -> TestResponse:
        """Send a whole visit and return what is said in the end."""
        uuid = uuid or str(uuid4())
        step = self.put(uuid, payload)
        if step.status_code >= 400:
            return step
        for photo in photos:
            self.photo(uuid, photo)
        return self.complete(uuid)


@pytest.fixture
def phone_of(shop: Flask, client_of: Callable[..., FlaskClient]) -> Callable[..., Phone]:
    """Return the phone of one of the cast."""
    return lambda name, visit=None: Phone(client_of(name, visit))


@pytest.fixture
def phone(phone_of: Callable[..., Phone]) -> Phone:
    return phone_of("shopper")


def payload(visit: Visit, /, answers: dict[str, Any] | None = None, **more: Any) -> bytes:
    """What a phone sends of a visit; photos are given as their bytes."""
    photos = [
        {
            "key": "shelf",
            "sha256": digest(content),
            "size_bytes": len(content),
            "media_type": "image/jpeg",
            "name": "a.jpg",
        }
        for content in more.pop("photos", [])
    ]
    said = dict(ANSWERS if answers is None else answers)
    if photos:
        said["shelf"] = {"value": [one["sha256"] for one in photos]}
    whole = {
        "format": 1,
        "visit": visit.public_id,
        "version": visit.checklist_version.sha256,
        "language": "en",
        "location": "",
        "visited_at": now().isoformat(),
        "answers": said,
        "na_sections": [],
        "started_at": "2026-11-20T10:00:00+03:00",
        "finished_at": "2026-11-20T10:20:00+03:00",
        "elapsed_s": 1200.5,
        "photos": photos,
    }
    return json.dumps(whole | more).encode()


def jpeg(colour: str = "teal") -> bytes:
    """A small true photo."""
    out = BytesIO()
    Image.new("RGB", (60, 40), colour).save(out, "JPEG")
    return out.getvalue()


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def count(table: type[Base]) -> int:
    """How many rows there are by now."""
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(table)) or 0
