"""The outbox as admins see it, and what in it is due."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select, true

from auditapp.core.permissions import Permission
from auditapp.core.problems import N_, Problem
from auditapp.messages.models import STATES, Message
from auditapp.storage.db import db
from auditapp.web.actor import Actor
from auditapp.web.lists import Asked, Page, page_of

KINDS = {
    "invitation": N_("Invitation"),
    "new_password": N_("New password"),
    "test": N_("Test message"),
}
SAID_STATES = {
    "waiting": N_("Waiting"),
    "sending": N_("Being sent"),
    "sent": N_("Sent out"),
    "failed": N_("Failed"),
    "handed_on": N_("Handed on"),
    "withdrawn": N_("Taken back"),
}
# Why a message did not go; each says what to do about it.
REASONS = {
    "broken_off": N_("The mail server broke off. It will be tried again."),
    "certificate": N_(
        "The mail server's certificate is not to be trusted: check the server's name."
    ),
    "no_tls": N_("The mail server does not offer the encryption that is set: choose another."),
    "not_now": N_("The mail server takes nothing at the moment."),
    "recipient": N_("The mail server does not take this address: check it."),
    "refused": N_("The mail server refused the message."),
    "sender": N_("The mail server does not let this sender send: check the sender's address."),
    "sign_in": N_("The mail server does not take the user and password: check both."),
    "timed_out": N_("The mail server did not answer in time: check its name, port and encryption."),
    "unreachable": N_("The mail server cannot be reached: check its name and port."),
    "unwritable": N_("The address cannot be written on a mail: check it."),
}
ORDERS = {
    "written": (Message.created_at, Message.id),
    "name": (Message.name, Message.id),
    "state": (Message.state, Message.id),
}
MOST_TO_HAND_ON = 20


def messages(actor: Actor, asked: Asked) -> Page[Message]:
    """Return the page of the outbox that was asked for; none to whoever may not read it."""
    rows = _readable(actor).where(*_asked(asked))
    return page_of(db.session(), rows, ORDERS, asked)


def to_hand_on(actor: Actor, at: datetime, has_mail: bool) -> list[Message]:
    """Return the newest messages that no mail server will take to their people."""
    rows = _readable(actor).where(Message.state == "waiting", ~link_ended(at))
    if has_mail:
        rows = rows.where(Message.address.is_(None))
    newest = rows.order_by(Message.created_at.desc(), Message.id.desc())
    return list(db.session.scalars(newest.limit(MOST_TO_HAND_ON)))


def message_for(actor: Actor, public_id: str) -> Message:
    """Return one message. Raises: Problem `messages.not_found`."""
    one = _readable(actor).where(Message.public_id == public_id)
    found = db.session.scalars(one).first()
    if found is None:
        raise Problem("messages.not_found")
    return found


def reason_of(message: Message) -> tuple[str, str]:
    """Return the sentence (a msgid) that says why it did not go, and the server's own words."""
    reason, _, said = message.last_error.partition("|")
    return REASONS.get(reason, ""), said


def due(at: datetime) -> Select[tuple[Message]]:
    """Return what is to be sent now, the one that waits longest first."""
    waits = and_(Message.state == "waiting", Message.next_at <= at)
    was_left = and_(Message.state == "sending", Message.leased_until <= at)
    rows = select(Message).where(or_(waits, was_left), Message.address.is_not(None))
    return rows.where(~link_ended(at)).order_by(Message.next_at, Message.id)


def is_due(at: datetime) -> bool:
    """Tell whether anything is to be sent, without holding up whoever writes."""
    return db.session.scalar(due(at).with_only_columns(Message.id).limit(1)) is not None


def link_ended(at: datetime) -> ColumnElement[bool]:
    """Return the condition that a message has a link whose time is over, and has not gone."""
    over = and_(Message.link_until.is_not(None), Message.link_until <= at)
    lost = and_(Message.state == "sending", Message.leased_until <= at)
    return and_(over, or_(Message.state.in_(("waiting", "failed")), lost))


def has_links_that_ended(at: datetime) -> bool:
    """Tell whether anything is to be withdrawn."""
    return db.session.scalar(select(Message.id).where(link_ended(at)).limit(1)) is not None


def _readable(actor: Actor) -> Select[tuple[Message]]:
    return select(Message).where(actor.may_everywhere(Permission.MESSAGE_READ) or ~true())


def _asked(asked: Asked) -> list[ColumnElement[bool]]:
    found = [_holds(word) for word in asked.words.split()]
    state = asked.filters.get("state", "")
    if state in STATES:
        found.append(Message.state == state)
    return found


def _holds(word: str) -> ColumnElement[bool]:
    # SQLite folds Latin letters only, so others are looked for in the three ways they are written.
    ways = {word, word.lower(), word.capitalize(), word.upper()}
    columns: tuple[Any, ...] = (Message.name, Message.address, Message.subject)
    return or_(*(column.contains(way, autoescape=True) for column in columns for way in ways))
