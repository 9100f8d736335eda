"""Who is at work in a data folder: a lock that the kernel takes back however a process ends.

Servers share it; whoever migrates or restores has it alone. One process holds it once, however
often it asks.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from auditapp.core.problems import Problem

LOCK_NAME = "at-work"


@dataclass
class _Held:
    handle: int
    users: int = 0


_held: dict[Path, _Held] = {}


@contextmanager
def at_work(data_dir: Path) -> Iterator[None]:
    """Work in a folder beside others; it is made if need be, and nobody replaces it meanwhile.

    Raises: Problem `storage.in_use`, `storage.not_writable`.
    """
    place = data_dir.resolve()
    held = _held.get(place) or _Held(_opened(place))
    if held.users == 0:
        try:
            _lock(held.handle, fcntl.LOCK_SH, place)
        except Problem:
            os.close(held.handle)
            raise
        _held[place] = held
    held.users += 1
    try:
        yield
    finally:
        held.users -= 1
        if held.users == 0:
            del _held[place]
            os.close(held.handle)


def stay(data_dir: Path) -> ExitStack:
    """Be at work in a folder until what is returned is closed, or this process ends.

    Raises: Problem `storage.in_use`, `storage.not_writable`.
    """
    stack = ExitStack()
    stack.enter_context(at_work(data_dir))
    return stack


@contextmanager
def alone(data_dir: Path) -> Iterator[None]:
    """Work in a folder in which no other process is at work.

    Raises: Problem `storage.in_use`, `storage.not_writable`.
    """
    place = data_dir.resolve()
    with at_work(place):
        handle = _held[place].handle
        try:
            _lock(handle, fcntl.LOCK_EX, place)
            yield
        finally:
            with suppress(BlockingIOError):
                fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)


def _opened(place: Path) -> int:
    try:
        # Nobody else on the machine reads a folder made here.
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        return os.open(place / LOCK_NAME, os.O_RDONLY | os.O_CREAT, 0o644)
    except (PermissionError, FileExistsError, NotADirectoryError) as error:
        raise Problem("storage.not_writable", folder=str(place)) from error


def _lock(handle: int, how: int, place: Path) -> None:
    try:
        fcntl.flock(handle, how | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise Problem("storage.in_use", folder=str(place)) from error
