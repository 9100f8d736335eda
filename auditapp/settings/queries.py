"""What holds now: what the company chose, else the default."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from auditapp.core.company import GROUPS, TABLE, Company, keys_of
from auditapp.core.problems import Problem
from auditapp.settings.models import Setting
from auditapp.storage.db import db
from auditapp.storage.trail import TrailEntry, TrailWords
from auditapp.web.company import company_of_installation

MOST_CHANGES = 20


@dataclass(frozen=True)
class Change:
    """One change of one setting: when, by whose id, from what to what; of a secret neither."""

    at: datetime
    by_id: int | None
    key: str
    old: Any = None
    new: Any = None


def company() -> Company:
    """Return every setting as it holds now, by one query."""
    rows = db.session.execute(select(Setting.key, Setting.value))
    # What a newer version wrote and this one does not know is left alone.
    chosen: dict[str, Any] = {key: value for key, value in rows if key in TABLE}
    if not chosen.get("company_name"):
        chosen["company_name"] = company_of_installation()
    return Company(chosen)


def known_group(group: str) -> str:
    """Return the group's name. Raises: Problem `settings.no_group`."""
    if group not in GROUPS:
        raise Problem("settings.no_group")
    return group


def history(group: str) -> list[Change]:
    """Return the newest changes of a group, the latest first; of a secret only that it changed."""
    subjects = [f"settings/{key}" for key in keys_of(group)]
    rows = (
        select(TrailEntry.at, TrailEntry.person_id, TrailWords.words)
        .join(TrailWords, TrailWords.entry_id == TrailEntry.id)
        .where(TrailEntry.event == "settings.change", TrailEntry.subject.in_(subjects))
        .order_by(TrailEntry.id.desc())
        .limit(MOST_CHANGES)
    )
    return [Change(at, by, **json.loads(words)) for at, by, words in db.session.execute(rows)]


def stamp(group: str) -> str:
    """Return what stands for the group as it is now: it differs after every change."""
    rows = select(Setting.key, Setting.changes).where(Setting.key.in_(keys_of(group)))
    told = sorted(f"{key} {changes}" for key, changes in db.session.execute(rows))
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:16]
