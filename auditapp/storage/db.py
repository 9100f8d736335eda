"""The database: which SQLite speaks to it, with which settings, and what a table is built on.

SQLite's write-ahead log loses commits when several connections write, in 3.7.0 to 3.51.2 (fixed in
3.51.3, 3.50.7 and 3.44.6). A fixed library is used if there is one; else the rollback journal.
"""

import json
import sqlite3
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import quote

from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Connection, MetaData
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.orm import DeclarativeBase

FILE_NAME = "auditapp.sqlite3"
FILES_FOLDER = "files"
DIALECT = "sqlite+auditapp"
BUSY_TIMEOUT_S = 5
BACKPORTED = {(3, 50): 7, (3, 44): 6}
NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """What every table is built on."""

    metadata = MetaData(naming_convention=NAMES)


class WrittenOnce:
    """Marks a table whose rows are never changed or deleted; `transaction` refuses it.

    Not a trigger: SQLite and PostgreSQL write those in different languages. Whoever goes round the
    application is found out by the chain of the record (see `trail`).
    """


db = SQLAlchemy(
    model_class=Base, disable_autonaming=True, session_options={"expire_on_commit": False}
)


def init_app(app: Flask, data_dir: Path) -> None:
    """Tie the application to the database file of its data folder."""
    path = data_dir.resolve() / FILE_NAME
    app.config["SQLALCHEMY_DATABASE_URI"] = f"{DIALECT}:///{path}"
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = {
        "module": driver(),
        "creator": lambda: connect(path),
        "json_serializer": as_json,
        # The connection used last knows the most pages, and statements, still.
        "pool_use_lifo": True,
        # Failures reach the log: what people wrote, and digests of their secrets, do not.
        "hide_parameters": True,
    }
    db.init_app(app)


def as_json(value: Any) -> str:
    """Write a value as `json.dumps` does; what most columns hold by the shortest way."""
    if type(value) is int:
        return str(value)
    return "[]" if value == [] else json.dumps(value)


def data_dir() -> Path:
    """Return the data folder of the application at work."""
    return Path(str(db.engine.url.database)).parent


def has_database() -> bool:
    """Tell whether the application at work has a database file yet."""
    return (data_dir() / FILE_NAME).is_file()


class _Dialect(SQLiteDialect_pysqlite):
    """SQLite as SQLAlchemy knows it, but each transaction is begun: the driver itself does not."""

    supports_statement_cache = True

    def __init__(self, begin: str = "BEGIN", **named: Any) -> None:
        super().__init__(**named)
        self._begin = begin

    def do_begin(self, dbapi_connection: Any) -> None:
        # Not by a listener: each connection and each statement would look for others.
        dbapi_connection.execute(self._begin)


registry.register("sqlite.auditapp", __name__, _Dialect.__name__)


def begin_to_write(connection: Connection) -> None:
    """Let a transaction that was begun to read begin anew, as one that may write."""
    connection.exec_driver_sql("ROLLBACK")
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def has_safe_wal(version: tuple[int, int, int]) -> bool:
    """Tell whether this SQLite's write-ahead log is free of the race."""
    line, patch = version[:2], version[2]
    return version >= (3, 51, 3) or (line in BACKPORTED and patch >= BACKPORTED[line])


def driver() -> ModuleType:
    """Return the SQLite to use: the system's, or pysqlite3 where the system's is affected."""
    if has_safe_wal(sqlite3.sqlite_version_info):
        return sqlite3
    try:
        import pysqlite3  # type: ignore[import-untyped]
    except ImportError:
        return sqlite3
    better: ModuleType = pysqlite3
    return better if has_safe_wal(better.sqlite_version_info) else sqlite3


def connect(path: Path, *, create: bool = False, foreign_keys: bool = True) -> Any:
    """Open the file with the settings of the house; a missing file is an error unless created."""
    module = driver()
    mode = "rwc" if create else "rw"
    connection = module.connect(
        f"file:{quote(str(path))}?mode={mode}",
        uri=True,
        timeout=BUSY_TIMEOUT_S,
        isolation_level=None,
        check_same_thread=False,
    )
    for setting in _settings(foreign_keys):
        connection.execute(setting)
    _set_journal(connection, "wal" if has_safe_wal(module.sqlite_version_info) else "delete")
    return connection


def _settings(foreign_keys: bool) -> tuple[str, ...]:
    return (
        f"PRAGMA busy_timeout = {BUSY_TIMEOUT_S * 1000}",
        "PRAGMA synchronous = FULL",
        f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}",
        "PRAGMA trusted_schema = OFF",
        "PRAGMA mmap_size = 0",
    )


def _set_journal(connection: Any, wanted: str) -> None:
    (now,) = connection.execute("PRAGMA journal_mode").fetchone()
    if now != wanted:
        connection.execute(f"PRAGMA journal_mode = {wanted}")
