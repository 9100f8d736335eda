"""The list of people: what it can be narrowed to, how it can be ordered, and what it shows."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select
from sqlalchemy.orm import selectinload

from auditapp.accounts.models import Grant, Person, UserSession
from auditapp.accounts.queries.scopes import Places, held_within
from auditapp.core.permissions import Permission, Role
from auditapp.storage.db import db
from auditapp.web.actor import Actor
from auditapp.web.lists import Asked, Order, Page, containing, ordered, page_of

FILTERS = ("role", "where", "state")
FEWEST_DIGITS, WITH_TRUNK = 4, 11
BETWEEN_DIGITS = " \u00a0()-–./"
PHONE = re.compile(r"\+?[\d\s().,;/#*x\-–]+")
ACTIVE, DEACTIVATED = "active", "deactivated"
_SEEN = (
    select(func.max(UserSession.seen_at))
    .where(UserSession.person_id == Person.id)
    .correlate(Person)
    .scalar_subquery()
)
SORTS: dict[str, Order] = {
    "name": (Person.found_by, Person.id),
    "code": (func.length(Person.code), Person.code),  # P-9 before P-10
    "added": (Person.created_at, Person.id),
    "seen": (_SEEN, Person.id),
}


def people_page(actor: Actor, asked: Asked, places: Places) -> Page[Person]:
    """Return the page of the list that was asked for."""
    return page_of(db.session(), _shown(actor, asked, places), SORTS, asked)


def people_listed(actor: Actor, asked: Asked, places: Places) -> Sequence[Person]:
    """Return all that the list holds, in its order: what is taken away as a file."""
    return db.session.scalars(ordered(_shown(actor, asked, places), SORTS, asked)).all()


def last_seen(people: Iterable[Person]) -> dict[int, datetime]:
    """Return when each of these people was last here; those who never were are left out."""
    keys = [person.id for person in people]
    rows = select(UserSession.person_id, func.max(UserSession.seen_at)).group_by(
        UserSession.person_id
    )
    if len(keys) <= 1000:
        rows = rows.where(UserSession.person_id.in_(keys))
    return {row.person_id: row[1] for row in db.session.execute(rows)}


def _shown(actor: Actor, asked: Asked, places: Places) -> Select[tuple[Person]]:
    people = select(Person).options(selectinload(Person.grants))
    if not actor.may_everywhere(Permission.PERSON_READ):
        within = held_within(actor, Permission.PERSON_READ, places)
        people = people.where(Person.id.in_(select(Grant.person_id).where(within)))
    named = or_(containing(Person.found_by, asked.words), _phoned(asked.words))
    return people.where(named, *_narrowed(asked))


def _phoned(words: str) -> ColumnElement[bool]:
    """Return the condition that these are digits of the phone, however either is written."""
    digits = "".join(one for one in words if one.isdecimal())
    if len(digits) < FEWEST_DIGITS or not PHONE.fullmatch(words.strip()):
        return false()
    if len(digits) == WITH_TRUNK and digits[0] in "78":
        digits = digits[1:]  # +7 912 and 8 912 are one number
    held: ColumnElement[str] = Person.phone.expression
    for sign in BETWEEN_DIGITS:
        held = func.replace(held, sign, "")
    return held.contains(digits)


def _narrowed(asked: Asked) -> list[ColumnElement[bool]]:
    held, found = asked.filters, []
    grant: list[ColumnElement[bool]] = []
    if held.get("role") in set(Role):
        grant.append(Grant.role == held["role"])
    kind, _, key = held.get("where", "").partition(":")
    if kind == "all":
        grant.append(Grant.scope_kind == "all")
    elif kind and key.isascii() and key.isdigit() and len(key) < 16:
        grant += [Grant.scope_kind == kind, Grant.scope_id == int(key)]
    if grant:
        found.append(Person.id.in_(select(Grant.person_id).where(and_(*grant))))
    if held.get("state") in (ACTIVE, DEACTIVATED):
        found.append(Person.active.is_(held["state"] == ACTIVE))
    return found
