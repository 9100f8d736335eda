"""Brands, regions and locations as places where roles hold: what `accounts` asks about them.

See `accounts.queries.Places`. There may be ten thousand locations: never all of them.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from sqlalchemy import ColumnElement, Select, or_, select

from auditapp.accounts.queries import Scope
from auditapp.core.text import folded
from auditapp.locations.models import BELOW, Brand, Location, Region
from auditapp.locations.queries.reach import brands, regions
from auditapp.locations.queries.reach import within as inside
from auditapp.storage.db import db
from auditapp.web.actor import Granted

AT_ONCE = 500  # values in one statement; databases bound them


def wide() -> list[Scope]:
    """Return every brand and region, by kind and name."""
    known = regions()
    return [*map(_scope_of_brand, brands()), *_scopes_of_regions(known, known)]


def named(keys: Collection[tuple[str, int]]) -> list[Scope]:
    """Return those of these kinds and ids."""
    ids = {kind: {key for one, key in keys if one == kind} for kind in _TABLES}
    found = [*map(_scope_of_brand, _by_id(Brand, ids["brand"]))]
    asked = _by_id(Region, ids["region"])
    found += _scopes_of_regions(asked, regions() if asked else [])
    return found + [_scope_of_location(one) for one in _by_id(Location, ids["location"])]


def within(grants: Iterable[Granted], kind: str) -> Select[tuple[int]]:
    """Return the ids of one kind that lie wholly in the scopes of some grants."""
    held = list(grants)
    table = _TABLES[kind]
    if any(grant.scope_kind == "all" for grant in held):
        return select(table.id)
    if kind == "location":
        return select(Location.id).where(inside(held))
    ids = [grant.scope_id for grant in held if grant.scope_kind == kind]
    if kind == "brand":
        return select(Brand.id).where(Brand.id.in_(ids))
    return select(_with_all_below(ids))


def location(words: str) -> Scope | None:
    """Return the location of a code, or of a code and its name, in whatever letters."""
    written = " ".join(words.split())
    key = folded(written)
    rows = select(Location).where(or_(Location.code == written, Location.code_key == key))
    found = sorted(db.session.scalars(rows), key=lambda one: one.code != written)
    if not found:
        near = select(Location).where(Location.found_by.startswith(key, autoescape=True))
        named = db.session.scalars(near.limit(AT_ONCE))
        found = [one for one in named if folded(f"{one.code} {one.name}") == key]
    return _scope_of_location(found[0]) if key and found else None


def suggested(grants: Iterable[Granted], most: int) -> list[str]:
    """Return codes and names of locations to choose from; none if there are more."""
    rows = select(Location.code, Location.name).where(inside(grants)).order_by(Location.code)
    found = [f"{code} {name}" for code, name in db.session.execute(rows.limit(most + 1))]
    return found if len(found) <= most else []


def called(words: Collection[str]) -> dict[str, list[Scope]]:
    """Return brands, regions and locations by the code or the name they go by, or by both.

    One pass over the locations, whatever the count of words: an import may name them all.
    """
    wanted: dict[str, set[str]] = {}
    for word in words:
        wanted.setdefault(_as_way(word), set()).add(word)
    found: dict[str, list[Scope]] = {word: [] for word in words}
    for scope, names in _names() if wanted else ():
        for word in set().union(*(wanted.get(_as_way(name), set()) for name in names)):
            found[word].append(scope)
    return found


def _with_all_below(ids: list[int | None]) -> ColumnElement[int]:
    found = select(Region.id).where(Region.id.in_(ids)).cte(recursive=True)
    return found.union(select(Region.id).where(Region.parent_id == found.c.id)).c.id


def _names() -> Iterator[tuple[Scope, tuple[str, ...]]]:
    known = regions()
    ways = {one.id: (one.name, one.path) for one in known}
    for scope in wide():
        own = ways[scope.id or 0] if scope.kind == "region" else (scope.name,)
        yield scope, own
    around = {one.id: frozenset(("region", wider.id) for wider in one.around) for one in known}
    columns = (Location.id, Location.code, Location.name, Location.brand_id, Location.region_id)
    for key, code, name, brand_id, region_id in db.session.execute(select(*columns)):
        brand = {("brand", brand_id)} if brand_id is not None else set()
        both = f"{code} {name}"
        lies_in = frozenset(brand | around.get(region_id, frozenset()))
        yield Scope("location", key, both, lies_in), (code, name, both)


def _by_id(table: type[Brand] | type[Region] | type[Location], ids: set[int]) -> list[object]:
    found: list[object] = []
    keys = sorted(ids)
    for start in range(0, len(keys), AT_ONCE):
        rows = select(table).where(table.id.in_(keys[start : start + AT_ONCE]))
        found += db.session.scalars(rows)
    return found


def _scope_of_brand(brand: Brand) -> Scope:
    return Scope("brand", brand.id, brand.name)


def _scopes_of_regions(asked: Iterable[Region], known: Iterable[Region]) -> Iterator[Scope]:
    """Call a region by its name, by the way to it where several have that name."""
    counts = Counter(folded(one.name) for one in known)
    for region in asked:
        wider = frozenset(("region", one.id) for one in region.around[1:])
        name = region.path if counts[folded(region.name)] > 1 else region.name
        yield Scope("region", region.id, name, wider)


def _as_way(word: str) -> str:
    """Fold a name, or a way such as "North > East" however its steps are parted."""
    return f" {BELOW} ".join(folded(step).strip() for step in word.split(BELOW))


def _scope_of_location(place: Location) -> Scope:
    brand = {("brand", place.brand_id)} if place.brand_id is not None else set()
    lies_in = frozenset(brand | {("region", key) for key in place.region_ids})
    return Scope("location", place.id, f"{place.code} {place.name}", lies_in)


_TABLES: dict[str, type[Brand] | type[Region] | type[Location]] = {
    "brand": Brand,
    "region": Region,
    "location": Location,
}
