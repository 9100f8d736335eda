"""Sending from a phone, in steps that may each be repeated at will: answers, photos, the receipt.

What counts is what the database refuses twice, never what was looked up before.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, BinaryIO

from sqlalchemy import bindparam, insert, select, true
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from auditapp.core.problems import Problem
from auditapp.storage import transaction
from auditapp.storage.db import db
from auditapp.storage.epoch import Installation
from auditapp.visits.commands.copies import refuse_with_copy
from auditapp.visits.commands.intake import (
    Came,
    Receipt,
    Sender,
    keep_arrival,
    refuse_missing,
    take_in,
    why_not,
)
from auditapp.visits.commands.moves import note
from auditapp.visits.commands.parcels import Parcel, read_parcel, read_uuid, reread_parcel
from auditapp.visits.commands.photos import keep_photo, receive_for
from auditapp.visits.commands.repeating import once_more
from auditapp.visits.models import Arrival, Photo, Submission, Visit, VisitPhoto
from auditapp.visits.queries import Standing, own_visit_standing
from auditapp.web.actor import Actor

MOST_BEGUN = 50  # times that a visit is begun to be sent under new ids


@dataclass(frozen=True)
class Step:
    """What is answered to the answers of a visit: what is still missing, or the receipt."""

    first: bool
    missing: tuple[str, ...] = ()
    receipt: Receipt | None = None
    epoch: int = 0


def receive_arrival(
    actor: Actor, at: datetime, submission_uuid: str, payload: bytes, device_at: datetime | None
) -> Step:
    """Keep what a phone sends of a visit, as it came; tell which of its photos are missing.

    What is refused is kept as a copy, and the phone keeps its own.

    Raises: Problem `submissions.conflict`, `submissions.already_sent`, `submissions.unreadable`,
    `answers.unreadable`, `visits.wrong_state`, `visits.not_found` (no visit of this person's).
    """
    parcel = read_parcel(submission_uuid, payload)
    try:
        return _begin(actor, at, parcel, device_at)
    except IntegrityError:
        return _met_again(actor, at, parcel, device_at)
    except Problem as problem:
        if problem.code != "visits.not_found":
            raise
        raise refuse_with_copy(actor, at, parcel, device_at, problem) from problem


def receive_arrived_photo(
    actor: Actor, at: datetime, submission_uuid: str, sha256: str, stream: BinaryIO
) -> bool:
    """Keep a photo that belongs to an arrival; tell whether it was not here before.

    Raises: Problem `submissions.not_found`, `photos.not_listed`, `photos.wrong_content`,
    `photos.unreadable`, `photos.too_large`, `files.not_accepted`.
    """
    known = _arrival(db.session(), actor, read_uuid(submission_uuid))
    places = [one for one in known.photos if one["sha256"] == sha256]
    if not places:
        raise Problem("photos.not_listed")
    if sha256 in _sent_by(db.session(), actor.person_id, [sha256]):
        return False
    visit = own_visit_standing(actor, known.visit)
    received = receive_for(visit, [one["key"] for one in places], stream, sha256)

    def keep() -> None:
        with transaction.write() as session:
            held = own_visit_standing(actor, known.visit)
            photo_id = keep_photo(session, at, received)
            place_photos(session, actor.person_id, at, held, places, {sha256: photo_id})
            note(session, actor, at, held, "receive_photo")

    once_more(keep)
    return True


def complete(actor: Actor, at: datetime, submission_uuid: str) -> tuple[Receipt, int]:
    """Take in an arrival whose photos are all here: one visit, one score, one receipt.

    Returns the receipt, and the epoch in which it is given.

    Raises: Problem `submissions.not_found`, `submissions.photos_missing`,
    `submissions.already_sent` (under another id: a copy is kept), `visits.wrong_state`.
    """
    uuid = read_uuid(submission_uuid)
    return once_more(lambda: _complete(actor, at, uuid))


def _begin(actor: Actor, at: datetime, parcel: Parcel, device_at: datetime | None) -> Step:
    with transaction.write() as session:
        visit = own_visit_standing(actor, parcel.told.visit)
        refused = why_not(visit)
        if visit.begun_to_send >= MOST_BEGUN:
            refused = refused or "submissions.too_many"
        if refused is None:
            keep_arrival(session, actor.person_id, visit, parcel, Came(device_at, at))
            note(session, actor, at, visit, "receive")
            return Step(True, _missing(session, actor.person_id, parcel.photos))
    # It may be the very one that was sent already.
    return _met_again(actor, at, parcel, device_at, refused)


def _met_again(
    actor: Actor,
    at: datetime,
    parcel: Parcel,
    device_at: datetime | None,
    refused: str = "submissions.conflict",
) -> Step:
    """Answer for an id that is known: the same again goes on, anything else is a copy."""
    session = db.session()
    found = session.connection().execute(_ARRIVALS, {"uuid": parcel.uuid}).one_or_none()
    if found is None:
        visit = own_visit_standing(actor, parcel.told.visit)
        raise refuse_with_copy(actor, at, parcel, device_at, Problem(refused), visit)
    if found.person_id == actor.person_id and found.digest == parcel.digest:
        receipt = receipt_of(found)
        missing = () if receipt else _missing(session, actor.person_id, found.photos)
        return Step(False, missing, receipt, found.epoch)
    visit = own_visit_standing(actor, parcel.told.visit)
    raise refuse_with_copy(actor, at, parcel, device_at, Problem("submissions.conflict"), visit)


def _complete(actor: Actor, at: datetime, uuid: str) -> tuple[Receipt, int]:
    with transaction.write() as session:
        known = _arrival(session, actor, uuid)
        taken = receipt_of(known)
        if taken is not None:
            return taken, known.epoch
        visit = own_visit_standing(actor, known.visit)
        parcel = reread_parcel(uuid, known.payload, known.payload_sha256, known.digest)
        refused = why_not(visit)
        if refused is None:
            bring_photos(session, actor.person_id, at, visit, known.photos)
            came = Came(known.device_at, known.received_at)
            sender = Sender(actor.person_id, actor)
            taken = take_in(session, sender, at, visit, parcel, came, known.id)
            note(session, actor, at, visit, "submit")
            return taken, known.epoch
    raise refuse_with_copy(actor, at, parcel, known.device_at, Problem(refused), visit)


# Made once: what is the same at every visit is not put together again for each. One query brings
# the arrival, its visit, the receipt that was given for it, and the epoch that stands in it.
_CAME, _OF, _TAKEN = (table.__table__ for table in (Arrival, Visit, Submission))
_NOW = Installation.__table__
_ARRIVALS = (
    select(
        _CAME.c.id,
        _CAME.c.person_id,
        _CAME.c.payload,
        _CAME.c.payload_sha256,
        _CAME.c.digest,
        _CAME.c.device_at,
        _CAME.c.received_at,
        _CAME.c.photos,
        _OF.c.public_id.label("visit"),
        _TAKEN.c.id.label("submission_id"),
        _TAKEN.c.receipt,
        _TAKEN.c.received_at.label("taken_at"),
        _TAKEN.c.flags,
        _NOW.c.epoch,
    )
    .select_from(_CAME)
    .join(_NOW, true())
    .join(_OF, _OF.c.id == _CAME.c.visit_id)
    .outerjoin(_TAKEN, _TAKEN.c.arrival_id == _CAME.c.id)
    .where(_CAME.c.uuid == bindparam("uuid"))
)


def arrival_of(session: Session, person_id: int, uuid: str) -> Any:
    """Return what a person sent under an id, with its receipt; None for another's."""
    found = session.connection().execute(_ARRIVALS, {"uuid": uuid}).one_or_none()
    return found if found is not None and found.person_id == person_id else None


def _arrival(session: Session, actor: Actor, uuid: str) -> Any:
    found = arrival_of(session, actor.person_id, uuid)
    if found is None:
        raise Problem("submissions.not_found")
    return found


def receipt_of(found: Any) -> Receipt | None:
    """Return the receipt that was given for an arrival, if one was."""
    if found.submission_id is None:
        return None
    flags = tuple(found.flags)
    return Receipt(found.submission_id, found.receipt, found.digest, found.taken_at, flags)


def _missing(session: Session, person_id: int, listed: Iterable[dict[str, str]]) -> tuple[str, ...]:
    """Return which of the photos are not here; 'there already' means: sent by this person."""
    wanted = dict.fromkeys(one["sha256"] for one in listed)
    if not wanted:
        return ()
    here = _sent_by(session, person_id, wanted)
    return tuple(sha256 for sha256 in wanted if sha256 not in here)


def _sent_by(session: Session, person_id: int, wanted: Iterable[str]) -> dict[str, int]:
    """Return those of the photos that this person sent, with the ids of their rows."""
    own = (
        select(Photo.sha256, Photo.id)
        .join(VisitPhoto)
        .where(Photo.sha256.in_(list(wanted)), VisitPhoto.person_id == person_id)
    )
    return {row.sha256: row.id for row in session.execute(own)}


def bring_photos(
    session: Session,
    person_id: int,
    at: datetime,
    visit: Visit | Standing,
    listed: list[dict[str, str]],
) -> None:
    """Put the photos that came into their places; refuse while one is missing."""
    if not listed:
        return
    here = _sent_by(session, person_id, {one["sha256"] for one in listed})
    refuse_missing({one["sha256"] for one in listed} - here.keys())
    place_photos(session, person_id, at, visit, listed, here)


def place_photos(
    session: Session,
    person_id: int,
    at: datetime,
    visit: Visit | Standing,
    places: Iterable[dict[str, str]],
    ids: dict[str, int],
) -> None:
    """Put photos at their questions, unless they are there."""
    there = select(VisitPhoto.key, VisitPhoto.photo_id).where(VisitPhoto.visit_id == visit.id)
    held = {(row.key, row.photo_id) for row in session.execute(there)}
    rows = [
        {
            "visit_id": visit.id,
            "key": one["key"],
            "photo_id": ids[one["sha256"]],
            "person_id": person_id,
            "added_at": at,
            "name": one["name"],
        }
        for one in places
        if (one["key"], ids[one["sha256"]]) not in held
    ]
    if rows:
        session.execute(insert(VisitPhoto), rows)
