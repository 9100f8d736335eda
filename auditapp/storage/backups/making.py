"""Making a backup while the application runs, and letting old ones go.

The database is copied as one transaction saw it, then the files, which only ever grow: so every
file that its rows name is there. Within one disk files are linked, not copied.
"""

import fcntl
import os
import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from auditapp import clock
from auditapp.core.problems import Problem
from auditapp.storage import erasures, presence, trail
from auditapp.storage.backups.checking import Damaged, Facts, facts_of, reading, sha256_of
from auditapp.storage.backups.disk import (
    bring,
    give_to_owner_of,
    sync,
    sync_below,
    told_plainly,
    write,
)
from auditapp.storage.backups.manifest import (
    BY_HAND,
    LIST_NAME,
    MANIFEST_NAME,
    SHARED_FILES,
    UPGRADE,
    Manifest,
    finished,
    listed,
)
from auditapp.storage.db import FILE_NAME, FILES_FOLDER, connect, driver
from auditapp.storage.files import TEMPORARY

FOLDER_NAME = "backups"
UNFINISHED = ".unfinished-"
UPGRADES_KEPT = 3
_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Made:
    """A backup that is finished, and how many of its files were not there before."""

    place: Path
    manifest: Manifest
    new_files: int
    let_go: int = 0


@dataclass
class _Files:
    count: int = 0
    size_bytes: int = 0
    new: int = 0
    unreadable: list[str] = field(default_factory=list)


def back_up(data_dir: Path, folder: Path, keep: int | None = None) -> Made:
    """Make a backup in a folder of backups; keep so many of those made so, or all.

    Raises: Problem `storage.no_database`, `storage.in_use`, `storage.damaged`, `storage.full`,
    `backups.under_way`, `backups.not_writable`.
    """
    if not (data_dir / FILE_NAME).is_file():
        raise Problem("storage.no_database", folder=str(data_dir))
    with presence.at_work(data_dir):
        return _make(data_dir, folder, BY_HAND, keep)


def back_up_before_upgrade(data_dir: Path) -> Made:
    """Make a backup in the data folder, unless the last one is of this very state.

    Raises: as `back_up`.
    """
    return _make(data_dir, data_dir / FOLDER_NAME, UPGRADE, UPGRADES_KEPT)


def _make(data_dir: Path, folder: Path, reason: str, keep: int | None) -> Made:
    forbidden = Problem("backups.not_writable", folder=str(folder))
    with told_plainly(forbidden), _one_at_a_time(folder):
        _clear(folder)
        try:
            made = _write(data_dir, folder, reason)
        except BaseException:
            _clear(folder)
            raise
        let_go = 0 if keep is None else _let_go(folder, reason, keep)
        if folder.is_relative_to(data_dir):
            give_to_owner_of(data_dir, folder)
        return replace(made, let_go=let_go)


def _write(data_dir: Path, folder: Path, reason: str) -> Made:
    begun = clock.now()
    place = folder / f"{UNFINISHED}{begun:%Y%m%dT%H%M%S%f}"
    # Nobody else on the machine reads what is in a backup, wherever its folder lies.
    for private in (place, folder / SHARED_FILES):
        private.mkdir(mode=0o700, exist_ok=True)
    _snapshot(data_dir / FILE_NAME, place / FILE_NAME)
    same = _upgrade_of(folder, place / FILE_NAME) if reason == UPGRADE else None
    if same:
        shutil.rmtree(place)
        return same
    facts, was_cut = _read(place / FILE_NAME, folder)
    _keep_erasures(data_dir, folder, place / FILE_NAME)
    # An upgrade changes no file, so those of a whole company are not read again at a start.
    files = _files(data_dir / FILES_FOLDER, folder / SHARED_FILES, place, reason != UPGRADE)
    manifest = _manifest(place, reason, begun, facts, was_cut, files)
    write(place / MANIFEST_NAME, manifest.as_text())
    named = _named(folder, begun, facts.schema if reason == UPGRADE else "")
    place.rename(named)
    sync(folder)
    return Made(named, manifest, files.new)


def _snapshot(database: Path, target: Path) -> None:
    try:
        with closing(connect(database)) as connection:
            connection.execute("VACUUM INTO ?", (str(target),))
    except (driver().DatabaseError, sqlite3.DatabaseError) as error:
        if "malformed" in str(error) or "not a database" in str(error):
            raise Problem("storage.damaged", what=str(error)) from error
        raise
    sync(target)


def _read(database: Path, folder: Path) -> tuple[Facts, bool]:
    """Read the copy, and tell whether its record lost lines since the backup before."""
    try:
        facts = facts_of(database)
    except Damaged as error:
        raise Problem("storage.damaged", what=str(error)) from error
    before = [one.record_head for _, one in finished(folder) if one.epoch == facts.epoch]
    if not before or not facts.record.holds:
        return facts, False
    with reading(database) as session:
        return facts, not trail.verify(session, known_head=before[-1]).holds


def _keep_erasures(data_dir: Path, folder: Path, database: Path) -> None:
    """Let the folder know what was erased so far: an older backup of it may be restored."""
    with reading(database) as session:
        erasures.add(folder, [*erasures.read(data_dir), *trail.erased(session)])


def _files(source: Path, shared: Path, place: Path, read_again: bool) -> _Files:
    """Bring all files that are not there yet, and list what belongs to this backup."""
    done = _Files()
    with (place / LIST_NAME).open("w", encoding="utf-8") as lines:
        for file in _kept(source):
            path = file.relative_to(source).as_posix()
            target = shared / path
            named = file.name if _DIGEST.fullmatch(file.name) else None
            is_new = not _is_there(file, target)
            try:
                if is_new:
                    bring(file, target, named, read_again=read_again)
            except FileNotFoundError:
                continue  # erased meanwhile: its time of keeping was over
            except ValueError:
                done.unreadable.append(path)
                continue
            lines.write(f"{named or sha256_of(target)}  {path}\n")
            done.count += 1
            done.new += is_new
            done.size_bytes += target.stat().st_size
    sync(place / LIST_NAME)
    sync_below(shared)
    return done


def _kept(source: Path) -> Iterator[Path]:
    """Return all files that are whole, in order."""
    for folder, folders, names in os.walk(source):
        folders.sort()
        for name in sorted(names):
            if not name.startswith(TEMPORARY) and "\n" not in name:
                yield Path(folder, name)


def _is_there(file: Path, target: Path) -> bool:
    try:
        return target.stat().st_size == file.stat().st_size
    except FileNotFoundError:
        return False


def _manifest(
    place: Path, reason: str, begun: datetime, facts: Facts, was_cut: bool, files: _Files
) -> Manifest:
    return Manifest(
        reason=reason,
        schema=facts.schema,
        sqlite=driver().sqlite_version,
        begun_at=begun.isoformat(),
        finished_at=clock.now().isoformat(),
        epoch=facts.epoch,
        database_sha256=sha256_of(place / FILE_NAME),
        database_bytes=(place / FILE_NAME).stat().st_size,
        rows=facts.rows,
        files=files.count,
        files_bytes=files.size_bytes,
        list_sha256=sha256_of(place / LIST_NAME),
        unreadable_files=files.unreadable,
        record_entries=facts.record.entries,
        record_head=facts.record.head,
        record_broken_at=facts.record.broken_at,
        record_was_cut=was_cut,
    )


def _upgrade_of(folder: Path, database: Path) -> Made | None:
    """Return the last backup before an upgrade if it holds this very database."""
    made = [one for one in finished(folder) if one[1].reason == UPGRADE]
    if made and made[-1][1].database_sha256 == sha256_of(database):
        return Made(*made[-1], new_files=0)
    return None


def _named(folder: Path, begun: datetime, schema: str) -> Path:
    """Return a name that is free and tells when, and from which form an upgrade began."""
    name = f"{begun:%Y-%m-%dT%H%M%SZ}" + (f"-upgrade-from-{schema}" if schema else "")
    number = 1
    while (place := folder / (name if number == 1 else f"{name}-{number}")).exists():
        number += 1
    return place


def _let_go(folder: Path, reason: str, keep: int) -> int:
    """Delete the oldest backups of a kind, and the files that no other backup names."""
    made = [place for place, manifest in finished(folder) if manifest.reason == reason]
    old = made[: max(0, len(made) - keep)]
    for place in old:
        # First it is none any more: what a crash leaves is cleared away by the next one.
        gone = place.rename(folder / f"{UNFINISHED}{place.name}")
        shutil.rmtree(gone)
    if old:
        _drop_unnamed(folder)
    return len(old)


def _drop_unnamed(folder: Path) -> None:
    places = [file.parent for file in folder.glob(f"*/{LIST_NAME}")]
    named = {path for place in places for _, path in listed(place)}
    shared = folder / SHARED_FILES
    for file in [*_kept(shared)]:
        if file.relative_to(shared).as_posix() not in named:
            file.unlink()


@contextmanager
def _one_at_a_time(folder: Path) -> Iterator[None]:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    sync(folder.parent)
    handle = os.open(folder, os.O_RDONLY)
    try:
        _claim(handle, folder)
        yield
    finally:
        os.close(handle)


def _claim(handle: int, folder: Path) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise Problem("backups.under_way", folder=str(folder)) from error


def _clear(folder: Path) -> None:
    """Give the disk back what unfinished backups took."""
    for left in folder.glob(f"{UNFINISHED}*"):
        with suppress(OSError):
            shutil.rmtree(left)
