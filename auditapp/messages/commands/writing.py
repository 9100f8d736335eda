"""Messages written: rendered once, kept in the transaction of what they tell about.

Nothing is sent here. What people are called and where they are reached goes into the heads of
mails, so it is one line, and an address that a mailer would misread is refused.
"""

import unicodedata
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from auditapp.core.company import is_mailbox
from auditapp.core.problems import Problem
from auditapp.messages.models import LINK_MARK, Message
from auditapp.settings.queries import company
from auditapp.web.texts import known, moment, written

LONGEST_SUBJECT = 300
LONGEST_NAME = 200


def enqueue(
    session: Session,
    at: datetime,
    *,
    kind: str,
    person_id: int | None,
    name: str,
    address: str | None,
    language: str,
    link: str | None = None,
    link_until: datetime | None = None,
    dedupe: str | None = None,
    **details: Any,
) -> Message | None:
    """Write a message inside a transaction; None if what `dedupe` names was told before.

    `templates/messages/<kind>.txt` gives subject and text: its first line, and what follows.
    It reads `name`, `company`, `until` and whatever `details` hold. Without an address the message
    waits to be handed on.

    Raises: Problem `messages.address_wrong`.
    """
    told = select(Message.id).where(Message.dedupe == dedupe)
    if dedupe is not None and session.scalar(told) is not None:
        return None
    said = {key: _plain(value) for key, value in details.items()}
    ours = company()
    said |= {"name": _plain(name), "company": _plain(ours.name) or "auditapp"}
    if link_until is not None:
        said["until"] = moment(link_until, ours.zone, language)
    subject, _, body = written(f"messages/{kind}.txt", language, **said).strip().partition("\n")
    signed = "\n".join(filter(None, (ours.name, ours["company_address"])))
    message = Message(
        kind=kind,
        person_id=person_id,
        name=one_line(name)[:LONGEST_NAME],
        address=checked_address(address),
        language=known(language),
        subject=one_line(subject)[:LONGEST_SUBJECT],
        body=f"{body.strip()}\n" + (f"\n-- \n{signed}\n" if signed else ""),
        link=link,
        link_until=link_until,
        dedupe=dedupe,
        state="waiting",
        next_at=at,
        created_at=at,
    )
    session.add(message)
    session.flush()
    return message


def take_back(session: Session, at: datetime, *, kind: str, person_id: int) -> None:
    """Withdraw inside a transaction what a newer message of this kind to a person replaces."""
    earlier = select(Message).where(
        Message.kind == kind,
        Message.person_id == person_id,
        Message.state.in_(("waiting", "failed")),
    )
    for message in session.scalars(earlier):
        message.state, message.link, message.next_at, message.done_at = "withdrawn", None, None, at


def one_line(text: str) -> str:
    """Return text without line breaks and control characters: each becomes a space."""
    kept = (" " if unicodedata.category(c) in ("Cc", "Zl", "Zp", "Cs") else c for c in text)
    return " ".join("".join(kept).split())


def checked_address(address: str | None) -> str | None:
    """Return one mailbox, or None for no address. Raises: Problem `messages.address_wrong`."""
    if address is None or not address.strip():
        return None
    one = address.strip()
    if not is_mailbox(one):
        raise Problem("messages.address_wrong")
    return one


def _plain(value: Any) -> Any:
    return one_line(value).replace(LINK_MARK, "link") if isinstance(value, str) else value
