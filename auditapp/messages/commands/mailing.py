"""One mail over SMTP: written, sent, or told why not. Knows nothing of the outbox.

Encryption is never given up: a server that offers none, or whose certificate is not its own, gets
nothing. A password goes over an encrypted line only.
"""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime

from auditapp.core.company import Mail

TIMEOUT_S = 20
LONGEST_SAID = 300


@dataclass(frozen=True)
class Letter:
    """What is sent; `mark` is the same at every attempt, so that mailers know a double."""

    mark: str
    attempt: int
    written_at: datetime
    name: str
    address: str
    language: str
    subject: str
    body: str


class Undelivered(Exception):
    """Why a mail did not go: a reason of `queries.REASONS`, and what the server said."""

    def __init__(self, reason: str, said: object = "", *, for_good: bool = False) -> None:
        self.reason = reason
        self.said = _in_words(said)
        self.for_good = for_good
        super().__init__(f"{reason}: {self.said}")


def send_by(mail: Mail, letter: Letter) -> None:
    """Send a letter through the company's mail server. Raises: Undelivered."""
    with _told():
        message = message_of(mail, letter)
        server = _connected(mail)
        try:
            _prepare(mail, server)
            server.send_message(message, mail.from_address, [letter.address])
        finally:
            # It has gone or not by now: what the farewell brings changes nothing.
            with suppress(OSError, smtplib.SMTPException):
                server.quit()
            server.close()


def message_of(mail: Mail, letter: Letter) -> EmailMessage:
    """Write a letter as a mail. Raises: ValueError for what fits in no head."""
    domain = mail.from_address.rpartition("@")[2]
    message = EmailMessage(policy=policy.SMTP)
    message["Subject"] = letter.subject
    message["From"] = Address(mail.from_name, addr_spec=mail.from_address)
    message["To"] = Address(letter.name, addr_spec=letter.address)
    message["Date"] = format_datetime(letter.written_at)
    message["Message-ID"] = f"<{letter.mark}@{domain}>"
    message["Auto-Submitted"] = "auto-generated"
    message["Content-Language"] = letter.language
    message.set_content(letter.body, cte="quoted-printable")
    return message


def _connected(mail: Mail) -> smtplib.SMTP:
    ours = mail.from_address.rpartition("@")[2]
    if mail.security == "tls":
        return smtplib.SMTP_SSL(
            mail.host, mail.port, ours, timeout=TIMEOUT_S, context=ssl.create_default_context()
        )
    return smtplib.SMTP(mail.host, mail.port, ours, timeout=TIMEOUT_S)


def _prepare(mail: Mail, server: smtplib.SMTP) -> None:
    if mail.security == "starttls":
        server.ehlo_or_helo_if_needed()
        if not server.has_extn("starttls"):
            raise Undelivered("no_tls")
        server.starttls(context=ssl.create_default_context())
    if mail.user and mail.security != "none":
        _sign_in(mail, server)


def _sign_in(mail: Mail, server: smtplib.SMTP) -> None:
    try:
        server.login(mail.user, mail.password)
    except smtplib.SMTPAuthenticationError as error:
        raise Undelivered("sign_in", error.smtp_error) from error
    except (smtplib.SMTPNotSupportedError, UnicodeError) as error:
        raise Undelivered("sign_in") from error


@contextmanager
def _told() -> Iterator[None]:
    """Turn every failure into a reason; only a mailer's refusal of this very mail is for good."""
    try:
        yield
    except smtplib.SMTPException as error:
        raise _from_server(error) from error
    except OSError as error:
        raise _from_line(error) from error
    except (ValueError, IndexError, MessageError) as error:
        raise Undelivered("unwritable", for_good=True) from error


def _from_server(error: smtplib.SMTPException) -> Undelivered:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, said = next(iter(error.recipients.values()))
        return Undelivered("recipient", _answer(code, said), for_good=code >= 500)
    if isinstance(error, smtplib.SMTPSenderRefused):
        return _refused("sender", error)
    if isinstance(error, smtplib.SMTPDataError):
        return _refused("refused", error)
    if isinstance(error, smtplib.SMTPResponseException):
        return Undelivered("not_now", _answer(error.smtp_code, error.smtp_error))
    if isinstance(error, smtplib.SMTPServerDisconnected):
        timed_out = isinstance(error.__context__, TimeoutError)
        return Undelivered("timed_out" if timed_out else "broken_off")
    return Undelivered("refused", error, for_good=True)


def _from_line(error: OSError) -> Undelivered:
    if isinstance(error, ssl.SSLCertVerificationError):
        return Undelivered("certificate", error.verify_message)
    if isinstance(error, ssl.SSLError):
        return Undelivered("no_tls", error.reason or "")
    if isinstance(error, TimeoutError):
        return Undelivered("timed_out")
    return Undelivered("unreachable", error.strerror or "")


def _refused(reason: str, error: smtplib.SMTPResponseException) -> Undelivered:
    said = _answer(error.smtp_code, error.smtp_error)
    return Undelivered(reason, said, for_good=error.smtp_code >= 500)


def _answer(code: int, said: object) -> str:
    return f"{code} {_in_words(said)}"


def _in_words(said: object) -> str:
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:LONGEST_SAID]
