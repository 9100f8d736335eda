"""A server that acknowledges before it commits: the tests of kills must find it out."""

from threading import Event, Thread, local
from typing import Any

from flask import current_app
from sqlalchemy.orm import Session

LATER_S = 0.3  # longer than a busy machine takes to kill
_own = local()
_never = Event()


def spoil() -> None:
    """Give the receipt first and commit afterwards."""
    from auditapp.storage.db import db
    from auditapp.visits import commands
    from auditapp.visits.commands import arriving

    complete, take_in, commit = commands.complete, arriving.take_in, Session.commit

    def noting(*arguments: Any) -> Any:
        taken = take_in(*arguments)
        if (told := getattr(_own, "told", None)) is not None:
            told["receipt"] = taken
        return taken

    def late(session: Session) -> None:
        told = getattr(_own, "told", None)
        if told is not None and "receipt" in told:
            told["ready"].set()
            _never.wait(LATER_S)
        commit(session)

    def early(*arguments: Any) -> Any:
        app, told = current_app._get_current_object(), {"ready": Event()}

        def work() -> None:
            _own.told = told
            with app.app_context():
                try:
                    told["receipt"] = complete(*arguments)
                except Exception as failure:
                    told["failure"] = failure
                finally:
                    db.session.remove()
                    told["ready"].set()

        Thread(target=work).start()
        told["ready"].wait()
        if "failure" in told:
            raise told["failure"]
        return told["receipt"]

    arriving.take_in = noting
    Session.commit = late  # type: ignore[method-assign]
    commands.complete = early
