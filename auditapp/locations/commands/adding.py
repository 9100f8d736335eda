"""Adding locations, with the brand and the region they belong to."""

from datetime import datetime
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from auditapp.core.permissions import Permission
from auditapp.core.problems import Problem
from auditapp.locations.models import Brand, Location, Position, Region
from auditapp.storage import trail, transaction
from auditapp.web.actor import Actor

Named = TypeVar("Named", Brand, Region)


def add_location(
    actor: Actor,
    at: datetime,
    *,
    code: str,
    name: str,
    time_zone: str,
    brand: str = "",
    region: str = "",
    address: str = "",
    position: Position | None = None,
) -> Location:
    """Add a location; a brand or a region that is not known by its name is added with it.

    Raises: Problem `locations.code_taken`, `locations.out_of_scope`.
    """
    with transaction.write() as session:
        if session.scalar(select(Location.id).where(Location.code == code)) is not None:
            raise Problem("locations.code_taken", taken=code)
        location = Location(
            code=code,
            name=name,
            brand=_named(session, Brand, brand),
            region=_named(session, Region, region),
            address=address,
            latitude=position.latitude if position else None,
            longitude=position.longitude if position else None,
            time_zone=time_zone,
            created_at=at,
        )
        session.add(location)
        session.flush()
        if not actor.may(Permission.LOCATION_ADD, location):
            raise Problem("locations.out_of_scope")
        subject = f"locations/{location.public_id}"
        trail.record(session, actor, at, "locations.add", subject, f"{code} {name}")
    return location


def _named(session: Session, kind: type[Named], name: str) -> Named | None:
    """Return the brand or region of that name, small and capital letters alike, or a new one."""
    if not name:
        return None
    for known in session.scalars(select(kind)):
        if known.name.casefold() == name.casefold():
            return known
    new = kind(name=name)
    session.add(new)
    return new
