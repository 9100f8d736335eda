"""The outbox emptied: one message claimed, sent outside of any transaction, marked.

Whoever claims a message has it until its lease is over. A crash between sending and marking lets
it be sent once more, under the same mark, by which mailers know the double.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from auditapp.core.problems import Problem
from auditapp.messages.commands.mailing import Letter, Undelivered
from auditapp.messages.models import LINK_MARK, Message
from auditapp.messages.queries import due, has_links_that_ended, is_due, link_ended
from auditapp.storage import trail, transaction

LEASE = timedelta(minutes=10)
LONGEST_ROUND = timedelta(minutes=1)  # other jobs wait for its end
PAUSES = tuple(timedelta(minutes=count) for count in (1, 5, 15, 60, 240, 480, 1440))
MOST_ATTEMPTS = len(PAUSES) + 1
MARK_AGAIN = 5

Send = Callable[[Letter], None]


@dataclass
class Delivered:
    """What one round did: how many went, will be tried again, or failed for good."""

    sent: int = 0
    waiting: int = 0
    failed: int = 0


def deliver_due(clock: Callable[[], datetime], send: Send) -> Delivered:
    """Send what is due, and withdraw what comes too late; a round that is long ends, for others.

    Each message has the time of its own turn: a slow server may make the round long.
    """
    done, until = Delivered(), clock() + LONGEST_ROUND
    withdraw_ended(clock())
    while (at := clock()) < until and (outcome := deliver(at, send)) is not None:
        setattr(done, outcome, getattr(done, outcome) + 1)
    return done


def deliver(at: datetime, send: Send) -> str | None:
    """Send the message that has been due longest; return what became of it, None if none is."""
    letter = _claim(at) if is_due(at) else None
    if letter is None:
        return None
    try:
        send(letter)
    except Undelivered as failure:
        return _mark(letter, at, failure)
    return _mark(letter, at, None)


def withdraw_ended(at: datetime) -> None:
    """Withdraw the messages whose links lead nowhere any more."""
    if not has_links_that_ended(at):
        return
    with transaction.write() as session:
        ended = session.scalars(select(Message).where(link_ended(at)))
        for message in ended:
            _close(session, at, message, "withdrawn")


def _claim(at: datetime) -> Letter | None:
    with transaction.write() as session:
        _give_up(session, at)
        message = session.scalars(due(at).limit(1)).first()
        if message is None:
            return None  # someone else was faster
        message.state, message.leased_until = "sending", at + LEASE
        message.attempts += 1
        return letter_of(message)


def letter_of(message: Message) -> Letter:
    """Return a message as it is sent, its link in its place."""
    return Letter(
        mark=message.public_id,
        attempt=message.attempts,
        written_at=message.created_at,
        name=message.name,
        address=message.address or "",
        language=message.language,
        subject=message.subject,
        body=message.body.replace(LINK_MARK, message.link or ""),
    )


def _give_up(session: Session, at: datetime) -> None:
    """End what took every attempt and was never marked: each ended in a crash."""
    lost = update(Message).where(
        Message.state == "sending", Message.leased_until <= at, Message.attempts >= MOST_ATTEMPTS
    )
    session.execute(lost.values(state="failed", last_error="broken_off", done_at=at))


def _mark(letter: Letter, at: datetime, failure: Undelivered | None) -> str:
    """Write down what became of it: again and again while others write, for it has gone."""
    for _ in range(MARK_AGAIN - 1):
        try:
            return _marked(letter, at, failure)
        except Problem as problem:
            if problem.code != "storage.busy":
                raise
    return _marked(letter, at, failure)


def _marked(letter: Letter, at: datetime, failure: Undelivered | None) -> str:
    with transaction.write() as session:
        own = select(Message).where(
            Message.public_id == letter.mark,
            Message.state == "sending",
            Message.attempts == letter.attempt,
        )
        message = session.scalars(own).first()
        if message is None:
            return "waiting"  # the lease was over: it is another's now
        if failure is None:
            message.last_error = ""
            _close(session, at, message, "sent")
            return "sent"
        message.last_error = f"{failure.reason}|{failure.said}"
        if failure.for_good or message.attempts >= MOST_ATTEMPTS:
            _close(session, at, message, "failed")
            return "failed"
        message.state, message.leased_until = "waiting", None
        message.next_at = at + PAUSES[message.attempts - 1]
        return "waiting"


def _close(session: Session, at: datetime, message: Message, state: str) -> None:
    if state != "failed":
        message.link = None  # one that failed may be tried again, or handed on
    message.state, message.done_at, message.next_at = state, at, None
    message.leased_until = None
    trail.record(session, None, at, f"messages.{state}", f"messages/{message.public_id}")
