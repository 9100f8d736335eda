"""The commands of `flask --app auditapp`: each file offers one, and this table names them all.

A command reads its arguments, calls a feature and prints; it decides nothing by itself.
"""

from flask import Flask

from auditapp.cli.accounts import first_admin_link, second_factor_reset, sign_in_link
from auditapp.cli.backup import backup, restore
from auditapp.cli.checklist import checklist
from auditapp.cli.data import migration_commands, prepare_data
from auditapp.cli.demo import demo
from auditapp.cli.messages import messages
from auditapp.cli.serve import serve

COMMANDS = (
    backup,
    checklist,
    demo,
    first_admin_link,
    messages,
    migration_commands,
    prepare_data,
    restore,
    second_factor_reset,
    serve,
    sign_in_link,
)


def register(app: Flask) -> None:
    """Offer every command of the table."""
    for command in COMMANDS:
        app.cli.add_command(command)
