"""Files that no row names, and what a crash left half written: removed when they are a day old.

What names a file is read from the tables themselves: every column whose name ends in `sha256`, and
whatever stands in JSON or in bytes as they came. So a table added later is heeded, too.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import JSON, Column, LargeBinary, Text, select, type_coerce
from sqlalchemy.orm import Session

from auditapp.storage import files
from auditapp.storage.db import FILES_FOLDER, Base, data_dir, db

GRACE = timedelta(days=1)
KINDS = (files.RECEIVED, files.DERIVED)
_DIGITS = "0123456789abcdef"
_DIGEST = re.compile(r"[0-9a-f]{64}")


def collect(at: datetime) -> int:
    """Remove what nobody can want any more; return how many files went.

    What is younger than a day may belong to an upload under way: its row comes later.
    """
    before = (at - GRACE).timestamp()
    folder = data_dir() / FILES_FOLDER
    gone = sum(files.remove_if_older(file, before) for file in _temporary(folder))
    for digit in _DIGITS:  # in parts, so that a large company's do not stand in memory at once
        old = {file.name: file for file in _old(folder, digit, before)}
        unnamed = old.keys() - _named_by_columns(db.session(), digit) if old else set()
        if unnamed:
            unnamed -= _named_inside(db.session(), unnamed)
        db.session.rollback()  # no longer than need be at one state of the database
        for name in sorted(unnamed):
            for kind in KINDS:
                gone += files.remove_if_older(files.path_of(kind, name), before)
    return gone


def _temporary(folder: Path) -> list[Path]:
    return [file for file in folder.rglob(f"{files.TEMPORARY}*") if file.is_file()]


def _old(folder: Path, digit: str, before: float) -> Iterator[Path]:
    for kind in KINDS:
        for file in (folder / kind).glob(f"{digit}?/*"):
            if _DIGEST.fullmatch(file.name) and file.stat().st_mtime < before:
                yield file


def _named_by_columns(session: Session, digit: str) -> set[str]:
    named: set[str] = set()
    for column in _columns(lambda column: column.name.endswith("sha256")):
        named.update(session.scalars(select(column).where(column.startswith(digit))))
    return named


def _named_inside(session: Session, wanted: Iterable[str]) -> set[str]:
    """Return which digests stand somewhere in JSON or in bytes: in a report, in a draft."""
    found: set[str] = set()
    for column in _columns(lambda column: isinstance(column.type, (JSON, LargeBinary))):
        plain = column if isinstance(column.type, LargeBinary) else type_coerce(column, Text)
        for value in session.scalars(select(plain).execution_options(yield_per=1000)):
            text = value.decode("utf-8", "replace") if isinstance(value, bytes) else value or ""
            found.update(_DIGEST.findall(text))
    return found.intersection(wanted)


def _columns(wanted: Callable[[Column], bool]) -> list[Column]:
    tables = Base.metadata.sorted_tables
    return [column for table in tables for column in table.columns if wanted(column)]
