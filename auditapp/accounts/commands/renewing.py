"""Passwords: changed by whoever knows theirs, made anew by whoever reads their mail."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from auditapp.accounts.commands.entering import WayIn, begin_attempt, let_in
from auditapp.accounts.commands.links import (
    end_links,
    end_ways_in,
    holder,
    issue,
    required,
    take_back_mail,
)
from auditapp.accounts.commands.passwords import hashed, matches
from auditapp.accounts.commands.sessions import Entering, end_all, note
from auditapp.accounts.models import Link, Person, SignInAttempt
from auditapp.accounts.queries import person_by_email, person_by_id
from auditapp.core.passwords import LONGEST, require_strong
from auditapp.core.problems import Problem
from auditapp.messages.commands import enqueue, take_back
from auditapp.messages.commands.writing import checked_address
from auditapp.storage import transaction
from auditapp.web.actor import Actor
from auditapp.web.addresses import absolute

NEW_LASTS = timedelta(hours=1)
PURPOSE = "new_password"
STAND_IN = "nobody@example.org"


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
        set_password(session, at, session.get_one(Person, actor.person_id), kept, actor.session_id)
        note(session, actor, at, "password_changed", actor.public_id)


def ask_for_new_password(at: datetime, email: str, address: str) -> None:
    """Write a message with a link by which a new password is set, if somebody has this address.

    Nothing tells whether anybody has: for nobody the same is done for a stand-in and undone.

    Raises: Problem `accounts.slow_down`.
    """
    begin_attempt(at, f"forgotten {email.strip().casefold()}", address)
    with transaction.write() as session:
        person = person_by_email(email)
        known = person is not None and person.active and _has_mailbox(person)
        asked_for = person if known else session.scalars(select(Person).limit(1)).first()
        with session.begin_nested() as trial:
            if asked_for is not None:
                mailbox = person.email if known and person else STAND_IN
                _send_link(session, at, asked_for, mailbox)
            if not known:
                trial.rollback()
        subject = person.public_id if known and person else "-"
        note(session, None, at, "password_forgotten", subject)


def use_new_password(
    at: datetime, token: str, password: str, user_agent: str, address: str
) -> WayIn:
    """Use the link up, set the password, end all sessions, and let the person in.

    Raises: Problem `accounts.link_ended`, `accounts.password_…`.
    """
    asking = holder(required(token, PURPOSE, at))
    require_strong(password, asking.name, asking.email or "")
    kept = hashed(password)
    with transaction.write() as session:
        link = required(token, PURPOSE, at)
        person = holder(link)
        link.used_at = at
        set_password(session, at, person, kept)
        note(session, Entering(person.id), at, "password_renewed", person.public_id)
        return let_in(session, at, person, user_agent, address)


def set_password(
    session: Session, at: datetime, person: Person, kept: str, but: str | None = None
) -> None:
    """Keep a password inside a transaction; sessions but one end, and links by which one enters.

    What waits to be sent with such a link is taken back.
    """
    person.password_hash = kept
    end_all(session, at, person.id, but=but)
    end_ways_in(session, at, person)
    take_back_mail(session, at, person)


def _has_mailbox(person: Person) -> bool:
    # Older rows may hold what no mailer takes: whoever asks is told nothing of it.
    try:
        return checked_address(person.email) is not None
    except Problem:
        return False


def _send_link(session: Session, at: datetime, person: Person, address: str | None) -> None:
    end_links(session, at, Link.purpose == PURPOSE, Link.person_id == person.id)
    take_back(session, at, kind=PURPOSE, person_id=person.id)
    token = issue(session, at, PURPOSE, at + NEW_LASTS, person)
    enqueue(
        session,
        at,
        kind=PURPOSE,
        person_id=person.id,
        name=person.name,
        address=address,
        language=person.language,
        link=absolute("accounts.new_password", token=token),
        link_until=at + NEW_LASTS,
    )
