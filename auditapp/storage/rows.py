"""Many rows of one table at once: prepared once, then handed to the driver as they are.

SQLAlchemy would put each row together anew, which costs as much as writing it.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Dialect, Table
from sqlalchemy.orm import Session

Process = Callable[[Any], Any] | None


def insert_rows(session: Session, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows that all have the same columns, inside a transaction."""
    if not rows:
        return
    connection = session.connection()
    statement, wanted, is_positional = _prepared(table, tuple(rows[0]), connection.dialect)
    written: list[Any]
    if is_positional:
        written = [tuple(_said(row, wanted)) for row in rows]
    else:
        names = [name for name, _process in wanted]
        written = [dict(zip(names, _said(row, wanted), strict=True)) for row in rows]
    connection.exec_driver_sql(statement, written)


def _said(row: dict[str, Any], wanted: tuple[tuple[str, Process], ...]) -> list[Any]:
    return [row[name] if process is None else process(row[name]) for name, process in wanted]


@lru_cache(maxsize=64)
def _prepared(
    table: Table, columns: tuple[str, ...], dialect: Dialect
) -> tuple[str, tuple[tuple[str, Process], ...], bool]:
    """Return the statement, and in its order each column with what prepares its values."""
    compiled = table.insert().compile(dialect=dialect, column_keys=list(columns))
    is_positional = bool(compiled.positional)  # type: ignore[attr-defined]  # of SQL it has one
    order = compiled.positiontup if is_positional else columns  # type: ignore[attr-defined]
    wanted = tuple(
        (name, table.c[name].type.dialect_impl(dialect).bind_processor(dialect)) for name in order
    )
    return str(compiled), wanted, is_positional
