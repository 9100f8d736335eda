"""One place commits, one writer at a time; an error leaves nothing behind."""

import threading

import pytest
from flask import Flask
from sqlalchemy import delete, func, select, update

from auditapp.core.problems import Problem
from auditapp.locations.models import Brand
from auditapp.storage import db as storage
from auditapp.storage import trail, transaction
from auditapp.storage.trail import TrailEntry

from .conftest import AT


def brands() -> int:
    return storage.db.session.scalar(select(func.count()).select_from(Brand))


def test_write_commits_at_its_end(bare_app: Flask) -> None:
    with transaction.write() as session:
        session.add(Brand(name="Aurora"))
    storage.db.session.remove()
    assert brands() == 1


def test_error_leaves_nothing_behind(bare_app: Flask) -> None:
    def fail() -> None:
        with transaction.write() as session:
            session.add(Brand(name="Aurora"))
            session.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert brands() == 0


def test_rows_outside_a_transaction_are_refused(bare_app: Flask) -> None:
    storage.db.session.add(Brand(name="Aurora"))
    with pytest.raises(RuntimeError, match="write"):
        storage.db.session.commit()
    storage.db.session.rollback()
    assert brands() == 0


def test_transaction_inside_a_transaction_is_refused(bare_app: Flask) -> None:
    with pytest.raises(RuntimeError, match="inside"), transaction.write(), transaction.write():
        pass
    with transaction.write() as session:
        session.add(Brand(name="Aurora"))
    assert brands() == 1


def test_write_reads_again_what_was_read_before(bare_app: Flask, folder) -> None:
    with transaction.write() as session:
        session.add(Brand(name="Aurora"))
    brand = storage.db.session.scalars(select(Brand)).one()
    assert brand.name == "Aurora"
    other = storage.connect(folder / storage.FILE_NAME)
    other.execute("UPDATE brands SET name = 'Borealis'")
    other.close()
    with transaction.write():
        assert brand.name == "Borealis"


def test_writing_is_immediate_so_that_no_reader_turns_writer_too_late(
    bare_app: Flask, folder
) -> None:
    other = storage.connect(folder / storage.FILE_NAME)
    other.execute("PRAGMA busy_timeout = 0")
    with transaction.write(), pytest.raises(storage.driver().OperationalError, match="locked"):
        other.execute("BEGIN IMMEDIATE")
    other.close()


def test_database_held_by_another_process_is_a_problem_to_try_again(
    bare_app: Flask, folder, monkeypatch
) -> None:
    monkeypatch.setattr(storage, "BUSY_TIMEOUT_S", 0)
    storage.db.engine.dispose()
    other = storage.connect(folder / storage.FILE_NAME)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(Problem) as raised, transaction.write():
        pass
    other.execute("ROLLBACK")
    other.close()
    assert raised.value.code == "storage.busy"


def test_writers_of_one_process_wait_for_each_other(bare_app: Flask) -> None:
    inside, most = [], []

    def work(number: int) -> None:
        with bare_app.app_context(), transaction.write() as session:
            inside.append(number)
            session.add(Brand(name=f"Brand {number}"))
            session.flush()
            most.append(len(inside))
            inside.remove(number)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert brands() == 8
    assert max(most) == 1


def test_row_written_once_is_never_changed(bare_app: Flask) -> None:
    with transaction.write() as session:
        trail.record(session, None, AT, "tests.happen", "tests/1")
        entry = session.scalars(select(TrailEntry)).one()
    with pytest.raises(RuntimeError, match="written once"), transaction.write():
        entry.event = "tests.never_happened"


def test_row_written_once_is_never_deleted(bare_app: Flask) -> None:
    with transaction.write() as session:
        trail.record(session, None, AT, "tests.happen", "tests/1")
        entry = session.scalars(select(TrailEntry)).one()
    with pytest.raises(RuntimeError, match="written once"), transaction.write() as session:
        session.delete(entry)


@pytest.mark.parametrize(
    "statement", [update(TrailEntry).values(event="other"), delete(TrailEntry)]
)
def test_rows_written_once_are_not_changed_in_bulk_either(bare_app: Flask, statement) -> None:
    with transaction.write() as session:
        trail.record(session, None, AT, "tests.happen", "tests/1")
    with pytest.raises(RuntimeError, match="written once"), transaction.write() as session:
        session.execute(statement)


def test_alone_reads_nothing_again_and_afterwards_everything(bare_app: Flask) -> None:
    with transaction.write() as session:
        session.add(Brand(name="Aurora"))
    with transaction.alone():
        brand = storage.db.session.scalars(select(Brand)).one()
        with transaction.write() as session:
            session.connection().exec_driver_sql("UPDATE brands SET name = 'Borealis'")
        assert brand.name == "Aurora"
    assert brand.name == "Borealis"
