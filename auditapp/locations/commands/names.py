"""Brands and regions by their names, as people write them; new ones are added on the way."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from auditapp.core.problems import Problem
from auditapp.core.text import folded
from auditapp.locations.models import BELOW, Brand, Region

SAID = 3


class Names:
    """All brands and regions of a transaction by their names, read once; case does not matter.

    What is new is added to the session, unless it is only to be known what would be.
    """

    def __init__(self, session: Session, *, keep: bool = True) -> None:
        self._session, self._keep = session, keep
        self._brands = {folded(one.name): one for one in session.scalars(select(Brand))}
        self._regions: dict[tuple[Region | None, str], Region] = {}
        self._called: dict[str, list[Region]] = {}
        for one in session.scalars(select(Region)).all():
            self._know(one)
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

        The first name may lie below others, unless several have it.

        Raises: Problem `locations.region_several`.
        """
        names = steps(path)
        region = self._beginning(names)
        for name in names if region is None else names[1:]:
            region = self._regions.get((region, folded(name))) or self._new(name, region)
        return region

    def _added(self, one: Brand | Region) -> None:
        if self._keep:
            self._session.add(one)

    def _know(self, one: Region) -> None:
        self._regions[one.parent, folded(one.name)] = one
        self._called.setdefault(folded(one.name), []).append(one)

    def _new(self, name: str, around: Region | None) -> Region:
        one = Region(name=name, parent=around)
        self._know(one)
        self._added(one)
        self.new_regions.append(one)
        return one

    def _beginning(self, names: list[str]) -> Region | None:
        """Return the region that the first of the names means, None if there is none yet."""
        if not names:
            return None
        widest = self._regions.get((None, folded(names[0])))
        found = [widest] if widest else self._called.get(folded(names[0]), [])
        if len(found) > 1:
            found = [one for one in found if self._leads(one, names[1:])] or found
        if len(found) > 1:
            ways = "; ".join(sorted(one.path for one in found)[:SAID])
            raise Problem("locations.region_several", region=found[0].name, ways=ways)
        return found[0] if found else None

    def _leads(self, region: Region, names: list[str]) -> bool:
        step: Region | None = region
        for name in names:
            step = self._regions.get((step, folded(name))) if step else None
        return step is not None


def steps(path: str) -> list[str]:
    """Return the names on a path of regions, the widest first."""
    return [name for name in (" ".join(step.split()) for step in path.split(BELOW)) if name]
