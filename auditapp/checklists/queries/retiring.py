"""What is retired: given out no more, while visits under way and comparisons go on."""

from sqlalchemy import select

from auditapp.checklists.models import ChecklistVersion, Retirement
from auditapp.checklists.queries.library import Version, kind_of, latest_checklists
from auditapp.storage.db import db


def retired(kind: str) -> dict[str, Retirement]:
    """Return what is retired of a kind, by key."""
    rows = db.session.scalars(select(Retirement).where(Retirement.kind == kind))
    return {row.key: row for row in rows}


def retirement_of(version: Version) -> Retirement | None:
    """Return the retirement of a version's key, if it is retired."""
    return retired(kind_of(version)).get(version.key)


def checklists_in_use() -> list[ChecklistVersion]:
    """Return the newest version of every checklist that visits may be given by, by key."""
    gone = retired("checklist")
    return [one for one in latest_checklists() if one.key not in gone]
