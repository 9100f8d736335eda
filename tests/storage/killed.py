"""Runs a restore or an upgrade again and again, killed at each step on the disk; not a test itself.

    python killed.py restore|upgrade START FOLDER EVERY [BACKUP]

For each step: how it ended, how a start went afterwards, and how it went when begun again. A step
is a file that takes its name or loses it, in an upgrade also a statement of SQL.
"""

import os
import shutil
import signal
import sys
import traceback
from collections.abc import Callable
from pathlib import Path

import alembic.command  # noqa: F401 - once, not in each process anew
from sqlalchemy import Engine, event

from auditapp.core.problems import Problem
from auditapp.storage import migrations
from auditapp.storage.backups.restoring import restore

STEPS = {"os.rename", "os.remove"}
left = 0


def step() -> None:
    global left
    left -= 1
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)


def ended(work: Callable[[], object]) -> str:
    """Run it in a process of its own, and tell how that ended."""
    pid = os.fork()
    if pid == 0:
        try:
            work()
        except Problem as problem:
            os._exit(3 if problem.code == "storage.restore_broken_off" else 1)
        except BaseException:
            traceback.print_exc()
            os._exit(2)
        os._exit(0)
    return str(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))


def main(what: str, start: Path, folder: Path, every: int, backup: Path) -> None:
    """Kill at each of so many steps until one run comes to its end."""
    settled = {"sessions": 0, "links": 0}
    work: dict[str, Callable[[], object]] = {
        "restore": lambda: restore(folder, backup, lambda session, at: settled),
        "upgrade": lambda: migrations.prepare(folder),
    }

    def killed(number: int) -> None:
        global left
        left = number
        work[what]()

    if what == "upgrade":
        event.listen(Engine, "before_cursor_execute", lambda *_: step())
    for number in range(1, 1000, every):
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(start, folder)
        first = ended(lambda number=number: killed(number))
        between = ended(lambda: migrations.prepare(folder)) if what == "restore" else "-"
        again = ended(work[what])
        starts = ended(lambda: migrations.prepare(folder))
        photos = sorted(file.read_bytes() for file in (folder / "files").rglob("*/*/*"))
        print(first, between, again, starts, photos, flush=True)  # noqa: T201 - what the test reads
        if first == "0":
            return


if __name__ == "__main__":
    sys.addaudithook(lambda name, _: step() if name in STEPS else None)
    words = sys.argv[1:]
    main(words[0], Path(words[1]), Path(words[2]), int(words[3]), Path(words[-1]))
