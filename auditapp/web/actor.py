"""Who asks: the person behind a request, as commands and queries get to know them.

A plain value: no row, no request. Whoever is not signed in is no actor at all.
"""

from dataclasses import dataclass
from typing import Protocol

from flask import g, session
from flask_login import UserMixin, current_user, login_user, logout_user

from auditapp.core.permissions import BY_VISIT_LINK, Permission, Role, may
from auditapp.core.problems import Problem


class Site(Protocol):
    """A location, as far as scopes ask."""

    @property
    def id(self) -> int: ...
    @property
    def brand_id(self) -> int | None: ...
    @property
    def region_ids(self) -> frozenset[int]: ...


@dataclass(frozen=True)
class Granted:
    """One role in one scope: all, or a brand, a region, a location by its id."""

    role: Role
    scope_kind: str
    scope_id: int | None

    def covers(self, location: Site) -> bool:
        """Tell whether a location lies in this scope."""
        here = {
            "brand": {location.brand_id},
            "region": location.region_ids,
            "location": {location.id},
        }
        return self.scope_kind == "all" or self.scope_id in here[self.scope_kind]


@dataclass(frozen=True)
class Actor:
    """A signed-in person; `visit` is set for whoever came by a visit's personal link."""

    person_id: int
    public_id: str
    name: str
    code: str
    language: str
    grants: tuple[Granted, ...]
    session_id: str
    visit: str | None = None

    def may(self, permission: Permission, location: Site | None = None) -> bool:
        """Tell whether this person may do it: at that location, or anywhere."""
        return any(
            location is None or grant.covers(location) for grant in self.grants_for(permission)
        )

    def grants_for(self, permission: Permission) -> tuple[Granted, ...]:
        """Return the grants that allow it; their scopes bound what is reached."""
        if self.visit is not None and permission not in BY_VISIT_LINK:
            return ()
        return tuple(grant for grant in self.grants if may(grant.role, permission))

    def may_everywhere(self, permission: Permission) -> bool:
        """Tell whether the right holds without bounds: what is the whole company's asks for it."""
        return any(grant.scope_kind == "all" for grant in self.grants_for(permission))

    def has_role(self, role: Role) -> bool:
        """Tell whether the person holds the role in any scope."""
        return any(grant.role is role for grant in self.grants)


class SignedIn(UserMixin):  # type: ignore[misc]  # Flask-Login ships no types
    """What Flask-Login holds: an actor, and the token of the session row that let them in."""

    def __init__(self, actor: Actor, token: str) -> None:
        self.actor = actor
        self.token = token

    def get_id(self) -> str:
        """Return the session's token, so that ending the row ends the session."""
        return self.token


def enter(found: Actor, token: str) -> None:
    """Let someone in by the session of this token; what another sign-in left behind goes."""
    session.clear()
    session.permanent = True
    login_user(SignedIn(found, token))


def leave() -> None:
    """Forget in this browser who was signed in."""
    logout_user()
    session.clear()


def current_actor() -> Actor | None:
    """Return who asks, or None; None too while a failure is told that may lie in asking."""
    if g.get("failed"):
        return None
    if not current_user or not current_user.is_authenticated:
        return None
    actor: Actor = current_user.actor
    return actor


def actor() -> Actor:
    """Return who asks. Raises: Problem 'accounts.sign_in_needed' if nobody is signed in."""
    found = current_actor()
    if found is None:
        raise Problem("accounts.sign_in_needed")
    return found


def nonce() -> str:
    """Return this answer's nonce for scripts and styles of its own."""
    value: str = g.nonce
    return value
