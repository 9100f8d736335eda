"""The list of locations: what it can be narrowed to, how it can be ordered, and what it shows."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, case, exists, or_, select
from sqlalchemy.orm import contains_eager, selectinload

from auditapp.clock import day_in_zone
from auditapp.core.permissions import Permission
from auditapp.locations.models import Brand, Location, LocationClosure, LocationTag, Region
from auditapp.locations.queries.reach import region_and_below, within
from auditapp.storage.db import db
from auditapp.web.actor import Actor
from auditapp.web.lists import Asked, Order, Page, containing, ordered, page_of

SORTS: dict[str, Order] = {
    "code": (Location.code,),
    "name": (Location.name, Location.code),
    "brand": (Brand.name, Location.code),
    "region": (Region.name, Location.code),
}
OPEN, CLOSED, IN_USE = "open", "closed", "in use"
FILTERS = ("brand", "region", "tag", "state")


def locations_page(
    actor: Actor,
    asked: Asked,
    at: datetime,
    permission: Permission = Permission.LOCATION_READ,
) -> Page[Location]:
    """Return the page asked for of the locations at which the person holds the right."""
    return page_of(db.session(), _shown(actor, asked, at, permission), SORTS, asked)


def locations_in_use(
    actor: Actor, permission: Permission, at: datetime, most: int
) -> list[Location]:
    """Return the first by code at which the person holds the right; none is closed for good."""
    asked = Asked(sort="code", filters={"state": IN_USE})
    found = ordered(_shown(actor, asked, at, permission), SORTS, asked).limit(most)
    return list(db.session.scalars(found))


def locations_listed(actor: Actor, asked: Asked, at: datetime) -> Sequence[Location]:
    """Return all that the list holds, in its order: what is taken away as a file."""
    return db.session.scalars(ordered(_shown(actor, asked, at), SORTS, asked)).all()


def tags_for(actor: Actor, permission: Permission = Permission.LOCATION_READ) -> list[str]:
    """Return the tags of the locations at which the person holds the right, in order."""
    tags = select(LocationTag.tag).distinct().order_by(LocationTag.tag)
    grants = actor.grants_for(permission)
    if not actor.may_everywhere(permission):
        tags = tags.join(Location, LocationTag.location_id == Location.id).where(within(grants))
    return list(db.session.scalars(tags))


def has_any(actor: Actor, permission: Permission = Permission.LOCATION_READ) -> bool:
    """Tell whether there is a location at which the person holds the right."""
    reached = select(Location.id).where(within(actor.grants_for(permission)))
    return db.session.scalar(reached.limit(1)) is not None


def _shown(
    actor: Actor,
    asked: Asked,
    at: datetime,
    permission: Permission = Permission.LOCATION_READ,
) -> Select[tuple[Location]]:
    places = (
        select(Location)
        .outerjoin(Location.brand)
        .outerjoin(Location.region)
        .options(
            contains_eager(Location.brand),
            contains_eager(Location.region),
            selectinload(Location.closures),
            selectinload(Location.tags),
        )
    )
    return places.where(
        within(actor.grants_for(permission)),
        containing(Location.found_by, asked.words),
        *_narrowed(asked, at),
    )


def _narrowed(asked: Asked, at: datetime) -> list[ColumnElement[bool]]:
    held = asked.filters
    found: list[ColumnElement[bool]] = []
    if held.get("brand"):
        found.append(Location.brand_id == _key(held["brand"]))
    if held.get("region"):
        found.append(Location.region_id.in_(region_and_below(_key(held["region"]))))
    if held.get("tag"):
        found.append(Location.tags.any(LocationTag.tag == held["tag"]))
    if held.get("state") in (OPEN, CLOSED):
        closed = closed_at(at)
        found.append(closed if held["state"] == CLOSED else ~closed)
    if held.get("state") == IN_USE:
        found.append(~closed_at(at, for_good=True))
    return found


def _key(written: str) -> int:
    """Return the id that an address names; what is no id names nothing."""
    return int(written) if written.isascii() and written.isdigit() and len(written) < 16 else -1


def closed_at(at: datetime, *, for_good: bool = False) -> ColumnElement[bool]:
    """Return the condition that a location is closed, each by the day of its own zone.

    For good is what nobody has told the end of.
    """
    today = _today(at)
    lasts = LocationClosure.reopened_on.is_(None)
    again = lasts if for_good else or_(lasts, LocationClosure.reopened_on > today)
    own = LocationClosure.location_id == Location.id
    return exists().where(and_(own, LocationClosure.closed_on <= today, again))


def _today(at: datetime) -> ColumnElement[object]:
    zones: dict[object, list[str]] = {}
    for zone in db.session.scalars(select(Location.time_zone).distinct()):
        zones.setdefault(day_in_zone(at, zone), []).append(zone)
    days = [(Location.time_zone.in_(named), day) for day, named in zones.items()]
    return case(*days, else_=at.date()) if days else case((Location.id.is_(None), at.date()))
