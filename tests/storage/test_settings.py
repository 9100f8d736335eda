"""SQLite is set so that what was acknowledged survives, and the version decides about its log."""

import sqlite3

import pytest
from flask import Flask
from sqlalchemy.exc import IntegrityError

from auditapp.accounts.models import Grant
from auditapp.storage import db as storage
from auditapp.storage import transaction


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("busy_timeout", 5000),
        ("trusted_schema", 0),
        ("mmap_size", 0),
    ],
)
def test_connection_has_the_settings_of_the_house(
    bare_app: Flask, setting: str, value: int
) -> None:
    found = storage.db.session.connection().exec_driver_sql(f"PRAGMA {setting}").scalar()
    assert (found or 0) == value


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 45, 0), False),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 53, 4), True),
    ],
)
def test_write_ahead_log_is_safe_by_version(version: tuple[int, int, int], safe: bool) -> None:
    assert storage.has_safe_wal(version) is safe


def test_journal_is_rolled_back_where_the_log_is_affected(bare_app: Flask) -> None:
    module = storage.driver()
    journal = storage.db.session.connection().exec_driver_sql("PRAGMA journal_mode").scalar()
    assert journal == ("wal" if storage.has_safe_wal(module.sqlite_version_info) else "delete")


def test_driver_is_fixed_wherever_one_can_be_had() -> None:
    pytest.importorskip("pysqlite3", reason="there is no wheel for this processor")
    assert storage.has_safe_wal(storage.driver().sqlite_version_info)


def test_foreign_key_to_nothing_is_refused_by_the_database(bare_app: Flask) -> None:
    grant = Grant(person_id=999, role="admin", scope_kind="all")
    with pytest.raises(IntegrityError), transaction.write() as session:
        session.add(grant)


def test_missing_database_is_an_error_and_never_made_by_connecting(folder) -> None:
    folder.mkdir()
    with pytest.raises((sqlite3.OperationalError, storage.driver().OperationalError)):
        storage.connect(folder / storage.FILE_NAME)
    assert not (folder / storage.FILE_NAME).exists()
