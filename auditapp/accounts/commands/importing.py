"""Many people at once, out of a file: all of them, or none."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from auditapp.accounts.commands.people import columns_of
from auditapp.accounts.commands.roles import require_scope
from auditapp.accounts.commands.uniqueness import said_in_words
from auditapp.accounts.models import Grant, Person, findable
from auditapp.accounts.queries import Facts, Scope
from auditapp.core.permissions import Role
from auditapp.core.text import folded
from auditapp.storage import trail, transaction
from auditapp.web.actor import Actor


@dataclass(frozen=True)
class Newcomer:
    """One person to be added, with the roles to begin with."""

    facts: Facts
    roles: tuple[tuple[Role, Scope], ...]


def add_people(
    actor: Actor,
    at: datetime,
    newcomers: Sequence[Newcomer],
    source: str,
    taken: Callable[[Session], None],
) -> None:
    """Add all of these people in one transaction; `taken` marks in it the file they came from.

    Raises: Problem `accounts.code_taken`, `accounts.email_taken`, `accounts.scope_not_yours`.
    """
    for scope in {scope for one in newcomers for _, scope in one.roles}:
        require_scope(actor, scope)
    with said_in_words(), transaction.write() as session:
        taken(session)
        _insert(session, at, newcomers)
        trail.record(
            session, actor, at, "accounts.people_imported", f"uploads/{source}", str(len(newcomers))
        )


def _insert(session: Session, at: datetime, newcomers: Sequence[Newcomer]) -> None:
    """Put all rows in at once: one by one, ten thousand take many times as long."""
    added = insert(Person).returning(Person.id, sort_by_parameter_order=True)
    keys = session.scalars(added, [_columns(at, one.facts) for one in newcomers]).all()
    grants = [
        {"person_id": key, "role": role, "scope_kind": scope.kind, "scope_id": scope.id}
        for key, one in zip(keys, newcomers, strict=True)
        for role, scope in one.roles
    ]
    session.execute(insert(Grant), grants)


def _columns(at: datetime, facts: Facts) -> dict[str, Any]:
    words = (facts.name, facts.code, facts.email, facts.phone, facts.household)
    return columns_of(facts) | {
        "created_at": at,
        "found_by": findable(*words),
        "code_key": folded(facts.code),
    }
