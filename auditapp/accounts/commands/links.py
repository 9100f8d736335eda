"""Personal links: made once, kept as digests, used up by a button and never by a look."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, update
from sqlalchemy.orm import Session

from auditapp.accounts.commands.entering import WayIn, let_in
from auditapp.accounts.commands.passwords import hashed
from auditapp.accounts.commands.sessions import Entering, begin, new_token, note
from auditapp.accounts.commands.uniqueness import said_in_words
from auditapp.accounts.models import Grant, Link, Person
from auditapp.accounts.queries import (
    Places,
    digest,
    has_admin,
    person_to_manage,
    suggested_code,
    usable_link,
)
from auditapp.core.passwords import require_strong
from auditapp.core.permissions import Role
from auditapp.core.problems import Problem
from auditapp.messages.commands import take_back
from auditapp.storage import transaction
from auditapp.web.actor import Actor

SIGN_IN_LASTS = timedelta(hours=24)
FIRST_ADMIN_LASTS = timedelta(days=7)
BY_MAIL = ("invitation", "new_password")


def make_sign_in_link(
    actor: Actor | None, at: datetime, public_id: str, places: Places | None
) -> str:
    """Return the token of a new link for a person; earlier ones of theirs end.

    No actor means the application itself, asked by whoever runs the server.

    Raises: Problem `accounts.no_person` for whoever is not wholly within the actor's reach,
    `accounts.deactivated`.
    """
    with transaction.write() as session:
        person = person_to_manage(actor, public_id, places)
        if not person.active:
            raise Problem("accounts.deactivated")
        token = issue_sign_in_link(session, at, person)
        note(session, actor, at, "link_made", person.public_id)
    return token


def issue_sign_in_link(session: Session, at: datetime, person: Person) -> str:
    """Make a sign-in link inside a transaction."""
    end_links(session, at, Link.purpose == "sign_in", Link.person_id == person.id)
    return issue(session, at, "sign_in", at + SIGN_IN_LASTS, person)


def make_visit_link(
    session: Session, at: datetime, person: Person, visit: str, until: datetime
) -> str:
    """Make a visit's link inside a transaction; the one sent before ends."""
    end_links(session, at, Link.visit_id == visit, Link.person_id == person.id)
    return issue(session, at, "visit", until, person, visit)


def make_first_link(at: datetime) -> str | None:
    """Return the token by which the first admin is made; None if there is one already."""
    with transaction.write() as session:
        if has_admin():
            return None
        end_links(session, at, Link.purpose == "first_admin")
        token = issue(session, at, "first_admin", at + FIRST_ADMIN_LASTS)
        note(session, None, at, "first_link_made", "-")
    return token


def use_sign_in_link(at: datetime, token: str, user_agent: str, address: str) -> WayIn:
    """Use a sign-in link up and let its person in.

    Raises: Problem `accounts.link_ended`.
    """
    with transaction.write() as session:
        link = required(token, "sign_in", at)
        link.used_at = at
        return let_in(session, at, holder(link), user_agent, address)


def open_visit_link(token: str, at: datetime, user_agent: str, address: str) -> str:
    """Return the token of a session for the visits of the link's shopper, until the window ends.

    Raises: Problem `accounts.link_ended`.
    """
    with transaction.write() as session:
        link = required(token, "visit", at)
        link.used_at = link.used_at or at
        until, visit = link.expires_at, link.visit_id
        return begin(session, at, holder(link), user_agent, address, visit=visit, until=until)


def make_first_admin(
    at: datetime,
    token: str,
    name: str,
    email: str,
    password: str,
    language: str,
    user_agent: str,
    address: str,
) -> str:
    """Make the first admin, once, and return the token of their session.

    Raises: Problem `accounts.link_ended`, `accounts.password_…`, `accounts.email_taken`.
    """
    require_strong(password, name, email)
    kept = hashed(password)
    with said_in_words(), transaction.write() as session:
        link = required(token, "first_admin", at)
        if has_admin():
            raise Problem("accounts.link_ended")
        link.used_at = at
        person = Person(
            name=name,
            code=suggested_code(),
            email=email.casefold(),
            language=language,
            password_hash=kept,
            created_at=at,
            grants=[Grant(role=Role.ADMIN, scope_kind="all")],
        )
        session.add(person)
        session.flush()
        note(session, Entering(person.id), at, "first_admin_made", person.public_id)
        return begin(session, at, person, user_agent, address)


def end_links(session: Session, at: datetime, *which: ColumnElement[bool]) -> None:
    """End links inside a transaction, as if their time were over."""
    live = update(Link).where(Link.expires_at > at, *which)
    session.execute(live.values(expires_at=at))


def end_ways_in(session: Session, at: datetime, person: Person) -> None:
    """End inside a transaction all links by which a person comes in, but those of visits."""
    end_links(session, at, Link.purpose != "visit", Link.person_id == person.id)


def take_back_mail(session: Session, at: datetime, person: Person) -> None:
    """Withdraw inside a transaction what waits to be sent with a link that has ended."""
    for kind in BY_MAIL:
        take_back(session, at, kind=kind, person_id=person.id)


def required(token: str, purpose: str, at: datetime) -> Link:
    """Return the link of a token. Raises: Problem `accounts.link_ended`."""
    link = usable_link(token, purpose, at)
    if link is None:
        raise Problem("accounts.link_ended")
    return link


def holder(link: Link) -> Person:
    """Return whose link it is. Raises: Problem `accounts.link_ended` if they are not active."""
    if link.person is None or not link.person.active:
        raise Problem("accounts.link_ended")
    return link.person


def issue(
    session: Session,
    at: datetime,
    purpose: str,
    until: datetime,
    person: Person | None = None,
    visit: str | None = None,
) -> str:
    """Make a link inside a transaction and return its token."""
    token = new_token()
    session.add(
        Link(
            token_hash=digest(token),
            purpose=purpose,
            person_id=person.id if person else None,
            visit_id=visit,
            created_at=at,
            expires_at=until,
        )
    )
    return token
