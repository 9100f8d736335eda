"""`flask first-admin-link`, `sign-in-link`, `reset-second-factor`: ways in for whoever runs it."""

import sys

import click
from flask.cli import with_appcontext

from auditapp.accounts.commands import make_first_link, make_sign_in_link, reset_second_factor
from auditapp.accounts.models import Person
from auditapp.accounts.queries import person_by_email
from auditapp.clock import now
from auditapp.web.addresses import absolute


@click.command("first-admin-link")
@with_appcontext
def first_admin_link() -> None:
    """Print the one-time link by which the first admin is made, while there is none."""
    token = make_first_link(now())
    if token is None:
        sys.exit("There is an admin already: ask them, or use `flask sign-in-link EMAIL`.")
    click.echo(absolute("accounts.first", token=token))


@click.command("sign-in-link")
@click.argument("email")
@with_appcontext
def sign_in_link(email: str) -> None:
    """Print a one-time link that signs the person with this EMAIL in."""
    token = make_sign_in_link(None, now(), _whose(email).public_id, None)
    click.echo(absolute("accounts.link", token=token))


@click.command("reset-second-factor")
@click.argument("email")
@with_appcontext
def second_factor_reset(email: str) -> None:
    """Turn off the second factor of the person with this EMAIL, who lost phone and codes."""
    reset_second_factor(None, now(), _whose(email).public_id, None)
    click.echo("No second factor is asked for now. They turn it on again in their profile.")


def _whose(email: str) -> Person:
    person = person_by_email(email)
    if person is None:
        sys.exit("Nobody has this email address.")
    return person
