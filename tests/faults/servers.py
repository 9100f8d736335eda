"""Real server processes: started on a folder, waited for, killed."""

import json
import os
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from threading import Event

ROOT = Path(__file__).parents[2]
SECRET = "a key for tests of faults"  # noqa: S105 - of no use elsewhere
PATIENCE_S = 60
_moment = Event()  # never set: to wait a moment for what tells of itself in no other way


@dataclass
class Server:
    """One server process, known by its id; `port` stays the same from start to start."""

    pid: int
    port: int
    folder: Path
    log: Path

    def kill(self) -> None:
        """End it as a crash does."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """Ask it to end, and wait until it has."""
        self._end(signal.SIGTERM)

    @property
    def said(self) -> str:
        """All that it printed, for the message of a failure."""
        return self.log.read_text("utf-8", "replace") if self.log.exists() else ""

    def _end(self, how: signal.Signals) -> None:
        with suppress(ProcessLookupError):
            handle = os.pidfd_open(self.pid)
            try:
                signal.pidfd_send_signal(handle, how)
                ended, _, _ = select.select([handle], [], [], PATIENCE_S)
            finally:
                os.close(handle)
            assert ended, f"the server did not end by {how.name}"


class Nursery:
    """Starts servers; the process behind it is started with the first."""

    def __init__(self, shipped: Path) -> None:
        self._shipped = shipped
        self._process: subprocess.Popen[str] | None = None

    def start(self, folder: Path, port: int = 0, *, threads: int = 8, broken: str = "") -> Server:
        """Start a server and wait until it answers."""
        port, log = port or free_port(), folder.with_suffix(".log")
        wanted = {
            "environment": {
                "AUDITAPP_DATA_DIR": str(folder),
                "AUDITAPP_SECRET_KEY": SECRET,
                "AUDITAPP_BASE_URL": "http://localhost",
            },
            "shipped": str(self._shipped),
            "port": port,
            "threads": threads,
            "broken": broken,
            "log": str(log),
        }
        process = self._at_work()
        assert process.stdin
        assert process.stdout
        process.stdin.write(json.dumps(wanted) + "\n")
        process.stdin.flush()
        server = Server(int(process.stdout.readline()), port, folder, log)
        _wait_until_it_answers(server)
        return server

    def end(self) -> None:
        """End the process behind it; servers that still run are their tests' business."""
        if self._process is not None:
            assert self._process.stdin
            assert self._process.stdout
            self._process.stdin.close()
            self._process.wait(PATIENCE_S)
            self._process.stdout.close()

    def _at_work(self) -> subprocess.Popen[str]:
        if self._process is None:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.faults.nursery"],
                cwd=ROOT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
        return self._process


@contextmanager
def running(nursery: Nursery, folder: Path, **options: object) -> Iterator[Server]:
    """Serve a folder for as long as the test looks at it."""
    server = nursery.start(folder, **options)  # type: ignore[arg-type]
    try:
        yield server
    finally:
        server.kill()


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def a_moment(seconds: float = 0.005) -> None:
    """Wait a little before one looks again."""
    _moment.wait(seconds)


def _wait_until_it_answers(server: Server) -> None:
    for _ in range(int(PATIENCE_S / 0.005)):
        connection = HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE_S)
        try:
            connection.request("GET", "/api/session")
            connection.getresponse().read()
            return
        except (OSError, HTTPException):
            assert Path(f"/proc/{server.pid}").exists(), server.said
            a_moment()
        finally:
            connection.close()
    raise AssertionError(f"the server does not answer: {server.said}")
