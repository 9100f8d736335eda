"""What tests of locations begin with: places looked up, forms as a browser would send them."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from html.parser import HTMLParser

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from auditapp.accounts.models import Grant, Person
from auditapp.core.permissions import Role
from auditapp.locations.models import Brand, Location, Region
from auditapp.storage import transaction
from auditapp.storage.db import db
from auditapp.storage.trail import TrailEntry
from auditapp.web.actor import Actor, Granted

AT = datetime(2026, 11, 20, 11, 5, tzinfo=UTC)
Clients = Callable[..., FlaskClient]
Actors = Callable[[str], Actor]


class _Form(HTMLParser):
    """The fields of one form of a page, by the address it is sent to."""

    def __init__(self, page: str, action: str) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}
        self._action, self._inside, self._select, self._text = action, False, "", ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._inside = held.get("action") == self._action
        name = held.get("name", "")
        if self._inside and tag == "input" and name:
            self.fields[name] = held.get("value", "")
        if self._inside and tag in ("select", "textarea"):
            self._select, self._text = (name, "") if tag == "select" else ("", name)
            self.fields[name] = ""
        if self._inside and tag == "option" and "selected" in held:
            self.fields[self._select] = held.get("value", "")

    def handle_data(self, data: str) -> None:
        if self._inside and self._text:
            self.fields[self._text] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.fields[self._text] = self.fields[self._text].removeprefix("\r\n").lstrip("\n")
            self._text = ""
        if tag == "form":
            self._inside = False


def form_at(client: FlaskClient, page: str, action: str | None = None) -> dict[str, str]:
    """Return what a browser would send of a form that stands on a page."""
    return _Form(client.get(page).text, action or page).fields


def bare(page: str) -> str:
    """Return a page with the cells of its tables as their template has them."""
    return re.sub(
        r' (?:role="(?:row|cell|rowgroup|rowheader|columnheader)"|data-[a-z]+(?:="[^"]*")?)',
        "",
        page,
    )


def place(code: str) -> Location:
    """Return the location of a code."""
    return db.session.scalars(select(Location).where(Location.code == code)).one()


def address_of(app: Flask, code: str) -> str:
    """Return the address of a location's page."""
    with app.app_context():
        return f"/locations/{place(code).public_id}"


def add_role(app: Flask, name: str, role: Role, kind: str, scope: str) -> None:
    """Give one of the cast a role in a brand, a region or a location, and no other one."""
    with app.app_context(), transaction.write() as session:
        person = session.scalars(select(Person).where(Person.email == f"{name}@example.org")).one()
        for grant in list(person.grants):
            session.delete(grant)
        tables = {"brand": Brand.name, "region": Region.name, "location": Location.code}
        column = tables[kind]
        scope_id = session.scalars(select(column.class_.id).where(column == scope)).one()
        session.add(Grant(person_id=person.id, role=role, scope_kind=kind, scope_id=scope_id))


def admin_of(kind: str, scope_id: int | None) -> Actor:
    """Return an admin of one scope, who needs no session."""
    return Actor(1, "a", "A", "P-1", "en", (Granted(Role.ADMIN, kind, scope_id),), "s")


def lines(event: str) -> list[TrailEntry]:
    """Return the lines of the record about one kind of event."""
    return list(db.session.scalars(select(TrailEntry).where(TrailEntry.event == event)))


def count(table: type) -> int:
    """Return how many rows a table has."""
    return db.session.scalar(select(func.count()).select_from(table)) or 0
