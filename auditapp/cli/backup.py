"""`flask backup` and `flask restore`: for a timer of the machine, and for the day it is needed."""

import sys
from datetime import datetime
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from auditapp.accounts.commands.restored import end_ways_in
from auditapp.core.problems import Problem
from auditapp.storage.backups import checking, making, restoring
from auditapp.storage.backups.manifest import Manifest

CUT = (
    "The record no longer holds what it held at the backup before: lines were cut off its end. "
    "Compare the two backups."
)
BROKEN = "The record does not hold from line {line} on: someone changed it past auditapp."
UNREADABLE = (
    "Files that do not have the content they had, and are not in the backup: {count}. Take them "
    "from an older one. The first is files/{first}."
)


@click.command("backup")
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option(
    "--keep",
    type=click.IntRange(min=1),
    help="Keep so many backups made by this command in the folder, and delete older ones.",
)
@with_appcontext
def backup(folder: Path | None, keep: int | None) -> None:
    """Back everything up into FOLDER (backups/ in the data folder), also while it runs."""
    data_dir = current_app.extensions["settings"].data_dir
    try:
        made = making.back_up(data_dir, (folder or data_dir / making.FOLDER_NAME).resolve(), keep)
    except Problem as problem:
        sys.exit(problem.sentence % problem.details)
    kept = made.manifest
    click.echo(
        f"Backed up to {made.place}: database {_megabytes(kept.database_bytes)}, {kept.files} "
        f"files ({made.new_files} new), {kept.record_entries} lines of the record."
    )
    if made.let_go:
        click.echo(f"Deleted older backups: {made.let_go}.")
    complaints = list(_complaints(kept))
    if complaints:
        sys.exit("\n".join(complaints))


@click.command("restore")
@click.argument("place", metavar="BACKUP", type=click.Path(path_type=Path))
@click.option("--check", is_flag=True, help="Only read the whole backup and say if it is good.")
@with_appcontext
def restore(place: Path, check: bool) -> None:
    """Put BACKUP (the folder of one backup) in the place of the data, which is moved aside."""
    data_dir = current_app.extensions["settings"].data_dir
    try:
        if check:
            manifest = checking.check(place.resolve())
            restoring.require_known(manifest)
            click.echo(f"{place} is whole: it can be restored.")
            return
        done = restoring.restore(data_dir, place, end_ways_in)
    except Problem as problem:
        sys.exit(problem.sentence % problem.details)
    _tell(done)


def _tell(done: restoring.Restored) -> None:
    begun = datetime.fromisoformat(done.begun_at)
    click.echo(
        f"Restored {done.backup}, made on {begun:%Y-%m-%d at %H:%M} UTC: {done.files} files."
    )
    click.echo(
        f"Ended: {done.settled['sessions']} sessions, {done.settled['links']} one-time links. "
        f"Erased once more, because it had been erased since: {done.words_erased}."
    )
    click.echo("Phones will offer again what they sent in the last 14 days.")
    if Path(done.aside).exists():
        click.echo(f"What was here before lies in {done.aside}; delete it when all is well.")
    if done.record_broken_at is not None:
        click.echo(BROKEN.format(line=done.record_broken_at))


def _complaints(manifest: Manifest) -> list[str]:
    """What was backed up all the same, and has to be looked into."""
    found = [CUT] if manifest.record_was_cut else []
    if manifest.record_broken_at is not None:
        found.append(BROKEN.format(line=manifest.record_broken_at))
    if manifest.unreadable_files:
        bad = manifest.unreadable_files
        found.append(UNREADABLE.format(count=len(bad), first=bad[0]))
    return found


def _megabytes(size_bytes: int) -> str:
    return f"{size_bytes / 2**20:.1f} MB"
