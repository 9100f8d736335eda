"""`flask prepare-data`: make or migrate the database, and load the checklists that ship.

Quick when there is nothing to do: Alembic and the YAML parser are imported only if needed.
"""

import sys
from typing import Any

import click
from flask import current_app, g
from flask.cli import with_appcontext

from auditapp.checklists.commands import load_shipped
from auditapp.clock import now
from auditapp.config import ROOT, Settings, keep_secret_key
from auditapp.core.problems import Problem
from auditapp.storage import db, migrations

SHIPPED = ROOT / "checklists"
UPGRADING = "Bringing the database from form {found} to {wanted}; the backup before is {backup}"


def bring_up_to_date(settings: Settings) -> None:
    """Make the data folder ready for this code; inside the application's context.

    Raises: Problem `storage.newer`, `storage.lost`, `storage.not_writable`, `storage.unreadable`
    and others, each a sentence of its own.
    """
    migrations.prepare(settings.data_dir, _tell)
    keep_secret_key(settings)
    load_shipped(now(), SHIPPED)


def _tell(upgrade: migrations.Upgrade) -> None:
    click.echo(UPGRADING.format(found=upgrade.found, wanted=upgrade.wanted, backup=upgrade.backup))


@click.command("prepare-data")
@with_appcontext
def prepare_data() -> None:
    """Make or migrate the database and load what ships; one sentence if that cannot be."""
    try:
        bring_up_to_date(current_app.extensions["settings"])
    except Problem as problem:
        sys.exit(problem.sentence % problem.details)


class _Migrations(click.Group):
    """Flask-Migrate's commands, imported only when one of them is called."""

    def list_commands(self, context: click.Context) -> list[str]:
        return self._theirs().list_commands(context)

    def get_command(self, context: click.Context, name: str) -> Any:
        return self._theirs().get_command(context, name)

    def _theirs(self) -> click.Group:
        from flask_migrate import Migrate
        from flask_migrate.cli import db as theirs

        if "migrate" not in current_app.extensions:
            Migrate(current_app, db.db, directory=str(migrations.HERE))
            g.directory, g.x_arg = None, ()  # as their own group sets them
        group: click.Group = theirs
        return group


migration_commands = _Migrations("db", help="Write and try migrations (for developers).")
