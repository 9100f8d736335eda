"""`flask messages send`: send what is due once, for machines on which the server does not."""

import sys
from functools import partial

import click
from flask.cli import AppGroup

from auditapp.clock import now
from auditapp.messages.commands import deliver_due, send_by, withdraw_ended
from auditapp.web.company import company

messages = AppGroup("messages", help="Send what waits in the outbox.")


@messages.command()
def send() -> None:
    """Send the messages that are due, and say how many went."""
    mail = company().mail
    if mail is None:
        withdraw_ended(now())
        sys.exit("No mail server is set: an admin sets it on the page of settings.")
    done = deliver_due(now, partial(send_by, mail))
    click.echo(f"sent {done.sent}, to be tried again {done.waiting}, failed {done.failed}")
    if done.failed:
        sys.exit(1)
