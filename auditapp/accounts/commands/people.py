"""People: added, changed, deactivated and back; and what each changes about themselves."""

from dataclasses import fields
from datetime import datetime
from typing import Any

from auditapp.accounts.commands.inviting import Invited, issue_invitation
from auditapp.accounts.commands.links import BY_MAIL, end_links, take_back_mail
from auditapp.accounts.commands.roles import require_scope
from auditapp.accounts.commands.sessions import end_all, note
from auditapp.accounts.commands.uniqueness import said_in_words
from auditapp.accounts.models import Grant, Link, Person
from auditapp.accounts.queries import (
    Facts,
    Places,
    Scope,
    facts_of,
    is_only_admin,
    person_to_manage,
)
from auditapp.core.permissions import Role
from auditapp.core.problems import Problem
from auditapp.storage import transaction
from auditapp.web.actor import Actor


def add_person(
    actor: Actor | None,
    at: datetime,
    facts: Facts,
    role: Role,
    scope: Scope,
    *,
    send: bool = False,
) -> Invited:
    """Add a person with one role, and invite them; no actor means the application itself.

    Raises: Problem `accounts.code_taken`, `accounts.email_taken`, `accounts.scope_not_yours`.
    """
    require_scope(actor, scope)
    with said_in_words(), transaction.write() as session:
        grant = Grant(role=role, scope_kind=scope.kind, scope_id=scope.id)
        person = Person(created_at=at, grants=[grant], **columns_of(facts))
        session.add(person)
        session.flush()
        token = issue_invitation(session, at, person, send=send)
        note(session, actor, at, "person_added", person.public_id)
    return Invited(person, token, send and person.email is not None)


def change_person(
    actor: Actor, at: datetime, public_id: str, facts: Facts, changes: int, places: Places
) -> None:
    """Change what is known of a person, if it still stands as it did when it was read.

    Raises: Problem `accounts.no_person`, `accounts.code_taken`, `accounts.email_taken`,
    `web.changed_meanwhile`.
    """
    with said_in_words(), transaction.write() as session:
        person = person_to_manage(actor, public_id, places)
        if person.changes != changes:
            raise Problem("web.changed_meanwhile")
        changed = _changed(facts_of(person), facts)
        if not changed:
            return
        _write_down(person, facts)
        session.flush()
        if "email" in changed:  # what went to the address before opens nothing any more
            end_links(session, at, Link.purpose.in_(BY_MAIL), Link.person_id == person.id)
            take_back_mail(session, at, person)
        note(session, actor, at, "person_changed", public_id, ",".join(changed))


def deactivate(actor: Actor, at: datetime, public_id: str, places: Places) -> None:
    """Close the door to a person: sessions and links end, everything they did stays.

    Raises: Problem `accounts.no_person`, `accounts.last_admin`.
    """
    with transaction.write() as session:
        person = person_to_manage(actor, public_id, places)
        if not person.active:
            return
        if is_only_admin(person):
            raise Problem("accounts.last_admin")
        person.active = False
        end_all(session, at, person.id)
        end_links(session, at, Link.person_id == person.id)
        take_back_mail(session, at, person)
        note(session, actor, at, "deactivated", public_id)


def reactivate(actor: Actor, at: datetime, public_id: str, places: Places) -> None:
    """Open the door again; links made before stay ended. Raises: Problem `accounts.no_person`."""
    with transaction.write() as session:
        person = person_to_manage(actor, public_id, places)
        if person.active:
            return
        person.active = True
        note(session, actor, at, "reactivated", public_id)


def change_language(actor: Actor, at: datetime, language: str) -> None:
    """Choose the language in which one's own pages speak."""
    with transaction.write() as session:
        session.get_one(Person, actor.person_id).language = language
        note(session, actor, at, "language_changed", actor.public_id)


def _changed(before: Facts, after: Facts) -> list[str]:
    names = (field.name for field in fields(Facts))
    return [name for name in names if getattr(before, name) != getattr(after, name)]


def _write_down(person: Person, facts: Facts) -> None:
    for column, value in columns_of(facts).items():
        setattr(person, column, value)


def columns_of(facts: Facts) -> dict[str, Any]:
    """Return facts as the columns of a person hold them."""
    return {
        "name": facts.name,
        "code": facts.code,
        "email": facts.email,
        "language": facts.language,
        "phone": facts.phone,
        "household": facts.household,
        "spoken": list(facts.spoken),
        "home_latitude": facts.home.latitude if facts.home else None,
        "home_longitude": facts.home.longitude if facts.home else None,
        "notes": facts.notes,
    }
