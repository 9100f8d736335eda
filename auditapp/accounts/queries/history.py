"""What the record says about one person."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from auditapp.accounts.models import Person
from auditapp.storage.db import db
from auditapp.storage.trail import TrailEntry, TrailWords

MOST = 50


@dataclass(frozen=True)
class Change:
    """One line of the record: when, what, said with which words, and by whom if anyone acted."""

    at: datetime
    event: str
    words: str
    by: str | None


def history_of(person: Person, most: int = MOST, event: str = "") -> list[Change]:
    """Return the newest lines about a person, the latest first; of one event alone if named."""
    rows = (
        select(TrailEntry.at, TrailEntry.event, TrailWords.words, Person.name)
        .outerjoin(TrailWords, TrailWords.entry_id == TrailEntry.id)
        .outerjoin(Person, Person.id == TrailEntry.person_id)
        .where(TrailEntry.subject == f"people/{person.public_id}")
        .order_by(TrailEntry.id.desc())
        .limit(most)
    )
    if event:
        rows = rows.where(TrailEntry.event == f"accounts.{event}")
    return [Change(at, what, words or "", by) for at, what, words, by in db.session.execute(rows)]


def names_of(ids: Collection[int]) -> dict[int, str]:
    """Return what people are called, by their ids."""
    rows = select(Person.id, Person.name).where(Person.id.in_(ids))
    return {row.id: row.name for row in db.session.execute(rows)}
