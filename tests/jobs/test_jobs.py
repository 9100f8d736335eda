"""The jobs that the application wires: what each does to real rows."""

import io
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from auditapp.accounts.models import SignInAttempt, UserSession
from auditapp.app import JOBS
from auditapp.clock import now
from auditapp.jobs.runner import Runner
from auditapp.messages.commands import enqueue
from auditapp.messages.models import Message
from auditapp.sheets.models import Upload
from auditapp.storage import files, transaction
from auditapp.storage.db import db
from auditapp.storage.trail import TrailEntry, verify

OLD = timedelta(days=400)


@pytest.fixture
def run(app: Flask) -> Callable[[str], None]:
    """Run one of the jobs by its name."""

    def once(name: str) -> None:
        (job,) = (one for one in JOBS if one.name == name)
        Runner(app, JOBS).run(job)

    return once


def test_every_job_runs_on_a_fresh_installation(
    run: Callable[[str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    for job in JOBS:
        run(job.name)
    assert capsys.readouterr().out == ""


def test_link_that_is_over_leaves_the_outbox_without_a_mail_server(
    app: Flask, run: Callable[[str], None]
) -> None:
    with app.app_context(), transaction.write() as session:
        for hours in (-1, 1):
            enqueue(
                session,
                now() - timedelta(days=1),
                kind="invitation",
                person_id=None,
                name="Anna",
                address=None,
                language="en",
                link="https://audit.example.org/x",
                link_until=now() + timedelta(hours=hours),
            )
    run("messages")
    with app.app_context():
        assert [row.state for row in db.session.query(Message)] == ["withdrawn", "waiting"]


def test_purge_erases_what_is_old_and_keeps_the_rest(
    app: Flask,
    run: Callable[[str], None],
    token_of: Callable[..., str],
    member: Callable[[str], object],
) -> None:
    token_of("manager")
    token_of("admin")
    shared, alone = (_brought(app, text, member) for text in ("shared", "alone"))
    _brought(app, "shared", member, age=timedelta(0))
    with app.app_context(), transaction.write() as session:
        first = session.query(UserSession).order_by(UserSession.id).first()
        assert first
        first.ended_at = now() - OLD
        for age in (OLD, timedelta(0)):
            session.add(_attempt(age))
    run("purge")
    with app.app_context():
        assert db.session.query(SignInAttempt).count() == 1
        assert db.session.query(UserSession).count() == 1
        assert db.session.query(Upload).count() == 1
        assert files.path_of("brought", shared).exists()
        assert not files.path_of("brought", alone).exists()
        events = {row.event for row in db.session.query(TrailEntry)}
        assert {"accounts.purge", "sheets.purge"} <= events
        assert verify(db.session()).holds
        lines = db.session.query(TrailEntry).count()
    run("purge")
    with app.app_context():
        assert db.session.query(TrailEntry).count() == lines


def _attempt(age: timedelta) -> SignInAttempt:
    return SignInAttempt(account_digest="a", address_digest="b", at=now() - age, ok=False)


def _brought(app: Flask, text: str, member: Callable[[str], object], age: timedelta = OLD) -> str:
    with app.app_context():
        content = files.receive(io.BytesIO(text.encode()))
        sha256 = files.keep("brought", content)
        with transaction.write() as session:
            session.add(
                Upload(
                    purpose="people",
                    person_id=member("admin").person_id,  # type: ignore[attr-defined]
                    name="a.csv",
                    sha256=sha256,
                    size_bytes=len(content),
                    brought_at=now() - age,
                )
            )
    return sha256
