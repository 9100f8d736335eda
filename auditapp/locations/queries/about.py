"""What stands on the page of one location: its history, and who manages it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import selectinload

from auditapp.accounts.models import Grant, Person
from auditapp.core.permissions import Role
from auditapp.core.problems import Problem
from auditapp.locations.models import Brand, Location, Region
from auditapp.storage.db import db
from auditapp.storage.trail import TrailEntry, TrailWords

MOST_LINES = 200


@dataclass(frozen=True)
class Past:
    """One line of the record about a location; who is None for the application itself."""

    at: datetime
    event: str
    who: str | None
    words: str


def history(place: Location) -> list[Past]:
    """Return the lines of the record about a location, the latest first.

    A location that came with others in a file has the line of that file.
    """
    own = _lines().where(TrailEntry.subject == f"locations/{place.public_id}")
    brought = _lines().where(
        TrailEntry.event == "locations.import", TrailEntry.at == place.created_at
    )
    newest = own.order_by(TrailEntry.id.desc()).limit(MOST_LINES)
    found = [*db.session.execute(newest), *db.session.execute(brought)]
    return [Past(at, event, who, words or "") for at, event, who, words in found]


def managers_of(place: Location) -> list[Grant]:
    """Return the roles of those who manage this location, by the person's name."""
    return _holding(Role.LOCATION_MANAGER, place)


def require_manager(place: Location, grant_id: int) -> None:
    """Refuse a role that is not that of this location's own manager.

    Raises: Problem `accounts.no_person`.
    """
    grant = db.session.get(Grant, grant_id)
    held = (grant.role, grant.scope_kind, grant.scope_id) if grant else ()
    if held != (Role.LOCATION_MANAGER, "location", place.id):
        raise Problem("accounts.no_person")


def _holding(role: Role, place: Location) -> list[Grant]:
    around = [Grant.scope_kind == "all"]
    around.append((Grant.scope_kind == "location") & (Grant.scope_id == place.id))
    if place.brand_id is not None:
        around.append((Grant.scope_kind == "brand") & (Grant.scope_id == place.brand_id))
    if place.region is not None:
        around.append((Grant.scope_kind == "region") & Grant.scope_id.in_(place.region_ids))
    rows = (
        select(Grant)
        .join(Grant.person)
        .where(Grant.role == role, Person.active, or_(*around))
        .options(selectinload(Grant.person).selectinload(Person.grants))
        .order_by(Person.name, Grant.id)
    )
    return list(db.session.scalars(rows))


def scope_names(grants: list[Grant]) -> dict[int, str]:
    """Return what the wider places are called in which roles hold, by the role's id."""
    tables = {"brand": Brand, "region": Region}
    found = {}
    for grant in grants:
        table = tables.get(grant.scope_kind)
        row = db.session.get(table, grant.scope_id) if table else None
        found[grant.id] = row.name if row else ""
    return found


def _lines() -> Select[tuple[datetime, str, str | None, str | None]]:
    lines = select(TrailEntry.at, TrailEntry.event, Person.name, TrailWords.words)
    return lines.outerjoin(Person, Person.id == TrailEntry.person_id).outerjoin(
        TrailWords, TrailWords.entry_id == TrailEntry.id
    )
