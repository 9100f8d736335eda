"""Invitations: a link by which a new person comes in, chooses language and password, once."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from auditapp.accounts.commands.entering import WayIn, let_in
from auditapp.accounts.commands.links import end_links, holder, issue, required
from auditapp.accounts.commands.passwords import hashed
from auditapp.accounts.commands.renewing import set_password
from auditapp.accounts.commands.sessions import Entering, note
from auditapp.accounts.models import Link, Person
from auditapp.accounts.queries import Places, person_to_manage
from auditapp.core.passwords import require_strong
from auditapp.core.problems import Problem
from auditapp.messages.commands import enqueue, take_back
from auditapp.storage import transaction
from auditapp.web.actor import Actor
from auditapp.web.addresses import absolute

LASTS = timedelta(days=7)
PURPOSE = "invitation"


@dataclass(frozen=True)
class Invited:
    """What came of an invitation: the link to hand on, and whether a message holds it too."""

    person: Person
    token: str
    is_sent: bool


def invite(
    actor: Actor | None, at: datetime, public_id: str, places: Places | None, *, send: bool
) -> Invited:
    """Make an invitation for a person; the one before ends. It is sent where they have an email.

    Raises: Problem `accounts.no_person`, `accounts.deactivated`.
    """
    with transaction.write() as session:
        person = person_to_manage(actor, public_id, places)
        if not person.active:
            raise Problem("accounts.deactivated")
        token = issue_invitation(session, at, person, send=send)
        note(session, actor, at, "invited", person.public_id)
    return Invited(person, token, send and person.email is not None)


def issue_invitation(session: Session, at: datetime, person: Person, *, send: bool) -> str:
    """Make an invitation inside a transaction, with its message if it is to be sent."""
    end_links(session, at, Link.purpose == PURPOSE, Link.person_id == person.id)
    take_back(session, at, kind=PURPOSE, person_id=person.id)
    token = issue(session, at, PURPOSE, at + LASTS, person)
    if send and person.email is not None:
        enqueue(
            session,
            at,
            kind=PURPOSE,
            person_id=person.id,
            name=person.name,
            address=person.email,
            language=person.language,
            link=absolute("accounts.invitation", token=token),
            link_until=at + LASTS,
        )
    return token


def use_invitation(
    at: datetime, token: str, language: str, password: str, user_agent: str, address: str
) -> WayIn:
    """Use an invitation up: keep the language, and the password if one was chosen; let them in.

    Raises: Problem `accounts.link_ended`, `accounts.password_…`.
    """
    asking = holder(required(token, PURPOSE, at))
    if password:
        require_strong(password, asking.name, asking.email or "")
    kept = hashed(password) if password else None
    with transaction.write() as session:
        link = required(token, PURPOSE, at)
        person = holder(link)
        link.used_at = at
        take_back(session, at, kind=PURPOSE, person_id=person.id)
        person.language = language
        if kept is not None:
            set_password(session, at, person, kept)
        note(session, Entering(person.id), at, "invitation_used", person.public_id)
        return let_in(session, at, person, user_agent, address)
