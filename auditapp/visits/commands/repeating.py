"""Rows that a constraint keeps single: written at once, and looked up only when they were there."""

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy.exc import IntegrityError

Done = TypeVar("Done")


def once_more(work: Callable[[], Done]) -> Done:
    """Do it again where someone else was quicker to write the same: what they wrote is there now.

    The work is a transaction of its own.
    """
    try:
        return work()
    except IntegrityError:
        return work()
