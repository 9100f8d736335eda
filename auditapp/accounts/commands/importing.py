"""Many people at once, out of a file: all of them, or none."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from auditapp.accounts.commands.people import new_person
from auditapp.accounts.commands.roles import require_scope
from auditapp.accounts.commands.uniqueness import said_in_words
from auditapp.accounts.queries import Facts, Scope
from auditapp.core.permissions import Role
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
        session.add_all([new_person(at, one.facts, one.roles) for one in newcomers])
        session.flush()
        trail.record(
            session, actor, at, "accounts.people_imported", f"uploads/{source}", str(len(newcomers))
        )
