"""What Alembic runs: by `prepare`, which gives a connection, or by a developer's `flask db …`."""

from contextlib import nullcontext
from pathlib import Path
from typing import Any, Literal

from alembic import context
from sqlalchemy import Connection, NullPool, create_engine
from sqlalchemy.types import TypeDecorator

from auditapp.storage.db import DIALECT, Base, connect, db, driver


def developers_connection() -> Connection:
    """Open the application's database as `prepare` would: foreign keys off while migrating."""
    path = Path(str(db.engine.url.database))
    engine = create_engine(
        f"{DIALECT}://",
        module=driver(),
        creator=lambda: connect(path, foreign_keys=False),
        poolclass=NullPool,
    )
    return engine.connect()


def render_plainly(kind: str, item: Any, _: Any) -> str | Literal[False]:
    """Write a type of ours as what the database has, so that revisions never import our code."""
    if kind != "type" or not isinstance(item, TypeDecorator):
        return False
    return f"sa.{item.impl!r}"


def run(connection: Connection) -> None:
    """Run all steps in one transaction, and commit only if no foreign key dangles."""
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
        compare_type=True,
        transactional_ddl=True,
        render_item=render_plainly,
    )
    with context.begin_transaction():
        context.run_migrations()
        if connection.dialect.name == "sqlite":
            dangling = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
            if dangling:
                raise RuntimeError(f"rows that point to nothing after the migration: {dangling}")


given = context.config.attributes.get("connection")
with nullcontext(given) if given is not None else developers_connection() as connection:
    run(connection)
