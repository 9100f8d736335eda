"""People: added, given roles, and what each changes about themselves."""

from datetime import datetime

from sqlalchemy.orm import Session

from auditapp.accounts.commands.entering import begin_attempt
from auditapp.accounts.commands.links import end_links
from auditapp.accounts.commands.passwords import hashed, matches
from auditapp.accounts.commands.sessions import end_all, note
from auditapp.accounts.commands.uniqueness import said_in_words
from auditapp.accounts.models import Grant, Link, Person, SignInAttempt
from auditapp.accounts.queries import (
    Scope,
    covers,
    is_last_admin,
    person_by_id,
    person_to_manage,
)
from auditapp.core.passwords import LONGEST, require_strong
from auditapp.core.permissions import Permission, Role
from auditapp.core.problems import Problem
from auditapp.storage import transaction
from auditapp.web.actor import Actor


def add_person(
    actor: Actor | None,
    at: datetime,
    name: str,
    code: str,
    email: str | None,
    language: str,
    role: Role,
    scope: Scope,
) -> Person:
    """Add a person with one role; no actor means the application itself.

    Raises: Problem `accounts.code_taken`, `accounts.email_taken`, `accounts.scope_not_yours`.
    """
    _require_scope(actor, scope)
    with said_in_words(), transaction.write() as session:
        person = Person(
            name=name,
            code=code,
            email=email.casefold() if email else None,
            language=language,
            created_at=at,
            grants=[Grant(role=role, scope_kind=scope.kind, scope_id=scope.id)],
        )
        session.add(person)
        session.flush()
        note(session, actor, at, "person_added", person.public_id)
    return person


def give_role(
    actor: Actor, at: datetime, public_id: str, role: Role, scope: Scope, scopes: list[Scope]
) -> None:
    """Give a person one more role; their sessions end.

    Raises: Problem `accounts.no_person`, `accounts.scope_not_yours`, `accounts.role_held`.
    """
    _require_scope(actor, scope)
    with said_in_words(), transaction.write() as session:
        person = person_to_manage(actor, public_id, scopes)
        session.add(Grant(person_id=person.id, role=role, scope_kind=scope.kind, scope_id=scope.id))
        session.flush()
        _rights_changed(session, actor, at, person, "role_given")


def take_role(
    actor: Actor, at: datetime, public_id: str, grant_id: int, scopes: list[Scope]
) -> None:
    """Take a role from a person; their sessions end.

    Raises: Problem `accounts.no_person`, `accounts.last_admin`.
    """
    with transaction.write() as session:
        person = person_to_manage(actor, public_id, scopes)
        grant = next((grant for grant in person.grants if grant.id == grant_id), None)
        if grant is None:
            raise Problem("accounts.no_person")
        if is_last_admin(grant):
            raise Problem("accounts.last_admin")
        session.delete(grant)
        _rights_changed(session, actor, at, person, "role_taken")


def change_language(actor: Actor, at: datetime, language: str) -> None:
    """Choose the language in which one's own pages speak."""
    with transaction.write() as session:
        session.get_one(Person, actor.person_id).language = language
        note(session, actor, at, "language_changed", actor.public_id)


def change_password(actor: Actor, at: datetime, old: str, new: str, address: str) -> None:
    """Set one's own password, by the old one if there is one; other sessions and links end.

    Raises: Problem `accounts.old_password_wrong`, `accounts.password_…`, `accounts.slow_down`.
    """
    person = person_by_id(actor.person_id)
    require_strong(new, person.name, person.email or "")
    attempt_id = begin_attempt(at, f"person {person.id}", address)
    if person.password_hash and not matches(person.password_hash, old[:LONGEST]):
        raise Problem("accounts.old_password_wrong")
    kept = hashed(new)
    with transaction.write() as session:
        session.get_one(SignInAttempt, attempt_id).ok = True
        session.get_one(Person, actor.person_id).password_hash = kept
        end_all(session, at, actor.person_id, but=actor.session_id)
        end_links(session, at, Link.purpose == "sign_in", Link.person_id == actor.person_id)
        note(session, actor, at, "password_changed", actor.public_id)


def _require_scope(actor: Actor | None, scope: Scope) -> None:
    if actor is not None and not covers(actor, Permission.PERSON_ADD, scope):
        raise Problem("accounts.scope_not_yours")


def _rights_changed(
    session: Session, actor: Actor, at: datetime, person: Person, event: str
) -> None:
    end_all(session, at, person.id)
    note(session, actor, at, event, person.public_id)
