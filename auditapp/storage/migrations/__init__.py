"""Bringing a data folder's database to the form this code knows, and refusing what it does not.

What is there is backed up first; started again after a crash, it begins with what was missing.

Revisions are numbered 0001, 0002, … and their files are named so: what is newest is read from the
folder, and Alembic is imported only if there is something to do.
"""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import NullPool, create_engine
from sqlalchemy.exc import DatabaseError

from auditapp.core.problems import Problem
from auditapp.storage import presence
from auditapp.storage.backups.making import back_up_before_upgrade
from auditapp.storage.db import DIALECT, FILE_NAME, FILES_FOLDER, connect, driver

HERE = Path(__file__).parent
MARKER_NAME = "auditapp.data"
RESTORING = "restoring"
RESTORE_READY = "ready.json"
MARKER = (
    "This folder holds the data of auditapp: the database, the photos, the backups.\n"
    "While this file is here, a missing database is an error and never made anew.\n"
)


@dataclass(frozen=True)
class Upgrade:
    """A migration that is about to begin, and the backup that was made for it."""

    found: str
    wanted: str
    backup: Path


def prepare(data_dir: Path, tell: Callable[[Upgrade], None] = lambda upgrade: None) -> bool:
    """Make or migrate the database of a data folder; tell whether there was anything to do.

    `tell` hears of a migration when its backup is finished and before it begins.

    Raises: Problem `storage.newer`, `storage.lost`, `storage.not_writable`, `storage.unreadable`,
    `storage.in_use`, `storage.migration_failed`, `storage.restore_broken_off`, and as `back_up`.
    """
    try:
        with presence.at_work(data_dir):
            return _bring_up_to_date(data_dir, tell)
    except (PermissionError, FileExistsError, NotADirectoryError) as error:
        raise Problem("storage.not_writable", folder=str(data_dir)) from error
    except (sqlite3.DatabaseError, driver().DatabaseError, DatabaseError) as error:
        raise _as_problem(error, data_dir) from error


def revisions() -> list[str]:
    """Return the numbers of all revisions this code knows, oldest first."""
    return sorted(path.name[:4] for path in (HERE / "versions").glob("[0-9]*.py"))


def _bring_up_to_date(data_dir: Path, tell: Callable[[Upgrade], None]) -> bool:
    _refuse_half_restored(data_dir)
    if _current(data_dir / FILE_NAME) == revisions()[-1]:
        mark(data_dir)
        return False
    with presence.alone(data_dir):
        path, known = data_dir / FILE_NAME, revisions()
        current = _current(path)
        if current is None:
            _refuse_if_lost(data_dir)
            upgrade(path)
        elif current not in known:
            raise Problem("storage.newer", found=current, known=known[-1])
        elif current != known[-1]:
            backup = back_up_before_upgrade(data_dir).place
            tell(Upgrade(current, known[-1], backup))
            migrate(path, backup)
    mark(data_dir)
    return True


def migrate(path: Path, backup: Path) -> None:
    """Migrate a database of which there is a backup.

    Raises: Problem `storage.migration_failed`; the database is as it was before.
    """
    try:
        upgrade(path)
    except Exception as error:  # whatever a migration meets, its one transaction takes it back
        what = str(getattr(error, "orig", error)).partition("\n")[0]
        raise Problem("storage.migration_failed", what=what, backup=str(backup)) from error


def _refuse_half_restored(data_dir: Path) -> None:
    ready = data_dir / RESTORING / RESTORE_READY
    if ready.exists():
        backup = json.loads(ready.read_bytes())["backup"]
        raise Problem("storage.restore_broken_off", backup=backup)


def _current(path: Path) -> str | None:
    if not path.exists():
        return None
    with closing(connect(path)) as connection:
        kept = "SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'"
        if connection.execute(kept).fetchone() is None:
            return None
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return row[0] if row else None


def _refuse_if_lost(data_dir: Path) -> None:
    files = data_dir / FILES_FOLDER
    if (data_dir / MARKER_NAME).exists() or (files.exists() and any(files.rglob("*"))):
        raise Problem("storage.lost", folder=str(data_dir))


def upgrade(path: Path) -> None:
    """Run what is missing in one transaction, foreign keys off while tables are rebuilt."""
    from alembic import command
    from alembic.config import Config

    engine = create_engine(
        f"{DIALECT}://",
        module=driver(),
        creator=lambda: connect(path, create=True, foreign_keys=False),
        poolclass=NullPool,
        begin="BEGIN IMMEDIATE",
    )
    config = Config(str(HERE / "alembic.ini"))
    config.set_main_option("script_location", str(HERE).replace("%", "%%"))
    with engine.connect() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def mark(data_dir: Path) -> None:
    """Leave the sign that this folder holds data, and a missing database is a loss."""
    marker = data_dir / MARKER_NAME
    if not marker.exists():
        marker.write_text(MARKER, encoding="utf-8")


def _as_problem(error: Exception, data_dir: Path) -> Exception:
    text = str(error)
    if "readonly" in text or "unable to open" in text:
        return Problem("storage.not_writable", folder=str(data_dir))
    if "not a database" in text or "malformed" in text:
        return Problem("storage.unreadable", file=str(data_dir / FILE_NAME))
    return Problem("storage.busy") if "locked" in text else error
