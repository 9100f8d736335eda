"""What a backup says of itself; it is written last, so a backup without it is unfinished."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from auditapp.core.problems import Problem

MANIFEST_NAME = "manifest.json"
LIST_NAME = "files.sha256"
SHARED_FILES = "files"
FORMAT = 1
BY_HAND, UPGRADE = "by hand", "upgrade"


@dataclass(frozen=True)
class Manifest:
    """Counts and digests of one backup.

    `record_broken_at` is the first line of the record that did not hold when it was made, and
    `record_was_cut` tells that lines of the backup before were gone; both were said at once.
    """

    reason: str
    schema: str
    sqlite: str
    begun_at: str
    finished_at: str
    epoch: int
    database_sha256: str
    database_bytes: int
    rows: dict[str, int]
    files: int
    files_bytes: int
    list_sha256: str
    unreadable_files: list[str]
    record_entries: int
    record_head: str
    record_broken_at: int | None
    record_was_cut: bool

    def as_text(self) -> str:
        """Return it as the file holds it."""
        said = {"auditapp": "backup", "format": FORMAT, **asdict(self)}
        return json.dumps(said, ensure_ascii=False, indent=2) + "\n"


def read_manifest(place: Path) -> Manifest:
    """Read the manifest of a backup.

    Raises: Problem `backups.no_folder`, `backups.unfinished`, `backups.damaged`.
    """
    if not place.is_dir():
        raise Problem("backups.no_folder", folder=str(place))
    try:
        said: dict[str, Any] = json.loads((place / MANIFEST_NAME).read_bytes())
        if (said.pop("auditapp"), said.pop("format")) != ("backup", FORMAT):
            raise ValueError(MANIFEST_NAME)
        return Manifest(**said)
    except FileNotFoundError as error:
        raise Problem("backups.unfinished", folder=str(place)) from error
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise Problem("backups.damaged", folder=str(place), what=MANIFEST_NAME) from error


def finished(folder: Path) -> list[tuple[Path, Manifest]]:
    """Return the finished backups of a folder, oldest first; what cannot be read is left out."""
    found = []
    for file in folder.glob(f"[0-9]*/{MANIFEST_NAME}"):
        try:
            found.append((file.parent, read_manifest(file.parent)))
        except Problem:
            continue
    return sorted(found, key=lambda one: (one[1].begun_at, one[0].name))


def listed(place: Path) -> Iterator[tuple[str, str]]:
    """Return the SHA-256 and the path of each file that belongs to a backup."""
    with (place / LIST_NAME).open(encoding="utf-8") as lines:
        for line in lines:
            sha256, _, path = line.rstrip("\n").partition("  ")
            yield sha256, path
