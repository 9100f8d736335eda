"""Bringing a data folder's database to the form this code knows, and refusing what it does not.

Revisions are numbered 0001, 0002, … and their files are named so: what is newest is read from the
folder, and Alembic is imported only if there is something to do.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import NullPool, create_engine
from sqlalchemy.exc import DatabaseError

from auditapp import clock
from auditapp.core.problems import Problem
from auditapp.storage.db import FILE_NAME, FILES_FOLDER, begin_by_ourselves, connect, driver

HERE = Path(__file__).parent
MARKER_NAME = "auditapp.data"
MARKER = (
    "This folder holds the data of auditapp: the database, the photos, the backups.\n"
    "While this file is here, a missing database is an error and never made anew.\n"
)


def prepare(data_dir: Path) -> bool:
    """Make or migrate the database of a data folder; tell whether there was anything to do.

    Raises: Problem `storage.newer`, `storage.lost`, `storage.not_writable`, `storage.unreadable`.
    """
    try:
        # Nobody else on the machine reads a folder made here.
        data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        return _bring_up_to_date(data_dir)
    except (PermissionError, FileExistsError, NotADirectoryError) as error:
        raise Problem("storage.not_writable", folder=str(data_dir)) from error
    except (sqlite3.DatabaseError, driver().DatabaseError, DatabaseError) as error:
        raise _as_problem(error, data_dir) from error


def revisions() -> list[str]:
    """Return the numbers of all revisions this code knows, oldest first."""
    return sorted(path.name[:4] for path in (HERE / "versions").glob("[0-9]*.py"))


def _bring_up_to_date(data_dir: Path) -> bool:
    path, known = data_dir / FILE_NAME, revisions()
    current = _current(path)
    if current is None:
        _refuse_if_lost(data_dir)
    elif current not in known:
        raise Problem("storage.newer", found=current, known=known[-1])
    behind = current != known[-1]
    if behind and current is not None:
        _back_up(path, current)
    if behind:
        _upgrade(path)
    _mark(data_dir)
    return behind


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


def _back_up(path: Path, current: str) -> None:
    folder = path.parent / "backups"
    folder.mkdir(exist_ok=True)
    stamp = clock.now().strftime("%Y%m%dT%H%M%S%fZ")
    with closing(connect(path)) as connection:
        target = folder / f"before-migration-from-{current}-{stamp}.sqlite3"
        connection.execute("VACUUM INTO ?", (str(target),))


def _upgrade(path: Path) -> None:
    """Run what is missing in one transaction, foreign keys off while tables are rebuilt."""
    from alembic import command
    from alembic.config import Config

    engine = create_engine(
        "sqlite://",
        module=driver(),
        creator=lambda: connect(path, create=True, foreign_keys=False),
        poolclass=NullPool,
    )
    begin_by_ourselves(engine)
    config = Config(str(HERE / "alembic.ini"))
    config.set_main_option("script_location", str(HERE).replace("%", "%%"))
    with engine.connect() as connection:
        immediate = connection.execution_options(sqlite_begin="BEGIN IMMEDIATE")
        config.attributes["connection"] = immediate
        command.upgrade(config, "head")


def _mark(data_dir: Path) -> None:
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
