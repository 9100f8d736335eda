"""Sign-in attempts and ended sessions, erased when their time of keeping is over."""

from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import delete, or_

from auditapp.accounts.models import SignInAttempt, UserSession
from auditapp.accounts.queries import LONGEST_IDLE, LONGEST_SESSION
from auditapp.storage import trail, transaction


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
