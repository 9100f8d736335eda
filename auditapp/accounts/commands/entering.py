"""Signing in by email and password, slower with every failure, the same for unknown and wrong."""

from datetime import datetime, timedelta

from sqlalchemy import delete

from auditapp.accounts.commands.passwords import matches
from auditapp.accounts.commands.sessions import begin
from auditapp.accounts.models import Person, SignInAttempt
from auditapp.accounts.queries import digest, pause_left, person_by_email
from auditapp.core.passwords import LONGEST
from auditapp.core.problems import Problem
from auditapp.storage import transaction

KEPT = timedelta(days=1)


def sign_in(at: datetime, email: str, password: str, user_agent: str, address: str) -> str:
    """Return the token of a new session.

    Raises: Problem `accounts.wrong`, `accounts.slow_down` with the seconds to wait.
    """
    attempt_id = begin_attempt(at, email.strip().casefold(), address)
    person = person_by_email(email)
    if not _is_right(person, password) or person is None:
        raise Problem("accounts.wrong")
    with transaction.write() as session:
        attempt = session.get_one(SignInAttempt, attempt_id)
        attempt.ok = True
        return begin(session, at, person, user_agent, address)


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
    minutes, seconds = divmod(wait_s, 60)
    return Problem("accounts.slow_down", minutes=minutes, seconds=seconds, wait_s=wait_s)


def _is_right(person: Person | None, password: str) -> bool:
    kept = person.password_hash if person and person.active else None
    return matches(kept, password[:LONGEST])
