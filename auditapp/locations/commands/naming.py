"""Brands and regions: added, renamed, put below one another, merged. They are the whole company's.

Roles held in what is merged away hold in what it became; whoever they belong to comes in anew.
"""

from datetime import datetime
from typing import TypeVar

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from auditapp.accounts.commands.sessions import end_all
from auditapp.accounts.models import Grant
from auditapp.core.permissions import Permission
from auditapp.core.problems import Problem
from auditapp.core.text import folded
from auditapp.locations.commands.names import BELOW
from auditapp.locations.models import Brand, Location, Region
from auditapp.storage import trail, transaction
from auditapp.web.actor import Actor

Named = TypeVar("Named", Brand, Region)


def add_brand(actor: Actor, at: datetime, name: str) -> Brand:
    """Add a brand. Raises: Problem `locations.name_taken`, `web.forbidden`."""
    with transaction.write() as session:
        return _added(session, actor, at, Brand(name=name))


def add_region(actor: Actor, at: datetime, name: str, parent_id: int | None) -> Region:
    """Add a region, below another one if so told.

    Raises: Problem `locations.name_taken`, `locations.no_region`, `locations.name_parted`,
    `web.forbidden`.
    """
    _require_plain(name)
    with transaction.write() as session:
        parent = _one(session, Region, parent_id) if parent_id is not None else None
        return _added(session, actor, at, Region(name=name, parent=parent))


def rename_brand(actor: Actor, at: datetime, brand_id: int, name: str) -> Brand:
    """Give a brand another name.

    Raises: Problem `locations.name_taken`, `locations.no_brand`, `web.forbidden`.
    """
    with transaction.write() as session:
        brand = _one(session, Brand, brand_id)
        before, brand.name = brand.name, _free(session, Brand, name, brand_id)
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
        before = _path(region)
        region.name, region.parent = _free(session, Region, name, region_id), parent
        session.flush()
        _note(session, actor, at, "change", region, f"{before} → {_path(region)}")
    return region


def merge_brands(actor: Actor, at: datetime, brand_id: int, into_id: int) -> Brand:
    """Move all locations and roles of a brand to another one, and remove it.

    Raises: Problem `locations.no_brand`, `locations.merge_self`, `web.forbidden`.
    """
    with transaction.write() as session:
        gone, kept = _pair(session, Brand, brand_id, into_id)
        moved = update(Location).where(Location.brand_id == gone.id)
        session.execute(moved.values(brand_id=kept.id, changes=Location.changes + 1))
        _merge(session, actor, at, gone, kept)
    return kept


def merge_regions(actor: Actor, at: datetime, region_id: int, into_id: int) -> Region:
    """Move all locations, regions below and roles of a region to another one, and remove it.

    Raises: Problem `locations.no_region`, `locations.merge_self`, `locations.region_circle`,
    `web.forbidden`.
    """
    with transaction.write() as session:
        gone, kept = _pair(session, Region, region_id, into_id)
        if gone in kept.around:
            raise Problem("locations.region_circle")
        moved = update(Location).where(Location.region_id == gone.id)
        session.execute(moved.values(region_id=kept.id, changes=Location.changes + 1))
        below = update(Region).where(Region.parent_id == gone.id)
        session.execute(below.values(parent_id=kept.id))
        _merge(session, actor, at, gone, kept)
    return kept


def _added(session: Session, actor: Actor, at: datetime, new: Named) -> Named:
    _free(session, type(new), new.name)
    session.add(new)
    session.flush()
    _note(session, actor, at, "add", new, new.name)
    return new


def _merge(session: Session, actor: Actor, at: datetime, gone: Named, kept: Named) -> None:
    said = f"{gone.name} → {kept.name}"
    _move_grants(session, actor, at, _kind(gone), gone.id, kept.id)
    _note(session, actor, at, "merge", gone, said)
    session.delete(gone)


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


def _free(session: Session, table: type[Named], name: str, own: int | None = None) -> str:
    """Return a name that no other one has, in whatever letters."""
    for key, known in session.execute(select(table.id, table.name)):
        if key != own and folded(known) == folded(name):
            raise Problem("locations.name_taken", taken=known)
    return name


def _require_plain(name: str) -> None:
    if BELOW in name:
        raise Problem("locations.name_parted")


def _path(region: Region) -> str:
    return f" {BELOW} ".join(one.name for one in reversed(region.around))


def _kind(one: Brand | Region) -> str:
    return "brand" if isinstance(one, Brand) else "region"


def _note(
    session: Session, actor: Actor, at: datetime, event: str, one: Brand | Region, said: str
) -> None:
    if not actor.may_everywhere(Permission.LOCATION_ADD):
        raise Problem("web.forbidden")
    kind = _kind(one)
    trail.record(session, actor, at, f"locations.{kind}_{event}", f"{kind}s/{one.id}", said)
