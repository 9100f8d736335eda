"""Stops, starts and older backups: phones offer what they hold, and nothing is there twice."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import select

from auditapp.accounts.models import Person
from auditapp.storage.db import db
from tests.faults.oracle import check
from tests.faults.phone import Parcel, Phone, fill
from tests.faults.servers import ROOT, SECRET, Nursery, running
from tests.faults.stage import Stage, actor, at_home, sign_in

pytestmark = pytest.mark.slow


def flask(stage: Stage, *arguments: str) -> str:
    """Run a command of the application's."""
    done = subprocess.run(
        [sys.executable, "-m", "flask", "--app", "auditapp", *arguments],
        cwd=ROOT,
        env=os.environ | {"AUDITAPP_DATA_DIR": str(stage.folder), "AUDITAPP_SECRET_KEY": SECRET},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_restart_in_the_middle_of_a_visit_loses_nothing(nursery: Nursery, stage: Stage) -> None:
    begun, half = (fill(stage, 0, visit, photos=2) for visit in stage.visits[0][:2])
    with running(nursery, stage.folder) as server:
        phone = Phone(server.port, stage.cookies[0])
        phone.put(begun)
        phone.photo(half, phone.put(half)[0])
        server.stop()
    with running(nursery, stage.folder, port=server.port):
        assert len(phone.send_until_received(half).body["receipt"]) == 36
        phone.send(begun)
        phone.hang_up()
    check(stage.folder, [begun, half])


def test_older_backup_gets_all_that_phones_still_hold(
    nursery: Nursery, stage: Stage, tmp_path: Path
) -> None:
    before, after = (fill(stage, 0, visit) for visit in stage.visits[0][:2])
    half = fill(stage, 0, stage.visits[0][2], photos=2)
    with running(nursery, stage.folder) as server:
        phone = Phone(server.port, stage.cookies[0])
        known = phone.send(before).body["epoch"]
        phone.photo(half, phone.put(half)[0])
        flask(stage, "backup", str(tmp_path / "backups"))
        phone.send(after)
        phone.photo(half, phone.put(half)[0])
        first = list(after.receipts)
        phone.hang_up()
        server.stop()
    (backup,) = (one.parent for one in (tmp_path / "backups").glob("*/manifest.json"))
    flask(stage, "restore", str(backup))
    cookie = signed_in_again(stage)
    with running(nursery, stage.folder, port=server.port):
        phone = Phone(server.port, cookie)
        assert phone.ask("GET", "/session").body["epoch"] > known
        offer_again(phone, [before, after, half])
    assert before.receipts[0] == before.receipts[-1]
    assert after.receipts != first
    after.receipts = [one for one in after.receipts if one not in first]
    check(stage.folder, [before, after, half])


def offer_again(phone: Phone, kept: list[Parcel]) -> None:
    """Send what the phone kept since before, as after an epoch that rose."""
    for parcel in kept:
        phone.send_until_received(parcel)
    phone.hang_up()


def signed_in_again(stage: Stage) -> str:
    """Return a new session of the first shopper: a restore ends all that there were."""
    with at_home(stage.folder) as app:
        shopper = db.session.scalars(select(Person).where(Person.code == "P-1")).one()
        return sign_in(app, actor(shopper))
