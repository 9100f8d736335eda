"""The record of changes: a chain in which every line holds the digest of the one before.

A line names ids only. Words about people lie beside it under a salt of their own; the line keeps
the salted digest, so that the words can be erased and the chain still verifies.
"""

import hashlib
import json
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import NamedTuple, Protocol

from sqlalchemy import (
    ColumnElement,
    ForeignKey,
    String,
    Table,
    Text,
    UniqueConstraint,
    delete,
    func,
    select,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from auditapp.storage import erasures
from auditapp.storage.db import Base, WrittenOnce
from auditapp.storage.rows import insert_row
from auditapp.storage.types import Instant

START = "0" * 64


class Acting(Protocol):
    """Whoever acts, as far as the record asks."""

    @property
    def person_id(self) -> int | None: ...


class TrailEntry(WrittenOnce, Base):
    """One change: who, when, what happened, to what."""

    __tablename__ = "trail"
    __table_args__ = (UniqueConstraint("previous"), UniqueConstraint("digest"))

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(Instant)
    person_id: Mapped[int | None]
    event: Mapped[str] = mapped_column(String(80))
    subject: Mapped[str] = mapped_column(String(200), index=True)
    words_digest: Mapped[str | None] = mapped_column(String(64))
    previous: Mapped[str] = mapped_column(String(64))
    digest: Mapped[str] = mapped_column(String(64))


class TrailWords(Base):
    """What was said with a change: may name people, so it can be erased, salt and all."""

    __tablename__ = "trail_words"

    entry_id: Mapped[int] = mapped_column(ForeignKey("trail.id"), primary_key=True)
    salt: Mapped[str] = mapped_column(String(32))
    words: Mapped[str] = mapped_column(Text)


class Line(NamedTuple):
    """A line as it is written: a plain value, for one is written by everything that anyone does."""

    at: datetime
    person_id: int | None
    event: str
    subject: str
    words_digest: str | None
    previous: str
    digest: str = ""


_LINES: Table = TrailEntry.__table__  # type: ignore[assignment]
_HEAD = "SELECT digest FROM trail ORDER BY id DESC LIMIT 1"


@dataclass(frozen=True)
class Verification:
    """What reading the whole chain found; `broken_at` is the first line that does not hold."""

    entries: int
    head: str
    broken_at: int | None

    @property
    def holds(self) -> bool:
        return self.broken_at is None


def record(
    session: Session,
    actor: Acting | None,
    at: datetime,
    event: str,
    subject: str,
    text: str | None = None,
) -> Line:
    """Write one line, at the end of the chain, and return it; no actor means the application."""
    session.flush()  # what the line tells about comes before it
    salt = "" if text is None else secrets.token_hex(16)
    line = Line(
        at=at,
        person_id=actor.person_id if actor else None,
        event=event,
        subject=subject,
        words_digest=None if text is None else _words_digest(salt, text),
        previous=head(session),
    )
    line = line._replace(digest=_digest(line))
    own = insert_row(session, _LINES, line._asdict())
    if text is not None:
        session.add(TrailWords(entry_id=own, salt=salt, words=text))
    return line


def head(session: Session) -> str:
    """Return the digest of the last line: it stands for the whole record so far."""
    return session.connection().exec_driver_sql(_HEAD).scalar() or START


def verify(session: Session, *, known_head: str | None = None) -> Verification:
    """Read the whole chain; a head known from elsewhere shows whether its tail was cut."""
    previous, count, seen = START, 0, known_head in (None, START)
    rows = select(TrailEntry, TrailWords).outerjoin(TrailWords).order_by(TrailEntry.id)
    for entry, words in session.execute(rows).yield_per(1000):
        if not _holds(entry, words, previous):
            return Verification(count, previous, entry.id)
        previous, count = entry.digest, count + 1
        seen = seen or entry.digest == known_head
    return Verification(count, previous, None if seen else count + 1)


def erase_words(session: Session, at: datetime, subject: str) -> int:
    """Erase what was said about a subject; the lines themselves stay. Returns how many went.

    It is noted outside the database as well: a backup made before may be restored.
    """
    erasures.note(session, at, subject)
    return _erase(session, TrailEntry.subject == subject)


def erase_again(session: Session, noted: Iterable[erasures.Erasure]) -> int:
    """Erase what had been erased before an older state was put back. Returns how many went."""
    return sum(
        _erase(session, TrailEntry.subject == one.subject, TrailEntry.at < one.before)
        for one in noted
    )


def erased(session: Session) -> list[erasures.Erasure]:
    """Return the erasures that the record itself shows: digests of words that are not there."""
    without = TrailEntry.words_digest.is_not(None), TrailWords.entry_id.is_(None)
    rows = select(TrailEntry.subject, func.max(TrailEntry.at)).outerjoin(TrailWords).where(*without)
    return [
        erasures.Erasure(subject, (last + timedelta(microseconds=1)).isoformat())
        for subject, last in session.execute(rows.group_by(TrailEntry.subject))
    ]


def _erase(session: Session, *conditions: ColumnElement[bool]) -> int:
    entries = select(TrailEntry.id).where(*conditions)
    gone = delete(TrailWords).where(TrailWords.entry_id.in_(entries))
    return session.execute(gone).rowcount  # type: ignore[attr-defined, no-any-return]


def _holds(entry: TrailEntry, words: TrailWords | None, previous: str) -> bool:
    if entry.previous != previous or entry.digest != _digest(entry):
        return False
    return words is None or _words_digest(words.salt, words.words) == entry.words_digest


def _digest(entry: TrailEntry | Line) -> str:
    line = [
        entry.previous,
        entry.at.astimezone(UTC).isoformat(),
        entry.person_id,
        entry.event,
        entry.subject,
        entry.words_digest,
    ]
    return hashlib.sha256(json.dumps(line, ensure_ascii=False).encode()).hexdigest()


def _words_digest(salt: str, words: str) -> str:
    return hashlib.sha256(f"{salt}\n{words}".encode()).hexdigest()
