"""The company «Северный дом»: who works there, where it serves, which visits there were.

Made in the order in which it would have happened, by the commands that everyone uses; days are
counted back from now.
"""

import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select

from auditapp.accounts import commands as accounts
from auditapp.accounts.models import Person
from auditapp.accounts.queries import EVERYWHERE, Facts, Scope, suggested_code
from auditapp.checklists.commands import publish
from auditapp.checklists.models import StandardVersion
from auditapp.core.permissions import Role
from auditapp.demo import drafts
from auditapp.demo.diary import Diary, Tell
from auditapp.demo.life import DAYS
from auditapp.demo.people import BY_MAIL, PEOPLE, WAYS_IN, Someone
from auditapp.demo.plan import VISITS
from auditapp.demo.sites import BY_CODE, SITES, Site
from auditapp.locations.commands import add_location
from auditapp.locations.models import Location, Region
from auditapp.settings.commands import change
from auditapp.settings.queries import stamp
from auditapp.storage import files, transaction
from auditapp.storage.db import data_dir, db
from auditapp.visits import commands as visits
from auditapp.visits.models import Visit
from auditapp.web.actor import Actor, Granted

COMPANY = {
    "company_name": "Северный дом",
    "company_address": "Санкт-Петербург, Лиговский пр., 30",
    "default_language": "ru",
    "time_zone": "Europe/Moscow",
}
UNFINISHED = "demo-unfinished"
OBJECTS_BETWEEN = 50_000
BEFORE_DAYS = 20  # the company is there before its first visit


def is_built() -> bool:
    """Whether the demo company is here already."""
    return db.session.scalar(select(Location.id).where(Location.code == SITES[0].code)) is not None


def is_unfinished() -> bool:
    """Whether making it was broken off; what is there then is no company to look at."""
    return (data_dir() / UNFINISHED).exists()


def is_empty() -> bool:
    """Whether there is nobody yet whose data the demo could get mixed with."""
    return db.session.scalar(select(Person.id).limit(1)) is None


def build(now: datetime, count: int = VISITS, tell: Tell = lambda done: None) -> None:
    """Make the company with so many visits; `tell` hears how many are done."""
    began = now - timedelta(days=DAYS + BEFORE_DAYS)
    with told_unfinished(), unhurried_disk(), files.unhurried_disk(), rare_collections():
        standards_of_old(began)
        admin = actor_for(add(None, began, PEOPLE[0]))
        change(admin, began, "company", COMPANY, stamp("company"))
        for site in SITES:
            add_site(admin, began, site)
        for one in PEOPLE[1:]:
            add(admin, began, one)
        with visits.drawn_photos(), transaction.alone():
            Diary(now, count, actor_of, tell).write()
        drafts.begin(admin, now)


@contextmanager
def told_unfinished() -> Iterator[None]:
    """Leave a mark in the data folder until the whole is made."""
    mark = data_dir() / UNFINISHED
    mark.touch()
    yield
    mark.unlink()


@contextmanager
def unhurried_disk() -> Iterator[None]:
    """Let the disk write when it likes until the whole is made: a half-made demo is thrown away."""
    _set_synchronous("OFF")
    try:
        yield
    finally:
        db.session.remove()
        _set_synchronous("FULL")


@contextmanager
def rare_collections() -> Iterator[None]:
    """Look for garbage seldom: rows come and go by the thousand, and that took a quarter of it."""
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(OBJECTS_BETWEEN, 20, 100)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


def _set_synchronous(how: str) -> None:
    """Set it on the one connection at work; no transaction may be open."""
    db.session.remove()
    connection = db.engine.raw_connection()
    connection.cursor().execute(f"PRAGMA synchronous = {how}")
    if how == "FULL":
        connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    connection.close()


def standards_of_old(began: datetime) -> None:
    """Publish the standards as in force from the beginning, where those that ship are younger."""
    newer = db.session.scalars(
        select(StandardVersion.source).where(StandardVersion.effective_from > began.date())
    )
    for source in newer.all():
        since = f"effective_from: {began.date().replace(day=1).isoformat()}"
        publish(None, began, re.sub(r"(?m)^effective_from: \S+$", since, source, count=1))


def add(admin: Actor | None, at: datetime, one: Someone) -> Person:
    """Add one person with one role."""
    facts = Facts(
        name=one.name,
        code=suggested_code(),
        email=one.email,
        language=one.language,
        phone=one.phone,
        household=one.household,
        spoken=one.spoken,
        home=one.home,
    )
    return accounts.add_person(admin, at, facts, one.role, scope_of(one.at)).person


def scope_of(at: str) -> Scope:
    """Return where a role holds: a location by its code, a region by its name, or everywhere."""
    if not at:
        return EVERYWHERE
    if at in BY_CODE:
        place = db.session.scalars(select(Location).where(Location.code == at)).one()
        return Scope("location", place.id, at)
    region = db.session.scalars(select(Region).where(Region.name == at)).one()
    return Scope("region", region.id, at)


def add_site(admin: Actor, at: datetime, site: Site) -> Location:
    """Add one location."""
    return add_location(
        admin,
        at,
        code=site.code,
        name=site.name,
        time_zone=site.time_zone,
        brand=site.brand,
        region=site.region,
        address=site.address,
        position=site.position,
        tags=site.tags,
        hours=site.hours,
        notes=site.notes,
    )


def actor_for(person: Person) -> Actor:
    """Return the person as one who acts, without a session."""
    grants = tuple(Granted(Role(g.role), g.scope_kind, g.scope_id) for g in person.grants)
    return Actor(person.id, person.public_id, person.name, person.code, person.language, grants, "")


def assign(
    manager: Actor,
    at: datetime,
    checklist: str,
    place: Location,
    shopper: Person,
    days: int = 7,
) -> Visit:
    """Assign a visit for the days to come, from nine in the morning to nine in the evening."""
    opens = at.astimezone(ZoneInfo(place.time_zone)).replace(
        hour=9, minute=0, second=0, microsecond=0
    )
    closes = opens + timedelta(days=days, hours=12)
    return visits.assign(manager, at, checklist, place, shopper, opens, closes)


def person(one: Someone) -> Person:
    """Return a person of the company."""
    return db.session.scalars(select(Person).where(Person.email == one.email)).one()


def actor_of(one: Someone) -> Actor:
    """Return one of the company as one who acts."""
    return actor_for(person(one))


def sign_in_links(now: datetime) -> dict[str, tuple[str, str]]:
    """Make a sign-in link for one person of each kind: the name and the token, by what they are."""
    made: dict[str, tuple[str, str]] = {}
    for kind, mail in WAYS_IN:
        with transaction.write() as session:
            token = accounts.issue_sign_in_link(session, now, person(BY_MAIL[mail]))
        made[kind] = (BY_MAIL[mail].name, token)
    return made
