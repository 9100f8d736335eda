"""Adding a location, and writing down what is known of one."""

from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from auditapp.core.permissions import Permission
from auditapp.core.problems import Problem
from auditapp.core.text import folded
from auditapp.locations.commands.names import Names
from auditapp.locations.models import Facts, Hours, Location, LocationTag
from auditapp.locations.queries import location_for
from auditapp.storage import trail, transaction
from auditapp.web.actor import Actor

LONGEST_SAID = 300
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def add_location(actor: Actor, at: datetime, **written: Any) -> Location:
    """Add a location, by its facts; a brand or region that is not known is added with it.

    Raises: Problem `locations.code_taken`, `locations.out_of_scope`, `locations.region_several`.
    """
    facts = Facts(**written)
    with transaction.write() as session:
        names, location = Names(session), Location(created_at=at)
        write_facts(session, location, facts, names)
        session.add(location)
        flush(session, facts.code)
        require_reach(actor, location, names, "locations.out_of_scope")
        said = f"{location.code} {location.name}"
        trail.record(session, actor, at, "locations.add", subject_of(location), said)
    return location


def change_location(
    actor: Actor, at: datetime, public_id: str, changes: int, facts: Facts
) -> Location:
    """Change what is known of a location; `changes` is what it stood at when it was read.

    Raises: Problem `web.changed_meanwhile`, `locations.code_taken`, `locations.moved_out`,
    `locations.region_several`, `locations.not_found`.
    """
    with transaction.write() as session:
        location = location_for(actor, public_id, Permission.LOCATION_ADD)
        if location.changes != changes:
            raise Problem("web.changed_meanwhile")
        before = facts_of(location)
        names = Names(session)
        write_facts(session, location, facts, names)
        flush(session, facts.code)
        require_reach(actor, location, names, "locations.moved_out")
        said = difference(before, facts_of(location))
        if said:
            trail.record(session, actor, at, "locations.change", subject_of(location), said)
    return location


def subject_of(location: Location) -> str:
    """Return how the record calls a location."""
    return f"locations/{location.public_id}"


def write_facts(session: Session, location: Location, facts: Facts, names: Names) -> None:
    """Write facts into a row, the brand and the region by their names."""
    location.code, location.name = facts.code, facts.name
    location.brand, location.region = names.brand(facts.brand), names.region(facts.region)
    location.address, location.notes = facts.address, facts.notes
    location.latitude = facts.position.latitude if facts.position else None
    location.longitude = facts.position.longitude if facts.position else None
    location.time_zone = facts.time_zone
    if facts.hours is not None or location.hours is not None:
        location.hours = None if facts.hours is None else [[*map(list, day)] for day in facts.hours]
    _write_tags(location, facts.tags)


def require_reach(actor: Actor, location: Location, names: Names, code: str) -> None:
    """Refuse what leaves the person's reach; new brands and regions are the whole company's.

    Raises: Problem of that code, `locations.names_not_yours`.
    """
    if not actor.may(Permission.LOCATION_ADD, location):
        raise Problem(code)
    if (names.new_brands or names.new_regions) and not actor.may_everywhere(
        Permission.LOCATION_ADD
    ):
        raise Problem("locations.names_not_yours")


def flush(session: Session, code: str = "") -> None:
    """Write out; a code that another location has is refused as such."""
    try:
        session.flush()
    except IntegrityError as error:
        # SQLite names the column, PostgreSQL the constraint.
        if any(name in str(error.orig) for name in ("locations.code", "uq_locations_code")):
            raise Problem("locations.code_taken", taken=code) from error
        raise


def facts_of(location: Location) -> Facts:
    """Return what is known of a location."""
    return Facts(
        code=location.code,
        name=location.name,
        time_zone=location.time_zone,
        brand=location.brand.name if location.brand else "",
        region=location.region.path if location.region else "",
        address=location.address,
        position=location.position,
        tags=location.words,
        hours=location.hours,
        notes=location.notes,
    )


def difference(before: Facts, after: Facts) -> str:
    """Say what changed, a line for each fact: its name, what it was, what it is."""
    old, new = vars(before), vars(after)
    changed = (name for name in old if old[name] != new[name])
    return "\n".join(f"{name}: {_said(old[name])} → {_said(new[name])}" for name in changed)


def _said(value: Any) -> str:
    if not value:
        return "–"
    if isinstance(value, str):
        words = " ".join(value.split())
    elif isinstance(value[0], list):
        words = _week_said(value)
    else:
        words = ", ".join(map(str, value))
    return words if len(words) <= LONGEST_SAID else f"{words[:LONGEST_SAID]}…"


def _week_said(hours: Hours) -> str:
    """Say a week in the record's own language, neighbours of the same times together."""
    found, day = [], 0
    for times, same in groupby(", ".join("–".join(span) for span in one) for one in hours):
        last = day + len(list(same)) - 1
        days = DAYS[day] if day == last else f"{DAYS[day]}–{DAYS[last]}"
        found.append(f"{days} {times or 'day off'}")
        day = last + 1
    return "; ".join(found)


def _write_tags(location: Location, tags: tuple[str, ...]) -> None:
    """Keep the rows of the tags that stay: the database knows each word once."""
    wanted = {folded(tag): tag for tag in reversed(tags)}
    kept = {folded(one.tag): one for one in location.tags}
    for key in kept.keys() - wanted.keys():
        location.tags.remove(kept[key])
    for key, tag in sorted(wanted.items()):
        if key not in kept:
            location.tags.append(LocationTag(tag=tag))
