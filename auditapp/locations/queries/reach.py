"""Which locations a person reaches, and the brands and regions there are."""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, Select, false, or_, select, true
from sqlalchemy.orm import joinedload

from auditapp.core.permissions import Permission
from auditapp.core.problems import Problem
from auditapp.locations.models import Brand, Location, Region
from auditapp.storage.db import db
from auditapp.web.actor import Actor, Granted


def locations_seen_by(
    actor: Actor, permission: Permission = Permission.LOCATION_READ
) -> list[Location]:
    """Return the locations at which the person holds the right, by code."""
    return list(db.session.scalars(_reached(actor, permission).order_by(Location.code)))


def location_for(
    actor: Actor, public_id: str, permission: Permission = Permission.LOCATION_READ
) -> Location:
    """Return one location at which the person holds the right.

    Raises: Problem `locations.not_found`, for what is out of reach as for what is not there.
    """
    one = _reached(actor, permission).where(Location.public_id == public_id)
    found = db.session.scalars(one).first()
    if found is None:
        raise Problem("locations.not_found")
    return found


def brands_for(actor: Actor, permission: Permission = Permission.LOCATION_READ) -> list[Brand]:
    """Return the brands of the locations at which the person holds the right, by name.

    Whoever holds it everywhere sees those without a location too; others' brands stay unnamed.
    """
    own = _reached_ids(actor, permission, "brand")
    return [one for one in brands() if one.id in own]


def regions_for(
    actor: Actor, permission: Permission = Permission.LOCATION_READ
) -> list[tuple[int, Region]]:
    """Return the regions of the locations at which the person holds the right, as a tree.

    Each with its depth, below the one it lies in; what lies around a region is named with it.
    """
    known = regions()
    if not actor.may_everywhere(permission):
        own = _reached_ids(actor, permission, "region")
        reached = [one for one in known if own & {around.id for around in one.around}]
        named = {around.id for one in reached for around in one.around}
        known = [one for one in known if one.id in named]
    return as_tree(known)


def as_tree(known: Iterable[Region]) -> list[tuple[int, Region]]:
    """Return regions each below the one it lies in, with its depth; neighbours by name."""
    below: dict[int | None, list[Region]] = {}
    for one in known:
        below.setdefault(one.parent_id, []).append(one)
    found: list[tuple[int, Region]] = []
    waiting = [(0, one) for one in reversed(below.get(None, []))]
    while waiting:
        depth, one = waiting.pop()
        found.append((depth, one))
        waiting += [(depth + 1, lower) for lower in reversed(below.get(one.id, []))]
    return found


def brands() -> list[Brand]:
    """Return all brands, by name."""
    return list(db.session.scalars(select(Brand).order_by(Brand.name)))


def regions() -> list[Region]:
    """Return all regions, by name."""
    return list(db.session.scalars(select(Region).order_by(Region.name)))


def within(grants: Iterable[Granted]) -> ColumnElement[bool]:
    """Return the condition that a location lies in the scope of one of the grants."""
    return or_(false(), *map(_in_scope, grants))


def _in_scope(grant: Granted) -> ColumnElement[bool]:
    if grant.scope_kind == "all" or grant.scope_id is None:
        return true()
    if grant.scope_kind == "region":
        return Location.region_id.in_(region_and_below(grant.scope_id))
    column = Location.brand_id if grant.scope_kind == "brand" else Location.id
    return column == grant.scope_id


def region_and_below(region_id: int) -> Select[tuple[int]]:
    """Return the ids of a region and of all that lie below it."""
    found = select(Region.id).where(Region.id == region_id).cte(recursive=True)
    below = select(Region.id).where(Region.parent_id == found.c.id)
    return select(found.union(below).c.id)


def _reached(actor: Actor, permission: Permission) -> Select[tuple[Location]]:
    places = select(Location).options(joinedload(Location.brand), joinedload(Location.region))
    return places.where(within(actor.grants_for(permission)))


def _reached_ids(actor: Actor, permission: Permission, kind: str) -> set[int | None]:
    named = Brand if kind == "brand" else Region
    if actor.may_everywhere(permission):
        return set(db.session.scalars(select(named.id)))
    column = Location.brand_id if kind == "brand" else Location.region_id
    grants = actor.grants_for(permission)
    own = {grant.scope_id for grant in grants if grant.scope_kind == kind}
    return own | set(db.session.scalars(select(column).distinct().where(within(grants))))
