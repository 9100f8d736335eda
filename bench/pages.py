"""The form of sixty questions: its page, its bytes, and sending it until the receipt is there."""

import gzip
import statistics
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Flask
from flask.testing import FlaskClient

from auditapp import create_app
from auditapp.checklists.commands import publish
from auditapp.checklists.writing import yaml_text
from auditapp.cli.data import bring_up_to_date
from auditapp.clock import now
from auditapp.config import Settings
from auditapp.demo import company
from auditapp.storage.db import connect
from auditapp.visits import commands as visits
from auditapp.visits.models import Visit
from bench import samples
from bench.figures import Figure, median_ms

VISITS = 15
QUESTIONS = 60
OF_BARE_COMMITS = 0.16
BARE = "<!doctype html><title>-</title><form method=post>{}<button>Send</button></form>"
BARE_QUESTION = (
    "<fieldset><legend>{0}. Was thing number {0} as the standard wants it?</legend>"
    "<label><input type=radio name=q{0} value=yes>Yes</label>"
    "<label><input type=radio name=q{0} value=no>No</label></fieldset>"
)


class Fields(HTMLParser):
    """What a browser would send of the first form of a page, left as it is."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self.styles: list[str] = []
        self._open = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = {name: value or "" for name, value in attrs}
        name, kind = held.get("name", ""), held.get("type", "text")
        if tag == "link" and held.get("rel") == "stylesheet":
            self.styles.append(held["href"])
        if tag == "textarea":
            self._open = name
        chosen = kind not in ("radio", "checkbox") or "checked" in held
        if tag == "input" and name and kind != "file" and chosen:
            self.found.append((name, held.get("value", "on")))

    def handle_data(self, data: str) -> None:
        if self._open:
            self.found.append((self._open, data.strip()))
            self._open = ""

    def handle_endtag(self, tag: str) -> None:
        self._open = ""


def figures() -> Iterator[Figure]:
    """Measure the form."""
    with TemporaryDirectory(prefix="auditapp-bench-") as folder:
        app = create_app(Settings(Path(folder)))
        with app.app_context():
            waiting = prepared_visits(app)
            paths = [f"/phone/visits/{one.public_id}" for one in waiting]
            token = visits.visit_link(manager(), now(), waiting[0])
        client = app.test_client()
        enter(client, f"/phone/link/{token}")
        yield from page_figures(client, f"{paths[0]}/form")
        yield submit_figure(client, paths, Path(folder))


def prepared_visits(app: Flask) -> list[Visit]:
    """Assign, accept and fill in so many visits; nothing is sent."""
    bring_up_to_date(app.extensions["settings"])
    at = now()
    checklist = samples.checklist(QUESTIONS)
    for document in (samples.standard(), checklist):
        publish(None, at, yaml_text(document))
    admin = company.actor_for(company.add(None, at, company.BY_MAIL["kovaleva"]))
    place = company.add_site(admin, at, company.SITES[0])
    company.add(admin, at, company.BY_MAIL["melnikov"])
    shopper = company.add(admin, at, company.BY_MAIL["lebedeva"])
    return [filled(at, checklist.key, place, shopper) for _ in range(VISITS)]


def filled(at: datetime, key: str, place: company.Location, shopper: company.Person) -> Visit:
    """Assign one visit and fill it in."""
    visit = company.assign(manager(), at, key, place, shopper)
    actor = company.actor_for(shopper)
    visits.accept(actor, at, visit, True, True)
    checklist = samples.checklist(QUESTIONS)
    visits.save_draft(actor, at + timedelta(seconds=1), visit, samples.sheet(checklist))
    return visit


def manager() -> company.Actor:
    """Return the manager as one who acts."""
    return company.actor_for(company.person(company.BY_MAIL["melnikov"]))


def enter(client: FlaskClient, link: str) -> None:
    """Open a personal link and press its button."""
    client.post(link, data=dict(Fields(client.get(link).text).found))


def page_figures(client: FlaskClient, path: str) -> Iterator[Figure]:
    """The page of the form, and what goes over the air before it can be answered."""
    html = client.get(path).text
    styles = [client.get(style).data for style in Fields(html).styles]
    bare = BARE.format("".join(BARE_QUESTION.format(n) for n in range(QUESTIONS)))
    yield Figure("form of 60 questions: page", median_ms(lambda: client.get(path), 20), "ms")
    yield Figure(
        "form of 60 questions: HTML and CSS, gzip",
        sum(len(gzip.compress(part)) for part in (html.encode(), *styles)) / 1024,
        "KB",
        goal=14,
        floor=len(gzip.compress(bare.encode())) / 1024,
        floor_is="the same questions as bare HTML with two answers each",
    )


def submit_figure(client: FlaskClient, paths: list[str], folder: Path) -> Figure:
    """Send each visit by its form; the time ends when the page with the receipt is there."""
    taken = []
    for path in paths:
        data: dict[str, list[str] | str] = {"do": "submit"}
        for name, value in Fields(client.get(f"{path}/form").text).found:
            data.setdefault(name, [])
            held = data[name]
            if isinstance(held, list):
                held.append(value)
        begun = time.perf_counter()
        answer = client.post(f"{path}/form", data=data, follow_redirects=True)
        taken.append(time.perf_counter() - begun)
        if answer.status_code != 200 or not answer.request.path.endswith("/sent"):
            raise RuntimeError(f"{answer.status} from {answer.request.path}")
    bare = bare_commit_ms(folder)
    return Figure(
        "form of 60 questions: submit to receipt",
        statistics.median(taken) * 1000,
        "ms",
        goal=bare / OF_BARE_COMMITS,
        floor=bare,
        floor_is="a durable commit of 60 rows in SQLite, WAL, synchronous FULL",
    )


def bare_commit_ms(folder: Path) -> float:
    """Return what the database alone takes for sixty rows."""
    with closing(connect(folder / "bare.sqlite3", create=True)) as database:
        database.execute("CREATE TABLE rows (visit INTEGER, key TEXT, value TEXT, score INTEGER)")
        rows = [(1, f"q{number}", '{"value": "yes"}', 10000) for number in range(QUESTIONS)]

        def write() -> None:
            database.execute("BEGIN IMMEDIATE")
            database.executemany("INSERT INTO rows VALUES (?, ?, ?, ?)", rows)
            database.execute("COMMIT")

        return median_ms(write, 200)
