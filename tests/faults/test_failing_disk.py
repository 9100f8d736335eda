"""Every write and every sync of a visit made to fail once: no receipt without what it stands for.

AUDITAPP_EVERY_WRITE=1 fails every write of the database, not each fifth alone.
"""

import os
from pathlib import Path

import pytest

from tests.faults.oracle import check
from tests.faults.phone import CutError, Parcel, Phone, RefusedError, fill
from tests.faults.servers import Nursery, Server, running
from tests.faults.stage import Stage
from tests.faults.tracing import traced

STRIDE = 1 if os.environ.get("AUDITAPP_EVERY_WRITE") else 5
MOST = 400

pytestmark = pytest.mark.slow


def attempt(phone: Phone, parcel: Parcel) -> int:
    """Send once; a failure is an answer too, as long as it is not taken for a receipt."""
    try:
        return phone.send(parcel).status
    except CutError:
        return 0
    except RefusedError as refused:
        return refused.said.status


def broken_at(server: Server, log: Path, how: str, phone: Phone, parcel: Parcel) -> list[str]:
    """Send while a call fails; return the files that it was about, nothing if none was made."""
    options = ("-e", f"trace={how.partition(':')[0]}", "-e", f"inject={how}")
    with traced(server, log, *options) as trace:
        status = attempt(phone, parcel)
    assert status < 400 or status >= 500, status
    return [one.place or one.given for one in trace.calls if one.was_made_to_fail]


@pytest.mark.parametrize(
    ("call", "error", "stride", "least"),
    [
        ("fsync,fdatasync", "EIO", 1, 8),
        ("write", "ENOSPC", 1, 3),
        ("pwrite64", "EIO", STRIDE, 30 // STRIDE),
        ("rename", "EIO", 1, 3),
    ],
)
def test_failure_of_the_disk_gives_no_receipt_without_its_data(
    nursery: Nursery, stage: Stage, tmp_path: Path, call: str, error: str, stride: int, least: int
) -> None:
    sent: list[Parcel] = []
    failed: list[str] = []
    visits = ((shopper, visit) for shopper, own in enumerate(stage.visits) for visit in own)
    with running(nursery, stage.folder, threads=1) as server:
        for number, (shopper, visit) in zip(range(1, MOST, stride), visits, strict=False):
            sent.append(parcel := fill(stage, shopper, visit))
            phone = Phone(server.port, stage.cookies[shopper])
            phone.ask("GET", "/session")
            how = f"{call}:error={error}:when={number}"
            where = broken_at(server, tmp_path / "trace", how, phone, parcel)
            phone.send_until_received(parcel)
            phone.hang_up()
            if not where:
                break
            failed += where
    assert len([one for one in failed if str(stage.folder) in one]) >= least, failed
    check(stage.folder, sent)
