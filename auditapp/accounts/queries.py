"""Who is behind a session, and the people that someone may see."""

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


def is_seen_long_ago(found: UserSession, at: datetime) -> bool:
    """Tell whether it is time to write down that the session is in use."""
    return at - found.seen_at >= SEEN_EVERY


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
