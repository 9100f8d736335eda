"""Roles: given and taken, each in its scope; whoever's rights change comes in anew."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from auditapp.accounts.commands.inviting import PURPOSE as INVITATION
from auditapp.accounts.commands.inviting import issue_invitation
from auditapp.accounts.commands.links import end_ways_in, take_back_mail
from auditapp.accounts.commands.sessions import end_all, note
from auditapp.accounts.commands.uniqueness import said_in_words
from auditapp.accounts.models import Grant, Link, Person
from auditapp.accounts.queries import Places, Scope, covers, is_last_admin, person_to_manage
from auditapp.core.permissions import Permission, Role
from auditapp.core.problems import Problem
from auditapp.storage import transaction
from auditapp.web.actor import Actor


def give_role(
    actor: Actor,
    at: datetime,
    public_id: str,
    role: Role,
    scope: Scope,
    places: Places | None,
) -> bool:
    """Give a person one more role; their sessions and links end. Returns whether links did.

    An invitation that is sent by mail is sent anew.

    Raises: Problem `accounts.no_person`, `accounts.scope_not_yours`, `accounts.role_held`.
    """
    require_scope(actor, scope)
    with said_in_words(), transaction.write() as session:
        person = person_to_manage(actor, public_id, places)
        session.add(Grant(person_id=person.id, role=role, scope_kind=scope.kind, scope_id=scope.id))
        session.flush()
        _rights_changed(session, actor, at, person, "role_given", f"{role} {scope.key}")
        return _end_links(session, at, person)


def take_role(
    actor: Actor, at: datetime, public_id: str, grant_id: int, places: Places | None
) -> None:
    """Take a role from a person; their sessions end.

    Raises: Problem `accounts.no_person`, `accounts.last_admin`.
    """
    with transaction.write() as session:
        person = person_to_manage(actor, public_id, places)
        grant = next((grant for grant in person.grants if grant.id == grant_id), None)
        if grant is None:
            raise Problem("accounts.no_person")
        if is_last_admin(grant):
            raise Problem("accounts.last_admin")
        session.delete(grant)
        where = Scope(grant.scope_kind, grant.scope_id)
        _rights_changed(session, actor, at, person, "role_taken", f"{grant.role} {where.key}")


def require_scope(actor: Actor | None, scope: Scope) -> None:
    """Refuse a scope that the actor's own right does not cover; no actor covers all.

    Raises: Problem `accounts.scope_not_yours`.
    """
    if actor is not None and not covers(actor, Permission.PERSON_ADD, scope):
        raise Problem("accounts.scope_not_yours")


def _end_links(session: Session, at: datetime, person: Person) -> bool:
    """End what leads in: whoever made a link, or keeps one, may not come in by it with more."""
    live = select(Link.purpose).where(
        Link.person_id == person.id,
        Link.purpose != "visit",
        Link.used_at.is_(None),
        Link.expires_at > at,
    )
    ended = set(session.scalars(live))
    end_ways_in(session, at, person)
    take_back_mail(session, at, person)
    if INVITATION in ended and person.email is not None:
        issue_invitation(session, at, person, send=True)
    return bool(ended)


def _rights_changed(
    session: Session, actor: Actor, at: datetime, person: Person, event: str, words: str
) -> None:
    end_all(session, at, person.id)
    note(session, actor, at, event, person.public_id, words)
