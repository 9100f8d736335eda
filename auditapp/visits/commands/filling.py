"""Filling in: the draft, one answer a row, and the photos and files that belong to it."""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any, BinaryIO

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from auditapp.core.answers import Sheet
from auditapp.core.document import Question
from auditapp.core.kinds.attachment import File
from auditapp.core.problems import Problem
from auditapp.core.workflow import LATE_ARRIVALS, VisitState
from auditapp.storage import files, transaction
from auditapp.storage.db import db
from auditapp.visits.commands.moves import begin, note, require_holder
from auditapp.visits.commands.parcels import require_sendable
from auditapp.visits.commands.receiving import Received, receive_file, receive_photo
from auditapp.visits.models import ABORT_KEY, SHEET_KEY, Draft, Photo, Visit, VisitPhoto
from auditapp.visits.queries import checklist_of
from auditapp.web.actor import Actor

MOST_ABORT_PHOTOS = 3
MOST_PHOTOS = 300
MOST_PHOTO_BYTES = 2**30


def start(actor: Actor, at: datetime, visit: Visit) -> Visit:
    """Start the visit: times run from here. Starting again changes nothing."""
    with transaction.write() as session:
        if _begin(session, actor, at, visit):
            note(session, actor, at, visit, "start")
    return visit


def save_draft(actor: Actor, at: datetime, visit: Visit, sheet: Sheet) -> Visit:
    """Keep the whole sheet as it is now; the first save starts the visit.

    Only answers that changed get a new revision; what is no longer there is taken out.

    Raises: Problem `submissions.too_large` if it could never be sent.
    """
    payload = sheet.payload()
    require_sendable(payload)
    answers = {**payload.pop("answers"), SHEET_KEY: payload}
    with transaction.write() as session:
        begun = _begin(session, actor, at, visit)
        changed = _replace(session, at, visit, answers)
        if begun or changed:
            note(session, actor, at, visit, "save_draft")
    return visit


def attach(
    actor: Actor,
    at: datetime,
    visit: Visit,
    question_key: str,
    stream: BinaryIO,
    name: str = "",
) -> Photo:
    """Keep a photo, or a recording or paper where the question asks for one.

    `ABORT_KEY` in place of a question takes a few photos of why the visit ends early.

    The bytes are kept as received and never served; pages and reports use what is made from them.

    Raises: Problem `photos.unreadable`, `photos.too_large`, `photos.wrong_question`,
    `photos.too_many`, `photos.too_many_here`, `files.not_accepted`.
    """
    require_holder(actor, visit)
    kind = None if question_key == ABORT_KEY else _question(visit, question_key).kind
    content = files.receive(stream)
    sha256 = hashlib.sha256(content).hexdigest()
    if _held(db.session(), visit, question_key, sha256) is None:
        _require_room(
            db.session(), visit, question_key, len(content)
        )  # before it is decoded for nothing
    if isinstance(kind, File):
        received = receive_file(content, kind)
    else:
        received = _made_before(db.session(), sha256) or receive_photo(content)
    with transaction.write() as session:
        _begin(session, actor, at, visit)
        photo = _photo(session, at, received)
        if _add(session, actor, at, visit, question_key, photo, name):
            note(session, actor, at, visit, "attach")
    return photo


def detach(actor: Actor, at: datetime, visit: Visit, question_key: str, sha256: str) -> None:
    """Take a photo away from a question; the bytes stay.

    Raises: Problem `photos.not_found`.
    """
    with transaction.write() as session:
        _begin(session, actor, at, visit)
        row = _held(session, visit, question_key, sha256)
        if row is None:
            raise Problem("photos.not_found")
        session.delete(row)
        note(session, actor, at, visit, "detach")


def _begin(session: Session, actor: Actor, at: datetime, visit: Visit) -> bool:
    """Start if need be; a visit that was accepted once may be filled in though it was withdrawn."""
    require_holder(actor, visit)
    if begin(session, actor, at, visit):
        return True
    state = VisitState(visit.state)
    withdrawn = state in LATE_ARRIVALS and visit.accepted_at is not None
    if state is not VisitState.IN_PROGRESS and not withdrawn:
        raise Problem("visits.wrong_state")
    if visit.started_at is None:
        visit.started_at = at
    return False


def _replace(session: Session, at: datetime, visit: Visit, answers: Mapping[str, Any]) -> bool:
    rows = {row.key: row for row in session.scalars(_drafts(visit))}
    gone = [row.id for key, row in rows.items() if key not in answers]
    if gone:
        session.execute(delete(Draft).where(Draft.id.in_(gone)))
    changed = {
        key: answer
        for key, answer in answers.items()
        if key not in rows or rows[key].answer != answer
    }
    for key, answer in changed.items():
        if key in rows:
            rows[key].answer, rows[key].saved_at = answer, at
            rows[key].revision += 1
        else:
            session.add(Draft(visit_id=visit.id, key=key, answer=answer, revision=1, saved_at=at))
    return bool(gone or changed)


def _drafts(visit: Visit) -> Any:
    return select(Draft).where(Draft.visit_id == visit.id)


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


def _photo(session: Session, at: datetime, received: Received) -> Photo:
    known = session.scalar(select(Photo).where(Photo.sha256 == received.sha256))
    if known is not None:
        return known
    photo = Photo(**asdict(received), received_at=at)
    session.add(photo)
    session.flush()
    return photo


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
