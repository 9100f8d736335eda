"""Who is behind a session, and the sessions that still let someone in."""

import hashlib
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import joinedload

from auditapp.accounts.models import Grant, Person, UserSession
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
    found = signed_in_since(token, at)
    return found[0] if found else None


def signed_in_since(token: str, at: datetime) -> tuple[Actor, datetime] | None:
    """Return who holds the session of this token and when it was last seen, by one query.

    Columns, not objects: this is asked by every request.
    """
    rows = db.session.connection().execute(_HELD, {"digest": digest(token)}).all()
    if not rows or not _lasts(rows[0], rows[0].active, at):
        return None
    first = rows[0]
    granted = (Granted(Role(r.role), r.scope_kind, r.scope_id) for r in rows if r.role is not None)
    actor = Actor(
        person_id=first.person_id,
        public_id=first.person_public_id,
        name=first.name,
        code=first.code,
        language=first.language,
        grants=tuple(granted),
        session_id=first.public_id,
        visit=first.visit_id,
    )
    return actor, first.seen_at


_SESSIONS, _PEOPLE, _GRANTS = (table.__table__ for table in (UserSession, Person, Grant))
_HELD = (
    select(
        _SESSIONS.c.public_id,
        _SESSIONS.c.visit_id,
        _SESSIONS.c.created_at,
        _SESSIONS.c.seen_at,
        _SESSIONS.c.expires_at,
        _SESSIONS.c.ended_at,
        _SESSIONS.c.person_id,
        _PEOPLE.c.public_id.label("person_public_id"),
        _PEOPLE.c.name,
        _PEOPLE.c.code,
        _PEOPLE.c.language,
        _PEOPLE.c.active,
        _GRANTS.c.role,
        _GRANTS.c.scope_kind,
        _GRANTS.c.scope_id,
    )
    .select_from(_SESSIONS)
    .join(_PEOPLE, _PEOPLE.c.id == _SESSIONS.c.person_id)
    .outerjoin(_GRANTS, _GRANTS.c.person_id == _PEOPLE.c.id)
    .where(_SESSIONS.c.token_hash == bindparam("digest"))
    .order_by(_GRANTS.c.id)
)


def open_session(token: str, at: datetime) -> UserSession | None:
    """Return the session of a token while it lasts and its person is active."""
    rows = select(UserSession).where(UserSession.token_hash == digest(token))
    person = joinedload(UserSession.person).joinedload(Person.grants)
    found = db.session.scalars(rows.options(person)).unique().first()
    return found if found and is_open(found, at) else None


def is_open(found: UserSession, at: datetime) -> bool:
    """Tell whether a session still lets its holder in."""
    return _lasts(found, found.person.active, at)


def _lasts(found: Any, active: bool, at: datetime) -> bool:
    until = min(found.created_at + LONGEST_SESSION, found.seen_at + LONGEST_IDLE)
    if found.expires_at is not None:
        until = min(until, found.expires_at)
    return found.ended_at is None and active and at < until


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
