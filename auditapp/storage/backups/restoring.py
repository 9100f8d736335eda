"""Putting a backup back: all is made ready beside the data, then both change places.

Nothing of what was there is deleted. Killed before all is ready, nothing has changed; killed later,
the same command goes on where it stopped, and nothing else starts in between.
"""

import json
import shutil
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from auditapp import clock
from auditapp.core.problems import Problem
from auditapp.storage import erasures, migrations, presence, trail, transaction
from auditapp.storage.backups.checking import check, sha256_of
from auditapp.storage.backups.disk import (
    bring,
    give_to_owner_of,
    sync,
    sync_below,
    told_plainly,
    write,
)
from auditapp.storage.backups.manifest import SHARED_FILES, Manifest, listed, read_manifest
from auditapp.storage.db import FILE_NAME, FILES_FOLDER, connect, driver
from auditapp.storage.epoch import epoch, raise_epoch

STAGING = migrations.RESTORING
READY = migrations.RESTORE_READY
JOURNALS = (f"{FILE_NAME}-wal", f"{FILE_NAME}-shm", f"{FILE_NAME}-journal")

# What a feature does with the rows of an older state, inside the transaction; returns what to say.
Settle = Callable[[Session, datetime], dict[str, int]]


@dataclass(frozen=True)
class Restored:
    """What was done: kept on the disk until it is done, so that a second start can tell it, too."""

    backup: str
    begun_at: str
    schema: str
    epoch: int
    files: int
    words_erased: int
    settled: dict[str, int]
    record_broken_at: int | None
    aside: str


def restore(data_dir: Path, place: Path, settle: Settle) -> Restored:
    """Put a backup in the place of what a data folder holds, which is moved aside.

    Raises: Problem `storage.in_use`, `storage.not_writable`, `storage.full`, `backups.newer`,
    `backups.no_folder`, `backups.unfinished`, `backups.damaged`.
    """
    place = place.resolve()
    known = read_manifest(place)
    forbidden = Problem("storage.not_writable", folder=str(data_dir))
    with presence.alone(data_dir), told_plainly(forbidden):
        before = _broken_off(data_dir)
        if before:
            _change_places(data_dir, before)
            if before.backup == str(place):
                return before
        require_known(known)
        manifest = check(place)
        _clear(data_dir)
        try:
            ready = _make_ready(data_dir, place, manifest, settle)
        except BaseException:
            _clear(data_dir)
            raise
        _change_places(data_dir, ready)
        return ready


def require_known(manifest: Manifest) -> None:
    """Raises: Problem `backups.newer` if this code does not know the form of the database."""
    known = migrations.revisions()
    if manifest.schema not in known:
        raise Problem("backups.newer", found=manifest.schema, known=known[-1])


def _broken_off(data_dir: Path) -> Restored | None:
    ready = data_dir / STAGING / READY
    return Restored(**json.loads(ready.read_bytes())) if ready.exists() else None


def _clear(data_dir: Path) -> None:
    staging = data_dir / STAGING
    if staging.exists():
        shutil.rmtree(staging)


def _make_ready(data_dir: Path, place: Path, manifest: Manifest, settle: Settle) -> Restored:
    at = clock.now()
    staging = data_dir / STAGING
    staging.mkdir(mode=0o700)
    _bring_files(data_dir, place, staging)
    database = staging / FILE_NAME
    shutil.copyfile(place / FILE_NAME, database)
    if sha256_of(database) != manifest.database_sha256:
        raise Problem("backups.damaged", folder=str(place), what=FILE_NAME)
    if manifest.schema != migrations.revisions()[-1]:
        migrations.migrate(database, place)
    above, erased_here = _known_here(data_dir / FILE_NAME)
    erasures.add(data_dir, [*erasures.read(place.parent), *erased_here])
    with transaction.write_in(database) as session:
        erased = trail.erase_again(session, erasures.read(data_dir))
        settled = settle(session, at)
        number = raise_epoch(session, at, above)
        said = json.dumps({"backup": place.name, "begun_at": manifest.begun_at, "epoch": number})
        trail.record(session, None, at, "storage.restore", f"backups/{place.name}", said)
    _settle_journal(database)
    give_to_owner_of(data_dir, staging, *data_dir.glob(erasures.FILE_NAME))
    sync_below(staging)
    ready = Restored(
        backup=str(place),
        begun_at=manifest.begun_at,
        schema=manifest.schema,
        epoch=number,
        files=manifest.files,
        words_erased=erased,
        settled=settled,
        record_broken_at=manifest.record_broken_at,
        aside=str(_free(data_dir, at)),
    )
    write(staging / READY, json.dumps(asdict(ready)))
    return ready


def _bring_files(data_dir: Path, place: Path, staging: Path) -> None:
    """Gather the backup's files: those that the data folder has whole are not copied again."""
    (staging / FILES_FOLDER).mkdir()
    for sha256, path in listed(place):
        target = staging / FILES_FOLDER / path
        here = data_dir / FILES_FOLDER / path
        try:
            bring(here, target, sha256)
        except (FileNotFoundError, ValueError):
            bring(place.parent / SHARED_FILES / path, target, sha256)


def _known_here(database: Path) -> tuple[int, list[erasures.Erasure]]:
    """Return the present epoch and what the present record shows as erased, as far as it can."""
    number, erased = 0, []
    # One that is damaged tells nothing: then what the folders know has to do.
    with suppress(DatabaseError, driver().DatabaseError):
        if database.exists():
            with transaction.write_in(database) as session:
                erased = trail.erased(session)
                number = epoch(session)
    return number, erased


def _settle_journal(database: Path) -> None:
    """Bring everything into the one file, and wait for the disk."""
    with closing(connect(database)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    sync(database)


def _free(data_dir: Path, at: datetime) -> Path:
    name, number = f"aside-{at:%Y-%m-%dT%H%M%SZ}", 1
    while (place := data_dir / (name if number == 1 else f"{name}-{number}")).exists():
        number += 1
    return place


def _change_places(data_dir: Path, ready: Restored) -> None:
    """Move the present data aside and the restored in; begun again, it goes on.

    What still lies in the staging folder has not changed places yet.
    """
    staging, aside = data_dir / STAGING, Path(ready.aside)
    for name, with_it in ((FILES_FOLDER, ()), (FILE_NAME, JOURNALS)):
        if not (staging / name).exists():
            continue
        present = [old for old in (*with_it, name) if (data_dir / old).exists()]
        for old in present:
            aside.mkdir(mode=0o700, exist_ok=True)
            (data_dir / old).rename(aside / old)
            sync(aside)
        (staging / name).rename(data_dir / name)
        sync(data_dir)
    migrations.mark(data_dir)
    (staging / READY).unlink()
    sync(staging)
    shutil.rmtree(staging)
