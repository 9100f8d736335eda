"""Reading the library: which versions there are, which standard is in force on a day.

Documents hold nothing about people or places, so whoever is signed in may read them.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Select, Table, bindparam, func, select
from sqlalchemy.orm import defer

from auditapp.checklists.models import ChecklistVersion, StandardVersion
from auditapp.core.document import Checklist, Standard
from auditapp.core.problems import Problem
from auditapp.core.reading import read_checklist, read_standard
from auditapp.core.text import Text
from auditapp.storage import files
from auditapp.storage.db import db

Version = ChecklistVersion | StandardVersion


@dataclass(frozen=True)
class Citing:
    """A checklist whose newest version has questions about a standard's clauses."""

    version: ChecklistVersion
    checklist: Checklist


def newest_of_each(table: type[Version]) -> Select[tuple[Version]]:
    """Return the rows of the newest versions, one of each key."""
    newest = (
        select(table.key, func.max(table.version).label("version")).group_by(table.key).subquery()
    )
    return select(table).join(
        newest, (table.key == newest.c.key) & (table.version == newest.c.version)
    )


def title_of(version: Version, language: str) -> str:
    """Return the title of a version in a language, else in the first it was written in."""
    return Text.model_validate(version.title.get("", version.title)).say(language)


def versions_of(table: type[Version], key: str) -> list[Version]:
    """Return all versions under a key, the newest first."""
    rows = select(table).where(table.key == key).options(defer(table.document))
    return list(db.session.scalars(rows.order_by(table.version.desc())))


def published_checklists(key: str) -> Iterable[tuple[int, Checklist]]:
    """Return every version of a checklist, read, the oldest first."""
    rows = select(ChecklistVersion).where(ChecklistVersion.key == key)
    held = db.session.scalars(rows.order_by(ChecklistVersion.version))
    return [(one.version, checklist_in(one)) for one in held]


def version_in(table: type[Version], key: str, version: int | None = None) -> Version:
    """Return one version under a key, the newest if none is named.

    Raises: Problem `checklists.not_found`.
    """
    rows = select(table).where(table.key == key)
    if version is not None:
        rows = rows.where(table.version == version)
    found: Version | None = db.session.scalars(rows.order_by(table.version.desc()).limit(1)).first()
    if found is None:
        raise Problem("checklists.not_found", key=key)
    return found


def checklist_version(key: str, version: int | None = None) -> ChecklistVersion:
    """Return one version of a checklist, the newest if none is named.

    Raises: Problem `checklists.not_found`.
    """
    found: ChecklistVersion = version_in(ChecklistVersion, key, version)  # type: ignore[assignment]
    return found


def standard_version(key: str, version: int) -> StandardVersion:
    """Return one version of a standard. Raises: Problem `checklists.not_found`."""
    found: StandardVersion = version_in(StandardVersion, key, version)  # type: ignore[assignment]
    return found


def standard_for(checklist: Checklist, on: date) -> StandardVersion | None:
    """Return the standard a checklist cites: in force on a day, else the one published last."""
    if checklist.standard is None:
        return None
    return standard_in_force(checklist.standard, on) or newest_standard(checklist.standard)


def keys_by_id() -> dict[int, str]:
    """Return the key of every checklist version by its id."""
    return dict(db.session.execute(select(ChecklistVersion.id, ChecklistVersion.key)).all())


def standards_cited() -> dict[str, str]:
    """Return the key of the standard that each checklist cites now, if it cites one."""
    named = ((one.key, json.loads(one.document).get("standard")) for one in latest_checklists())
    return {key: standard for key, standard in named if standard}


def checklists_citing(key: str) -> list[Citing]:
    """Return the checklists that are held against a standard, by key."""
    cited = standards_cited()
    held = (one for one in latest_checklists() if cited.get(one.key) == key)
    return [Citing(one, checklist_in(one)) for one in held]


def latest_checklists() -> list[ChecklistVersion]:
    """Return the newest version of every checklist, by key."""
    return list(db.session.scalars(newest_of_each(ChecklistVersion).order_by(ChecklistVersion.key)))


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


class Held(NamedTuple):
    """Which version of a standard is in force, as far as scoring asks: its row and its digest."""

    id: int
    sha256: str


_STANDARDS: Table = StandardVersion.__table__  # type: ignore[assignment]
_IN_FORCE = (
    select(_STANDARDS.c.id, _STANDARDS.c.sha256)
    .where(_STANDARDS.c.key == bindparam("key"), _STANDARDS.c.effective_from <= bindparam("on"))
    .order_by(_STANDARDS.c.effective_from.desc(), _STANDARDS.c.version.desc())
    .limit(1)
)


def held_in_force(key: str, on: date) -> Held | None:
    """Return which standard `standard_in_force` is, without its document: it may be known."""
    found = db.session.connection().execute(_IN_FORCE, {"key": key, "on": on}).first()
    return None if found is None else Held(*found)


def newest_standard(key: str) -> StandardVersion | None:
    """Return the standard published last under that key, in force or not."""
    rows = select(StandardVersion).where(StandardVersion.key == key)
    return db.session.scalars(rows.order_by(StandardVersion.version.desc()).limit(1)).first()


def checklist_in(version: ChecklistVersion) -> Checklist:
    """Return the checklist that a version holds."""
    return _checklist(version.document)


def document_in(version: Version) -> Checklist | Standard:
    """Return what a version holds."""
    if isinstance(version, ChecklistVersion):
        return checklist_in(version)
    return standard_in(version)


def kind_of(version: Version | type[Version]) -> str:
    """Return whether a version, or a table of versions, is of a "checklist" or a "standard"."""
    table = version if isinstance(version, type) else type(version)
    return "checklist" if table is ChecklistVersion else "standard"


def picture_of(version: ChecklistVersion, question_key: str) -> Path | None:
    """Return where a question's picture of how it should be lies; None if there is none."""
    question = checklist_in(version).by_key.get(question_key)
    if question is None or question.image is None:
        return None
    kept = files.path_as(files.PICTURES, version.sha256, question.image)
    return kept if kept.is_file() else None


def standard_in(version: StandardVersion) -> Standard:
    """Return the standard that a version holds."""
    return standard_read(version.document)


# By their digests, which name what they hold: nothing of it ever changes.
@lru_cache(maxsize=64)
def checklist_with(sha256: str) -> Checklist:
    """Return the checklist whose document has this digest.

    Raises: Problem `checklists.not_found`.
    """
    return checklist_in(checklist_version_of(sha256))


@lru_cache(maxsize=64)
def standard_with(sha256: str) -> Standard:
    """Return the standard whose document has this digest."""
    rows = select(StandardVersion).where(StandardVersion.sha256 == sha256)
    return standard_in(db.session.scalars(rows).one())


@lru_cache(maxsize=64)
def _checklist(document: str) -> Checklist:
    return read_checklist(json.loads(document, parse_float=Decimal))


@lru_cache(maxsize=64)
def standard_read(document: str) -> Standard:
    """Return the standard that a stored document is."""
    return read_standard(json.loads(document, parse_float=Decimal))


def document(key: str, version: int | None = None) -> Checklist | Standard | None:
    """Return the checklist or standard published under a key, the newest if no version is named."""
    for table in (ChecklistVersion, StandardVersion):
        rows = select(table.document).where(table.key == key)
        if version is not None:
            rows = rows.where(table.version == version)
        found = db.session.scalars(rows.order_by(table.version.desc()).limit(1)).first()
        if found is not None:
            return _checklist(found) if table is ChecklistVersion else standard_read(found)
    return None
