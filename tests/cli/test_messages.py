"""`flask messages send`: what a timer of the machine calls."""

from flask import Flask

from auditapp.clock import now
from auditapp.messages.commands import enqueue
from auditapp.settings.models import Setting
from auditapp.storage import transaction


def test_without_a_mail_server_it_says_so(app: Flask) -> None:
    done = app.test_cli_runner().invoke(args=["messages", "send"])
    assert done.exit_code == 1
    assert "No mail server is set" in done.output


def test_counts_are_told_and_what_failed_ends_in_an_error(app: Flask) -> None:
    chosen = {"smtp_host": "localhost", "smtp_port": 1, "from_address": "audit@example.org"}
    with app.app_context(), transaction.write() as session:
        session.add_all(Setting(key=k, value=v, changed_at=now()) for k, v in chosen.items())
    done = app.test_cli_runner().invoke(args=["messages", "send"])
    assert (done.exit_code, done.output) == (0, "sent 0, to be tried again 0, failed 0\n")
    with app.app_context(), transaction.write() as session:
        given = {"name": "A", "address": "a@example.org", "language": "en", "person_id": None}
        enqueue(session, now(), kind="test", **given)
    again = app.test_cli_runner().invoke(args=["messages", "send"])
    assert again.output == "sent 0, to be tried again 1, failed 0\n"
