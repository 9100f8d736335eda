"""The second factor: turned on, asked for at every way in, recovered, reset."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

import pyotp
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from auditapp.accounts import commands
from auditapp.accounts.models import Person, RecoveryCode
from auditapp.clock import now
from auditapp.core.problems import Problem
from auditapp.locations.queries import places
from auditapp.messages.models import Message
from auditapp.storage.db import db
from auditapp.web.actor import Actor

Find = Callable[[str], Actor]
Clients = Callable[..., FlaskClient]
PASSWORD = "four words and a lantern"  # noqa: S105 - of people who do not exist
PREPARE = "/accounts/profile/second-factor/prepare"
PAGE = "/accounts/profile/second-factor"


def secret_of(app: Flask, code: str = "P-2") -> pyotp.TOTP:
    with app.app_context():
        return pyotp.TOTP(
            db.session.scalars(select(Person.totp_secret).where(Person.code == code)).one()
        )


@pytest.fixture
def on(app: Flask, actor_of: Find) -> tuple[pyotp.TOTP, list[str]]:
    """The manager's second factor, turned on an hour ago: their app, their recovery codes."""
    manager, then = actor_of("manager"), now() - timedelta(hours=1)
    with app.app_context():
        commands.prepare_second_factor(manager, then)
    totp = secret_of(app)
    with app.app_context():
        codes = commands.confirm_second_factor(manager, then, totp.at(then), "a")
    return totp, codes


def enter(app: Flask, email: str = "manager@example.org") -> tuple[FlaskClient, str]:
    """Give the right password; returns the browser and where it is led."""
    client = app.test_client()
    answer = client.post("/accounts/sign-in", data={"email": email, "password": PASSWORD})
    assert answer.status_code == 303
    return client, answer.location


def test_it_is_turned_on_by_a_first_code(app: Flask, client_of: Clients) -> None:
    client = client_of("manager")
    assert client.get(PAGE).location == "/accounts/profile"
    assert client.post(PREPARE).location == PAGE
    page = client.get(PAGE).text
    totp = secret_of(app)
    assert totp.secret[:4] in page
    assert "<svg" in page
    assert " style=" not in page
    wrong = client.post(PAGE, data={"one_time": "000000"})
    assert wrong.status_code == 400
    assert "This code is wrong" in wrong.text
    done = client.post(PAGE, data={"one_time": totp.at(now())})
    assert done.text.count("<li><code>") == 10
    assert "10 recovery codes are left" in client.get(PAGE).text
    assert done.text.split("<li><code>")[1].split("<")[0] not in client.get(PAGE).text
    assert client.post(PREPARE).status_code == 409


def test_without_a_code_nothing_is_on(app: Flask, client_of: Clients) -> None:
    client_of("manager").post(PREPARE)
    _client, led = enter(app)
    assert led == "/"


def test_password_alone_lets_nobody_in(app: Flask, on: tuple[pyotp.TOTP, list[str]]) -> None:
    client, led = enter(app)
    assert led.startswith("/accounts/second/")
    assert client.get("/accounts/profile").status_code == 302
    assert client.get(led).status_code == 200
    assert client.post(led, data={"one_time": "000000"}).status_code == 400
    assert client.get("/accounts/profile").status_code == 302
    answer = client.post(led, data={"one_time": f" {on[0].at(now())} "})
    assert (answer.status_code, answer.location) == (303, "/")
    assert client.get("/accounts/profile").status_code == 200
    assert app.test_client().get(led).status_code == 404


def test_it_leads_on_to_the_page_that_was_asked_for(
    app: Flask, on: tuple[pyotp.TOTP, list[str]]
) -> None:
    client = app.test_client()
    led = client.post(
        "/accounts/sign-in?next=/accounts/people",
        data={"email": "manager@example.org", "password": PASSWORD},
    ).location
    answer = client.post(led, data={"one_time": on[0].at(now())})
    assert answer.location == "/accounts/people"


def test_code_is_taken_once_and_a_step_early_or_late(
    app: Flask, on: tuple[pyotp.TOTP, list[str]]
) -> None:
    totp, at = on[0], now()

    def tried(code: str) -> bool:
        token = enter(app)[1].rsplit("/", 1)[1].split("?")[0]
        with app.app_context(), suppress(Problem):
            return bool(commands.pass_second_factor(at, token, code, "", "a"))
        return False

    early, late = totp.at(at - timedelta(seconds=30)), totp.at(at + timedelta(seconds=30))
    assert not tried(totp.at(at - timedelta(seconds=60)))
    assert not tried(totp.at(at + timedelta(seconds=60)))
    assert tried(early)
    assert not tried(early), "used once already"
    assert tried(totp.at(at))
    assert not tried(totp.at(at))
    assert not tried(early), "older than one that was used"
    assert tried(late)


def test_recovery_code_lets_in_once(app: Flask, on: tuple[pyotp.TOTP, list[str]]) -> None:
    code = on[1][3]
    client, led = enter(app)
    assert client.post(led, data={"one_time": code.upper().replace("-", " ")}).status_code == 303
    other, led = enter(app)
    assert other.post(led, data={"one_time": code}).status_code == 400
    assert "9 recovery codes are left" in client.get(PAGE).text
    with app.app_context():
        kept = db.session.scalars(select(RecoveryCode.code_hash)).all()
        assert not set(kept) & set(on[1])


def test_codes_are_slowed_like_passwords(app: Flask, on: tuple[pyotp.TOTP, list[str]]) -> None:
    statuses = []
    for _ in range(6):
        client, led = enter(app)  # a new page each time does not help
        statuses.append(client.post(led, data={"one_time": "000000"}).status_code)
    assert statuses == [400] * 5 + [503]
    client, led = enter(app)
    assert client.post(led, data={"one_time": on[0].at(now())}).status_code == 503


def test_the_page_for_the_code_ends_after_ten_minutes(
    app: Flask, on: tuple[pyotp.TOTP, list[str]]
) -> None:
    at = now()
    with app.app_context():
        way = commands.sign_in(at, "manager@example.org", PASSWORD, "", "a")
        assert way.asks_second
        later = at + timedelta(minutes=10)
        with pytest.raises(Problem, match=r"accounts\.link_ended"):
            commands.pass_second_factor(later, way.token, on[0].at(later), "", "a")


def test_every_personal_link_asks_for_it(
    app: Flask, on: tuple[pyotp.TOTP, list[str]], client_of: Clients, actor_of: Find
) -> None:
    admin, person = client_of("admin"), actor_of("manager").public_id
    app.test_client().post("/accounts/forgotten", data={"email": "manager@example.org"})
    with app.app_context():
        forgotten = db.session.scalars(select(Message.link)).one() or ""
    links = [forgotten.split("8000")[1]]
    made = f"/accounts/people/{person}/link"
    sent = {"language": "en", "password": "five words and a brass lantern"}
    assert app.test_client().post(links[0], data=sent).location.startswith("/accounts/second/")
    for address in (made, made.replace("/link", "/invite")):
        link = admin.post(address).text.split("http://127.0.0.1:8000")[1].split("<")[0].strip()
        led = app.test_client().post(link, data={"language": "en"}).location
        assert led.startswith("/accounts/second/")


@pytest.mark.parametrize("proof", ["password", "code", "recovery"])
def test_it_is_turned_off_by_whoever_shows_who_they_are(
    app: Flask, on: tuple[pyotp.TOTP, list[str]], client_of: Clients, proof: str
) -> None:
    client = client_of("manager")
    shown = {"password": PASSWORD, "code": on[0].at(now()), "recovery": on[1][0]}[proof]
    for done in ("off", "codes"):
        wrong = client.post(f"{PAGE}/{done}", data={"proof": "not it"})
        assert wrong.status_code == 400
        assert "neither your password nor a code" in wrong.text
    assert client.post(f"{PAGE}/off", data={"proof": shown}).location == "/accounts/profile"
    assert enter(app)[1] == "/"
    with app.app_context():
        assert db.session.scalars(select(RecoveryCode)).all() == []
        person = db.session.scalars(select(Person).where(Person.code == "P-2")).one()
        assert (person.totp_secret, person.totp_since, person.totp_last) == (None, None, None)


def test_new_recovery_codes_void_those_before(
    app: Flask, on: tuple[pyotp.TOTP, list[str]], client_of: Clients
) -> None:
    page = client_of("manager").post(f"{PAGE}/codes", data={"proof": PASSWORD}).text
    assert page.count("<li><code>") == 10
    client, led = enter(app)
    assert client.post(led, data={"one_time": on[1][0]}).status_code == 400
    fresh = page.split("<li><code>")[1].split("<")[0]
    assert client.post(led, data={"one_time": fresh}).status_code == 303


def test_admin_resets_it_for_somebody_who_lost_it(
    app: Flask, on: tuple[pyotp.TOTP, list[str]], client_of: Clients, actor_of: Find
) -> None:
    inside, person = client_of("manager"), actor_of("manager").public_id
    address = f"/accounts/people/{person}/second-factor/reset"
    for who in ("manager", "reviewer", "shopper", "location_manager"):
        assert client_of(who).post(address).status_code == 403
    assert client_of("admin").post(address).status_code == 303
    assert inside.get("/accounts/profile").status_code == 302
    assert enter(app)[1] == "/"
    assert "Second factor reset" in client_of("admin").get(f"/accounts/people/{person}").text
    with app.app_context(), pytest.raises(Problem, match=r"accounts\.no_person"):
        commands.reset_second_factor(actor_of("reviewer"), now(), person, places)


def test_signing_in_with_it_is_no_change_of_the_person(
    app: Flask, on: tuple[pyotp.TOTP, list[str]]
) -> None:
    def changes() -> int:
        with app.app_context():
            return db.session.scalars(select(Person.changes).where(Person.code == "P-2")).one()

    before = changes()
    client, led = enter(app)
    client.post(led, data={"one_time": on[0].at(now())})
    assert changes() == before


def test_own_one_is_not_reset_without_a_proof(
    app: Flask, actor_of: Find, client_of: Clients
) -> None:
    admin, then = actor_of("admin"), now() - timedelta(hours=1)
    with app.app_context():
        commands.prepare_second_factor(admin, then)
    totp = secret_of(app, "P-1")
    with app.app_context():
        commands.confirm_second_factor(admin, then, totp.at(then), "a")
    with app.app_context(), pytest.raises(Problem, match=r"web\.forbidden"):
        commands.reset_second_factor(actor_of("admin"), now(), admin.public_id, places)
    assert secret_of(app, "P-1").secret == totp.secret
    page = client_of("admin").get(f"/accounts/people/{admin.public_id}").text
    assert "second-factor/reset" not in page
