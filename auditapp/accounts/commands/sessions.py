"""Sessions: opened by a way in, seen now and then, ended by their person or by a change."""

import secrets
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from auditapp.accounts.models import Person, UserSession
from auditapp.accounts.queries import (
    SEEN_EVERY,
    Places,
    digest,
    own_sessions,
    person_to_manage,
    signed_in_since,
)
from auditapp.core.problems import Problem
from auditapp.storage import trail, transaction
from auditapp.web.actor import Actor

TOKEN_BYTES = 32


@dataclass(frozen=True)
class Entering:
    """Who acts before there is a session: the record asks for no more."""

    person_id: int | None


def new_token() -> str:
    """Return a secret that nobody guesses."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def begin(
    session: Session,
    at: datetime,
    person: Person,
    user_agent: str,
    address: str,
    *,
    visit: str | None = None,
    until: datetime | None = None,
) -> str:
    """Open a session inside a transaction and return its token."""
    token = new_token()
    row = UserSession(
        token_hash=digest(token),
        person_id=person.id,
        kind="full" if visit is None else "visit",
        visit_id=visit,
        created_at=at,
        seen_at=at,
        expires_at=until,
        user_agent=user_agent[:300],
        address=address[:64],
    )
    session.add(row)
    note(session, Entering(person.id), at, "signed_in", person.public_id)
    return token


def resume(token: str, at: datetime) -> Actor | None:
    """Return who holds the session of this token, and now and then write down that it is in use."""
    found = signed_in_since(token, at)
    if found is None:
        return None
    actor, seen_at = found
    if at - seen_at >= SEEN_EVERY:
        with suppress(Problem), transaction.write() as session:  # not worth refusing a page for
            seen = update(UserSession).where(UserSession.public_id == actor.session_id)
            session.execute(seen.values(seen_at=at))
    return actor


def sign_out(actor: Actor, at: datetime) -> None:
    """End the session in hand."""
    with transaction.write() as session:
        _end(session, at, UserSession.public_id == actor.session_id)
        note(session, actor, at, "signed_out", actor.public_id)


def end_session(actor: Actor, at: datetime, public_id: str) -> None:
    """End one of one's own sessions. Raises: Problem `accounts.no_session`."""
    with transaction.write() as session:
        if public_id not in {own.public_id for own in own_sessions(actor, at)}:
            raise Problem("accounts.no_session")
        _end(session, at, UserSession.public_id == public_id)
        note(session, actor, at, "session_ended", actor.public_id)


def end_other_sessions(actor: Actor, at: datetime) -> None:
    """End all one's own sessions but the one in hand."""
    with transaction.write() as session:
        end_all(session, at, actor.person_id, but=actor.session_id)
        note(session, actor, at, "sessions_ended", actor.public_id)


def end_sessions_of(actor: Actor, at: datetime, public_id: str, places: Places) -> None:
    """End all sessions of somebody else. Raises: Problem `accounts.no_person`."""
    with transaction.write() as session:
        person = person_to_manage(actor, public_id, places)
        end_all(session, at, person.id)
        note(session, actor, at, "signed_out_by_admin", public_id)


def end_all(session: Session, at: datetime, person_id: int, but: str | None = None) -> None:
    """End the sessions of a person, inside a transaction: what they may do has changed."""
    conditions = [UserSession.person_id == person_id]
    if but is not None:
        conditions.append(UserSession.public_id != but)
    _end(session, at, *conditions)


def note(
    session: Session,
    actor: trail.Acting | None,
    at: datetime,
    event: str,
    public_id: str,
    words: str | None = None,
) -> None:
    """Write the command's line in the record."""
    trail.record(session, actor, at, f"accounts.{event}", f"people/{public_id}", words)


def _end(session: Session, at: datetime, *conditions: object) -> None:
    open_ones = update(UserSession).where(UserSession.ended_at.is_(None), *conditions)  # type: ignore[arg-type]
    session.execute(open_ones.values(ended_at=at))
