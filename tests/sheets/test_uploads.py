"""A file that was brought belongs to who brought it, for one purpose, until it is taken in."""

from collections.abc import Callable

import pytest
from flask import Flask

from auditapp.clock import now
from auditapp.core.problems import Problem
from auditapp.sheets.reading import read_table
from auditapp.sheets.uploads import bring, mark_used, table_of, upload_of
from auditapp.sheets.writing import xlsx_bytes
from auditapp.storage import transaction

CSV = b"code,name\nP-9,Ann\n"


@pytest.fixture
def brought(app: Flask, member: Callable):
    with app.app_context():
        yield bring(member("admin").person_id, now(), "people", "people.csv", CSV)


def test_file_is_kept_and_read_again(brought, member: Callable) -> None:
    found = upload_of(member("admin").person_id, "people", brought.public_id)
    assert table_of(found).lines[0].cells == ("P-9", "Ann")


def test_workbook_is_read_again_as_it_was(app: Flask, member: Callable) -> None:
    rows = [["P-1", "a;b,c"], ["P-2", "=1+1"], ["P-3", 'two "words"\nin two lines'], ["", ""]]
    content = xlsx_bytes("x", ["code; of|a,person", "name"], [*rows, ["P-4", "'x"]])
    with app.app_context():
        upload = bring(member("admin").person_id, now(), "people", "people.xlsx", content)
        assert table_of(upload) == read_table(content)
        assert table_of(upload).lines[-1].number == 6


def test_file_of_another_or_for_another_purpose_is_as_none(brought, member: Callable) -> None:
    for who, purpose in (("manager", "people"), ("admin", "locations")):
        with pytest.raises(Problem, match="no_upload"):
            upload_of(member(who).person_id, purpose, brought.public_id)


def test_file_is_taken_in_once(brought, member: Callable) -> None:
    with transaction.write() as session:
        mark_used(session, now(), brought)
    with pytest.raises(Problem, match="no_upload"):
        upload_of(member("admin").person_id, "people", brought.public_id)
    with pytest.raises(Problem, match="no_upload"), transaction.write() as session:
        mark_used(session, now(), brought)


def test_unreadable_file_is_not_kept(app: Flask, member: Callable) -> None:
    with app.app_context(), pytest.raises(Problem, match="empty"):
        bring(member("admin").person_id, now(), "people", "people.csv", b"")
