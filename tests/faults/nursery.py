"""Servers by the hundred: everything is imported once, each is a fork that runs `flask serve`.

A line of JSON on the standard input asks for one; its process id is the answer.
"""

import gc
import importlib
import json
import os
import signal
import sys
import traceback
from pathlib import Path
from typing import Any

IMPORTED = (
    "auditapp.app",
    "auditapp.cli.serve",
    "auditapp.phone.routes",
    "auditapp.storage.images",
    "sqlalchemy.dialects.sqlite.pysqlite",
    "flask.cli",
    "waitress.server",
)


def main() -> None:
    """Serve the test until it closes the line."""
    for name in IMPORTED:
        importlib.import_module(name)
    gc.freeze()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in sys.stdin:
        wanted = json.loads(line)
        pid = os.fork()
        if pid == 0:
            serve(wanted)
        print(pid, flush=True)  # noqa: T201 - the answer


def serve(wanted: dict[str, Any]) -> None:
    """Become a server: its own output and environment, then Flask's own command line."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.setsid()
    said = os.open(wanted["log"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    empty = os.open(os.devnull, os.O_RDONLY)
    for handle, onto in ((empty, 0), (said, 1), (said, 2)):
        os.dup2(handle, onto)
    os.environ.update(wanted["environment"])

    from flask.cli import main as flask

    from auditapp.cli import data
    from auditapp.cli import serve as serving

    # What ships is not what is tried here, and reading it would take most of the time.
    data.SHIPPED = Path(wanted["shipped"])
    serving.THREADS = wanted["threads"]
    if wanted["broken"]:
        importlib.import_module(wanted["broken"]).spoil()

    sys.argv = ["flask", "--app", "auditapp", "serve", "--port", str(wanted["port"])]
    try:
        flask()
    except SystemExit as ended:
        sys.stderr.write(f"{ended}\n")
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(0)


if __name__ == "__main__":
    main()
