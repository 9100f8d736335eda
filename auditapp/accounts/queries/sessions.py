"""Who is behind a session, and the sessions that still let someone in."""

import hashlib
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from auditapp.accounts.models import Person, UserSession
from auditapp.core.permissions import Role
from auditapp.storage.db import db
from auditapp.web.actor import Actor, Granted

LONGEST_SESSION = timedelta(days=30)
LONGEST_IDLE = timedelta(days=7)
SEEN_EVERY = timedelta(minutes=5)


def digest(secret: str) -> str:
    """Return what is kept of a token: enough to know it again, not to make it."""
    return hashlib.sha256(secret.encode()).hexdigest()


def signed_in(token: str, at: datetime) -> Actor | None:
    """Return who holds the session of this token, None if it has ended."""
    found = open_session(token, at)
    return actor_of(found) if found else None


def open_session(token: str, at: datetime) -> UserSession | None:
    """Return the session of a token while it lasts and its person is active."""
    rows = select(UserSession).where(UserSession.token_hash == digest(token))
    person = joinedload(UserSession.person).joinedload(Person.grants)
    found = db.session.scalars(rows.options(person)).unique().first()
    return found if found and is_open(found, at) else None


def is_open(found: UserSession, at: datetime) -> bool:
    """Tell whether a session still lets its holder in."""
    until = min(found.created_at + LONGEST_SESSION, found.seen_at + LONGEST_IDLE)
    if found.expires_at is not None:
        until = min(until, found.expires_at)
    return found.ended_at is None and found.person.active and at < until


def was_seen_long_ago(public_id: str, at: datetime) -> bool:
    """Tell whether it is time to write down that the session is in use."""
    seen = select(UserSession.seen_at).where(UserSession.public_id == public_id)
    seen_at = db.session.scalar(seen)
    return seen_at is not None and at - seen_at >= SEEN_EVERY


def actor_of(found: UserSession) -> Actor:
    """Return the person of a session as the rest of the application knows them."""
    person = found.person
    return Actor(
        person_id=person.id,
        public_id=person.public_id,
        name=person.name,
        code=person.code,
        language=person.language,
        grants=tuple(Granted(Role(g.role), g.scope_kind, g.scope_id) for g in person.grants),
        session_id=found.public_id,
        visit=found.visit_id,
    )


def own_sessions(actor: Actor, at: datetime) -> list[UserSession]:
    """Return one's own sessions that still let someone in, the latest used first."""
    return open_sessions(actor.person_id, at)


def open_sessions(person_id: int, at: datetime) -> list[UserSession]:
    """Return a person's sessions that still let someone in, the latest used first."""
    rows = select(UserSession).where(
        UserSession.person_id == person_id, UserSession.ended_at.is_(None)
    )
    newest = rows.options(joinedload(UserSession.person)).order_by(UserSession.seen_at.desc())
    return [row for row in db.session.scalars(newest) if is_open(row, at)]
