"""Brands and regions: added, renamed, put below one another, merged. They are the whole company's.

Roles held in what is merged away hold in what it became; whoever they belong to comes in anew.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from auditapp.accounts.commands.sessions import end_all
from auditapp.accounts.models import Grant
from auditapp.core.permissions import Permission
from auditapp.core.problems import Problem
from auditapp.core.text import folded
from auditapp.locations.models import BELOW, Brand, Location, Region
from auditapp.storage import trail, transaction
from auditapp.web.actor import Actor

Named = TypeVar("Named", Brand, Region)


def add_brand(actor: Actor, at: datetime, name: str) -> Brand:
    """Add a brand. Raises: Problem `locations.name_taken`, `web.forbidden`."""
    with transaction.write() as session:
        return _added(session, actor, at, Brand(name=_free(session, name)))


def add_region(actor: Actor, at: datetime, name: str, parent_id: int | None) -> Region:
    """Add a region, below another one if so told.

    Raises: Problem `locations.name_taken`, `locations.no_region`, `locations.name_parted`,
    `web.forbidden`.
    """
    _require_plain(name)
    with transaction.write() as session:
        parent = _one(session, Region, parent_id) if parent_id is not None else None
        _require_free_beside(session, name, parent)
        return _added(session, actor, at, Region(name=name, parent=parent))


def rename_brand(actor: Actor, at: datetime, brand_id: int, name: str) -> Brand:
    """Give a brand another name.

    Raises: Problem `locations.name_taken`, `locations.no_brand`, `web.forbidden`.
    """
    with transaction.write() as session:
        brand = _one(session, Brand, brand_id)
        before, brand.name = brand.name, _free(session, name, brand_id)
        _note(session, actor, at, "rename", brand, f"{before} → {name}")
    return brand


def change_region(
    actor: Actor, at: datetime, region_id: int, name: str, parent_id: int | None
) -> Region:
    """Give a region another name or another place in the tree; roles there reach what is below.

    Raises: Problem `locations.name_taken`, `locations.no_region`, `locations.region_circle`,
    `locations.name_parted`, `web.forbidden`.
    """
    _require_plain(name)
    with transaction.write() as session:
        region = _one(session, Region, region_id)
        parent = _one(session, Region, parent_id) if parent_id is not None else None
        if parent is not None and region in parent.around:
            raise Problem("locations.region_circle")
        before = region.path
        _require_free_beside(session, name, parent, region_id)
        region.name, region.parent = name, parent
        session.flush()
        _note(session, actor, at, "change", region, f"{before} → {region.path}")
    return region


def merge_brands(actor: Actor, at: datetime, brand_id: int, into_id: int) -> Brand:
    """Move all locations and roles of a brand to another one, and remove it.

    Raises: Problem `locations.no_brand`, `locations.merge_self`, `web.forbidden`.
    """
    with transaction.write() as session:
        gone, kept = _pair(session, Brand, brand_id, into_id)
        moved = update(Location).where(Location.brand_id == gone.id)
        session.execute(moved.values(brand_id=kept.id, changes=Location.changes + 1))
        _merge(session, actor, at, gone, kept, f"{gone.name} → {kept.name}")
    return kept


def merge_regions(actor: Actor, at: datetime, region_id: int, into_id: int) -> Region:
    """Move all locations, regions below and roles of a region to another one, and remove it.

    Of what lies below both under one name, one is made too.

    Raises: Problem `locations.no_region`, `locations.merge_self`, `locations.region_circle`,
    `web.forbidden`.
    """
    with transaction.write() as session:
        gone, kept = _pair(session, Region, region_id, into_id)
        if gone in kept.around:
            raise Problem("locations.region_circle")
        _merge_regions(session, actor, at, gone, kept)
    return kept


def _added(session: Session, actor: Actor, at: datetime, new: Named) -> Named:
    session.add(new)
    session.flush()
    _note(session, actor, at, "add", new, new.name)
    return new


def _merge(
    session: Session, actor: Actor, at: datetime, gone: Named, kept: Named, said: str
) -> None:
    _move_grants(session, actor, at, _kind(gone), gone.id, kept.id)
    _note(session, actor, at, "merge", gone, said)
    session.delete(gone)


def _merge_regions(
    session: Session, actor: Actor, at: datetime, gone: Region, kept: Region
) -> None:
    said = f"{gone.path} → {kept.path}"
    moved = update(Location).where(Location.region_id == gone.id)
    session.execute(moved.values(region_id=kept.id, changes=Location.changes + 1))
    there = {folded(one.name): one for one in _below(session, kept) if one is not gone}
    lower = _below(session, gone)
    for one in lower:
        if folded(one.name) in there:
            _merge_regions(session, actor, at, one, there[folded(one.name)])
    gone.name = BELOW  # a name that no region has: one from below it may have its own
    session.flush()
    for one in lower:
        if folded(one.name) not in there:
            one.parent = kept
    session.flush()
    _merge(session, actor, at, gone, kept, said)


def _below(session: Session, region: Region) -> list[Region]:
    return list(session.scalars(select(Region).where(Region.parent_id == region.id)))


def _move_grants(
    session: Session, actor: Actor, at: datetime, kind: str, gone_id: int, kept_id: int
) -> None:
    """Let roles hold in what is kept; one that is held there already goes."""
    there = select(Grant).where(Grant.scope_kind == kind)
    held = {(one.person_id, one.role) for one in session.scalars(there.filter_by(scope_id=kept_id))}
    for grant in session.scalars(there.where(Grant.scope_id == gone_id)).all():
        if (grant.person_id, grant.role) in held:
            session.delete(grant)
        else:
            grant.scope_id = kept_id
        end_all(session, at, grant.person_id, but=actor.session_id)


def _one(session: Session, table: type[Named], key: int) -> Named:
    found = session.get(table, key)
    if found is None:
        raise Problem("locations.no_brand" if table is Brand else "locations.no_region")
    return found


def _pair(session: Session, table: type[Named], gone_id: int, kept_id: int) -> tuple[Named, Named]:
    if gone_id == kept_id:
        raise Problem("locations.merge_self")
    return _one(session, table, gone_id), _one(session, table, kept_id)


def _free(session: Session, name: str, own: int | None = None) -> str:
    """Return a brand's name that no other one has, in whatever letters."""
    return _unlike(name, session.execute(select(Brand.id, Brand.name)).all(), own)


def _require_free_beside(
    session: Session, name: str, parent: Region | None, own: int | None = None
) -> None:
    around = Region.parent_id == (parent.id if parent else None)
    _unlike(name, session.execute(select(Region.id, Region.name).where(around)).all(), own)


def _unlike(name: str, known: Sequence[Any], own: int | None) -> str:
    for key, other in known:
        if key != own and folded(other) == folded(name):
            raise Problem("locations.name_taken", taken=other)
    return name


def _require_plain(name: str) -> None:
    if BELOW in name:
        raise Problem("locations.name_parted")


def _kind(one: Brand | Region) -> str:
    return "brand" if isinstance(one, Brand) else "region"


def _note(
    session: Session, actor: Actor, at: datetime, event: str, one: Brand | Region, said: str
) -> None:
    if not actor.may_everywhere(Permission.LOCATION_ADD):
        raise Problem("web.forbidden")
    kind = _kind(one)
    trail.record(session, actor, at, f"locations.{kind}_{event}", f"{kind}s/{one.id}", said)
