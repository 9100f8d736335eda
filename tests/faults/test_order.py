"""What reaches the disk before what: the file, its name, its folder, the row; then the answer."""

from pathlib import Path

import pytest

from auditapp.storage.db import FILE_NAME
from tests.faults.oracle import check, received
from tests.faults.phone import Phone, fill
from tests.faults.servers import Nursery, Server, running
from tests.faults.stage import Stage
from tests.faults.tracing import Call, Trace, traced

SEEN = "trace=write,pwrite64,fsync,fdatasync,rename,renameat,renameat2,sendto"
SYNCS = ("fsync", "fdatasync")
JOURNALS = ("-wal", "-journal")

pytestmark = pytest.mark.slow


def only(calls: list[Call]) -> Call:
    assert len(calls) == 1, calls
    return calls[0]


def answer(trace: Trace) -> Call:
    """The call that sends the first bytes of the answer."""
    return trace.of("sendto")[0]


def commits(trace: Trace, folder: Path) -> list[Call]:
    """The syncs of the journal: what makes a commit last."""
    journals = {str(folder / FILE_NAME) + end for end in JOURNALS}
    return [call for call in trace.of(*SYNCS) if call.place in journals]


def rows(trace: Trace, folder: Path) -> list[Call]:
    return [one for one in trace.of("pwrite64") if one.place.startswith(str(folder / FILE_NAME))]


@pytest.fixture
def server(nursery: Nursery, stage: Stage):
    with running(nursery, stage.folder, threads=1) as started:
        yield started


def test_photo_lasts_before_its_row_and_its_row_before_the_answer(
    server: Server, stage: Stage, tmp_path: Path
) -> None:
    parcel = fill(stage, 0, stage.visits[0][0])
    phone = Phone(server.port, stage.cookies[0])
    (sha256,) = phone.put(parcel)
    with traced(server, tmp_path / "trace", "-e", SEEN) as trace:
        phone.photo(parcel, sha256)
    place = received(stage.folder, sha256)
    named = only([one for one in trace.of("rename", "renameat2") if str(place) in one.given])
    temporary = named.given.split('"')[1]
    written = [one for one in trace.of("write") if one.place == temporary]
    synced = only([one for one in trace.of(*SYNCS) if one.place == temporary])
    folders = [one for one in trace.of("fsync") if one.place == str(place.parent)]
    assert Path(temporary).parent == place.parent
    assert written[-1].ended < synced.begun <= synced.ended < named.begun
    lasting = next(one for one in folders if one.begun > named.ended)
    row = rows(trace, stage.folder)
    assert lasting.ended < row[0].begun
    assert row[-1].ended < commits(trace, stage.folder)[-1].begun
    assert commits(trace, stage.folder)[-1].ended < answer(trace).begun
    derived = [one for one in trace.of("rename") if "/derived/" in one.given]
    assert len(derived) == 2
    assert all(one.ended < row[0].begun for one in derived)
    phone.hang_up()


@pytest.mark.parametrize("step", ["answers", "receipt"])
def test_answer_goes_when_its_rows_last(
    server: Server, stage: Stage, tmp_path: Path, step: str
) -> None:
    parcel = fill(stage, 0, stage.visits[0][0], photos=0)
    phone = Phone(server.port, stage.cookies[0])
    phone.ask("GET", "/session")
    if step == "receipt":
        phone.put(parcel)
    with traced(server, tmp_path / "trace", "-e", SEEN) as trace:
        phone.put(parcel) if step == "answers" else phone.complete(parcel)
    written, commit = rows(trace, stage.folder), commits(trace, stage.folder)
    assert written[-1].ended < commit[-1].begun
    assert commit[-1].ended < answer(trace).begun
    phone.hang_up()
    server.kill()
    check(stage.folder, [parcel])
