"""Where documents come from: what ships with the application, and what was copied from what."""

from dataclasses import dataclass

from sqlalchemy import select

from auditapp.checklists.models import ChecklistVersion, StandardVersion
from auditapp.checklists.queries.library import Version, version_in, versions_of
from auditapp.storage.db import db
from auditapp.storage.trail import TrailEntry


@dataclass(frozen=True)
class Origin:
    """The version a document was copied from, and the newest there is of that one now."""

    version: Version
    newest: Version


def copied_from(version: Version) -> Origin | None:
    """Return what a document was copied from, if it was."""
    copied = (one for one in versions_of(type(version), version.key) if one.copied_from)
    digest = next((one.copied_from for one in copied), None)
    table: type[Version] = type(version)
    found = db.session.scalar(select(table).where(table.sha256 == digest)) if digest else None
    return Origin(found, version_in(table, found.key)) if found else None


def shipped_keys() -> frozenset[str]:
    """Return the keys of what came with the application: published by nobody."""
    rows = select(TrailEntry.subject).where(
        TrailEntry.event == "checklists.publish", TrailEntry.person_id.is_(None)
    )
    tables = (ChecklistVersion.__tablename__, StandardVersion.__tablename__)
    parts = (subject.split("/") for subject in db.session.scalars(rows))
    return frozenset(part[1] for part in parts if part[0] in tables and len(part) == 3)
