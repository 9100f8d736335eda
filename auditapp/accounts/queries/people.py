"""People one by one: who they are, who may change them, and who is the last admin."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import InstrumentedAttribute, selectinload

from auditapp.accounts.models import Grant, Person
from auditapp.accounts.queries.scopes import Places, held_within
from auditapp.core.permissions import Permission, Role
from auditapp.core.problems import Problem
from auditapp.storage.db import db
from auditapp.web.actor import Actor
from auditapp.web.positions import Position

CODE = re.compile(r"p-(\d{1,9})")
AT_ONCE = 500  # values in one statement; databases bound them


@dataclass(frozen=True)
class Facts:
    """What is known of a person beside their roles."""

    name: str
    code: str
    email: str | None
    language: str
    phone: str = ""
    household: str | None = None
    spoken: tuple[str, ...] = ()
    home: Position | None = None
    notes: str = ""


def facts_of(person: Person) -> Facts:
    """Return what is known of a person, as it stands."""
    home = None
    if person.home_latitude is not None and person.home_longitude is not None:
        home = Position(person.home_latitude, person.home_longitude)
    return Facts(
        name=person.name,
        code=person.code,
        email=person.email,
        language=person.language,
        phone=person.phone,
        household=person.household,
        spoken=tuple(person.spoken),
        home=home,
        notes=person.notes,
    )


def person_by_id(person_id: int) -> Person:
    """Return a person that is known to be there."""
    return db.session.get_one(Person, person_id)


def person_by_email(email: str) -> Person | None:
    """Return whose address it is; letters may be large or small."""
    wanted = email.strip().casefold()
    return db.session.scalars(select(Person).where(Person.email == wanted)).first()


def person_to_manage(actor: Actor | None, public_id: str, places: Places | None) -> Person:
    """Return a person all of whose roles lie within the actor's reach; no actor reaches all.

    Raises: Problem `accounts.no_person`, for others as for nobody.
    """
    rows = select(Person).where(Person.public_id == public_id)
    found = db.session.scalars(rows.options(selectinload(Person.grants))).first()
    if found is None or (actor and not manageable(actor, [found], places)):
        raise Problem("accounts.no_person")
    return found


def may_manage(actor: Actor, public_id: str, places: Places | None) -> bool:
    """Tell whether the actor may change this person."""
    try:
        return bool(person_to_manage(actor, public_id, places))
    except Problem:
        return False


def manageable(actor: Actor, people: Iterable[Person], places: Places | None) -> set[str]:
    """Return the public ids of those whom the actor may change: nobody of wider reach."""
    if actor.may_everywhere(Permission.PERSON_ADD):
        return {person.public_id for person in people}
    asked = list(people)
    if places is None or not actor.may(Permission.PERSON_ADD):
        return set()
    inside = select(Grant.id).where(
        Grant.person_id.in_([person.id for person in asked]),
        held_within(actor, Permission.PERSON_ADD, places),
    )
    held = set(db.session.scalars(inside))
    return {
        person.public_id
        for person in asked
        if person.grants and all(grant.id in held for grant in person.grants)
    }


def has_admin() -> bool:
    """Tell whether anyone is admin everywhere."""
    return db.session.scalar(_admins().limit(1)) is not None


def is_last_admin(grant: Grant) -> bool:
    """Tell whether without this role nobody would be admin everywhere."""
    if grant.role != Role.ADMIN or grant.scope_kind != "all" or not grant.person.active:
        return False
    others = _admins().where(Grant.id != grant.id).limit(1)
    return db.session.scalar(others) is None


def is_only_admin(person: Person) -> bool:
    """Tell whether without this person nobody would be admin everywhere."""
    return any(is_last_admin(grant) for grant in person.grants)


def suggested_code() -> str:
    """Return the next pseudonym that nobody has."""
    longest_first = (
        select(Person.code_key)
        .where(Person.code_key.startswith("p-"))
        .order_by(func.length(Person.code_key).desc(), Person.code_key.desc())
        .execution_options(yield_per=50)
    )
    codes = db.session.scalars(longest_first)
    highest = next((int(found[1]) for code in codes if (found := CODE.fullmatch(code))), 0)
    codes.close()
    return f"P-{highest + 1}"


def taken_words(column: InstrumentedAttribute[str], words: Collection[str]) -> set[str]:
    """Return which of these values somebody has in a column already."""
    asked, found = sorted(words), set()
    for start in range(0, len(asked), AT_ONCE):
        rows = select(column).where(column.in_(asked[start : start + AT_ONCE]))
        found |= set(db.session.scalars(rows))
    return found


def _admins() -> Select[tuple[int]]:
    return (
        select(Grant.id)
        .join(Grant.person)
        .where(Grant.role == Role.ADMIN, Grant.scope_kind == "all", Person.active)
    )
