"""Crashes, races, two processes: one visit, one score, or nothing at all."""

import contextlib
import io
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy import func, select

from auditapp.core.problems import Problem
from auditapp.storage import db as storage
from auditapp.storage import trail
from auditapp.visits import commands, queries
from auditapp.visits.models import (
    AnswerRow,
    Photo,
    Revision,
    Submission,
    SubmissionConflict,
    Visit,
)

from .conftest import DURING, OTHER_UUID, UUID, payload

PROCESS = """
import os, sys
from datetime import datetime
from pathlib import Path
from flask import Flask
from auditapp.storage import db as storage
from auditapp.visits import commands, queries
from auditapp.web.actor import Actor, Granted
from auditapp.core.permissions import Role
from auditapp.core.problems import Problem
from auditapp.storage import transaction

folder, public_id, person_id, uuid, mode = sys.argv[1:]
app = Flask("process")
storage.init_app(app, Path(folder))
at = datetime.fromisoformat("2026-11-22T14:05:00+00:00")
who = Actor(int(person_id), "", "", "P-1", "en", (Granted(Role.SHOPPER, "all", None),), "s")
with app.app_context():
    visit = queries.visit_for(who, public_id)
    if mode == "die":
        session = storage.db.session()
        session.commit = lambda: os._exit(9)  # killed with everything written and nothing committed
    print("ready", flush=True)
    sys.stdin.readline()
    try:
        print(commands.submit(who, at, visit, uuid, sys.stdin.read().encode()).receipt)
    except Problem as problem:
        print(problem.code)
"""


def process(folder: Path, visit: Visit, person_id: int, uuid: str, mode: str = "send"):
    arguments = [str(folder), visit.public_id, str(person_id), uuid, mode]
    return subprocess.Popen(
        [sys.executable, "-c", PROCESS, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )


def count(table: type) -> int:
    return storage.db.session.scalar(select(func.count()).select_from(table)) or 0


def test_error_on_the_way_leaves_no_half_visit(cast, started, monkeypatch) -> None:
    def fail(*arguments: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("auditapp.visits.commands.submitting.note", fail)
    with pytest.raises(ZeroDivisionError):
        commands.submit(cast.shopper, DURING, started, UUID, payload())
    assert (started.state, count(Submission), count(Revision), count(AnswerRow)) == (
        "in progress",
        0,
        0,
        0,
    )


def test_crash_between_file_and_row_leaves_an_orphan_and_no_visit_changed(
    cast, started, folder, monkeypatch
) -> None:
    out = io.BytesIO()
    Image.new("RGB", (60, 40)).save(out, "JPEG")

    def fail(*arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("auditapp.visits.commands.photos.keep_photo", fail)
    with pytest.raises(KeyboardInterrupt):
        commands.attach(cast.shopper, DURING, started, "greeted", io.BytesIO(out.getvalue()))
    orphans = [path for path in (folder / "files").rglob("*") if path.is_file()]
    assert (count(Photo), len(orphans)) == (0, 3)
    monkeypatch.undo()
    kept = commands.attach(cast.shopper, DURING, started, "greeted", io.BytesIO(out.getvalue()))
    assert queries.photo_of(started, kept.sha256) is kept


@pytest.mark.slow
def test_process_killed_before_the_commit_leaves_no_visit_and_the_next_try_one(
    cast, started, folder
) -> None:
    storage.db.session.rollback()
    dying = process(folder, started, cast.shopper.person_id, UUID, "die")
    dying.communicate("\n" + payload().decode(), timeout=60)
    assert dying.returncode == 9
    storage.db.session.expire_all()
    assert (started.state, count(Submission)) == ("in progress", 0)
    commands.submit(cast.shopper, DURING, started, UUID, payload())
    assert (count(Submission), count(Revision)) == (1, 1)


def race(app, tries) -> list[str]:
    """Do all at the same moment, each in a thread of its own; return receipts or codes."""
    gate, said = threading.Barrier(len(tries)), []

    def run(attempt) -> None:
        with app.app_context():
            gate.wait()
            try:
                said.append(attempt().receipt)
            except Problem as problem:
                said.append(problem.code)

    threads = [threading.Thread(target=run, args=(attempt,)) for attempt in tries]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return said


def sending(actor, public_id: str, uuid: str, raw: bytes):
    return lambda: commands.submit(actor, DURING, queries.visit_for(actor, public_id), uuid, raw)


def test_same_sending_raced_from_threads_gives_one_visit(working_app, cast, started) -> None:
    storage.db.session.rollback()
    tries = [sending(cast.shopper, started.public_id, UUID, payload())] * 6
    assert len(set(race(working_app, tries))) == 1
    assert (count(Submission), count(Revision), count(SubmissionConflict)) == (1, 1, 0)


def test_two_sendings_of_one_visit_raced_make_one_and_keep_the_other(
    working_app, cast, started
) -> None:
    storage.db.session.rollback()
    tries = [
        sending(cast.shopper, started.public_id, uuid, payload()) for uuid in (UUID, OTHER_UUID)
    ]
    said = race(working_app, tries)
    assert said.count("submissions.already_sent") == 1
    assert (count(Submission), count(Revision), count(SubmissionConflict)) == (1, 1, 1)


@pytest.mark.slow
def test_same_sending_raced_from_two_processes_gives_one_visit(cast, started, folder) -> None:
    storage.db.session.rollback()
    both = [process(folder, started, cast.shopper.person_id, UUID) for _ in range(2)]
    for one in both:
        assert one.stdout.readline() == "ready\n"
    for one in both:
        one.stdin.write("\n" + payload().decode())
        one.stdin.flush()
    said = {one.communicate(timeout=60)[0].strip() for one in both}
    assert len(said) == 1
    assert (count(Submission), count(Revision)) == (1, 1)
    assert trail.verify(storage.db.session()).holds


def test_visit_changed_meanwhile_moves_once(working_app, cast, accepted) -> None:
    storage.db.session.rollback()
    public_id = accepted.public_id
    tries = [
        sending(cast.shopper, public_id, UUID, payload()),
        lambda: commands.cancel(
            cast.manager, DURING, queries.visit_for(cast.manager, public_id), "Mistake"
        ),
    ]
    race_states(working_app, tries)
    storage.db.session.expire_all()
    assert (accepted.state, count(Submission)) == ("in review", 1)


def race_states(app, tries) -> None:
    gate = threading.Barrier(len(tries))

    def run(attempt) -> None:
        with app.app_context():
            gate.wait()
            with contextlib.suppress(Problem):  # whoever comes second is refused
                attempt()

    threads = [threading.Thread(target=run, args=(attempt,)) for attempt in tries]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
