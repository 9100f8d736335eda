"""A mail over a real SMTP server: what it carries, and what is said when it does not go."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from auditapp.core.company import Mail
from auditapp.messages.commands import Letter, Undelivered, mailing, send_by
from tests.messages.conftest import AT, PASSWORD, USER, Mailer, certified, mail_to, serving

LETTER = Letter(
    mark="6f1f9e0a-58b7-4a55-9c0c-0c8f3f1f5a01",
    attempt=1,
    written_at=AT,
    name="Анна Ким",
    address="anna@example.org",
    language="ru",
    subject="Ваш доступ: «Аврора»",
    body="Здравствуйте!\n\nhttps://audit.example.org/accounts/link/" + "x" * 90 + "?a=b&c=d\n.\n",
)


def reason_of(mail: Mail, letter: Letter = LETTER) -> tuple[str, bool, str]:
    with pytest.raises(Undelivered) as failure:
        send_by(mail, letter)
    return failure.value.reason, failure.value.for_good, failure.value.said


def test_mail_arrives_as_it_was_written(mailer: Mailer, mail: Mail) -> None:
    send_by(mail, LETTER)
    (taken,) = mailer.taken
    assert taken["Subject"] == LETTER.subject
    assert taken["To"].addresses[0].display_name == "Анна Ким"
    assert taken["To"].addresses[0].addr_spec == "anna@example.org"
    assert taken["From"].addresses[0].display_name == "Aurora, quality"
    assert taken["Message-ID"] == f"<{LETTER.mark}@example.org>"
    assert taken["Date"].datetime == AT
    assert taken["Auto-Submitted"] == "auto-generated"
    assert taken.get_content().replace("\r\n", "\n") == LETTER.body


@pytest.mark.parametrize("name", ["subject", "name", "address"])
def test_line_break_reaches_no_head_even_past_the_outbox(
    mailer: Mailer, mail: Mail, name: str
) -> None:
    broken = replace(LETTER, **{name: f"{getattr(LETTER, name)}\r\nBcc: eve@example.org"})
    assert reason_of(mail, broken)[:2] == ("unwritable", True)
    assert mailer.taken == []


def test_starttls_with_a_certificate_nobody_vouches_for_gets_nothing() -> None:
    with serving(tls_context=certified(), require_starttls=True) as mailer:
        reason, for_good, said = reason_of(mail_to(mailer, security="starttls"))
        assert (reason, for_good) == ("certificate", False)
        assert said
        assert mailer.taken == []


@pytest.mark.usefixtures("trusted")
@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_password_goes_over_an_encrypted_line(security: str) -> None:
    options = {"auth_require_tls": security == "starttls"}
    if security == "starttls":
        options |= {"tls_context": certified(), "require_starttls": True}
    with serving(implicit=security == "tls", **options) as mailer:
        mail = mail_to(mailer, security=security, user=USER, password=PASSWORD)
        send_by(mail, LETTER)
        assert len(mailer.signed_in) == len(mailer.taken) == 1
        wrong = replace(mail, password="another")  # noqa: S106 - of no use
        assert reason_of(wrong)[:2] == ("sign_in", False)
        foreign = replace(mail, host="127.0.0.1")
        assert reason_of(foreign)[0] == "certificate"
        assert len(mailer.taken) == 1


def test_no_encryption_where_it_was_asked_for_is_no_way_to_send(mailer: Mailer) -> None:
    mail = mail_to(mailer, security="starttls", user=USER, password=PASSWORD)
    assert reason_of(mail)[:2] == ("no_tls", False)
    assert mailer.taken == []
    assert mailer.signed_in == []


def test_password_is_kept_back_on_an_open_line() -> None:
    with serving(auth_require_tls=False) as mailer:
        send_by(mail_to(mailer, user=USER, password=PASSWORD), LETTER)
        assert mailer.signed_in == []
        assert len(mailer.taken) == 1


@pytest.mark.parametrize(
    ("step", "answer", "expected"),
    [
        ("RCPT", "550 5.1.1 no such user", ("recipient", True)),
        ("RCPT", "450 4.2.1 mailbox busy", ("recipient", False)),
        ("MAIL", "553 5.7.1 not yours", ("sender", True)),
        ("MAIL", "451 4.3.0 later", ("sender", False)),
        ("DATA", "554 5.7.1 spam", ("refused", True)),
        ("DATA", "452 4.3.1 full", ("refused", False)),
        ("MAIL", "421 4.3.2 closing", ("sender", False)),
    ],
)
def test_refusal_is_for_good_where_the_server_says_so(
    mailer: Mailer, mail: Mail, step: str, answer: str, expected: tuple[str, bool]
) -> None:
    mailer.answers[step] = [answer]
    reason, for_good, said = reason_of(mail)
    assert (reason, for_good) == expected
    assert said == answer


@contextmanager
def answering(*lines: bytes) -> Iterator[int]:
    """A port where each caller hears the lines, one for each thing said, and then nothing."""
    done = threading.Event()
    with socket.create_server(("localhost", 0)) as listening:

        def answer() -> None:
            caller, _ = listening.accept()
            with caller:
                for line in lines:
                    caller.sendall(line)
                    caller.recv(1000)
                done.wait(20)

        thread = threading.Thread(target=answer)
        thread.start()
        try:
            yield listening.getsockname()[1]
        finally:
            done.set()
            thread.join()


@pytest.mark.parametrize("lines", [(), (b"220 hello\r\n",), (b"220 hello\r\n", b"250 hi\r\n")])
def test_server_that_falls_silent_is_given_up(
    monkeypatch: pytest.MonkeyPatch, lines: tuple[bytes, ...]
) -> None:
    monkeypatch.setattr(mailing, "TIMEOUT_S", 0.3)
    with answering(*lines) as port:
        assert reason_of(mail_to(Mailer(port)))[:2] == ("timed_out", False)


def test_farewell_that_never_comes_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mailing, "TIMEOUT_S", 0.3)
    said = (
        b"220 hi\r\n",
        b"250 hi\r\n",
        b"250 ok\r\n",
        b"250 ok\r\n",
        b"354 go\r\n",
        b"250 ok\r\n",
    )
    with answering(*said) as port:
        send_by(mail_to(Mailer(port)), replace(LETTER, body="short\n"))


def test_server_that_is_not_there_is_said_in_words(mailer: Mailer) -> None:
    with socket.create_server(("localhost", 0)) as free:
        port = free.getsockname()[1]
    assert reason_of(mail_to(Mailer(port)))[:2] == ("unreachable", False)
    nowhere = replace(mail_to(mailer), host="no-such-host.invalid")
    assert reason_of(nowhere)[:2] == ("unreachable", False)


def test_server_that_takes_nothing_is_tried_later() -> None:
    with answering(b"554 go away\r\n") as port:
        assert reason_of(mail_to(Mailer(port)))[:2] == ("not_now", False)
