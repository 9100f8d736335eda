"""Many locations at once, out of a file: all of them, or none."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from auditapp.core.permissions import Permission
from auditapp.core.problems import Problem
from auditapp.core.text import folded
from auditapp.locations.commands.names import Names
from auditapp.locations.models import Brand, Facts, Location, LocationTag, Region, found_by
from auditapp.locations.queries import codes_in_use
from auditapp.storage import trail, transaction
from auditapp.storage.db import db
from auditapp.web.actor import Actor

BLAMED = {"locations.out_of_scope": "region", "locations.names_not_yours": "region"}


@dataclass(frozen=True)
class Draft:
    """A location as a row of a file tells it, with the row's number there."""

    row: int
    facts: Facts


@dataclass(frozen=True)
class Refused:
    """Why a row cannot be taken in: its number, the fact it is about, the problem."""

    row: int
    field: str
    problem: Problem


@dataclass(frozen=True)
class Plan:
    """What taking some rows in would do; with anything refused it would do nothing."""

    drafts: Sequence[Draft]
    brands: tuple[str, ...]
    regions: tuple[str, ...]
    refused: tuple[Refused, ...]


@dataclass(frozen=True)
class _Site:
    """Where a location would lie, as far as scopes ask; what is new has no id yet."""

    brand_id: int | None
    region_ids: frozenset[int]
    id: int = 0


def planned(actor: Actor, drafts: Sequence[Draft]) -> Plan:
    """Return what taking the rows in would do; nothing is written."""
    names = Names(db.session(), keep=False)
    used = codes_in_use({draft.facts.code for draft in drafts})
    first: dict[str, int] = {}
    refused = []
    for draft in drafts:
        code, key = draft.facts.code, folded(draft.facts.code)
        if key in used:
            refused.append(Refused(draft.row, "code", Problem("locations.code_taken", taken=code)))
        elif first.setdefault(key, draft.row) != draft.row:
            twice = Problem("locations.code_twice", taken=code, row=first[key])
            refused.append(Refused(draft.row, "code", twice))
        try:
            _placed(actor, names, draft.facts)
        except Problem as problem:
            refused.append(Refused(draft.row, BLAMED.get(problem.code, "region"), problem))
    return Plan(
        drafts,
        tuple(one.name for one in names.new_brands),
        tuple(one.path for one in names.new_regions),
        tuple(refused),
    )


def import_locations(
    actor: Actor,
    at: datetime,
    drafts: Sequence[Draft],
    source: str,
    name: str,
    taken: Callable[[Session], None],
) -> None:
    """Add all of the rows in one transaction; `taken` marks in it the file they came from.

    Raises: Problem `locations.…` of the first row that cannot be taken in.
    """
    with transaction.write() as session:
        taken(session)
        for refused in planned(actor, drafts).refused[:1]:
            raise refused.problem
        names = Names(session)
        placed = [_placed(actor, names, draft.facts) for draft in drafts]
        session.flush()
        rows = [
            _row(at, draft.facts, *around) for draft, around in zip(drafts, placed, strict=True)
        ]
        # Objects one by one would take ten times as long.
        adding = insert(Location).returning(Location.id, sort_by_parameter_order=True)
        ids = session.scalars(adding, rows).all()
        tags = [
            {"location_id": key, "tag": tag}
            for key, draft in zip(ids, drafts, strict=True)
            for tag in draft.facts.tags
        ]
        if tags:
            session.execute(insert(LocationTag), tags)
        said = f"{name} · {len(drafts)}"
        trail.record(session, actor, at, "locations.import", f"uploads/{source}", said)


def _placed(actor: Actor, names: Names, facts: Facts) -> tuple[Brand | None, Region | None]:
    """Return brand and region of a row. Raises: Problem if they are not the person's to use."""
    known = len(names.new_brands), len(names.new_regions)
    brand, region = names.brand(facts.brand), names.region(facts.region)
    if actor.may_everywhere(Permission.LOCATION_ADD):
        return brand, region
    if known != (len(names.new_brands), len(names.new_regions)):
        raise Problem("locations.names_not_yours")
    around = region.around if region else ()
    ids = frozenset(one.id for one in around if one.id is not None)
    if not actor.may(Permission.LOCATION_ADD, _Site(brand.id if brand else None, ids)):
        raise Problem("locations.out_of_scope")
    return brand, region


def _row(at: datetime, facts: Facts, brand: Brand | None, region: Region | None) -> dict[str, Any]:
    latitude, longitude = facts.position or (None, None)
    return {
        "code": facts.code,
        "code_key": folded(facts.code),
        "name": facts.name,
        "brand_id": brand.id if brand else None,
        "region_id": region.id if region else None,
        "address": facts.address,
        "latitude": latitude,
        "longitude": longitude,
        "time_zone": facts.time_zone,
        "created_at": at,
        "hours": facts.hours,
        "notes": facts.notes,
        "found_by": found_by(facts.code, facts.name, facts.address, facts.tags),
        "changes": 1,
    }
