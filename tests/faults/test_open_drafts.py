"""What the office does while a draft is open: nothing that was honestly done is refused for it."""

from contextlib import closing

import pytest
from sqlalchemy import select

from auditapp.accounts.models import Person
from auditapp.checklists.commands import publish
from auditapp.clock import now
from auditapp.storage.db import FILE_NAME, connect, db, driver
from auditapp.visits import commands
from auditapp.visits.models import Visit
from tests.faults.oracle import check, one
from tests.faults.phone import Phone, fill
from tests.faults.servers import Nursery, running
from tests.faults.stage import CHECKLIST, Stage, actor, at_home

ENDS = {"publish": [], "cancel": ["cancelled"], "delete": []}

pytestmark = pytest.mark.slow


def do(what: str, visit: Visit) -> None:
    """Do something to a visit under way, in a process beside the server."""
    office = actor(db.session.scalars(select(Person).where(Person.code == "P-0")).one())
    if what == "publish":
        publish(None, now(), CHECKLIST.replace("right?", "quite right?"))
    elif what == "cancel":
        commands.cancel(office, now(), visit, "No longer needed")


def cannot_be_deleted(stage: Stage) -> None:
    """The version that drafts are open on stays, even past the application."""
    query = "DELETE FROM checklist_versions WHERE sha256 = ?"
    refused = pytest.raises(driver().IntegrityError, match="FOREIGN KEY")
    with closing(connect(stage.folder / FILE_NAME)) as database, refused:
        database.execute(query, (stage.version,))


def test_visit_is_taken_in_whatever_the_office_did_meanwhile(
    nursery: Nursery, stage: Stage
) -> None:
    sent = {}
    with running(nursery, stage.folder) as server:
        phone = Phone(server.port, stage.cookies[0])
        for what, public_id in zip(ENDS, stage.visits[0], strict=False):
            save = b'{"changes": [{"key": "q0", "base": 0, "answer": {"value": "yes"}}]}'
            assert phone.ask("PATCH", f"/visits/{public_id}/answers", save).status == 200
            with at_home(stage.folder):
                do(what, db.session.scalars(select(Visit).filter_by(public_id=public_id)).one())
            cannot_be_deleted(stage)
            sent[what] = fill(stage, 0, public_id)
            said = phone.send(sent[what])
            assert (said.status, said.body["flags"]) == (202 if ENDS[what] else 200, ENDS[what])
        phone.hang_up()
    check(stage.folder, sent.values())
    with closing(connect(stage.folder / FILE_NAME)) as database:
        versions = "SELECT count(DISTINCT checklist_version_id) FROM visits"
        assert one(database, versions) == 1
