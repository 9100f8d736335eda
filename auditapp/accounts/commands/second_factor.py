"""The second factor: a code from an app on the phone, or one of ten recovery codes, each once."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import pyotp
from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from auditapp.accounts.commands.entering import begin_attempt, is_password
from auditapp.accounts.commands.links import holder, required
from auditapp.accounts.commands.sessions import Entering, begin, end_all, note
from auditapp.accounts.models import Person, RecoveryCode, SignInAttempt
from auditapp.accounts.queries import Places, digest, person_by_id, person_to_manage
from auditapp.core.problems import Problem
from auditapp.storage import transaction
from auditapp.web.actor import Actor

PURPOSE = "second_factor"
CODES = 10
# No letters that are read for others.
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
GROUPS, GROUP = 3, 4
DRIFT = (-1, 0, 1)  # steps of 30 s by which the phone's clock may differ


def prepare_second_factor(actor: Actor, at: datetime) -> None:
    """Make a secret for one's app; it counts once a code made of it was given.

    Raises: Problem `accounts.second_factor_on`.
    """
    with transaction.write() as session:
        person = session.get_one(Person, actor.person_id)
        if person.totp_since is not None:
            raise Problem("accounts.second_factor_on")
        person.totp_secret = pyotp.random_base32()
        note(session, actor, at, "second_factor_prepared", actor.public_id)


def confirm_second_factor(actor: Actor, at: datetime, code: str, address: str) -> list[str]:
    """Turn one's second factor on by a first code, and return the recovery codes.

    Raises: Problem `accounts.first_code_wrong`, `accounts.second_factor_on`,
    `accounts.slow_down`.
    """
    attempt_id = begin_attempt(at, _account(actor.person_id), address)
    with transaction.write() as session:
        person = session.get_one(Person, actor.person_id)
        if person.totp_since is not None:
            raise Problem("accounts.second_factor_on")
        if not _is_from_app(session, person, code, at):
            raise Problem("accounts.first_code_wrong")
        session.get_one(SignInAttempt, attempt_id).ok = True
        person.totp_since = at
        note(session, actor, at, "second_factor_on", actor.public_id)
        return _new_codes(session, person)


def turn_off_second_factor(actor: Actor, at: datetime, proof: str, address: str) -> None:
    """Turn one's second factor off, by the password or a code.

    Raises: Problem `accounts.proof_wrong`, `accounts.slow_down`.
    """
    with _proved(actor, at, proof, address) as (session, person):
        _clear(session, person)
        note(session, actor, at, "second_factor_off", actor.public_id)


def renew_recovery_codes(actor: Actor, at: datetime, proof: str, address: str) -> list[str]:
    """Return new recovery codes, by the password or a code; those before are void.

    Raises: Problem `accounts.proof_wrong`, `accounts.slow_down`.
    """
    with _proved(actor, at, proof, address) as (session, person):
        note(session, actor, at, "recovery_codes_made", actor.public_id)
        return _new_codes(session, person)


def reset_second_factor(
    actor: Actor | None, at: datetime, public_id: str, places: Places | None
) -> None:
    """Turn the second factor of somebody else, who lost it, off; their sessions end.

    No actor means the application itself, asked by whoever runs the server.

    Raises: Problem `accounts.no_person`, `web.forbidden` for one's own: that takes a proof.
    """
    if actor is not None and public_id == actor.public_id:
        raise Problem("web.forbidden")
    with transaction.write() as session:
        person = person_to_manage(actor, public_id, places)
        if person.totp_since is None:
            return
        _clear(session, person)
        end_all(session, at, person.id)
        note(session, actor, at, "second_factor_reset", public_id)


def pass_second_factor(at: datetime, token: str, code: str, user_agent: str, address: str) -> str:
    """Return the token of a new session, by the second factor after another way in.

    Raises: Problem `accounts.link_ended`, `accounts.code_wrong`, `accounts.slow_down`.
    """
    asking = holder(required(token, PURPOSE, at))
    attempt_id = begin_attempt(at, _account(asking.id), address)
    with transaction.write() as session:
        link = required(token, PURPOSE, at)
        person = holder(link)
        if not _is_code(session, person, code, at):
            raise Problem("accounts.code_wrong")
        session.get_one(SignInAttempt, attempt_id).ok = True
        link.used_at = at
        return begin(session, at, person, user_agent, address)


@contextmanager
def _proved(
    actor: Actor, at: datetime, proof: str, address: str
) -> Iterator[tuple[Session, Person]]:
    attempt_id = begin_attempt(at, _account(actor.person_id), address)
    by_password = is_password(person_by_id(actor.person_id), proof)
    with transaction.write() as session:
        person = session.get_one(Person, actor.person_id)
        if person.totp_since is None:
            raise Problem("accounts.second_factor_off")
        if not by_password and not _is_code(session, person, proof, at):
            raise Problem("accounts.proof_wrong")
        session.get_one(SignInAttempt, attempt_id).ok = True
        yield session, person


def _account(person_id: int) -> str:
    return f"second {person_id}"


def _is_code(session: Session, person: Person, code: str, at: datetime) -> bool:
    return _is_from_app(session, person, code, at) or _is_recovery(session, person, code, at)


def _is_from_app(session: Session, person: Person, code: str, at: datetime) -> bool:
    """Tell whether it is a code of now that was not used yet; the step it is of is kept."""
    if person.totp_secret is None:
        return False
    totp, written = pyotp.TOTP(person.totp_secret), "".join(code.split())
    step = totp.timecode(at)
    matching = [
        step + drift
        for drift in DRIFT
        if secrets.compare_digest(totp.generate_otp(step + drift).encode(), written.encode())
    ]
    if not matching:
        return False
    # Not through the row: this is no change that two who edit should be told of.
    later = or_(Person.totp_last.is_(None), Person.totp_last < matching[0])
    used = update(Person).where(Person.id == person.id, later).values(totp_last=matching[0])
    return session.execute(used).rowcount == 1  # type: ignore[attr-defined, no-any-return]


def _is_recovery(session: Session, person: Person, code: str, at: datetime) -> bool:
    if person.totp_since is None:
        return False
    kept = digest(_plain(code))
    unused = select(RecoveryCode).where(
        RecoveryCode.person_id == person.id,
        RecoveryCode.code_hash == kept,
        RecoveryCode.used_at.is_(None),
    )
    found = session.scalars(unused).first()
    if found is None:
        return False
    found.used_at = at
    note(session, Entering(person.id), at, "recovery_code_used", person.public_id)
    return True


def _new_codes(session: Session, person: Person) -> list[str]:
    session.execute(delete(RecoveryCode).where(RecoveryCode.person_id == person.id))
    codes = ["-".join(_letters() for _ in range(GROUPS)) for _ in range(CODES)]
    session.add_all(
        RecoveryCode(person_id=person.id, code_hash=digest(_plain(code))) for code in codes
    )
    return codes


def _letters() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(GROUP))


def _plain(code: str) -> str:
    return "".join(c for c in code.casefold() if c.isalnum())


def _clear(session: Session, person: Person) -> None:
    person.totp_secret = person.totp_since = person.totp_last = None
    session.execute(delete(RecoveryCode).where(RecoveryCode.person_id == person.id))
