"""Files brought from folder to folder so that they survive a power cut, whole or not at all."""

import errno
import hashlib
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy.exc import DatabaseError

from auditapp.core.problems import Problem
from auditapp.storage.db import driver
from auditapp.storage.files import TEMPORARY

BLOCK_BYTES = 2**20
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS, errno.EEXIST, errno.ENOTDIR}


@contextmanager
def told_plainly(forbidden: Problem) -> Iterator[None]:
    """Tell a full disk, a busy database and a folder that cannot be written in a sentence each."""
    try:
        yield
    except OSError as error:
        if error.errno in FULL:
            raise Problem("storage.full") from error
        raise (forbidden if error.errno in FORBIDDEN else error) from error
    except (DatabaseError, driver().DatabaseError, sqlite3.DatabaseError) as error:
        raise _as_problem(error, forbidden) from error


def _as_problem(error: Exception, forbidden: Problem) -> Exception:
    text = str(error)
    if "full" in text:
        return Problem("storage.full")
    if "locked" in text:
        return Problem("storage.busy")
    return forbidden if "unable to open" in text or "readonly" in text else error


def bring(source: Path, target: Path, sha256: str | None, *, read_again: bool = True) -> None:
    """Link a file within one disk, else copy it; it has the digest that is expected, if one is.

    Folders are not waited for: `sync_below` does it once for all.

    Raises: ValueError if the content is another; FileNotFoundError if there is no such file.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mktemp(prefix=TEMPORARY, dir=target.parent))  # noqa: S306 - linked to
    try:
        if not _link(source, beside):
            _copy(source, beside, sha256)
        elif sha256 and read_again and _digest(beside) != sha256:
            raise ValueError(source)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)


def write(file: Path, text: str) -> None:
    """Write a small file whole: temporary file, fsync, rename, fsync of the folder."""
    beside = file.with_name(f"{TEMPORARY}{file.name}")
    with beside.open("w", encoding="utf-8") as out:
        out.write(text)
        out.flush()
        os.fsync(out.fileno())
    beside.replace(file)
    sync(file.parent)


def sync(path: Path) -> None:
    """Wait until a file or a folder is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_below(folder: Path) -> None:
    """Wait until a folder, all folders in it, and the one it lies in are on the disk."""
    if not folder.exists():
        return
    for inner, _, _ in os.walk(folder):
        sync(Path(inner))
    sync(folder.parent)


def give_to_owner_of(folder: Path, *made: Path) -> None:
    """Let what root made belong to whoever the folder belongs to: the server has to use it."""
    owner = folder.stat()
    if os.geteuid() != 0 or owner.st_uid == 0:
        return
    for path in (inner for one in made for inner in (one, *one.rglob("*"))):
        os.chown(path, owner.st_uid, owner.st_gid, follow_symlinks=False)


def _link(source: Path, target: Path) -> bool:
    try:
        os.link(source, target)
    except FileNotFoundError:
        raise
    except OSError:
        return False  # another disk, or one that knows no links
    return True


def _copy(source: Path, target: Path, sha256: str | None) -> None:
    hashed = hashlib.sha256()
    with source.open("rb") as read, target.open("xb") as written:
        while block := read.read(BLOCK_BYTES):
            hashed.update(block)
            written.write(block)
        written.flush()
        os.fsync(written.fileno())
    if sha256 and hashed.hexdigest() != sha256:
        raise ValueError(source)
    with suppress(OSError):
        shutil.copystat(source, target)


def _digest(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
