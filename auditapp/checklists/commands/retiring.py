"""Retiring a checklist or a standard, and taking it back: in all its versions at once."""

from datetime import datetime

from sqlalchemy import Select, select

from auditapp.checklists.models import Retirement
from auditapp.checklists.queries import Version, kind_of
from auditapp.storage import trail, transaction


def retire(actor: trail.Acting, at: datetime, version: Version) -> None:
    """Retire the key of a version: no new visits are given by it; what is under way goes on."""
    with transaction.write() as session:
        if session.scalar(_held(version)) is not None:
            return
        kind, key = kind_of(version), version.key
        made = Retirement(kind=kind, key=key, retired_at=at, retired_by_id=actor.person_id)
        session.add(made)
        trail.record(session, actor, at, "checklists.retire", f"{kind}s/{key}")


def take_back(actor: trail.Acting, at: datetime, version: Version) -> None:
    """Take the key of a version back into use; what was not retired stays as it is."""
    with transaction.write() as session:
        held = session.scalar(_held(version))
        if held is None:
            return
        session.delete(held)
        trail.record(session, actor, at, "checklists.take_back", f"{held.kind}s/{held.key}")


def _held(version: Version) -> Select[tuple[Retirement]]:
    own = Retirement.kind == kind_of(version), Retirement.key == version.key
    return select(Retirement).where(*own)
