"""A server that acknowledges before it commits: the tests of kills must find it out."""

import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from threading import Event, Thread, local
from typing import Any

from sqlalchemy.orm import Session

LATER_S = 0.3  # longer than a busy machine takes to kill
_own = local()
_never = Event()


def spoil() -> None:
    """Give the receipt first and commit afterwards."""
    from auditapp.storage import transaction
    from auditapp.storage.db import db
    from auditapp.visits import commands

    write, complete = transaction.write, commands.complete

    @contextmanager
    def writing() -> Iterator[Session]:
        whole = write()
        session = whole.__enter__()
        try:
            yield session
        except BaseException:
            if not whole.__exit__(*sys.exc_info()):
                raise
        else:
            if not getattr(_own, "gives_receipt", False):
                whole.__exit__(None, None, None)
                return
            session.flush()
            db.session.registry.clear()
            Thread(target=_commit_later, args=(whole, session)).start()

    def early(*arguments: Any) -> Any:
        _own.gives_receipt = True
        try:
            return complete(*arguments)
        finally:
            _own.gives_receipt = False

    transaction.write = writing
    commands.complete = early


def _commit_later(whole: AbstractContextManager[Session], session: Session) -> None:
    _never.wait(LATER_S)
    whole.__exit__(None, None, None)
    session.close()
