"""A restore puts back the whole, raises the epoch, erases again; killed anywhere, it goes on."""

import json
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask

from auditapp.core.problems import Problem
from auditapp.storage import db as storage
from auditapp.storage import erasures, files, migrations, trail, transaction
from auditapp.storage.backups.checking import reading
from auditapp.storage.backups.making import back_up
from auditapp.storage.backups.restoring import restore
from auditapp.storage.epoch import epoch

from .conftest import AT, killed

PHOTO, LATER = b"photo", b"another"


def say(subject: str, words: str) -> None:
    with transaction.write() as session:
        trail.record(session, None, AT, "tests.say", subject, words)


def settle(session, at) -> dict[str, int]:
    return {"sessions": 0, "links": 0}


@pytest.fixture
def backed_up(bare_app: Flask, folder: Path, tmp_path: Path) -> Path:
    """A backup of two lines and a photo; since then a line and a photo came, a line was erased."""
    say("people/anna", "about Anna")
    say("people/boris", "about Boris")
    files.keep(files.RECEIVED, PHOTO)
    place = back_up(folder, tmp_path / "backups").place
    say("people/boris", "more about Boris")
    files.keep(files.RECEIVED, LATER)
    with transaction.write() as session:
        trail.erase_words(session, AT + timedelta(days=1), "people/anna")
    storage.db.session.remove()
    storage.db.engine.dispose()
    return place


def words_in(folder: Path) -> list[str]:
    with closing(storage.connect(folder / storage.FILE_NAME)) as connection:
        rows = connection.execute("SELECT words FROM trail_words ORDER BY entry_id")
        return [words for (words,) in rows if words.startswith(("about", "more"))]


def received(folder: Path) -> set[bytes]:
    return {file.read_bytes() for file in (folder / "files" / "received").rglob("*/*")}


def test_older_backup_comes_back_whole_with_a_higher_epoch(backed_up: Path, folder: Path) -> None:
    done = restore(folder, backed_up, settle)
    assert words_in(folder) == ["about Boris"]
    assert received(folder) == {PHOTO}
    head = json.loads((backed_up / "manifest.json").read_text())["record_head"]
    with reading(folder / storage.FILE_NAME) as session:
        assert epoch(session) == done.epoch > 1
        found = trail.verify(session, known_head=head)
    assert (found.holds, found.entries, done.words_erased) == (True, 3, 1)
    assert not (folder / "restoring").exists()


def test_what_was_there_is_put_aside_and_never_deleted(backed_up: Path, folder: Path) -> None:
    aside = Path(restore(folder, backed_up, settle).aside)
    assert received(aside) == {PHOTO, LATER}
    assert words_in(aside) == ["about Boris", "more about Boris"]


def test_each_restore_raises_the_epoch(backed_up: Path, folder: Path) -> None:
    first = restore(folder, backed_up, settle).epoch
    assert restore(folder, backed_up, settle).epoch > first


def test_erasure_is_known_though_the_database_is_lost(backed_up: Path, folder: Path) -> None:
    (folder / storage.FILE_NAME).unlink()
    assert restore(folder, backed_up, settle).words_erased == 1


def test_erasure_is_known_though_its_note_is_lost(backed_up: Path, folder: Path) -> None:
    (folder / erasures.FILE_NAME).unlink()
    assert restore(folder, backed_up, settle).words_erased == 1


def test_erasure_is_known_from_a_later_backup_on_a_new_machine(
    backed_up: Path, folder: Path, tmp_path: Path
) -> None:
    back_up(folder, backed_up.parent)
    assert restore(tmp_path / "new machine", backed_up, settle).words_erased == 1
    assert received(tmp_path / "new machine") == {PHOTO}
    assert erasures.read(tmp_path / "new machine")


def test_damaged_backup_changes_nothing(backed_up: Path, folder: Path) -> None:
    before = (folder / storage.FILE_NAME).read_bytes()
    next((backed_up.parent / "files" / "received").rglob("*/*")).unlink()
    with pytest.raises(Problem) as raised:
        restore(folder, backed_up, settle)
    assert raised.value.code == "backups.damaged"
    assert (folder / storage.FILE_NAME).read_bytes() == before
    assert not (folder / "restoring").exists()


def test_backup_of_newer_code_is_refused(backed_up: Path, folder: Path) -> None:
    manifest = backed_up / "manifest.json"
    said = json.loads(manifest.read_text())
    manifest.write_text(json.dumps(said | {"schema": "9999"}))
    with pytest.raises(Problem) as raised:
        restore(folder, backed_up, settle)
    assert raised.value.code == "backups.newer"
    assert "9999" in raised.value.sentence % raised.value.details


def test_restore_killed_at_any_step_can_be_started_again(
    backed_up: Path, folder: Path, tmp_path: Path
) -> None:
    lines = killed("restore", folder, tmp_path / "killed", 1, backed_up)
    assert len(lines) > 6
    # A start goes on with what was there, untouched, or says that a restore waits to go on.
    between = [line[1] for line in lines]
    assert set(between) == {"0", "3"}
    assert between[0] == between[-1] == "0"


def test_broken_off_restore_is_told_and_no_empty_database_made(
    backed_up: Path, folder: Path
) -> None:
    (folder / "restoring").mkdir()
    (folder / "restoring" / "ready.json").write_text(json.dumps({"backup": str(backed_up)}))
    with pytest.raises(Problem) as raised:
        migrations.prepare(folder)
    assert raised.value.code == "storage.restore_broken_off"
    assert str(backed_up) in raised.value.sentence % raised.value.details
