"""`flask backup` and `flask restore` as a person meets them: beside a server, and after it died."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from auditapp import create_app
from auditapp.accounts.models import UserSession
from auditapp.accounts.queries import signed_in
from auditapp.clock import now
from auditapp.config import Settings
from auditapp.storage import db as storage
from auditapp.storage import trail, transaction


def run(folder: Path, *words: object) -> Result:
    """Run a command on a data folder."""
    app = create_app(Settings(data_dir=folder))
    done = app.test_cli_runner().invoke(args=[str(word) for word in words])
    with app.app_context():
        storage.db.session.remove()
        storage.db.engine.dispose()
    return done


def backup_of(folder: Path) -> Path:
    """Make a backup, and return where it lies."""
    done = run(folder, "backup")
    assert done.exit_code == 0, done.output
    return Path(done.output.partition("Backed up to ")[2].partition(":")[0])


def assert_one_sentence(done: Result, *words: str) -> None:
    assert done.exit_code == 1, done.output
    assert len(done.output.strip().splitlines()) == 1, done.output
    assert all(word in done.output for word in words), done.output


@pytest.fixture
def process(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """A server on a data folder of its own."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    started = subprocess.Popen(
        [sys.executable, "-m", "flask", "--app", "auditapp", "serve", "--port", port],
        env=os.environ | {"AUDITAPP_DATA_DIR": str(tmp_path / "d"), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        text=True,
    )
    with started:
        assert started.stdout
        for line in started.stdout:
            if "listens on" in line:
                break
        yield started
        started.kill()


@pytest.mark.slow
def test_backup_is_made_beside_a_server_and_restored_when_it_is_gone(
    process: subprocess.Popen[str], tmp_path: Path
) -> None:
    folder = tmp_path / "d"
    place = backup_of(folder)
    assert_one_sentence(run(folder, "restore", place), str(folder), "stop it")
    process.send_signal(signal.SIGKILL)
    process.wait(20)
    done = run(folder, "restore", place)
    assert done.exit_code == 0, done.output
    assert "aside" in done.output
    with closing(storage.connect(folder / storage.FILE_NAME)) as connection:
        assert connection.execute("SELECT epoch FROM installation").fetchone()[0] > 1


def test_restore_ends_sessions_and_says_so(app: Flask, tmp_path: Path, token_of) -> None:
    folder = tmp_path / "data"
    token = token_of("admin")
    with app.app_context():
        assert signed_in(token, now())
    done = run(folder, "restore", backup_of(folder))
    assert done.exit_code == 0, done.output
    assert "Ended: 1 sessions" in done.output
    other = create_app(Settings(data_dir=folder))
    with other.app_context():
        assert signed_in(token, now()) is None
        assert storage.db.session.query(UserSession).one().ended_at
        assert trail.verify(storage.db.session()).holds
        storage.db.session.remove()
        storage.db.engine.dispose()


def test_backup_is_only_looked_at_when_asked(app: Flask, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    place = backup_of(folder)
    before = (folder / storage.FILE_NAME).read_bytes()
    assert run(folder, "restore", "--check", place).exit_code == 0
    (place / "files.sha256").write_text("something else\n")
    assert_one_sentence(run(folder, "restore", "--check", place), "files.sha256", "damaged")
    assert (folder / storage.FILE_NAME).read_bytes() == before


def test_what_cannot_be_done_is_one_sentence(app: Flask, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    assert_one_sentence(run(folder, "restore", tmp_path / "nowhere"), "no folder", "nowhere")
    (tmp_path / "empty").mkdir()
    assert_one_sentence(run(folder, "restore", tmp_path / "empty"), "manifest.json")
    assert_one_sentence(run(tmp_path / "none", "backup"), "no database")
    (folder / storage.FILE_NAME).unlink()
    assert_one_sentence(run(folder, "prepare-data"), "restore the database from a backup")
    assert not (folder / storage.FILE_NAME).exists()


def test_cut_record_is_backed_up_and_complained_about(app: Flask, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    with app.app_context(), transaction.write() as session:
        trail.record(session, None, now(), "tests.say", "tests/1")
    backup_of(folder)
    with closing(storage.connect(folder / storage.FILE_NAME)) as connection:
        connection.execute("DELETE FROM trail WHERE id = (SELECT max(id) FROM trail)")
    done = run(folder, "backup")
    assert done.exit_code == 1
    assert "lines were cut off its end" in done.output
