"""Sending: one visit, one score, one receipt, however often and from wherever it is sent."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from auditapp import clock
from auditapp.core.answers import Sheet
from auditapp.core.problems import Problem
from auditapp.core.scoring import Result
from auditapp.core.states import State
from auditapp.core.workflow import LATE_ARRIVALS, By, Event, VisitState
from auditapp.storage import transaction
from auditapp.visits.commands.moves import move, note, require_holder
from auditapp.visits.commands.parcels import Parcel, read_moment, read_parcel
from auditapp.visits.commands.scored import score_sheet, write_revision
from auditapp.visits.models import Photo, Submission, SubmissionConflict, Visit, VisitPhoto
from auditapp.visits.queries import checklist_of
from auditapp.web.actor import Actor

# A stated time beyond these is a slip of the finger: the time of starting is nearer the truth.
LONGEST_BEFORE = timedelta(days=366)
CLOCKS_APART = timedelta(days=1)


def submit(
    actor: Actor,
    at: datetime,
    visit: Visit,
    submission_uuid: str,
    payload: bytes | Mapping[str, Any],
    device_at: datetime | None = None,
) -> Submission:
    """Take in a filled visit: kept as it came, scored, moved to review; or say why not.

    The same content under the same id gives the same receipt. Whoever once accepted is never
    refused for being late, cancelled, missed or replaced: that is flagged, a manager settles it.

    Raises: Problem `submissions.conflict`, `submissions.already_sent` (a copy is kept of both),
    `submissions.unreadable`, `submissions.photos_missing`, `visits.wrong_state`.
    """
    parcel = read_parcel(submission_uuid, payload)
    with transaction.write() as session:
        require_holder(actor, visit)
        earlier = _earlier(session, parcel.uuid)
        if earlier is not None and _is_same(actor, visit, earlier, parcel):
            return earlier
        clash = _clash(session, visit, earlier)
        if clash is None:
            return _take_in(session, actor, at, visit, parcel, device_at)
        _keep_copy(session, actor, at, visit, parcel, device_at)
    raise Problem(clash)


def _earlier(session: Session, uuid: str) -> Submission | None:
    return session.scalar(select(Submission).where(Submission.uuid == uuid))


def _is_same(actor: Actor, visit: Visit, earlier: Submission, parcel: Parcel) -> bool:
    """'There already' means: by this person, for this visit, with this content."""
    mine = earlier.person_id == actor.person_id and earlier.visit_id == visit.id
    return mine and earlier.digest == parcel.digest


def _clash(session: Session, visit: Visit, earlier: Submission | None) -> str | None:
    if earlier is not None:
        return "submissions.conflict"
    sent = select(Submission.id).where(Submission.visit_id == visit.id).limit(1)
    return "submissions.already_sent" if session.scalar(sent) is not None else None


def _keep_copy(
    session: Session,
    actor: Actor,
    at: datetime,
    visit: Visit,
    parcel: Parcel,
    device_at: datetime | None,
) -> None:
    same = select(SubmissionConflict.id).where(
        SubmissionConflict.uuid == parcel.uuid,
        SubmissionConflict.payload_sha256 == parcel.sha256,
        SubmissionConflict.person_id == actor.person_id,
    )
    if session.scalar(same) is not None:
        return
    session.add(SubmissionConflict(**_as_it_came(actor, at, visit, parcel, device_at)))
    note(session, actor, at, visit, "keep_conflict")


def _as_it_came(
    actor: Actor, at: datetime, visit: Visit, parcel: Parcel, device_at: datetime | None
) -> dict[str, Any]:
    return {
        "uuid": parcel.uuid,
        "visit_id": visit.id,
        "person_id": actor.person_id,
        "payload": parcel.payload,
        "payload_sha256": parcel.sha256,
        "device_at": device_at,
        "received_at": at,
    }


def _take_in(
    session: Session,
    actor: Actor,
    at: datetime,
    visit: Visit,
    parcel: Parcel,
    device_at: datetime | None,
) -> Submission:
    _require_once_accepted(visit)
    flags, doubts = _flags(at, visit), _doubts(visit, parcel.sheet)
    _date(at, visit, parcel)
    scored = score_sheet(visit, parcel.sheet)
    _require_photos(session, visit, scored.result)
    submission = Submission(
        **_as_it_came(actor, at, visit, parcel, device_at),
        digest=parcel.digest,
        flags=[*flags, *doubts, *(["problems"] if scored.result.problems else [])],
    )
    session.add(submission)
    move(session, actor, at, visit, Event.SUBMIT, By.SHOPPER, flag=flags[0] if flags else None)
    session.flush()
    write_revision(session, actor, at, submission, parcel.sheet, scored)
    move(session, None, at, visit, Event.CHECK, By.SYSTEM)
    note(session, actor, at, visit, "submit")
    return submission


def _require_once_accepted(visit: Visit) -> None:
    if visit.accepted_at is None:
        raise Problem("visits.wrong_state")


def _flags(at: datetime, visit: Visit) -> list[str]:
    """Say what is unusual about when and whence it came; the state comes first."""
    state = VisitState(visit.state)
    flags = [state.value] if state in LATE_ARRIVALS else []
    if at > visit.window_to:
        flags.append("after window")
    return flags


def _doubts(visit: Visit, sheet: Sheet) -> list[str]:
    """Say what was asked of the visit itself and was not given."""
    needed = checklist_of(visit).check_in == "required"
    return ["check_in_missing"] if needed and sheet.here is None else []


def _date(at: datetime, visit: Visit, parcel: Parcel) -> None:
    """Say when the visit was, apart from when it was filled in: as stated, else as started."""
    zone = visit.location.time_zone
    stated = read_moment(parcel.sheet.visited_at, zone)
    if stated is not None and not visit.created_at - LONGEST_BEFORE < stated < at + CLOCKS_APART:
        stated = None
    visit.visited_at = stated or visit.started_at or at
    visit.visited_on = clock.day_in_zone(visit.visited_at, zone)


def _require_photos(session: Session, visit: Visit, result: Result) -> None:
    """No visit is whole while a photo that it names is not here."""
    held = select(Photo.sha256).join(VisitPhoto).where(VisitPhoto.visit_id == visit.id)
    missing = _named_photos(result) - set(session.scalars(held))
    if missing:
        raise Problem("submissions.photos_missing", missing=sorted(missing), count=len(missing))


def _named_photos(result: Result) -> set[str]:
    named: set[str] = set()
    for one in result.asking.asked:
        if one.state is State.HIDDEN or one.answer is None:
            continue
        named.update(one.answer.photos)
        if one.question.kind.files and one.value is not None:
            named.update([one.value] if isinstance(one.value, str) else one.value)
    return named
