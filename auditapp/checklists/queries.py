"""Reading the library: which versions there are, which standard is in force on a day.

Documents hold nothing about people or places, so whoever is signed in may read them.
"""

import json
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from sqlalchemy import func, select

from auditapp.checklists.models import ChecklistVersion, StandardVersion
from auditapp.core.document import Checklist, Standard
from auditapp.core.problems import Problem
from auditapp.core.reading import read_checklist, read_standard
from auditapp.storage import files
from auditapp.storage.db import db


def latest_checklists() -> list[ChecklistVersion]:
    """Return the newest version of every checklist, by key."""
    newest = (
        select(ChecklistVersion.key, func.max(ChecklistVersion.version).label("version"))
        .group_by(ChecklistVersion.key)
        .subquery()
    )
    rows = select(ChecklistVersion).join(
        newest,
        (ChecklistVersion.key == newest.c.key) & (ChecklistVersion.version == newest.c.version),
    )
    return list(db.session.scalars(rows.order_by(ChecklistVersion.key)))


def checklist_version(key: str, version: int | None = None) -> ChecklistVersion:
    """Return one version of a checklist, the newest if none is named.

    Raises: Problem `checklists.not_found`.
    """
    rows = select(ChecklistVersion).where(ChecklistVersion.key == key)
    if version is not None:
        rows = rows.where(ChecklistVersion.version == version)
    found = db.session.scalars(rows.order_by(ChecklistVersion.version.desc()).limit(1)).first()
    if found is None:
        raise Problem("checklists.not_found", key=key)
    return found


def checklist_version_of(sha256: str) -> ChecklistVersion:
    """Return the version whose document has this digest.

    Raises: Problem `checklists.not_found`.
    """
    found = db.session.scalar(select(ChecklistVersion).where(ChecklistVersion.sha256 == sha256))
    if found is None:
        raise Problem("checklists.not_found", key=sha256[:12])
    return found


def standard_in_force(key: str | None, on: date) -> StandardVersion | None:
    """Return the standard of that key in force on a day; the later published wins a tie."""
    rows = (
        select(StandardVersion)
        .where(StandardVersion.key == key, StandardVersion.effective_from <= on)
        .order_by(StandardVersion.effective_from.desc(), StandardVersion.version.desc())
        .limit(1)
    )
    return db.session.scalars(rows).first()


def newest_standard(key: str) -> StandardVersion | None:
    """Return the standard published last under that key, in force or not."""
    rows = select(StandardVersion).where(StandardVersion.key == key)
    return db.session.scalars(rows.order_by(StandardVersion.version.desc()).limit(1)).first()


def checklist_in(version: ChecklistVersion) -> Checklist:
    """Return the checklist that a version holds."""
    return _checklist(version.document)


def picture_of(version: ChecklistVersion, question_key: str) -> Path | None:
    """Return where a question's picture of how it should be lies; None if there is none."""
    question = checklist_in(version).by_key.get(question_key)
    if question is None or question.image is None:
        return None
    kept = files.path_as(files.PICTURES, version.sha256, question.image)
    return kept if kept.is_file() else None


def standard_in(version: StandardVersion) -> Standard:
    """Return the standard that a version holds."""
    return _standard(version.document)


@lru_cache(maxsize=64)
def _checklist(document: str) -> Checklist:
    return read_checklist(json.loads(document, parse_float=Decimal))


@lru_cache(maxsize=64)
def _standard(document: str) -> Standard:
    return read_standard(json.loads(document, parse_float=Decimal))


def document(key: str, version: int | None = None) -> Checklist | Standard | None:
    """Return the checklist or standard published under a key, the newest if no version is named."""
    for table in (ChecklistVersion, StandardVersion):
        rows = select(table.document).where(table.key == key)
        if version is not None:
            rows = rows.where(table.version == version)
        found = db.session.scalars(rows.order_by(table.version.desc()).limit(1)).first()
        if found is not None:
            return _checklist(found) if table is ChecklistVersion else _standard(found)
    return None
