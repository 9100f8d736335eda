"""Lists of ten thousand rows: a page of one, beside the same rows by bare SQL."""

import random
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from auditapp import create_app
from auditapp.accounts.commands.sessions import begin
from auditapp.accounts.models import Grant, Person
from auditapp.cli.data import bring_up_to_date
from auditapp.clock import now
from auditapp.config import Settings
from auditapp.core.permissions import Role
from auditapp.locations.commands import Draft, import_locations
from auditapp.locations.models import Facts
from auditapp.storage import transaction
from auditapp.storage.db import FILE_NAME, connect
from auditapp.web.actor import Actor, Granted
from auditapp.web.positions import Position
from bench.figures import Figure, median_ms

ROWS = 10_000
STREETS = ("Lenina", "Mira", "Sadovaya", "Nevskaya")
WORDS = "sadovaya 77"
BARE = (
    "SELECT count(*) FROM locations WHERE found_by LIKE '%sadovaya%' AND found_by LIKE '%77%'",
    "SELECT l.*, b.name, r.name FROM locations l LEFT JOIN brands b ON b.id = l.brand_id "
    "LEFT JOIN regions r ON r.id = l.region_id "
    "WHERE found_by LIKE '%sadovaya%' AND found_by LIKE '%77%' ORDER BY l.name, l.code LIMIT 50",
)
BARE_ALL = (
    "SELECT count(*) FROM locations",
    "SELECT l.*, b.name, r.name FROM locations l LEFT JOIN brands b ON b.id = l.brand_id "
    "LEFT JOIN regions r ON r.id = l.region_id ORDER BY r.name, l.code LIMIT 50 OFFSET 5000",
)


def figures() -> Iterator[Figure]:
    """Measure the lists."""
    with TemporaryDirectory() as folder:
        app = create_app(Settings(data_dir=Path(folder), secret_key="a key for the benchmark"))  # noqa: S106 - of no use elsewhere
        with app.app_context():
            bring_up_to_date(app.extensions["settings"])
            import_locations(admin(), now(), drafts(ROWS), "bench", "bench", lambda _session: None)
        client = signed_in(app)
        database = Path(folder) / FILE_NAME
        yield page(client, database, "found by two words", f"?q={WORDS}&sort=name", BARE)
        yield page(client, database, "in its middle", "?sort=region&page=101", BARE_ALL)


def page(
    client: FlaskClient, database: Path, what: str, asked: str, bare: tuple[str, ...]
) -> Figure:
    """One page of the list of locations; the floor is what the database alone takes."""
    with closing(connect(database)) as connection:
        floor = median_ms(lambda: [connection.execute(one).fetchall() for one in bare], 30)
    address = f"/locations/{asked}"
    if client.get(address).status_code != 200:
        raise RuntimeError(address)
    return Figure(
        f"list of {ROWS} locations: a page {what}",
        median_ms(lambda: client.get(address), 30),
        "ms",
        goal=150,
        floor=floor,
        floor_is="counting and reading the same 50 rows by bare SQL, no page made",
    )


def drafts(count: int) -> list[Draft]:
    """Return so many locations, always the same."""
    chance = random.Random(7)  # noqa: S311 - not a secret
    return [Draft(number + 2, facts(number, chance)) for number in range(count)]


def facts(number: int, chance: random.Random) -> Facts:
    """Return one location."""
    return Facts(
        code=f"M-{number:05}",
        name=f"Shop {chance.choice(STREETS)} {number}",
        time_zone=chance.choice(("Europe/Moscow", "Asia/Omsk", "Asia/Yekaterinburg")),
        brand=f"Brand {chance.randrange(8)}",
        region=f"Part {number % 8} > Region {number % 40}",
        address=f"{number} {chance.choice(STREETS)} Street, Town {chance.randrange(60)}",
        position=Position(chance.uniform(50, 60), chance.uniform(30, 60)),
        tags=("airport", "franchise") if number % 7 == 0 else (),
        hours=[*[[["09:00", "21:00"]]] * 5, [["10:00", "18:00"]], []],
    )


def admin() -> Actor:
    """Return an admin of everything, who needs no session."""
    return Actor(1, "bench", "Bench", "P-1", "en", (Granted(Role.ADMIN, "all", None),), "")


def signed_in(app: Flask) -> FlaskClient:
    """Return a browser in which an admin is signed in."""
    client = app.test_client()
    with app.app_context(), transaction.write() as session:
        at: datetime = now()
        held: dict[str, Any] = {"name": "Bench", "code": "P-1", "language": "en", "created_at": at}
        person = Person(**held, grants=[Grant(role="admin", scope_kind="all")])
        session.add(person)
        session.flush()
        token = begin(session, at, person, "bench", "127.0.0.1")
    with client.session_transaction() as kept:
        kept["_user_id"], kept["_fresh"] = token, True
    return client
