"""Reading a backup: whether its database, its record and its files are what its manifest says."""

import hashlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import quote

from sqlalchemy import NullPool, create_engine
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from auditapp.core.problems import Problem
from auditapp.storage import trail
from auditapp.storage.backups.manifest import (
    LIST_NAME,
    SHARED_FILES,
    Manifest,
    listed,
    read_manifest,
)
from auditapp.storage.db import FILE_NAME, driver

BLOCK_BYTES = 2**20


@dataclass(frozen=True)
class Facts:
    """What a database file says of itself."""

    schema: str
    epoch: int
    rows: dict[str, int]
    record: trail.Verification


class Damaged(Exception):
    """A database that SQLite finds faults with."""


def check(place: Path) -> Manifest:
    """Read a whole backup and return its manifest; nothing is written.

    Raises: Problem `backups.no_folder`, `backups.unfinished`, `backups.damaged`.
    """
    manifest = read_manifest(place)
    try:
        _check_database(place / FILE_NAME, manifest)
        _check_files(place, manifest)
    except (OSError, Damaged) as error:
        what = Path(error.filename).name if isinstance(error, OSError) and error.filename else error
        raise Problem("backups.damaged", folder=str(place), what=str(what)) from error
    return manifest


def facts_of(database: Path, known_head: str | None = None) -> Facts:
    """Read a database that nobody writes to. Raises: Damaged."""
    try:
        with closing(opened(database)) as connection:
            _require_whole(connection)
            rows = _rows(connection)
            schema = connection.execute("SELECT version_num FROM alembic_version").fetchone()[0]
            epoch = _epoch(connection) if "installation" in rows else 1
        with reading(database) as session:
            return Facts(schema, epoch, rows, trail.verify(session, known_head=known_head))
    except (driver().DatabaseError, DatabaseError) as error:
        raise Damaged(str(getattr(error, "orig", error))) from error


def sha256_of(file: Path) -> str:
    """Return the digest of a file's content."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def opened(database: Path) -> Any:
    """Open a database file that nobody writes to, and leave no trace beside it."""
    address = f"file:{quote(str(database))}?mode=ro&immutable=1"
    connection = driver().connect(address, uri=True, isolation_level=None)
    connection.execute("PRAGMA trusted_schema = OFF")
    return connection


@contextmanager
def reading(database: Path) -> Iterator[Session]:
    """Give a session on a database file that nobody writes to."""
    engine = create_engine(
        "sqlite://", module=driver(), creator=lambda: opened(database), poolclass=NullPool
    )
    with Session(engine) as session:
        yield session


def _check_database(database: Path, manifest: Manifest) -> None:
    if sha256_of(database) != manifest.database_sha256:
        raise Damaged(FILE_NAME)
    found = facts_of(database, manifest.record_head).record
    said = (manifest.record_entries, manifest.record_head, manifest.record_broken_at)
    if (found.entries, found.head, found.broken_at) != said:
        raise Damaged(FILE_NAME)


def _check_files(place: Path, manifest: Manifest) -> None:
    if sha256_of(place / LIST_NAME) != manifest.list_sha256:
        raise Damaged(LIST_NAME)
    for sha256, path in listed(place):
        steps = PurePosixPath(path)
        if steps.is_absolute() or ".." in steps.parts:
            raise Damaged(LIST_NAME)
        if sha256_of(place.parent / SHARED_FILES / path) != sha256:
            raise Damaged(f"{SHARED_FILES}/{path}")


def _require_whole(connection: Any) -> None:
    (said,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    if said != "ok":
        raise Damaged(said)
    dangling = connection.execute("PRAGMA foreign_key_check").fetchone()
    if dangling:
        raise Damaged(f"row {dangling[1]} of {dangling[0]} points to nothing")


def _rows(connection: Any) -> dict[str, int]:
    tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    names = [name for (name,) in connection.execute(f"{tables} ORDER BY name")]
    count = 'SELECT count(*) FROM "{}"'
    return {name: connection.execute(count.format(name)).fetchone()[0] for name in names}


def _epoch(connection: Any) -> int:
    return int(connection.execute("SELECT epoch FROM installation").fetchone()[0])
