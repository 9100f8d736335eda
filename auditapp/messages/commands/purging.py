"""Messages that are done, erased when their time of keeping is over."""

from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import delete

from auditapp.messages.models import Message
from auditapp.storage import trail, transaction

DONE = ("sent", "failed", "handed_on", "withdrawn")


def purge(at: datetime, days: int) -> int:
    """Erase what was done with more than so many days ago; return how many went."""
    old = delete(Message).where(
        Message.state.in_(DONE), Message.done_at < at - timedelta(days=days)
    )
    with transaction.write() as session:
        count = int(cast(Any, session.execute(old)).rowcount)
        if count:
            trail.record(session, None, at, "messages.purge", "messages", f"{count}")
    return count
