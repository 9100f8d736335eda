"""The demo company: how long it takes to make, and how many visits a second that is."""

import json
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from auditapp import create_app
from auditapp.cli.data import bring_up_to_date
from auditapp.clock import now
from auditapp.config import Settings
from auditapp.demo import company
from auditapp.demo.plan import VISITS
from auditapp.storage.db import connect, db
from auditapp.visits.models import AnswerRow
from bench.figures import Figure

GOAL_S = 20


def figures() -> Iterator[Figure]:
    """Make the company once, as `--demo` does."""
    with TemporaryDirectory(prefix="auditapp-bench-") as folder:
        app = create_app(Settings(Path(folder)))
        with app.app_context():
            bring_up_to_date(app.extensions["settings"])
            begun = time.perf_counter()
            company.build(now())
            taken = time.perf_counter() - begun
            answers = db.session.query(AnswerRow).count()
            db.session.remove()
            db.engine.dispose()
        bare = bare_s(Path(folder), answers)
    yield Figure(
        f"demo company of {VISITS} visits",
        taken,
        "s",
        goal=GOAL_S,
        floor=bare,
        floor_is=f"the same {answers} answers as bare rows, a commit a visit, not waited for",
    )
    yield Figure("demo generation", VISITS / taken, "visits/s", floor=VISITS / bare)


def bare_s(folder: Path, answers: int) -> float:
    """Return what the database alone takes for as many answers, written as the demo writes."""
    with closing(connect(folder / "bare.sqlite3", create=True)) as database:
        database.execute("PRAGMA synchronous = OFF")
        database.execute("CREATE TABLE rows (visit INTEGER, key TEXT, value TEXT, score INTEGER)")
        each = answers // VISITS
        begun = time.perf_counter()
        for visit in range(VISITS):
            rows = [(visit, f"q{n}", json.dumps({"value": "yes"}), 10000) for n in range(each)]
            database.execute("BEGIN IMMEDIATE")
            database.executemany("INSERT INTO rows VALUES (?, ?, ?, ?)", rows)
            database.execute("COMMIT")
        return time.perf_counter() - begun
