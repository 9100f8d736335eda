"""The outbox is emptied: each message once, again after pauses, and never after its time."""

import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

import pytest
from flask import Flask

from auditapp.core.company import Mail
from auditapp.messages.commands import Letter, Undelivered, deliver, deliver_due, send_by
from auditapp.messages.commands.delivering import LEASE, LONGEST_ROUND, MOST_ATTEMPTS, PAUSES
from auditapp.messages.models import Message
from auditapp.storage.db import db
from auditapp.storage.trail import TrailEntry
from tests.messages.conftest import AT, LINK, Mailer

Write = Callable[..., str]
Kept = Callable[[str], Message]
MINUTE = timedelta(minutes=1)


def refusing(for_good: bool = False) -> Callable[[Letter], None]:
    def send(letter: Letter) -> None:
        raise Undelivered("recipient", "450 later", for_good=for_good)

    return send


def run(app: Flask, at: datetime, send: Callable[[Letter], None]) -> str | None:
    with app.app_context():
        return deliver(at, send)


def test_message_goes_with_its_link_and_the_link_is_erased(
    app: Flask, mailer: Mailer, mail: Mail, write: Write, kept: Kept
) -> None:
    key = write()
    with app.app_context():
        done = deliver_due(lambda: AT, partial(send_by, mail))
    assert (done.sent, done.waiting, done.failed) == (1, 0, 0)
    (taken,) = mailer.taken
    assert LINK in taken.get_content()
    assert taken["Subject"] == "Ваш доступ: auditapp"
    message = kept(key)
    assert (message.state, message.link, message.done_at) == ("sent", None, AT)
    assert LINK not in message.body
    with app.app_context():
        events = [row.event for row in db.session.query(TrailEntry)]
    assert events[-1] == "messages.sent"


def test_refusal_for_now_is_tried_again_after_its_pause_and_then_goes(
    app: Flask, mailer: Mailer, mail: Mail, write: Write, kept: Kept
) -> None:
    key = write()
    mailer.answers["RCPT"] = ["450 4.2.1 mailbox busy"]
    send = partial(send_by, mail)
    assert run(app, AT, send) == "waiting"
    message = kept(key)
    assert (message.state, message.link, message.attempts) == ("waiting", LINK, 1)
    assert message.last_error == "recipient|450 4.2.1 mailbox busy"
    assert run(app, AT + MINUTE - timedelta(seconds=1), send) is None
    assert run(app, AT + MINUTE, send) == "sent"
    assert kept(key).last_error == ""
    assert len(mailer.taken) == 1


def test_refusal_for_good_ends_it_at_once_with_the_reason(
    app: Flask, mailer: Mailer, mail: Mail, write: Write, kept: Kept
) -> None:
    key = write()
    mailer.answers["RCPT"] = ["550 5.1.1 no such user"]
    assert run(app, AT, partial(send_by, mail)) == "failed"
    message = kept(key)
    assert (message.state, message.done_at) == ("failed", AT)
    assert message.last_error == "recipient|550 5.1.1 no such user"
    assert run(app, AT + LEASE * 1000, partial(send_by, mail)) is None


def test_pauses_grow_and_the_last_attempt_ends_it(app: Flask, write: Write, kept: Kept) -> None:
    key, at = write(), AT
    for pause in PAUSES:
        assert run(app, at, refusing()) == "waiting"
        assert kept(key).next_at == at + pause
        at += pause
    assert run(app, at, refusing()) == "failed"
    assert kept(key).attempts == MOST_ATTEMPTS == 8
    assert list(PAUSES) == sorted(PAUSES)


class Crash(BaseException):
    """The process ends here."""


def test_crash_between_sending_and_marking_sends_once_more_under_the_same_mark(
    app: Flask, mailer: Mailer, mail: Mail, write: Write, kept: Kept
) -> None:
    key = write()

    def send_and_crash(letter: Letter) -> None:
        send_by(mail, letter)
        raise Crash

    with pytest.raises(Crash):
        run(app, AT, send_and_crash)
    assert kept(key).state == "sending"
    send = partial(send_by, mail)
    assert run(app, AT + LEASE - MINUTE, send) is None
    assert run(app, AT + LEASE, send) == "sent"
    assert run(app, AT + LEASE * 10, send) is None
    assert len({taken["Message-ID"] for taken in mailer.taken}) == 1
    assert len(mailer.taken) == 2


def test_crash_at_every_attempt_ends_some_day(app: Flask, write: Write, kept: Kept) -> None:
    key, at = write(), AT

    def crash(letter: Letter) -> None:
        raise Crash

    for _ in range(MOST_ATTEMPTS):
        with pytest.raises(Crash):
            run(app, at, crash)
        at += LEASE
    assert run(app, at, crash) is None
    assert kept(key).state == "failed"


def test_late_answer_of_one_who_lost_the_lease_changes_nothing(
    app: Flask, mailer: Mailer, mail: Mail, write: Write, kept: Kept
) -> None:
    key = write()

    def slow(letter: Letter) -> None:
        with app.app_context():
            assert deliver(AT + LEASE, partial(send_by, mail)) == "sent"
        raise Undelivered("recipient", for_good=True)

    run(app, AT, slow)
    assert kept(key).state == "sent"


def test_link_whose_time_is_over_is_withdrawn_and_never_sent(
    app: Flask, mailer: Mailer, mail: Mail, write: Write, kept: Kept
) -> None:
    late = write(link_until=AT + MINUTE)
    good = write(link_until=AT + 2 * MINUTE)
    with app.app_context():
        done = deliver_due(lambda: AT + MINUTE, partial(send_by, mail))
    assert done.sent == len(mailer.taken) == 1
    assert (kept(late).state, kept(late).link) == ("withdrawn", None)
    assert kept(good).state == "sent"


def test_person_without_address_is_left_to_whoever_hands_on(
    app: Flask, mailer: Mailer, mail: Mail, write: Write, kept: Kept
) -> None:
    key = write(address=None)
    assert run(app, AT, partial(send_by, mail)) is None
    assert (kept(key).state, kept(key).link) == ("waiting", LINK)


def test_two_senders_at_once_never_send_twice(
    app: Flask, mailer: Mailer, mail: Mail, write: Write
) -> None:
    for number in range(12):
        write(address=f"p{number}@example.org")
    start = threading.Barrier(3)

    def work() -> None:
        start.wait()
        with app.app_context():
            deliver_due(lambda: AT, partial(send_by, mail))

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    reached = sorted(taken["To"].addresses[0].addr_spec for taken in mailer.taken)
    assert reached == sorted(f"p{number}@example.org" for number in range(12))


def test_unforeseen_failure_leaves_the_message_for_after_the_lease(
    app: Flask, write: Write, kept: Kept
) -> None:
    key = write()

    def broken(letter: Letter) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        run(app, AT, broken)
    assert kept(key).leased_until == AT + LEASE


def test_slow_server_does_not_keep_other_jobs_waiting(app: Flask, write: Write) -> None:
    for number in range(100):
        write(address=f"anna{number}@example.org")
    times = [AT]

    def timing_out(_letter: Letter) -> None:
        times.append(times[-1] + MINUTE / 3)
        raise Undelivered("timed_out")

    with app.app_context():
        done = deliver_due(lambda: times[-1], timing_out)
    assert done.waiting >= 1
    assert times[-1] - AT <= LONGEST_ROUND + MINUTE / 3
    with app.app_context():
        assert deliver_due(lambda: times[-1] + MINUTE, lambda _letter: None).sent == 100
