"""A restore puts back the whole, raises the epoch, erases again; killed anywhere, it goes on."""

import json
import subprocess
import sys
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

from .conftest import AT

PHOTO, LATER = b"a photo", b"a photo of the day after"


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


# Runs in a process of its own: at its n-th step on the disk it is killed, as by a power cut.
KILLED = """
import os, shutil, signal, sys
from pathlib import Path
from auditapp.core.problems import Problem
from auditapp.storage import migrations
from auditapp.storage.backups.restoring import restore

STEPS = {"os.rename", "os.link", "os.mkdir", "os.remove", "os.rmdir", "shutil.rmtree"}
left = -1

def count(event, arguments):
    global left
    if event in STEPS and left > 0:
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(count)
settle = lambda session, at: {"sessions": 0, "links": 0}

def child(work):
    if (pid := os.fork()) == 0:
        try:
            work()
        except Problem as problem:
            os._exit(3 if problem.code == "storage.restore_broken_off" else 4)
        except BaseException:
            import traceback
            traceback.print_exc()
            os._exit(5)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])

def killed_at(step):
    global left
    left = step
    restore(folder, place, settle)

start, place, folder = map(Path, sys.argv[1:])
step = 0
while True:
    step += 1
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(start, folder)
    ended = child(lambda: killed_at(step))
    starts = child(lambda: migrations.prepare(folder))
    files = sum(1 for file in (folder / "files").rglob("*/*/*"))
    again = child(lambda: restore(folder, place, settle))
    after = sorted(file.read_bytes() for file in (folder / "files" / "received").rglob("*/*"))
    left_over = (folder / "restoring").exists()
    whole = child(lambda: migrations.prepare(folder)) == 0
    print(step, ended, starts, files, again, after == [b"a photo"], left_over, whole, flush=True)
    if ended == 0:
        break
"""


def test_restore_killed_at_any_step_can_be_started_again(
    backed_up: Path, folder: Path, tmp_path: Path
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(folder), str(backed_up), str(tmp_path / "killed")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    lines = [line.split() for line in done.stdout.splitlines()]
    assert len(lines) > 8, done.stdout
    assert {line[1] for line in lines[:-1]} == {"-9"}, done.stdout + done.stderr
    # It either starts on what was there, untouched, or says that a restore waits to go on.
    assert {tuple(line[2:4]) for line in lines[:-1] if line[2] == "0"} <= {("0", "2"), ("0", "1")}
    assert "3" in {line[2] for line in lines}
    for line in lines:
        assert line[4:] == ["0", "True", "False", "True"], done.stdout + done.stderr


def test_broken_off_restore_is_told_and_no_empty_database_made(
    backed_up: Path, folder: Path
) -> None:
    (folder / "restoring").mkdir()
    (folder / "restoring" / "ready.json").write_text(json.dumps({"backup": str(backed_up)}))
    with pytest.raises(Problem) as raised:
        migrations.prepare(folder)
    assert raised.value.code == "storage.restore_broken_off"
    assert str(backed_up) in raised.value.sentence % raised.value.details
