"""A person's facts: changed, by two at once without loss, only by whom they are in reach of."""

from collections.abc import Callable
from datetime import timedelta
from html.parser import HTMLParser

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from auditapp.accounts import commands
from auditapp.accounts.models import Link, Person
from auditapp.accounts.queries import Facts
from auditapp.clock import now
from auditapp.core.problems import Problem
from auditapp.locations.queries import places
from auditapp.messages.models import Message
from auditapp.storage.db import db
from auditapp.storage.trail import TrailWords
from auditapp.web.actor import Actor

Find = Callable[[str], Actor]
Clients = Callable[..., FlaskClient]


class Fields(HTMLParser):
    """The fields of a page's form, as a browser would send them unchanged."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: dict[str, str] = {}
        self._open = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = {name: value or "" for name, value in attrs}
        if tag == "input" and "name" in held and held.get("type") != "search":
            self.found[held["name"]] = held.get("value", "")
        if tag in ("select", "textarea"):
            self._open = held.get("name", "")
            self.found.setdefault(self._open, "")
        if tag == "option" and "selected" in held:
            self.found[self._open] = held["value"]

    def handle_data(self, data: str) -> None:
        if self._open == "notes":
            self.found[self._open] += data.lstrip("\r\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("select", "textarea"):
            self._open = ""


@pytest.fixture
def address(actor_of: Find) -> str:
    return f"/accounts/people/{actor_of('shopper').public_id}/edit"


def edit(client: FlaskClient, address: str, fields: dict[str, str], **changed: str) -> TestResponse:
    return client.post(address, data=fields | changed)


def shopper(app: Flask) -> Person:
    with app.app_context():
        return db.session.scalars(select(Person).where(Person.code.in_(("P-4", "P-44")))).one()


def test_every_fact_is_kept_as_it_was_written(app: Flask, client_of: Clients, address: str) -> None:
    admin = client_of("admin")
    written = {
        "name": "Мария ‘Маша’ Лебедева 👩🏽‍🚀",
        "code": "P-44",
        "email": "Masha@Example.org",
        "phone": "+7 (912) 345-67-89 доб. 123",
        "household": "дуб",
        "language": "ru",
        "spoken": "русский, English, kk",
        "home": "https://yandex.ru/maps/?ll=37.61,55.75&z=12",
        "notes": "Любит кофе.\r\nНе по средам.",
    }
    answer = edit(admin, address, Fields(admin.get(address).text).found, **written)
    assert answer.status_code == 303
    person = shopper(app)
    assert (person.name, person.code, person.email) == (
        written["name"],
        "P-44",
        "masha@example.org",
    )
    assert (person.phone, person.household) == (written["phone"], "дуб")
    assert (person.language, person.spoken) == ("ru", ["ru", "en", "kk"])
    assert (person.home_latitude, person.home_longitude) == (55.75, 37.61)
    assert person.notes == "Любит кофе.\nНе по средам."
    page = admin.get(address.removesuffix("/edit")).text
    for said in (written["name"], "дуб", "Russian, English, Kazakh", "55.750000, 37.610000"):
        assert said in page
    again = edit(admin, address, Fields(admin.get(address).text).found)
    assert again.status_code == 303
    assert shopper(app).changes == person.changes, "nothing was changed by saving it as it is"


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ("name", "", "Fill this in"),
        ("name", "\u200b\u200d", "Fill this in"),
        ("name", "a\x07b", "control characters"),
        ("name", "a\u202eb", "control characters"),
        ("name", "two\nlines", "one line"),
        ("name", "x" * 201, "200"),
        ("code", "P-1", "this code already"),
        ("code", "\x00", "one line"),
        ("email", "ADMIN@example.org", "this email address already"),
        ("email", "a, b@example.org", "name@example.org"),
        ("phone", "call me", "in digits"),
        ("phone", "123 доб. Анна", "in digits"),
        ("phone", "9" * 41, "40"),
        ("household", "x" * 41, "40"),
        ("spoken", "Klingonese", "No language is called"),
        ("home", "somewhere", "No position"),
        ("home", "95, 10", "No position"),
        ("language", "xx", "Not a valid choice"),
        ("notes", "x" * 2001, "2000"),
        ("notes", "a\x1bb", "control characters"),
    ],
)
def test_what_is_wrong_is_refused_at_its_field_and_kept(
    app: Flask, client_of: Clients, address: str, field: str, text: str, said: str
) -> None:
    admin = client_of("admin")
    before = shopper(app).changes
    changed = {"household": "kept"} | {field: text}
    answer = edit(admin, address, Fields(admin.get(address).text).found, **changed)
    assert answer.status_code in (400, 409)
    assert said in answer.text
    assert f'id="{field}-error"' in answer.text
    if field != "household":
        assert 'value="kept"' in answer.text
    assert shopper(app).changes == before


def test_the_second_of_two_sees_both_and_loses_nothing(
    app: Flask, client_of: Clients, address: str
) -> None:
    one, other = client_of("admin"), client_of("admin")
    stale = Fields(other.get(address).text).found
    assert edit(one, address, Fields(one.get(address).text).found, phone="111").status_code == 303
    answer = edit(other, address, stale, phone="222", notes="mine")
    assert answer.status_code == 409
    assert "Someone else has changed this" in answer.text
    table = answer.text.split('id="differing"')[1].split("</table>")[0]
    for said in ("Phone", "222", "111", "Notes", "mine"):
        assert said in table
    assert shopper(app).phone == "111"
    form = Fields(answer.text).found
    assert (form["phone"], form["notes"]) == ("222", "mine")
    assert edit(other, address, form).status_code == 303
    assert (shopper(app).phone, shopper(app).notes) == ("222", "mine")


@pytest.mark.parametrize("sent", ["", "0", "x", "9" * 30, "-1"])
def test_a_form_that_does_not_say_what_it_is_made_of_is_an_old_one(
    app: Flask, client_of: Clients, address: str, sent: str
) -> None:
    admin = client_of("admin")
    fields = Fields(admin.get(address).text).found | {"changes": sent}
    assert edit(admin, address, fields, phone="333").status_code == 409
    assert shopper(app).phone == ""


def test_the_record_names_what_was_changed_and_not_to_what(
    app: Flask, client_of: Clients, address: str
) -> None:
    admin = client_of("admin")
    edit(admin, address, Fields(admin.get(address).text).found, phone="111", notes="secret")
    with app.app_context():
        words = db.session.scalars(select(TrailWords.words)).all()
    assert "phone,notes" in words
    assert not any("secret" in one for one in words)
    page = admin.get(address.removesuffix("/edit")).text
    assert "Changed: Phone, Notes" in page


def test_links_sent_to_an_address_end_when_it_changes(
    app: Flask, client_of: Clients, address: str
) -> None:
    admin = client_of("admin")
    admin.post(address.replace("/edit", "/invite"))
    with app.app_context():
        (link,) = db.session.scalars(select(Link))
        assert link.expires_at > now() + timedelta(days=6)
        assert db.session.scalars(select(Message)).one().address == "shopper@example.org"
    edit(admin, address, Fields(admin.get(address).text).found, email="new@example.org")
    with app.app_context():
        assert db.session.scalars(select(Link)).one().expires_at <= now()


@pytest.mark.parametrize("who", ["manager", "reviewer", "shopper", "location_manager", None])
def test_facts_are_changed_by_admins_alone(
    app: Flask, client_of: Clients, address: str, who: str | None
) -> None:
    client = client_of(who)
    for answer in (client.get(address), client.post(address, data={"name": "x", "changes": "1"})):
        assert answer.status_code in (302, 401, 403)
    assert shopper(app).name == "Shopper"


def test_notes_are_on_no_page_but_the_admins(app: Flask, client_of: Clients, address: str) -> None:
    admin = client_of("admin")
    edit(admin, address, Fields(admin.get(address).text).found, notes="limps a little")
    assert "limps a little" in admin.get(address.removesuffix("/edit")).text
    assert "limps" not in client_of("manager").get("/accounts/people").text
    assert "limps" not in client_of("shopper").get("/accounts/profile").text


def test_command_refuses_who_is_out_of_reach(app: Flask, actor_of: Find) -> None:
    manager, target = actor_of("manager"), actor_of("shopper")
    with app.app_context():
        facts = Facts("N", "P-4", None, "en")
        with pytest.raises(Problem, match=r"accounts\.no_person"):
            commands.change_person(manager, now(), target.public_id, facts, 1, places)
