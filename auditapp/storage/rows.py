"""Rows of one table: a statement prepared once, then handed to the driver with the values.

SQLAlchemy would put each row together anew, which costs as much as writing it.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Dialect, Table
from sqlalchemy.orm import Session

Bound = Callable[[dict[str, Any]], Any]


def insert_rows(session: Session, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows that all have the same columns, inside a transaction."""
    if rows:
        connection = session.connection()
        statement, bound = _prepared(table, tuple(rows[0]), connection.dialect)
        connection.exec_driver_sql(statement, [bound(row) for row in rows])


def insert_row(session: Session, table: Table, row: dict[str, Any]) -> int:
    """Insert one row, inside a transaction, and return its id."""
    connection = session.connection()
    if not connection.dialect.postfetch_lastrowid:
        made = connection.execute(table.insert(), row)
        return int(made.inserted_primary_key[0])
    statement, bound = _prepared(table, tuple(row), connection.dialect)
    return int(connection.exec_driver_sql(statement, bound(row)).lastrowid)


@lru_cache(maxsize=64)
def _prepared(table: Table, columns: tuple[str, ...], dialect: Dialect) -> tuple[str, Bound]:
    """Return the statement, and what makes of a row the values that go with it."""
    compiled = table.insert().compile(dialect=dialect, column_keys=list(columns))
    is_positional = bool(compiled.positional)  # type: ignore[attr-defined]  # of SQL it has one
    order = compiled.positiontup if is_positional else columns  # type: ignore[attr-defined]
    processes = [table.c[name].type.dialect_impl(dialect).bind_processor(dialect) for name in order]
    prepared = [(at, process) for at, process in enumerate(processes) if process is not None]

    def bound(row: dict[str, Any]) -> Any:
        said = [row[name] for name in order]
        for at, process in prepared:
            said[at] = process(said[at])
        return tuple(said) if is_positional else dict(zip(order, said, strict=True))

    return str(compiled), bound
