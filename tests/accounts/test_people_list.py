"""The list of people: searched, narrowed, sorted, paged; as many queries for 60 as for 6."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, select

from auditapp.accounts.models import Grant, Person
from auditapp.clock import now
from auditapp.core.permissions import Role
from auditapp.storage import transaction
from auditapp.storage.db import db

Clients = Callable[..., FlaskClient]
NAMES = ("Ёлкина Анна", "Elkins, Ann", "ﬁona", "李小龍", "نور", "Zoë 👩‍👩‍👧")


@pytest.fixture
def crowd(app: Flask) -> None:
    """Sixty people more, each two minutes after the one before."""
    with app.app_context(), transaction.write() as session:
        for number in range(60):
            session.add(
                Person(
                    name=NAMES[number] if number < len(NAMES) else f"Person {number:02}",
                    code=f"Q-{number}",
                    email=f"crowd{number}@example.org" if number % 2 else None,
                    phone="+7 912 000-11-22" if number == 7 else "",
                    household="oak" if number in (8, 9) else None,
                    language="en",
                    active=number != 10,
                    created_at=now() + timedelta(minutes=2 * number),
                    grants=[Grant(role=Role.SHOPPER, scope_kind="brand", scope_id=1)],
                )
            )


@pytest.fixture
def admin(crowd: None, client_of: Clients) -> FlaskClient:
    return client_of("admin")


def names(client: FlaskClient, query: str = "") -> list[str]:
    """The names on a page of the list, in order."""
    page = client.get(f"/accounts/people?{query}").text
    body = page.split("<tbody")[1].split("</tbody>")[0]
    return re.findall(r'<th\b[^>]*scope="row"[^>]*>(?:<a[^>]*>)?([^<]+)<', body)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("елкина", ["Ёлкина Анна"]),
        ("АННА ёлк", ["Ёлкина Анна"]),
        ("ann elk", ["Elkins, Ann"]),
        ("fiona", ["ﬁona"]),
        ("小龍", ["李小龍"]),
        ("نور", ["نور"]),
        ("👩‍👩‍👧", ["Zoë 👩‍👩‍👧"]),
        ("912 000-11", ["Person 07"]),
        ("oak", ["Person 08", "Person 09"]),
        ("crowd7@", ["Person 07"]),
        ("q-11", ["Person 11"]),
    ],
)
def test_list_finds_people_by_what_is_known_of_them(
    admin: FlaskClient, words: str, found: list[str]
) -> None:
    assert names(admin, f"q={words.replace('+', '%2B')}") == found


@pytest.mark.parametrize("words", ["%", "_", "\\", "'", "nobody at all", "crowd7 anna"])
def test_list_that_finds_nobody_says_what_to_do(admin: FlaskClient, words: str) -> None:
    page = admin.get("/accounts/people", query_string={"q": words}).text
    if words == "_":  # an address of the cast has one
        assert "location_manager@example.org" in page
        return
    assert "Nobody matches" in page
    assert "Show all" in page


def test_list_is_narrowed_by_role_scope_and_state(admin: FlaskClient) -> None:
    assert names(admin, "role=reviewer") == ["Reviewer"]
    assert names(admin, "role=shopper&where=all") == ["Shopper"]
    assert len(names(admin, "role=shopper&where=brand:1")) == 50
    assert "Nobody matches" in admin.get("/accounts/people?role=reviewer&where=brand:1").text
    assert names(admin, "state=deactivated") == ["Person 10"]
    assert len(names(admin, "role=owner&where=x:y&state=z&page=-1&sort=q")) == 50


def test_list_is_sorted_both_ways(admin: FlaskClient) -> None:
    assert names(admin, "sort=code&q=crowd")[:3] == ["Elkins, Ann", "李小龍", "Zoë 👩‍👩‍👧"]
    assert names(admin, "sort=code&desc=1&q=q-")[0] == "Person 59"
    assert names(admin, "sort=added&desc=1")[0] == "Person 59"
    assert names(admin, "sort=seen&desc=1")[0] == "Admin"
    assert names(admin, "sort=name&desc=1&q=person")[0] == "Person 59"


def test_list_is_paged_and_keeps_what_was_asked(admin: FlaskClient) -> None:
    first, second = names(admin), names(admin, "page=2")
    assert (len(first), len(second)) == (50, 16)
    assert not set(first) & set(second)
    assert names(admin, "page=99999") == second
    page = admin.get("/accounts/people?q=q-&role=shopper&sort=code").text
    assert "1–50 of 60" in page
    assert "q=q-&amp;role=shopper&amp;sort=code&amp;page=2" in page
    assert "66 people" in admin.get("/accounts/people").text


def test_list_asks_no_more_of_the_database_for_more_people(
    app: Flask, client_of: Clients, crowd: None
) -> None:
    def asked(query: str) -> int:
        client, count = client_of("admin"), []
        with app.app_context():
            engine = db.engine
        event.listen(engine, "before_cursor_execute", counter := lambda *_: count.append(1))
        client.get(f"/accounts/people?{query}")
        event.remove(engine, "before_cursor_execute", counter)
        return len(count)

    assert asked("q=crowd7@") == asked("q=q-") <= 14


def test_list_shows_managers_people_but_no_way_to_change_them(
    crowd: None, client_of: Clients, app: Flask
) -> None:
    page = client_of("manager").get("/accounts/people").text
    assert "Elkins, Ann" in page
    assert "Add a person" not in page
    with app.app_context():
        somebody = db.session.scalars(select(Person.public_id).where(Person.code == "Q-1")).one()
    assert somebody not in page
    assert client_of("manager").get(f"/accounts/people/{somebody}").status_code == 403


@pytest.mark.parametrize("who", ["reviewer", "shopper", "location_manager"])
def test_list_is_closed_to_others(client_of: Clients, who: str) -> None:
    assert client_of(who).get("/accounts/people").status_code == 403


def test_list_of_nobody_says_what_to_do(app: Flask, client_of: Clients) -> None:
    with app.app_context(), transaction.write() as session:
        grant = session.scalars(select(Grant).join(Grant.person).where(Person.code == "P-2")).one()
        grant.scope_kind, grant.scope_id = "brand", 99
    page = client_of("manager").get("/accounts/people?q=")
    assert "Manager" in page.text  # oneself alone
    assert "admin@example.org" not in page.text


@pytest.mark.parametrize("asked", ["89123456789", "+7 (912) 345-67-89", "345 67", "912-345"])
def test_phone_is_found_however_it_is_written(app: Flask, client_of: Clients, asked: str) -> None:
    with app.app_context(), transaction.write() as session:
        found = session.scalars(select(Person).where(Person.email == "shopper@example.org")).one()
        found.phone = "+7 912 345-67-89"
    page = client_of("admin").get("/accounts/people", query_string={"q": asked}).text
    assert "shopper@example.org" in page
    assert "reviewer@example.org" not in page


def test_person_without_a_role_is_told_what_to_do(app: Flask, client_of: Clients) -> None:
    with app.app_context(), transaction.write() as session:
        person = session.scalars(select(Person).where(Person.email == "stranger@example.org")).one()
        for grant in list(person.grants):
            session.delete(grant)
    page = client_of("stranger").get("/", follow_redirects=True)
    assert page.status_code == 403
    assert "You have no role yet" in page.text
    assert "Ask your admin" in page.text
    assert 'href="/"' not in page.text.partition("<main")[2]
