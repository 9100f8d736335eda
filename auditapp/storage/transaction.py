"""The one place that commits: short writing transactions, one writer at a time.

SQLite's own waiting starves writers, so a lock stands in front of it in this process; between
processes the busy timeout does the waiting.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import NullPool, create_engine, event
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import ORMExecuteState, Session
from sqlalchemy.orm.exc import StaleDataError

from auditapp.core.problems import Problem
from auditapp.storage.db import (
    BUSY_TIMEOUT_S,
    DIALECT,
    WrittenOnce,
    begin_to_write,
    connect,
    db,
    driver,
)

_one_writer = threading.Lock()
_WRITING = "writing"
_AFTERWARDS = "afterwards"
_ALONE = "alone"


@contextmanager
def write() -> Iterator[Session]:
    """Give the session inside a transaction that may write; commit at the end, or nothing at all.

    What was read before is read again: only what is true inside the transaction counts.
    """
    session = db.session()
    if session.info.get(_WRITING):
        raise RuntimeError("a transaction inside a transaction")
    if not _one_writer.acquire(timeout=BUSY_TIMEOUT_S):
        raise Problem("storage.busy")
    try:
        yield from _commit_or_nothing(session)
    finally:
        session.info.pop(_WRITING, None)
        session.info.pop(_AFTERWARDS, None)
        _one_writer.release()


@contextmanager
def alone() -> Iterator[None]:
    """Read nothing again as long as this goes on: for work that nobody else can write beside."""
    session = db.session()
    held = session.expire_on_commit
    session.info[_ALONE], session.expire_on_commit = True, False
    try:
        yield
    finally:
        session.info.pop(_ALONE, None)
        session.expire_on_commit = held
        session.expire_all()


def afterwards(session: Session, work: Callable[[], None]) -> None:
    """Do something as soon as this transaction is committed; it may not fail."""
    session.info.setdefault(_AFTERWARDS, []).append(work)


@contextmanager
def write_in(path: Path) -> Iterator[Session]:
    """Give a session inside a transaction on a file that no application has open."""
    engine = create_engine(
        f"{DIALECT}://",
        module=driver(),
        creator=lambda: connect(path),
        poolclass=NullPool,
        begin="BEGIN IMMEDIATE",
    )
    with Session(engine) as session:
        session.connection()
        yield session
        session.commit()


def _commit_or_nothing(session: Session) -> Iterator[Session]:
    if session.info.get(_ALONE):
        session.commit()  # ends what was read, and keeps it
    else:
        if session.new or session.deleted or not session.is_active:
            session.rollback()  # nothing comes along that nobody asked to write here
        session.expire_all()
    session.info[_WRITING] = True
    try:
        begin_to_write(session.connection())
        yield session
        session.commit()
        for work in session.info.pop(_AFTERWARDS, ()):
            work()
    except StaleDataError as error:
        session.rollback()
        raise Problem("storage.busy") from error
    except OperationalError as error:
        session.rollback()
        raise _as_problem(error) from error
    except BaseException:
        session.rollback()
        raise


def _as_problem(error: OperationalError) -> Exception:
    text = str(error.orig)
    if "locked" in text or "busy" in text:
        return Problem("storage.busy")
    if "full" in text:
        return Problem("storage.full")
    return error


@event.listens_for(db.session, "before_flush")
def _refuse_stray_writes(session: Session, context: object, instances: object) -> None:
    if not session.info.get(_WRITING):
        raise RuntimeError("rows are written in storage.transaction.write() only")
    for row in session.deleted:
        _refuse_if_written_once(type(row))
    for row in session.dirty:
        if session.is_modified(row):
            _refuse_if_written_once(type(row))


@event.listens_for(db.session, "do_orm_execute")
def _refuse_bulk_changes(state: ORMExecuteState) -> None:
    if (state.is_update or state.is_delete) and state.bind_mapper is not None:
        _refuse_if_written_once(state.bind_mapper.class_)


def _refuse_if_written_once(table: type) -> None:
    if issubclass(table, WrittenOnce):
        raise RuntimeError(f"rows of {table.__name__} are written once")
