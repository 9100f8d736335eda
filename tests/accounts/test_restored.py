"""After a restore nobody is signed in and no one-time link opens; those of visits still do."""

from collections.abc import Callable
from datetime import timedelta

from flask import Flask

from auditapp.accounts.commands import make_sign_in_link
from auditapp.accounts.commands.restored import end_ways_in
from auditapp.accounts.models import Link
from auditapp.accounts.queries import signed_in, usable_link
from auditapp.clock import now
from auditapp.messages.commands import enqueue, withdraw_ended
from auditapp.messages.models import Message
from auditapp.storage import transaction
from auditapp.storage.db import db


def test_sessions_and_one_time_links_end(app: Flask, member: Callable, token_of: Callable) -> None:
    session_token = token_of("manager")
    with app.app_context():
        link_token = make_sign_in_link(None, now(), member("manager").public_id, None)
        assert usable_link(link_token, "sign_in", now())
        with transaction.write() as session:
            assert end_ways_in(session, now()) == {"sessions": 1, "links": 1}
        assert usable_link(link_token, "sign_in", now()) is None
        assert signed_in(session_token, now()) is None


def test_link_that_ended_earlier_stays_as_it_was(app: Flask, member: Callable) -> None:
    with app.app_context():
        make_sign_in_link(None, now(), member("manager").public_id, None)
        make_sign_in_link(None, now(), member("manager").public_id, None)
        with transaction.write() as session:
            assert end_ways_in(session, now())["links"] == 1


def test_message_with_a_link_that_ended_is_not_sent(app: Flask, member: Callable) -> None:
    with app.app_context():
        token = make_sign_in_link(None, now(), member("manager").public_id, None)
        held = {"name": "A", "address": "a@example.org", "language": "en", "person_id": None}
        until = now() + timedelta(days=1)
        with transaction.write() as session:
            for link in (f"https://x/accounts/link/{token}", "https://x/accounts/visit/other"):
                enqueue(session, now(), kind="test", link=link, link_until=until, **held)
        with transaction.write() as session:
            end_ways_in(session, now())
        withdraw_ended(now())
        rows = db.session.query(Message).order_by(Message.id)
        assert [row.state for row in rows] == ["withdrawn", "waiting"]
        assert db.session.query(Link).one().used_at is None
