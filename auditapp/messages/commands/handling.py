"""What an admin does with a message: hand it on, withdraw it, try again, send one to see."""

from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from auditapp.core.problems import Problem
from auditapp.messages.commands.delivering import LEASE, Send, letter_of
from auditapp.messages.commands.mailing import Undelivered
from auditapp.messages.commands.writing import enqueue
from auditapp.messages.models import Message
from auditapp.messages.queries import message_for
from auditapp.storage import trail, transaction
from auditapp.web.actor import Actor

OPEN = ("waiting", "failed")


def hand_on(actor: Actor, at: datetime, public_id: str) -> None:
    """Say that the message was handed on by other means; its link is erased.

    Raises: Problem `messages.not_found`, `messages.wrong_state`.
    """
    with transaction.write() as session:
        message = _open(actor, public_id)
        message.state, message.link, message.next_at, message.done_at = "handed_on", None, None, at
        _note(session, actor, at, message, "hand_on")


def withdraw(actor: Actor, at: datetime, public_id: str) -> None:
    """Keep the message from going; its link is erased from it.

    Raises: Problem `messages.not_found`, `messages.wrong_state`.
    """
    with transaction.write() as session:
        message = _open(actor, public_id)
        message.state, message.link, message.next_at, message.done_at = "withdrawn", None, None, at
        _note(session, actor, at, message, "withdraw")


def try_again(actor: Actor, at: datetime, public_id: str) -> None:
    """Let the message be sent at once, with all attempts before it again.

    Raises: Problem `messages.not_found`, `messages.wrong_state`.
    """
    with transaction.write() as session:
        message = _open(actor, public_id)
        message.state, message.attempts, message.next_at = "waiting", 0, at
        message.done_at = None
        _note(session, actor, at, message, "try_again")


def send_test(actor: Actor, at: datetime, address: str, language: str, send: Send) -> Message:
    """Send a message at once and return it with what became of it: sent, or failed with why.

    Once mail works, what waits for its next attempt need wait no longer.

    Raises: Problem `messages.address_wrong`.
    """
    with transaction.write() as session:
        message = enqueue(
            session,
            at,
            kind="test",
            person_id=actor.person_id,
            name=actor.name,
            address=address,
            language=language,
        )
        if message is None or message.address is None:
            raise Problem("messages.address_wrong")
        message.state, message.attempts, message.next_at = "sending", 1, None
        message.leased_until = at + LEASE
        _note(session, actor, at, message, "send_test")
        letter = letter_of(message)
    try:
        send(letter)
    except Undelivered as failure:
        _end(message.id, at, "failed", f"{failure.reason}|{failure.said}")
    else:
        _end(message.id, at, "sent", "")
        _hurry(at)
    return message


def _end(message_id: int, at: datetime, state: str, error: str) -> None:
    with transaction.write() as session:
        message = session.get_one(Message, message_id)
        message.state, message.last_error, message.done_at = state, error, at
        message.leased_until = None


def _hurry(at: datetime) -> None:
    with transaction.write() as session:
        later = update(Message).where(Message.state == "waiting", Message.next_at > at)
        session.execute(later.values(next_at=at))


def _open(actor: Actor, public_id: str) -> Message:
    message = message_for(actor, public_id)
    if message.state not in OPEN:
        raise Problem("messages.wrong_state")
    return message


def _note(session: Session, actor: Actor, at: datetime, message: Message, event: str) -> None:
    trail.record(session, actor, at, f"messages.{event}", f"messages/{message.public_id}")
