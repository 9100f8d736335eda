"""A database that another process holds, a disk that is full: the phone is told so, and waits."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from auditapp.storage.db import FILE_NAME, connect
from tests.faults.oracle import check
from tests.faults.phone import Parcel, Phone, RefusedError, fill
from tests.faults.servers import Nursery, Server, running
from tests.faults.stage import Stage

MEGABYTES = 12
MOUNT, UMOUNT = "/usr/bin/mount", "/usr/bin/umount"

pytestmark = pytest.mark.slow


def test_database_held_by_another_is_said_to_be_busy(nursery: Nursery, stage: Stage) -> None:
    parcel = fill(stage, 0, stage.visits[0][0])
    with running(nursery, stage.folder) as server:
        phone = Phone(server.port, stage.cookies[0])
        (sha256,) = phone.put(parcel)
        phone.photo(parcel, sha256)
        with closing(connect(stage.folder / FILE_NAME)) as another:
            another.execute("BEGIN IMMEDIATE")
            with pytest.raises(RefusedError) as refused:
                phone.complete(parcel)
            another.execute("ROLLBACK")
        said = refused.value.said
        assert (said.status, said.body["code"]) == (503, "storage.busy")
        assert int(said.headers["retry-after"]) > 0
        assert phone.send(parcel).status == 200
        phone.hang_up()
    check(stage.folder, [parcel])


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of a few megabytes."""
    place = tmp_path / "small"
    place.mkdir()
    mount = [MOUNT, "-t", "tmpfs", "-o", f"size={MEGABYTES}m", "tmpfs", str(place)]
    done = subprocess.run(mount, capture_output=True, text=True)
    assert done.returncode == 0, (
        "This test fills a disk of its own, and mounting one was not permitted "
        f"(user {os.geteuid()}, {done.stderr.strip()}). Run the tests as root, in a container "
        "with the capability SYS_ADMIN."
    )
    yield place
    subprocess.run([UMOUNT, "--lazy", str(place)], check=True)


def fill_up(disk: Path, but: int = 0) -> Path:
    """Leave so many bytes."""
    ballast = disk / "ballast"
    room = os.statvfs(disk)
    with ballast.open("wb") as file:
        file.write(bytes(max(0, room.f_bavail * room.f_frsize - but)))
    return ballast


@pytest.fixture
def cramped(nursery: Nursery, first_stage: Stage, small_disk: Path) -> Iterator[tuple]:
    stage = first_stage.copy(small_disk / "data")
    with running(nursery, stage.folder) as server:
        yield stage, server


def test_full_disk_is_said_and_loses_nothing(cramped: tuple[Stage, Server], small_disk) -> None:
    stage, server = cramped
    parcel = fill(stage, 0, stage.visits[0][0], photos=1, kilobytes=300)
    phone = Phone(server.port, stage.cookies[0])
    (sha256,) = phone.put(parcel)
    ballast = fill_up(small_disk, but=64 * 1024)
    assert told(lambda: phone.photo(parcel, sha256)) == (507, "storage.full")
    assert not list((stage.folder / "files").rglob(".tmp-*"))
    check_what_is_acknowledged(stage, parcel)
    ballast.unlink()
    phone.photo(parcel, sha256)
    ballast = fill_up(small_disk)
    assert told(lambda: phone.complete(parcel)) == (507, "storage.full")
    ballast.unlink()
    assert phone.complete(parcel).status == 200
    phone.hang_up()
    server.kill()
    check(stage.folder, [parcel])


def told(step) -> tuple[int, str]:
    with pytest.raises(RefusedError) as refused:
        step()
    return refused.value.said.status, refused.value.said.body.get("code", "")


def check_what_is_acknowledged(stage: Stage, parcel: Parcel) -> None:
    check(stage.folder, [parcel])
