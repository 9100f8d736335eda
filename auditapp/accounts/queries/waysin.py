"""Ways in: links that can be used, how long the next attempt waits, codes that are left."""

import math
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, func, select

from auditapp.accounts.models import Link, RecoveryCode, SignInAttempt
from auditapp.accounts.queries.sessions import digest
from auditapp.storage.db import db

# Failures that cost nothing, and how long they count; then the pauses double.
FREE_FOR_ACCOUNT, ACCOUNT_WINDOW = 5, timedelta(hours=24)
FREE_FOR_ADDRESS, ADDRESS_WINDOW = 30, timedelta(hours=1)
FIRST_PAUSE_S, LONGEST_PAUSE_S = 15, 900


def usable_link(token: str, purpose: str, at: datetime) -> Link | None:
    """Return the link of a token while it can be used; only a visit's may be used again."""
    found = db.session.scalars(select(Link).where(Link.token_hash == digest(token))).first()
    if found is None or found.purpose != purpose or at >= found.expires_at:
        return None
    return found if found.used_at is None or purpose == "visit" else None


def pause_left(account_digest: str, address_digest: str, at: datetime) -> int:
    """Return how many seconds the next attempt to sign in has to wait."""
    account = SignInAttempt.account_digest
    last_right = select(func.max(SignInAttempt.id)).where(account == account_digest)
    since = func.coalesce(last_right.where(SignInAttempt.ok).scalar_subquery(), 0)
    waits = (
        _pause(FREE_FOR_ACCOUNT, at, at - ACCOUNT_WINDOW, account == account_digest, since),
        _pause(
            FREE_FOR_ADDRESS,
            at,
            at - ADDRESS_WINDOW,
            SignInAttempt.address_digest == address_digest,
            0,
        ),
    )
    return max(waits)


def recovery_codes_left(person_id: int) -> int:
    """Return how many recovery codes of a person can still be used."""
    unused = select(func.count()).where(
        RecoveryCode.person_id == person_id, RecoveryCode.used_at.is_(None)
    )
    return db.session.scalar(unused) or 0


def _pause(
    free: int, at: datetime, since: datetime, whose: ColumnElement[bool], after_id: Any
) -> int:
    failures = select(func.count(), func.max(SignInAttempt.at)).where(
        whose, ~SignInAttempt.ok, SignInAttempt.at > since, SignInAttempt.id > after_id
    )
    count, last_at = db.session.execute(failures).one()
    if count < free:
        return 0
    pause_s = min(LONGEST_PAUSE_S, FIRST_PAUSE_S * 2 ** min(count - free, 10))
    return max(0, math.ceil(pause_s - (at - last_at).total_seconds()))
