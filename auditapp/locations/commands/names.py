"""Brands and regions by their names, as people write them; new ones are added on the way."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from auditapp.core.problems import Problem
from auditapp.core.text import folded
from auditapp.locations.models import Brand, Region

BELOW = ">"


class Names:
    """All brands and regions of a transaction by their names, read once; case does not matter.

    What is new is added to the session, unless it is only to be known what would be.
    """

    def __init__(self, session: Session, *, keep: bool = True) -> None:
        self._session, self._keep = session, keep
        self._brands = {folded(one.name): one for one in session.scalars(select(Brand))}
        self._regions = {folded(one.name): one for one in session.scalars(select(Region))}
        self.new_brands: list[Brand] = []
        self.new_regions: list[Region] = []

    def brand(self, name: str) -> Brand | None:
        """Return the brand of that name, a new one if there is none."""
        if not name:
            return None
        found = self._brands.get(folded(name))
        if found is None:
            found = self._brands[folded(name)] = Brand(name=name)
            self._added(found)
            self.new_brands.append(found)
        return found

    def region(self, path: str) -> Region | None:
        """Return the region that a path such as "North > East" leads to, new where there is none.

        Raises: Problem `locations.region_elsewhere` if it is known, but lies elsewhere.
        """
        names = steps(path)
        region: Region | None = None
        for depth, name in enumerate(names):
            region = self._region(name, region, is_first=depth == 0)
        return region

    def _added(self, one: Brand | Region) -> None:
        if self._keep:
            self._session.add(one)

    def _region(self, name: str, around: Region | None, *, is_first: bool) -> Region:
        found = self._regions.get(folded(name))
        if found is None:
            found = self._regions[folded(name)] = Region(name=name, parent=around)
            self._added(found)
            self.new_regions.append(found)
        elif not is_first and found.parent is not around:
            raise Problem("locations.region_elsewhere", region=found.name)
        return found


def steps(path: str) -> list[str]:
    """Return the names on a path of regions, the widest first."""
    return [name for name in (" ".join(step.split()) for step in path.split(BELOW)) if name]
