"""Photos and files of a visit: received, put at their questions, taken away."""

import hashlib
from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from typing import BinaryIO

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from auditapp.core.document import Question
from auditapp.core.kinds.attachment import File
from auditapp.core.problems import Problem
from auditapp.storage import files, transaction
from auditapp.storage.db import db
from auditapp.visits.commands.filling import begin_or_go_on
from auditapp.visits.commands.moves import note, require_holder
from auditapp.visits.commands.parcels import MOST_PHOTOS
from auditapp.visits.commands.receiving import (
    EVERYTHING,
    Received,
    receive_file,
    receive_photo,
)
from auditapp.visits.commands.repeating import once_more
from auditapp.visits.models import ABORT_KEY, Photo, Visit, VisitPhoto
from auditapp.visits.queries import Standing, checklist_of
from auditapp.web.actor import Actor

MOST_ABORT_PHOTOS = 3
MOST_PHOTO_BYTES = 2**30


def attach(
    actor: Actor,
    at: datetime,
    visit: Visit,
    question_key: str,
    stream: BinaryIO,
    name: str = "",
    announced: str = "",
) -> Photo:
    """Keep a photo, or a recording or paper where the question asks for one.

    `ABORT_KEY` in place of a question takes a few photos of why the visit ends early.

    The bytes are kept as received and never served; pages and reports use what is made from them.

    Raises: Problem `photos.unreadable`, `photos.too_large`, `photos.wrong_question`,
    `photos.too_many`, `photos.too_many_here`, `files.not_accepted`, `photos.wrong_content` if it
    is not what was announced.
    """
    require_holder(actor, visit)
    kind = None if question_key == ABORT_KEY else _question(visit, question_key).kind
    content = files.receive(stream, announced)
    sha256 = hashlib.sha256(content).hexdigest()
    received = None if isinstance(kind, File) else _made_before(db.session(), sha256)
    if received is None:
        if _held(db.session(), visit, question_key, sha256) is None:
            # Before it is decoded for nothing.
            _require_room(db.session(), visit, question_key, len(content))
        taking = kind.accept if isinstance(kind, File) else None
        received = receive_photo(content) if taking is None else receive_file(content, taking)

    def place() -> Photo:
        with transaction.write() as session:
            begin_or_go_on(session, actor, at, visit)
            photo = session.get_one(Photo, keep_photo(session, at, received))
            if _add(session, actor, at, visit, question_key, photo, name):
                note(session, actor, at, visit, "attach")
        return photo

    return once_more(place)


def detach(actor: Actor, at: datetime, visit: Visit, question_key: str, sha256: str) -> None:
    """Take a photo away from a question; the bytes stay.

    Raises: Problem `photos.not_found`.
    """
    with transaction.write() as session:
        begin_or_go_on(session, actor, at, visit)
        row = _held(session, visit, question_key, sha256)
        if row is None:
            raise Problem("photos.not_found")
        session.delete(row)
        note(session, actor, at, visit, "detach")


def _question(visit: Visit, key: str) -> Question:
    plain = key.rpartition(".")[2]
    question = checklist_of(visit).by_key.get(plain)
    if question is None or not question.kind.answerable:
        raise Problem("photos.wrong_question")
    return question


def _made_before(session: Session, sha256: str) -> Received | None:
    """Return what is known of a photo whose bytes and pictures lie here already."""
    known = session.scalar(select(Photo).where(Photo.sha256 == sha256))
    if known is None or known.derivative_sha256 is None or known.thumbnail_sha256 is None:
        return None
    made = (known.derivative_sha256, known.thumbnail_sha256)
    kept = [files.path_of(files.RECEIVED, sha256)]
    kept += [files.path_of(files.DERIVED, digest) for digest in made]
    if not all(place.exists() for place in kept):
        return None
    return Received(sha256, known.size_bytes, known.media_type, known.width, known.height, *made)


def keep_photo(session: Session, at: datetime, received: Received) -> int:
    """Write down a photo that lies in the folder of files, inside a transaction; return its id."""
    known = session.scalar(select(Photo.id).where(Photo.sha256 == received.sha256))
    if known is not None:
        return known
    row = insert(Photo.__table__).values(**asdict(received), received_at=at)
    return int(session.connection().execute(row).inserted_primary_key[0])


def receive_for(
    visit: Visit | Standing, keys: Iterable[str], stream: BinaryIO, announced: str
) -> Received:
    """Receive what belongs to questions of an arrival, whichever of them the checklist knows.

    Raises: Problem `photos.unreadable`, `photos.too_large`, `photos.wrong_content`,
    `files.not_accepted`.
    """
    content = files.receive(stream, announced)
    known = checklist_of(visit).by_key
    kinds = [one.kind for key in keys if (one := known.get(key.rpartition(".")[2]))]
    taking = next((kind for kind in kinds if isinstance(kind, File)), None)
    if taking is not None:
        return receive_file(content, taking.accept)
    made = _made_before(db.session(), announced)
    if kinds or made:
        return made or receive_photo(content)
    return _receive_anything(content)


def _receive_anything(content: bytes) -> Received:
    """Receive what another version of the checklist asked for: there it was right."""
    try:
        return receive_photo(content)
    except Problem as problem:
        if problem.code != "photos.unreadable":
            raise
        return receive_file(content, EVERYTHING)


def _add(
    session: Session,
    actor: Actor,
    at: datetime,
    visit: Visit,
    key: str,
    photo: Photo,
    name: str,
) -> bool:
    if _held(session, visit, key, photo.sha256) is not None:
        return False
    _require_room(session, visit, key, photo.size_bytes)
    row = VisitPhoto(
        visit_id=visit.id,
        key=key,
        photo_id=photo.id,
        person_id=actor.person_id,
        added_at=at,
        name=name[:200],
    )
    session.add(row)
    return True


def _require_room(session: Session, visit: Visit, key: str, more_bytes: int) -> None:
    if key == ABORT_KEY:
        there = select(func.count()).select_from(VisitPhoto).where(VisitPhoto.visit_id == visit.id)
        if (session.scalar(there.where(VisitPhoto.key == key)) or 0) >= MOST_ABORT_PHOTOS:
            raise Problem("photos.too_many_here", count=MOST_ABORT_PHOTOS)
    held = select(func.count(), func.coalesce(func.sum(Photo.size_bytes), 0)).select_from(
        VisitPhoto
    )
    row = session.execute(held.join(Photo).where(VisitPhoto.visit_id == visit.id)).one()
    if row[0] >= MOST_PHOTOS:
        raise Problem("photos.too_many", count=MOST_PHOTOS)
    if row[1] + more_bytes > MOST_PHOTO_BYTES:
        raise Problem("photos.too_large", limit_mb=MOST_PHOTO_BYTES // 2**20)


def _held(session: Session, visit: Visit, key: str, sha256: str) -> VisitPhoto | None:
    row = select(VisitPhoto).join(Photo).where(VisitPhoto.visit_id == visit.id)
    return session.scalar(row.where(VisitPhoto.key == key, Photo.sha256 == sha256))
