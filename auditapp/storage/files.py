"""Files by their content: written whole under their SHA-256, before any row names them.

A crash leaves at most an orphan or a temporary file: harmless, collected later. Received bytes and
what is made from them lie apart, and only the latter are ever served.
"""

import errno
import fcntl
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import BinaryIO

from auditapp.core.problems import Problem
from auditapp.storage.db import FILES_FOLDER, data_dir

RECEIVED = "received"
DERIVED = "derived"
PICTURES = "pictures"  # of published checklists, by the version's digest and their names
DRAFTED = "drafted"  # those of drafts, by the draft's id and their names
MOST_BYTES = 20 * 2**20
CHUNK_BYTES = 64 * 1024
TEMPORARY = ".tmp-"  # begins the name of what is being written; a crash may leave it
_FULL = {errno.ENOSPC, errno.EDQUOT}


_waits_for_disk = ContextVar("waits_for_disk", default=True)


@contextmanager
def unhurried_disk() -> Iterator[None]:
    """Let the disk write files when it likes: for what is thrown away if the power fails now."""
    before = _waits_for_disk.set(False)
    try:
        yield
    finally:
        _waits_for_disk.reset(before)


def receive(stream: BinaryIO, announced: str = "") -> bytes:
    """Read a stream to its end, held against the SHA-256 that was announced, if one was.

    Raises: Problem `photos.too_large` as soon as it is longer than allowed, `photos.wrong_content`.
    """
    parts, size, hashed = [], 0, hashlib.sha256()
    while part := stream.read(CHUNK_BYTES):
        size += len(part)
        if size > MOST_BYTES:
            raise Problem("photos.too_large", limit_mb=MOST_BYTES // 2**20)
        hashed.update(part)
        parts.append(part)
    if announced and hashed.hexdigest() != announced:
        raise Problem("photos.wrong_content")
    return b"".join(parts)


def keep(kind: str, content: bytes) -> str:
    """Keep bytes under their SHA-256 and return it; what is there already is left as it is."""
    sha256 = hashlib.sha256(content).hexdigest()
    place = path_of(kind, sha256)
    with _told_when_full():
        _make_folder(place.parent)
        with _locked(place.parent, fcntl.LOCK_SH):
            if _is_made_young(place):
                _sync_folder(place.parent)  # whoever renamed it may not have come so far yet
            else:
                _write_whole(place, content)
    return sha256


def remove_if_older(place: Path, before: float) -> bool:
    """Remove a file that was last kept before that time, and tell whether it was so.

    Whoever keeps the same bytes meanwhile either makes it young first, or writes it anew.
    """
    if not place.exists():
        return False
    with _locked(place.parent, fcntl.LOCK_EX):
        is_older = place.exists() and place.stat().st_mtime < before
        if is_older:
            place.unlink()
    return is_older


def keep_as(kind: str, owner: str, name: str, content: bytes) -> None:
    """Keep bytes under a name that their owner gave them; what is there already stays as it is."""
    place = path_as(kind, owner, name)
    if not place.exists():
        with _told_when_full():
            _write_whole(place, content)


def path_as(kind: str, owner: str, name: str) -> Path:
    """Return where a file of that name and owner lies, or would lie. Raises: ValueError."""
    if any(part in ("", ".", "..") or set(part) & set("/\\\0") for part in (owner, name)):
        raise ValueError(name)
    return data_dir() / FILES_FOLDER / kind / owner / name


def owners(kind: str) -> list[str]:
    """Return who has files under names of their own."""
    folder = data_dir() / FILES_FOLDER / kind
    return sorted(one.name for one in folder.iterdir()) if folder.is_dir() else []


def names(kind: str, owner: str) -> list[str]:
    """Return the names of what an owner keeps, what was kept first before the rest."""
    folder = path_as(kind, owner, TEMPORARY).parent
    held = [one for one in folder.iterdir() if one.is_file()] if folder.is_dir() else []
    return [one.name for one in sorted(held, key=lambda one: (one.stat().st_mtime_ns, one.name))]


def remove_owner(kind: str, owner: str) -> None:
    """Remove whatever an owner keeps under names; what cannot go now may be tried again."""
    shutil.rmtree(path_as(kind, owner, TEMPORARY).parent, ignore_errors=True)


def path_of(kind: str, sha256: str) -> Path:
    """Return where a file lies, or would lie."""
    return data_dir() / FILES_FOLDER / kind / sha256[:2] / sha256


@contextmanager
def _told_when_full() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise Problem("storage.full") from error
        raise


def _write_whole(place: Path, content: bytes) -> None:
    """Temporary file beside its place, fsync, rename, fsync of the folder."""
    _make_folder(place.parent)
    handle, name = tempfile.mkstemp(prefix=TEMPORARY, dir=place.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            _sync(file.fileno())
        Path(name).replace(place)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    _sync_folder(place.parent)


def _make_folder(folder: Path) -> None:
    """Make a folder so that it too survives a power cut."""
    if folder.exists():
        return
    _make_folder(folder.parent)
    folder.mkdir(exist_ok=True)
    _sync_folder(folder.parent)


@contextmanager
def _locked(folder: Path, how: int) -> Iterator[None]:
    """Keep files of a folder together with others, or remove one alone; for all processes."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, how)
        yield
    finally:
        os.close(handle)


def _is_made_young(place: Path) -> bool:
    """Let a file that is there count as kept now; tell whether it is there."""
    try:
        os.utime(place)
    except FileNotFoundError:
        return False
    return True


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        _sync(handle)
    finally:
        os.close(handle)


def _sync(handle: int) -> None:
    if _waits_for_disk.get():
        os.fsync(handle)
