"""After an older state was put back: what opened doors since then opens none any more."""

from datetime import datetime
from typing import Any, cast

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from auditapp.accounts.models import Link, UserSession
from auditapp.accounts.queries.sessions import digest
from auditapp.messages.models import Message


def end_ways_in(session: Session, at: datetime) -> dict[str, int]:
    """End all sessions and one-time links, inside a transaction; return how many of each.

    The links of visits stay: they are a shopper's only way in, and lead to their visit alone.
    """
    open_ones = update(UserSession).where(UserSession.ended_at.is_(None)).values(ended_at=at)
    usable = select(Link).where(
        Link.purpose != "visit", Link.used_at.is_(None), Link.expires_at > at
    )
    ended = cast(Any, session.execute(open_ones)).rowcount
    links = session.scalars(usable).all()
    for link in links:
        link.expires_at = at
    _withhold(session, at, {link.token_hash for link in links})
    return {"sessions": ended, "links": len(links)}


def _withhold(session: Session, at: datetime, ended: set[str]) -> None:
    """Let messages that wait with a link that has ended be withdrawn, not sent."""
    for message in session.scalars(select(Message).where(Message.link.is_not(None))):
        if digest(str(message.link).rpartition("/")[2]) in ended:
            message.link_until = at
