"""`flask first-admin-link` and `flask sign-in-link`: ways in for whoever runs the server."""

import sys

import click
from flask.cli import with_appcontext

from auditapp.accounts.commands import make_first_link, make_sign_in_link
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
    person = person_by_email(email)
    if person is None:
        sys.exit("Nobody has this email address.")
    click.echo(
        absolute("accounts.link", token=make_sign_in_link(None, now(), person.public_id, None))
    )
