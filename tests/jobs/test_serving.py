"""`flask serve` runs the jobs, and ends with them at once when it is told to."""

import contextlib
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

pytestmark = pytest.mark.slow


def test_served_application_empties_its_outbox_by_itself(server: Any) -> None:
    past = (datetime.now(UTC) - timedelta(hours=1)).strftime("%Y-%m-%d %H:%M:%S.000000")
    row = ("a", "test", "A", "en", "S", "B", "https://x", past, "waiting", past, past)
    with contextlib.closing(sqlite3.connect(server.data_dir / "auditapp.sqlite3")) as database:
        with database:
            database.execute(
                "INSERT INTO messages (public_id, kind, name, language, subject, body, link, "
                "link_until, state, next_at, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                row,
            )
        for _ in range(60):
            found = database.execute("SELECT state, link FROM messages").fetchone()
            if found[0] != "waiting":
                break
            time.sleep(0.5)
    assert found == ("withdrawn", None)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_signal_ends_it_without_waiting_for_jobs(
    loaded: Path, tmp_path: Path, number: signal.Signals
) -> None:
    copytree(loaded, tmp_path / "d")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    process = subprocess.Popen(
        [sys.executable, "-m", "flask", "--app", "auditapp", "serve", "--port", port],
        env=os.environ | {"AUDITAPP_DATA_DIR": str(tmp_path / "d"), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    with process, process.stdout:
        for line in process.stdout:
            if "listens on" in line:
                break
        time.sleep(1.5)  # the jobs are at work
        process.send_signal(number)
        before = time.monotonic()
        assert process.wait(20) == 0
        # A second where the machine is free; less than any wait for a job or a mail server.
        assert time.monotonic() - before < 8
