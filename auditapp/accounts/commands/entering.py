"""Signing in by email and password, slower with every failure, the same for unknown and wrong."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from auditapp.accounts.commands.passwords import matches
from auditapp.accounts.commands.sessions import begin, new_token
from auditapp.accounts.models import Link, Person, SignInAttempt
from auditapp.accounts.queries import digest, pause_left, person_by_email
from auditapp.core.passwords import LONGEST
from auditapp.core.problems import Problem
from auditapp.storage import transaction

KEPT = timedelta(days=1)
SECOND_LASTS = timedelta(minutes=10)


@dataclass(frozen=True)
class WayIn:
    """Where a way in leads: to a session, or first to the page that asks for the second factor."""

    token: str
    asks_second: bool = False


def sign_in(at: datetime, email: str, password: str, user_agent: str, address: str) -> WayIn:
    """Let someone in by their password.

    Raises: Problem `accounts.wrong`, `accounts.slow_down` with the seconds to wait.
    """
    attempt_id = begin_attempt(at, email.strip().casefold(), address)
    person = person_by_email(email)
    if not is_password(person, password) or person is None:
        raise Problem("accounts.wrong")
    with transaction.write() as session:
        held = session.get_one(Person, person.id)
        if not held.active:
            raise Problem("accounts.wrong")
        session.get_one(SignInAttempt, attempt_id).ok = True
        return let_in(session, at, held, user_agent, address)


def let_in(session: Session, at: datetime, person: Person, user_agent: str, address: str) -> WayIn:
    """Open a session inside a transaction; where a second factor is on, ask for it first."""
    if person.totp_since is None:
        return WayIn(begin(session, at, person, user_agent, address))
    token = new_token()
    link = Link(
        token_hash=digest(token),
        purpose="second_factor",
        person_id=person.id,
        created_at=at,
        expires_at=at + SECOND_LASTS,
    )
    session.add(link)
    return WayIn(token, asks_second=True)


def begin_attempt(at: datetime, account: str, address: str) -> int:
    """Write an attempt down as failed before it is tried, so that none goes uncounted.

    Raises: Problem `accounts.slow_down`.
    """
    attempt = SignInAttempt(
        account_digest=digest(account), address_digest=digest(address), at=at, ok=False
    )
    with transaction.write() as session:
        wait_s = pause_left(attempt.account_digest, attempt.address_digest, at)
        if wait_s:
            raise slow_down(wait_s)
        session.execute(delete(SignInAttempt).where(SignInAttempt.at < at - KEPT))
        session.add(attempt)
    return attempt.id


def slow_down(wait_s: int) -> Problem:
    """Return the problem that says how long to wait."""
    return Problem("accounts.slow_down", wait=timedelta(seconds=wait_s), wait_s=wait_s)


def is_password(person: Person | None, password: str) -> bool:
    """Tell whether it is an active person's password; for nobody the same work is done."""
    kept = person.password_hash if person and person.active else None
    return matches(kept, password[:LONGEST])
