"""Where roles hold, and how far somebody's own right reaches.

What brands, regions and locations there are is known above: the application hands `Places` in.
There may be ten thousand locations, so nothing here asks for all of them.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import ColumnElement, Select, and_, false, or_, true

from auditapp.accounts.models import Grant
from auditapp.core.permissions import Permission
from auditapp.web.actor import Actor, Granted

KINDS = ("brand", "region", "location")
MOST_SUGGESTED = 200


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


class Places(Protocol):
    """What is asked about brands, regions and locations."""

    def wide(self) -> list[Scope]:
        """Return every brand and region, by kind and name."""

    def named(self, keys: Collection[tuple[str, int]]) -> list[Scope]:
        """Return those of these kinds and ids."""

    def within(self, grants: Iterable[Granted], kind: str) -> Select[tuple[int]]:
        """Return the ids of one kind that lie wholly in the scopes of some grants."""

    def location(self, words: str) -> Scope | None:
        """Return the location of a code, or of a code and its name."""

    def suggested(self, grants: Iterable[Granted], most: int) -> list[str]:
        """Return codes and names of locations to choose from; none if there are more."""

    def called(self, words: Collection[str]) -> dict[str, list[Scope]]:
        """Return brands, regions and locations by the code or the name they go by."""


def covers(actor: Actor, permission: Permission, scope: Scope) -> bool:
    """Tell whether the right reaches the whole of a scope."""
    return any(
        grant.scope_kind == "all"
        or (grant.scope_kind, grant.scope_id) in {(scope.kind, scope.id), *scope.lies_in}
        for grant in actor.grants_for(permission)
    )


def offered(actor: Actor, permission: Permission, places: Places) -> list[Scope]:
    """Return what may be chosen from a short list: everywhere, brands, regions within reach."""
    wide = (EVERYWHERE, *places.wide())
    return [scope for scope in wide if covers(actor, permission, scope)]


def held_within(actor: Actor, permission: Permission, places: Places) -> ColumnElement[bool]:
    """Return the condition that a grant holds nowhere outside the actor's reach."""
    grants = actor.grants_for(permission)
    if any(grant.scope_kind == "all" for grant in grants):
        return true()
    if not grants:
        return false()
    return or_(
        *(
            and_(Grant.scope_kind == kind, Grant.scope_id.in_(places.within(grants, kind)))
            for kind in KINDS
        )
    )


def named_scopes(grants: Iterable[Grant], places: Places) -> dict[tuple[str, int], Scope]:
    """Return the scopes that some grants name, by kind and id, and no others."""
    keys = {(one.scope_kind, one.scope_id) for one in grants if one.scope_id is not None}
    return {(one.kind, one.id): one for one in places.named(keys) if one.id is not None}


def scope_of(grant: Grant, named: Mapping[tuple[str, int], Scope]) -> Scope:
    """Return where a grant holds, by name if it is among those that were looked up."""
    if grant.scope_id is None:
        return EVERYWHERE
    unnamed = Scope(grant.scope_kind, grant.scope_id, "–")
    return named.get((grant.scope_kind, grant.scope_id), unnamed)
