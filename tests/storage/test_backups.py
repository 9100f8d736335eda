"""A backup is whole or none: database, record, files, and a manifest that is written last."""

import errno
import json
import os
import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask

from auditapp.core.problems import Problem
from auditapp.storage import db as storage
from auditapp.storage import erasures, files, presence, trail, transaction
from auditapp.storage.backups.checking import check
from auditapp.storage.backups.making import back_up
from auditapp.storage.backups.manifest import finished, listed

from .conftest import AT


@pytest.fixture
def kept(bare_app: Flask, folder: Path) -> Path:
    """A data folder with two lines in its record and two files."""
    say("first")
    say("second")
    files.keep(files.RECEIVED, b"a photo")
    files.keep_as(files.PICTURES, "owner", "how-it-should-be.jpg", b"a picture")
    return folder


def say(words: str) -> None:
    with transaction.write() as session:
        trail.record(session, None, AT, "tests.say", "tests/1", words)


def code_of(raised: pytest.ExceptionInfo[Problem]) -> str:
    assert raised.value.sentence % raised.value.details
    return raised.value.code


def test_backup_holds_everything_and_says_so(kept: Path, tmp_path: Path) -> None:
    made = back_up(kept, tmp_path / "backups")
    manifest = check(made.place)
    assert (manifest.files, manifest.record_entries, manifest.epoch) == (2, 2, 1)
    assert manifest.record_head == trail.head(storage.db.session())
    assert manifest.rows["trail"] == 2
    assert not manifest.record_was_cut
    named = {path.partition("/")[0] for _, path in listed(made.place)}
    assert named == {"received", "pictures"}
    assert made.place.stat().st_mode & 0o077 == 0
    assert not list(made.place.glob("*-wal"))
    assert not list((tmp_path / "backups").rglob("*secret*"))


def test_second_backup_copies_only_what_is_new(kept: Path, tmp_path: Path) -> None:
    first = back_up(kept, tmp_path / "backups")
    files.keep(files.RECEIVED, b"another photo")
    second = back_up(kept, tmp_path / "backups")
    assert (first.new_files, second.new_files, second.manifest.files) == (2, 1, 3)
    assert check(first.place).files == 2


@pytest.mark.parametrize(
    "harm",
    [
        lambda place: (place / "manifest.json").unlink(),
        lambda place: (place / "manifest.json").write_text("{}"),
        lambda place: alter(place / "auditapp.sqlite3"),
        lambda place: (place / "auditapp.sqlite3").unlink(),
        lambda place: alter(place / "files.sha256"),
        lambda place: alter(next((place.parent / "files" / "received").rglob("*/*"))),
        lambda place: shutil.rmtree(place.parent / "files" / "pictures"),
    ],
)
def test_backup_that_is_not_what_it_was_is_refused(kept: Path, tmp_path: Path, harm) -> None:
    place = back_up(kept, tmp_path / "backups").place
    harm(place)
    with pytest.raises(Problem) as raised:
        check(place)
    assert code_of(raised) in ("backups.damaged", "backups.unfinished")


def alter(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.unlink()
    file.write_bytes(content)


def test_record_whose_tail_was_cut_since_the_last_backup_is_told(kept: Path, tmp_path) -> None:
    back_up(kept, tmp_path / "backups")
    storage.db.session.remove()
    other = storage.connect(kept / storage.FILE_NAME, foreign_keys=False)
    other.execute("DELETE FROM trail_words WHERE entry_id = 2")
    other.execute("DELETE FROM trail WHERE id = 2")
    other.close()
    cut = back_up(kept, tmp_path / "backups")
    assert cut.manifest.record_was_cut
    assert check(cut.place).record_entries == 1


def test_file_with_other_content_is_told_and_left_out(kept: Path, tmp_path: Path) -> None:
    photo = next((kept / "files" / "received").rglob("*/*"))
    photo.write_bytes(b"rotten!")
    made = back_up(kept, tmp_path / "backups")
    assert made.manifest.unreadable_files == [f"received/{photo.parent.name}/{photo.name}"]
    assert check(made.place).files == 1


def test_old_backups_go_with_the_files_that_nobody_names_any_more(kept, tmp_path) -> None:
    folder = tmp_path / "backups"
    back_up(kept, folder)
    gone = next((kept / "files" / "received").rglob("*/*"))
    gone.unlink()
    back_up(kept, folder)
    last = back_up(kept, folder, keep=2)
    assert last.let_go == 1
    assert len(finished(folder)) == 2
    assert not list((folder / "files").rglob(gone.name))
    assert check(last.place).files == 1


def test_full_disk_leaves_no_half_backup(kept: Path, tmp_path: Path, monkeypatch) -> None:
    folder = tmp_path / "backups"
    back_up(kept, folder)
    fsync = os.fsync

    def full(handle: int) -> None:
        if "sqlite3" in os.readlink(f"/proc/self/fd/{handle}"):
            raise OSError(errno.ENOSPC, "No space left on device")
        fsync(handle)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Problem) as raised:
        back_up(kept, folder)
    assert code_of(raised) == "storage.full"
    assert len([place for place in folder.iterdir() if place.name != "files"]) == 1


def test_backup_is_refused_in_a_sentence(kept: Path, tmp_path: Path) -> None:
    (tmp_path / "a file").write_text("")
    with pytest.raises(Problem) as raised:
        back_up(kept, tmp_path / "a file" / "backups")
    assert code_of(raised) == "backups.not_writable"
    with pytest.raises(Problem) as raised:
        back_up(tmp_path / "nothing", tmp_path / "backups")
    assert code_of(raised) == "storage.no_database"
    assert not (tmp_path / "nothing").exists()


def test_damaged_database_is_not_backed_up(kept: Path, tmp_path: Path) -> None:
    storage.db.session.remove()
    storage.db.engine.dispose()
    with (kept / storage.FILE_NAME).open("r+b") as file:
        file.seek(3 * 4096)
        file.write(b"\xff" * 4096 * 40)
    with pytest.raises(Problem) as raised:
        back_up(kept, tmp_path / "backups")
    assert code_of(raised) == "storage.damaged"
    assert finished(tmp_path / "backups") == []


def test_erasure_is_noted_outside_the_database_after_its_transaction(kept: Path) -> None:
    with transaction.write() as session:
        trail.erase_words(session, AT + timedelta(days=1), "tests/1")
        assert erasures.read(kept) == []
    (noted,) = erasures.read(kept)
    assert noted.subject == "tests/1"
    with (kept / erasures.FILE_NAME).open("a") as file:
        file.write('{"subject": "broken o')
    erasures.add(kept, [erasures.Erasure("tests/2", noted.at), noted])
    assert [one.subject for one in erasures.read(kept)] == ["tests/1", "tests/2"]
    lines = (kept / erasures.FILE_NAME).read_text().splitlines()
    assert json.loads(lines[-1])["subject"] == "tests/2"


def test_erasure_that_was_taken_back_is_not_noted(kept: Path) -> None:
    with pytest.raises(RuntimeError), transaction.write() as session:
        erase_and_fail(session)
    say("third")
    assert erasures.read(kept) == []


def erase_and_fail(session) -> None:
    trail.erase_words(session, AT, "tests/1")
    raise RuntimeError


def test_folder_can_be_shared_or_had_alone(tmp_path: Path) -> None:
    with presence.at_work(tmp_path), presence.at_work(tmp_path), presence.alone(tmp_path):
        pass
    with presence.alone(tmp_path):
        pass
