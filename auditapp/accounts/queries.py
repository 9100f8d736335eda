"""Who is behind a session, and the people that someone may see."""

import hashlib
import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, true
from sqlalchemy.orm import joinedload, selectinload

from auditapp.accounts.models import Grant, Link, Person, SignInAttempt, UserSession
from auditapp.core.permissions import Permission, Role
from auditapp.core.problems import Problem
from auditapp.storage.db import db
from auditapp.web.actor import Actor, Granted

LONGEST_SESSION = timedelta(days=30)
LONGEST_IDLE = timedelta(days=7)
SEEN_EVERY = timedelta(minutes=5)
# Failures that cost nothing, and how long they count; then the pauses double.
FREE_FOR_ACCOUNT, ACCOUNT_WINDOW = 5, timedelta(hours=24)
FREE_FOR_ADDRESS, ADDRESS_WINDOW = 30, timedelta(hours=1)
FIRST_PAUSE_S, LONGEST_PAUSE_S = 15, 900
CODE = re.compile(r"P-(\d{1,9})")


@dataclass(frozen=True)
class Scope:
    """Where a role holds: everywhere, or in a brand, region or location; and what that lies in."""

    kind: str
    id: int | None
    name: str = ""
    lies_in: frozenset[tuple[str, int]] = frozenset()

    @property
    def key(self) -> str:
        """What a form sends for it."""
        return self.kind if self.id is None else f"{self.kind}:{self.id}"


EVERYWHERE = Scope("all", None)


def digest(secret: str) -> str:
    """Return what is kept of a token: enough to know it again, not to make it."""
    return hashlib.sha256(secret.encode()).hexdigest()


def signed_in(token: str, at: datetime) -> Actor | None:
    """Return who holds the session of this token, None if it has ended."""
    found = open_session(token, at)
    return actor_of(found) if found else None


def open_session(token: str, at: datetime) -> UserSession | None:
    """Return the session of a token while it lasts and its person is active."""
    rows = select(UserSession).where(UserSession.token_hash == digest(token))
    person = joinedload(UserSession.person).joinedload(Person.grants)
    found = db.session.scalars(rows.options(person)).unique().first()
    return found if found and is_open(found, at) else None


def is_open(found: UserSession, at: datetime) -> bool:
    """Tell whether a session still lets its holder in."""
    until = min(found.created_at + LONGEST_SESSION, found.seen_at + LONGEST_IDLE)
    if found.expires_at is not None:
        until = min(until, found.expires_at)
    return found.ended_at is None and found.person.active and at < until


def was_seen_long_ago(public_id: str, at: datetime) -> bool:
    """Tell whether it is time to write down that the session is in use."""
    seen = select(UserSession.seen_at).where(UserSession.public_id == public_id)
    seen_at = db.session.scalar(seen)
    return seen_at is not None and at - seen_at >= SEEN_EVERY


def actor_of(found: UserSession) -> Actor:
    """Return the person of a session as the rest of the application knows them."""
    person = found.person
    return Actor(
        person_id=person.id,
        public_id=person.public_id,
        name=person.name,
        code=person.code,
        language=person.language,
        grants=tuple(Granted(Role(g.role), g.scope_kind, g.scope_id) for g in person.grants),
        session_id=found.public_id,
        visit=found.visit_id,
    )


def own_sessions(actor: Actor, at: datetime) -> list[UserSession]:
    """Return one's own sessions that still let someone in, the latest used first."""
    rows = select(UserSession).where(
        UserSession.person_id == actor.person_id, UserSession.ended_at.is_(None)
    )
    newest = rows.options(joinedload(UserSession.person)).order_by(UserSession.seen_at.desc())
    return [row for row in db.session.scalars(newest) if is_open(row, at)]


def person_by_id(person_id: int) -> Person:
    """Return a person that is known to be there."""
    return db.session.get_one(Person, person_id)


def person_by_email(email: str) -> Person | None:
    """Return whose address it is; letters may be large or small."""
    wanted = email.strip().casefold()
    return db.session.scalars(select(Person).where(Person.email == wanted)).first()


def usable_link(token: str, purpose: str, at: datetime) -> Link | None:
    """Return the link of a token while it can be used; only a visit's may be used again."""
    found = db.session.scalars(select(Link).where(Link.token_hash == digest(token))).first()
    if found is None or found.purpose != purpose or at >= found.expires_at:
        return None
    return found if found.used_at is None or purpose == "visit" else None


def has_admin() -> bool:
    """Tell whether anyone is admin everywhere."""
    return db.session.scalar(_admins().limit(1)) is not None


def is_last_admin(grant: Grant) -> bool:
    """Tell whether without this role nobody would be admin everywhere."""
    if grant.role != Role.ADMIN or grant.scope_kind != "all":
        return False
    others = _admins().where(Grant.id != grant.id).limit(1)
    return db.session.scalar(others) is None


def suggested_code() -> str:
    """Return the next pseudonym that nobody has."""
    codes = db.session.scalars(select(Person.code).where(Person.code.startswith("P-")))
    numbers = [int(found[1]) for code in codes if (found := CODE.fullmatch(code))]
    return f"P-{max(numbers, default=0) + 1}"


def pause_left(account_digest: str, address_digest: str, at: datetime) -> int:
    """Return how many seconds the next attempt to sign in has to wait."""
    account = SignInAttempt.account_digest
    last_right = select(func.max(SignInAttempt.id)).where(account == account_digest)
    since = func.coalesce(last_right.where(SignInAttempt.ok).scalar_subquery(), 0)
    waits = (
        _pause(FREE_FOR_ACCOUNT, at, at - ACCOUNT_WINDOW, account == account_digest, since),
        _pause(
            FREE_FOR_ADDRESS,
            at,
            at - ADDRESS_WINDOW,
            SignInAttempt.address_digest == address_digest,
            0,
        ),
    )
    return max(waits)


def covers(actor: Actor, permission: Permission, scope: Scope) -> bool:
    """Tell whether the right reaches the whole of a scope."""
    return any(
        grant.scope_kind == "all"
        or (grant.scope_kind, grant.scope_id) in {(scope.kind, scope.id), *scope.lies_in}
        for grant in actor.grants_for(permission)
    )


def reachable(actor: Actor, permission: Permission, scopes: list[Scope]) -> list[Scope]:
    """Return the scopes, everywhere before the rest, that the right reaches wholly."""
    return [scope for scope in (EVERYWHERE, *scopes) if covers(actor, permission, scope)]


def people_for(actor: Actor, scopes: list[Scope]) -> list[Person]:
    """Return the people with a role somewhere within the actor's reach, by name."""
    within = _held_within(reachable(actor, Permission.PERSON_READ, scopes))
    rows = select(Person).where(within).options(selectinload(Person.grants))
    return sorted(db.session.scalars(rows), key=lambda person: person.name.casefold())


def person_to_manage(actor: Actor | None, public_id: str, scopes: list[Scope]) -> Person:
    """Return a person all of whose roles lie within the actor's reach; no actor reaches all.

    Raises: Problem `accounts.no_person`, for others as for nobody.
    """
    rows = select(Person).where(Person.public_id == public_id)
    found = db.session.scalars(rows.options(selectinload(Person.grants))).first()
    if found is None or (actor and not manageable(actor, [found], scopes)):
        raise Problem("accounts.no_person")
    return found


def manageable(actor: Actor, people: Iterable[Person], scopes: list[Scope]) -> set[str]:
    """Return the public ids of those whom the actor may change: nobody of wider reach."""
    reach = {(one.kind, one.id) for one in reachable(actor, Permission.PERSON_ADD, scopes)}
    everyone = (EVERYWHERE.kind, EVERYWHERE.id) in reach
    return {person.public_id for person in people if everyone or _lies_within(person, reach)}


def _admins() -> Select[tuple[int]]:
    return (
        select(Grant.id)
        .join(Grant.person)
        .where(Grant.role == Role.ADMIN, Grant.scope_kind == "all", Person.active)
    )


def _pause(
    free: int, at: datetime, since: datetime, whose: ColumnElement[bool], after_id: Any
) -> int:
    failures = select(func.count(), func.max(SignInAttempt.at)).where(
        whose, ~SignInAttempt.ok, SignInAttempt.at > since, SignInAttempt.id > after_id
    )
    count, last_at = db.session.execute(failures).one()
    if count < free:
        return 0
    pause_s = min(LONGEST_PAUSE_S, FIRST_PAUSE_S * 2 ** min(count - free, 10))
    return max(0, math.ceil(pause_s - (at - last_at).total_seconds()))


def _lies_within(person: Person, reach: set[tuple[str, int | None]]) -> bool:
    held = {(grant.scope_kind, grant.scope_id) for grant in person.grants}
    return bool(held) and held <= reach


def _held_within(scopes: list[Scope]) -> ColumnElement[bool]:
    if EVERYWHERE in scopes:
        return true()
    held = [
        and_(Grant.scope_kind == kind, Grant.scope_id.in_([s.id for s in scopes if s.kind == kind]))
        for kind in ("brand", "region", "location")
    ]
    return Person.id.in_(select(Grant.person_id).where(or_(*held)))
