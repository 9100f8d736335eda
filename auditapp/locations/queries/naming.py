"""Brands and regions as their pages show them: each with how many locations it has."""

from dataclasses import dataclass

from sqlalchemy import func, select

from auditapp.core.problems import Problem
from auditapp.locations.models import Brand, Location, Region
from auditapp.locations.queries.reach import as_tree, brands, regions
from auditapp.storage.db import db


@dataclass(frozen=True)
class CountedBrand:
    """A brand, and how many locations trade as it."""

    brand: Brand
    count: int


@dataclass(frozen=True)
class CountedRegion:
    """A region in its place in the tree: how many locations lie in it, alone and with all below."""

    region: Region
    depth: int
    own: int
    whole: int


def counted_brands() -> list[CountedBrand]:
    """Return all brands by name."""
    rows = select(Location.brand_id, func.count()).group_by(Location.brand_id)
    counts = dict(db.session.execute(rows).all())
    return [CountedBrand(one, counts.get(one.id, 0)) for one in brands()]


def counted_regions() -> list[CountedRegion]:
    """Return all regions, each below the one it lies in."""
    rows = select(Location.region_id, func.count()).group_by(Location.region_id)
    own = dict(db.session.execute(rows).all())
    known = regions()
    whole: dict[int, int] = {}
    for one in known:
        for around in one.around:
            whole[around.id] = whole.get(around.id, 0) + own.get(one.id, 0)
    return [
        CountedRegion(one, depth, own.get(one.id, 0), whole[one.id])
        for depth, one in as_tree(known)
    ]


def brand_by_id(brand_id: int) -> Brand:
    """Return a brand. Raises: Problem `locations.no_brand`."""
    found = db.session.get(Brand, brand_id)
    if found is None:
        raise Problem("locations.no_brand")
    return found


def region_by_id(region_id: int) -> Region:
    """Return a region. Raises: Problem `locations.no_region`."""
    found = db.session.get(Region, region_id)
    if found is None:
        raise Problem("locations.no_region")
    return found
