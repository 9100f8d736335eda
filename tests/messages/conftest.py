"""A real mail server on this machine, and a message that waits to be sent."""

import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from flask import Flask

from auditapp.core.company import Mail
from auditapp.messages.commands import enqueue
from auditapp.messages.models import Message
from auditapp.storage import transaction
from auditapp.storage.db import db

# Made for "localhost" by itself; the key protects nothing.
CERTIFICATE = Path(__file__).with_name("localhost.pem")
AT = datetime(2026, 11, 3, 9, 30, tzinfo=UTC)
LINK = "https://audit.example.org/accounts/link/a-secret-of-this-link"
USER, PASSWORD = "auditapp", "of the mail server"


@dataclass
class Mailer:
    """A mail server: what it took, and what it answers instead (a step's answers, in turn)."""

    port: int = 0
    taken: list[EmailMessage] = field(default_factory=list)
    answers: dict[str, list[str]] = field(default_factory=dict)
    signed_in: list[str] = field(default_factory=list)

    async def handle_MAIL(  # noqa: N802 - aiosmtpd's names
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        envelope.mail_from = address
        return self._answer("MAIL")

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        envelope.rcpt_tos.append(address)
        return self._answer("RCPT")

    async def handle_DATA(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        answer = self._answer("DATA")
        if answer.startswith("250"):
            content = envelope.content
            assert isinstance(content, bytes)
            self.taken.append(message_from_bytes(content, policy=policy.default))
        return answer

    def authenticate(
        self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any
    ) -> AuthResult:
        assert isinstance(data, LoginPassword)
        right = (data.login.decode(), data.password.decode()) == (USER, PASSWORD)
        if right:
            self.signed_in.append(mechanism)
        return AuthResult(success=right, handled=False)

    def _answer(self, step: str) -> str:
        waiting = self.answers.get(step)
        return waiting.pop(0) if waiting else "250 OK"


@contextmanager
def serving(implicit: bool = False, **options: Any) -> Iterator[Mailer]:
    """Serve on a free port of this machine until the end of the block."""
    with socket.create_server(("localhost", 0)) as free:
        mailer = Mailer(free.getsockname()[1])
    controller = Controller(
        mailer,
        hostname="localhost",
        port=mailer.port,
        authenticator=mailer.authenticate,
        ssl_context=certified() if implicit else None,
        **options,
    )
    controller.start()
    try:
        yield mailer
    finally:
        controller.stop()


def certified() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    return context


@pytest.fixture
def mailer() -> Iterator[Mailer]:
    """A mail server without encryption."""
    with serving() as found:
        yield found


@pytest.fixture
def mail(mailer: Mailer) -> Mail:
    """How to reach it."""
    return mail_to(mailer)


def mail_to(mailer: Mailer, **changed: Any) -> Mail:
    plain = Mail(
        host="localhost",
        port=mailer.port,
        security="none",
        user="",
        password="",
        from_name="Aurora, quality",
        from_address="audit@example.org",
    )
    return replace(plain, **changed)


@pytest.fixture
def trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    """This machine trusts the certificate."""
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))


@pytest.fixture
def write(app: Flask) -> Callable[..., str]:
    """Put a message into the outbox and return its public id."""

    def put(at: datetime = AT, **said: Any) -> str:
        given = {
            "kind": "invitation",
            "person_id": None,
            "name": "Анна Ким",
            "address": "anna@example.org",
            "language": "ru",
            "link": LINK,
        }
        with app.app_context(), transaction.write() as session:
            message = enqueue(session, at, **{**given, **said})
            assert message
            return message.public_id

    return put


@pytest.fixture
def kept(app: Flask) -> Callable[[str], Message]:
    """Return a message as it is kept now."""

    def find(public_id: str) -> Message:
        with app.app_context():
            return db.session.query(Message).filter_by(public_id=public_id).one()

    return find
