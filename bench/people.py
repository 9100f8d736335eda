"""Ten thousand people: taking them in, then a page, a search and a page deep inside the list."""

import io
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from flask.testing import FlaskClient

from auditapp import create_app
from auditapp.accounts import commands
from auditapp.accounts.queries import EVERYWHERE, Facts
from auditapp.cli.data import bring_up_to_date
from auditapp.clock import now
from auditapp.config import Settings
from auditapp.core.permissions import Role
from auditapp.storage.db import FILE_NAME, connect
from bench.figures import Figure, median_ms
from bench.pages import Fields, enter

COUNT = 10_000
FIRST = ("Мария", "Денис", "Anna", "Ёлка", "Олег", "Zoë", "Игорь", "Light", "Фатима", "Ян")
LAST = ("Лебедева", "Фомин", "Smith", "Щукина", "Ким", "O’Brien", "Орлова", "Jones", "Ли", "Бо")
HEADS = "name;role;where;code;email;phone;household"
PAGE_SQL = "SELECT * FROM people ORDER BY found_by, id LIMIT 50 OFFSET ?"
SEARCH_SQL = "SELECT * FROM people WHERE found_by LIKE '%' || ? || '%' ORDER BY found_by LIMIT 50"


def figures() -> Iterator[Figure]:
    """Measure the list of people, and how long so many take to come in."""
    with TemporaryDirectory(prefix="auditapp-bench-") as folder:
        app = create_app(Settings(Path(folder)))
        with app.app_context():
            bring_up_to_date(app.extensions["settings"])
            facts = Facts("Anna", "A-1", None, "en")
            invited = commands.add_person(None, now(), facts, Role.ADMIN, EVERYWHERE)
            token = commands.make_sign_in_link(None, now(), invited.person.public_id, None)
        client = app.test_client()
        enter(client, f"/accounts/link/{token}")
        yield from import_figures(client, Path(folder))
        yield from list_figures(client, Path(folder))


def people_file() -> bytes:
    """Return a file of so many people, as CSV."""
    rows = [
        f"{FIRST[n % 10]} {LAST[n // 10 % 10]} {n};shopper;everywhere;B-{n};b{n}@example.org;"
        f"+7 900 {n:07};h{n // 3}"
        for n in range(COUNT)
    ]
    return "\n".join([HEADS, *rows]).encode()


def import_figures(client: FlaskClient, folder: Path) -> Iterator[Figure]:
    """Bring a file, look at it, take it in: as a browser does."""
    content, begun = people_file(), time.perf_counter()
    page = client.get("/accounts/people/import").text
    sent = dict(Fields(page).found) | {"file": (io.BytesIO(content), "people.csv")}
    led = client.post("/accounts/people/import", data=sent).location
    columns = {f"column-{key}": str(place) for place, key in enumerate(HEADS.split(";"))}
    columns["csrf_token"] = dict(Fields(client.get(led).text).found)["csrf_token"]
    looked = client.post(led, data=columns)
    seen = time.perf_counter()
    taken = client.post(f"{led}/take", data=columns)
    done = time.perf_counter()
    if looked.status_code != 200 or taken.status_code != 303:
        raise RuntimeError(f"{looked.status} and {taken.status}")
    yield Figure(f"import of {COUNT} people: file to preview", seen - begun, "s", goal=10)
    yield Figure(
        f"import of {COUNT} people: taking them in",
        done - seen,
        "s",
        goal=10,
        floor=bare_insert_s(folder),
        floor_is="the same rows put into one bare table of SQLite, one commit",
    )


def list_figures(client: FlaskClient, folder: Path) -> Iterator[Figure]:
    """Pages of the list, each beside the bare rows from the database."""
    with closing(connect(folder / FILE_NAME)) as database:

        def rows(sql: str, *values: object) -> float:
            return median_ms(lambda: database.execute(sql, values).fetchall(), 20)

        asked = {
            "first page": ("", rows(PAGE_SQL, 0), "50 bare rows of SQLite in the same order"),
            "search": ("?q=щукина+7", rows(SEARCH_SQL, "щукина"), "a bare LIKE over the same rows"),
            "page 150": ("?page=150", rows(PAGE_SQL, 7450), "50 bare rows of SQLite from there on"),
            "by last seen": ("?sort=seen&desc=1", None, ""),
        }
        for what, (query, floor, floor_is) in asked.items():
            path = f"/accounts/people{query}"
            if client.get(path).status_code != 200:
                raise RuntimeError(path)
            yield Figure(
                f"list of {COUNT} people: {what}",
                median_ms(lambda path=path: client.get(path), 20),
                "ms",
                goal=200,
                floor=floor,
                floor_is=floor_is,
            )


def bare_insert_s(folder: Path) -> float:
    """Return what the database alone takes for as many rows."""
    rows = [line.split(";") for line in people_file().decode().split("\n")[1:]]
    with closing(connect(folder / "bare.sqlite3", create=True)) as database:
        database.execute("CREATE TABLE bare (a, b, c, d UNIQUE, e UNIQUE, f, g)")
        begun = time.perf_counter()
        database.execute("BEGIN IMMEDIATE")
        database.executemany("INSERT INTO bare VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
        database.execute("COMMIT")
        return time.perf_counter() - begun
