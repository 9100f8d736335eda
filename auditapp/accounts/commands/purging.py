"""Sign-in attempts, ended sessions, and who left: erased when their time of keeping is over."""

from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import ColumnElement, Select, delete, func, or_, select
from sqlalchemy.orm import Session

from auditapp.accounts.commands.sessions import note
from auditapp.accounts.models import Person, RecoveryCode, SignInAttempt, UserSession
from auditapp.accounts.queries import LONGEST_IDLE, LONGEST_SESSION
from auditapp.storage import trail, transaction
from auditapp.storage.trail import TrailEntry

DAYS_A_MONTH = 30.4375


def purge(at: datetime, days: int) -> int:
    """Erase what ended more than so many days ago; return how many rows went."""
    before = at - timedelta(days=days)
    attempts = delete(SignInAttempt).where(SignInAttempt.at < before)
    sessions = delete(UserSession).where(
        or_(
            UserSession.ended_at < before,
            UserSession.expires_at < before,
            UserSession.seen_at < before - LONGEST_IDLE,
            UserSession.created_at < before - LONGEST_SESSION,
        )
    )
    with transaction.write() as session:
        done = [cast(Any, session.execute(rows)).rowcount for rows in (attempts, sessions)]
        if any(done):
            told = f"{done[0]} attempts, {done[1]} sessions"
            trail.record(session, None, at, "accounts.purge", "people", told)
    return sum(done)


def purge_people(at: datetime, months: int) -> int:
    """Erase who somebody was, so many months after the door was closed; return how many that were.

    What they did stays, under their code. No months at all: everything is kept for good.
    """
    if not months:
        return 0
    before = at - timedelta(days=months * DAYS_A_MONTH)
    with transaction.write() as session:
        people = list(session.scalars(_left_before(before)))
        for person in people:
            _erase(session, at, person)
    return len(people)


def _left_before(before: datetime) -> Select[tuple[Person]]:
    closed, erased = _last("deactivated"), _last("person_erased")
    still = or_(erased.is_(None), erased < closed)
    return select(Person).where(Person.active.is_(False), closed < before, still)


def _last(event: str) -> ColumnElement[datetime | None]:
    """Return when that last happened to the person."""
    of_them = TrailEntry.subject == func.concat("people/", Person.public_id)
    rows = select(func.max(TrailEntry.at)).where(of_them, TrailEntry.event == f"accounts.{event}")
    return rows.scalar_subquery()


def _erase(session: Session, at: datetime, person: Person) -> None:
    """Leave of a person the code, and what hangs on it."""
    trail.erase_words(session, at, f"people/{person.public_id}")
    person.name, person.email, person.password_hash = person.code, None, None
    person.phone, person.notes, person.household, person.spoken = "", "", None, []
    person.home_latitude = person.home_longitude = None
    person.totp_secret = person.totp_since = person.totp_last = None
    session.execute(delete(RecoveryCode).where(RecoveryCode.person_id == person.id))
    session.execute(delete(UserSession).where(UserSession.person_id == person.id))
    note(session, None, at, "person_erased", person.public_id)
