"""What was erased, written down outside the database, so that a restore can erase it again.

A line names a subject (an id, never a person's words) and when; lines are added and never changed.
"""

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

import structlog
from sqlalchemy.orm import Session

from auditapp.storage import transaction
from auditapp.storage.db import data_dir

FILE_NAME = "erasures"
_log = structlog.get_logger()


@dataclass(frozen=True)
class Erasure:
    """What was said about this subject before this instant was erased."""

    subject: str
    at: str

    @property
    def before(self) -> datetime:
        return datetime.fromisoformat(self.at)


def note(session: Session, at: datetime, subject: str) -> None:
    """Write an erasure down as soon as the transaction that does it has been committed."""
    erasure = Erasure(subject, at.isoformat())
    transaction.afterwards(session, partial(_add_or_complain, data_dir(), erasure))


def add(folder: Path, erasures: Iterable[Erasure]) -> None:
    """Add to a folder's list what it does not name yet, and wait for the disk."""
    known = set(read(folder))
    fresh = [one for one in dict.fromkeys(erasures) if one not in known]
    if not fresh:
        return
    lines = "".join(f"{json.dumps(asdict(one), ensure_ascii=False)}\n" for one in fresh)
    with (folder / FILE_NAME).open("ab") as file:
        # A line that a crash broke off stays for itself.
        file.write((b"\n" if _is_broken_off(folder) else b"") + lines.encode())
        file.flush()
        os.fsync(file.fileno())


def read(folder: Path) -> list[Erasure]:
    """Return what a folder's list names; a line that a crash broke off is none."""
    try:
        lines = (folder / FILE_NAME).read_text("utf-8", errors="replace").splitlines()
    except FileNotFoundError:
        return []
    return [one for one in map(_line, lines) if one]


def _line(line: str) -> Erasure | None:
    try:
        found = Erasure(**json.loads(line))
        return found if found.before.tzinfo else None
    except (ValueError, TypeError):
        return None


def _is_broken_off(folder: Path) -> bool:
    content = (folder / FILE_NAME).read_bytes()
    return bool(content) and not content.endswith(b"\n")


def _add_or_complain(folder: Path, erasure: Erasure) -> None:
    """Add a line; if that fails, the record still shows what was erased (`trail.erased`)."""
    try:
        add(folder, [erasure])
    except OSError as error:
        _log.error("erasure.not_noted", subject=erasure.subject, exc_info=error)
