"""Taking in a whole visit: the one way for what a page, a phone or a rescue file brings."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Table, bindparam, select, update
from sqlalchemy.orm import Session

from auditapp import clock
from auditapp.checklists.models import ChecklistVersion
from auditapp.core.problems import Problem
from auditapp.core.scoring import Result
from auditapp.core.states import State
from auditapp.core.workflow import LATE_ARRIVALS, By, Event, VisitState, next_state
from auditapp.storage.rows import insert_row, insert_rows
from auditapp.storage.types import new_public_id
from auditapp.visits.commands.doubting import flag_evidence
from auditapp.visits.commands.moves import step
from auditapp.visits.commands.parcels import Parcel, read_moment
from auditapp.visits.commands.scored import score_sheet, write_revision
from auditapp.visits.models import Arrival, Photo, Submission, Visit, VisitPhoto, VisitTransition
from auditapp.visits.queries import Standing, checklist_of
from auditapp.web.actor import Actor

# A stated time beyond these is a slip of the finger: the time of starting is nearer the truth.
LONGEST_BEFORE = timedelta(days=366)
CLOCKS_APART = timedelta(days=1)
OPEN = LATE_ARRIVALS | {VisitState.IN_PROGRESS}

# Made once: what is the same at every visit is not put together again for each.
_VISITS: Table = Visit.__table__  # type: ignore[assignment]
_VISIT = update(_VISITS).where(
    _VISITS.c.id == bindparam("of_id"), _VISITS.c.changes == bindparam("of_changes")
)
_STEPS: Table = VisitTransition.__table__  # type: ignore[assignment]
_ARRIVALS: Table = Arrival.__table__  # type: ignore[assignment]
_SUBMISSIONS: Table = Submission.__table__  # type: ignore[assignment]


@dataclass(frozen=True)
class Sender:
    """Whose visit it is, and who brings it; two people if it comes by a rescue file."""

    person_id: int
    brings: Actor
    flags: tuple[str, ...] = ()


@dataclass(frozen=True)
class Came:
    """When it came, by the sender's clock and by ours."""

    device_at: datetime | None
    received_at: datetime


@dataclass(frozen=True)
class Receipt:
    """What is answered to a whole visit, the same however often it is asked."""

    submission_id: int
    receipt: str
    digest: str
    received_at: datetime
    flags: tuple[str, ...]


def why_not(visit: Visit | Standing) -> str | None:
    """Return the code of why nothing is taken in for a visit, None if it is.

    Whoever once accepted is never refused for being late, cancelled, missed or replaced.
    """
    if VisitState(visit.state) not in OPEN:
        from_before = visit.visited_at is not None
        return "submissions.already_sent" if from_before else "visits.wrong_state"
    return None if visit.accepted_at is not None else "visits.wrong_state"


def is_open(visit: Visit) -> bool:
    """Tell whether what arrives for the visit is taken in."""
    return why_not(visit) is None


def keep_arrival(
    session: Session, person_id: int, visit: Visit | Standing, parcel: Parcel, came: Came
) -> int:
    """Write down what arrived and return its row's id. Raises: IntegrityError if its id is used."""
    row = {
        "uuid": parcel.uuid,
        "visit_id": visit.id,
        "person_id": person_id,
        "payload": parcel.payload,
        "payload_sha256": parcel.sha256,
        "digest": parcel.digest,
        "device_at": came.device_at,
        "received_at": came.received_at,
        "photos": parcel.photos,
    }
    return insert_row(session, _ARRIVALS, row)


def take_in(
    session: Session,
    sender: Sender,
    at: datetime,
    visit: Visit | Standing,
    parcel: Parcel,
    came: Came,
    arrival_id: int,
) -> Receipt:
    """Score a whole visit and move it to review; what is unusual about it is flagged.

    Raises: Problem `submissions.photos_missing`.
    """
    states, doubts = _flags(came.received_at, visit), _doubts(session, visit, parcel)
    visited_at = _date(at, visit, parcel)
    visited_on = clock.day_in_zone(visited_at, visit.location.time_zone)
    scored = score_sheet(visit, parcel.sheet, visited_on)
    _require_photos(session, visit, parcel, scored.result)
    problems = ["problems"] if scored.result.problems else []
    flags = (*states, *doubts, *sender.flags, *problems)
    receipt = new_public_id()
    row = {
        "uuid": parcel.uuid,
        "arrival_id": arrival_id,
        "visit_id": visit.id,
        "person_id": sender.person_id,
        "device_at": came.device_at,
        "started_at": parcel.told.started_at,
        "finished_at": parcel.told.finished_at,
        "elapsed_s": parcel.told.elapsed_s,
        "received_at": at,
        "receipt": receipt,
        "digest": parcel.digest,
        "flags": list(flags),
    }
    submission_id = insert_row(session, _SUBMISSIONS, row)
    first = next(iter((*states, *sender.flags)), None)
    _move_to_review(session, sender, at, visit, visited_at, visited_on, first)
    write_revision(session, sender.person_id, at, submission_id, parcel.sheet, scored)
    flag_evidence(session, visit, submission_id, parcel, scored.result, came)
    return Receipt(submission_id, receipt, parcel.digest, at, flags)


def _move_to_review(
    session: Session,
    sender: Sender,
    at: datetime,
    visit: Visit | Standing,
    visited_at: datetime,
    visited_on: date,
    flag: str | None,
) -> None:
    """Move the visit through both states at once: rows, not objects, and nobody else meanwhile."""
    before = VisitState(visit.state)
    sent = next_state(before, Event.SUBMIT, By.SHOPPER)
    checked = next_state(sent, Event.CHECK, By.SYSTEM)
    now = {"state": checked, "visited_at": visited_at, "visited_on": visited_on}
    now["changes"] = visit.changes + 1
    known = {"of_id": visit.id, "of_changes": visit.changes}
    if session.connection().execute(_VISIT, known | now).rowcount != 1:
        raise Problem("storage.busy")
    steps = (
        step(sender.brings, at, visit, Event.SUBMIT, before, sent) | {"flag": flag},
        step(None, at, visit, Event.CHECK, sent, checked),
    )
    insert_rows(session, _STEPS, [one | {"visit_id": visit.id} for one in steps])


def _flags(at: datetime, visit: Visit | Standing) -> list[str]:
    """Say what is unusual about when and whence it came; the state comes first."""
    state = VisitState(visit.state)
    flags = [state.value] if state in LATE_ARRIVALS else []
    if at > visit.window_to:
        flags.append("after window")
    return flags


def _doubts(session: Session, visit: Visit | Standing, parcel: Parcel) -> list[str]:
    """Say what was asked of the visit itself and was not given, or not by its version."""
    needed = checklist_of(visit).check_in == "required"
    doubts = ["check_in_missing"] if needed and parcel.sheet.here is None else []
    filled = parcel.told.version
    if parcel.told.visit and filled != visit.checklist_version.sha256:
        known = select(ChecklistVersion.id).where(ChecklistVersion.sha256 == filled)
        doubts.append("unknown_version" if session.scalar(known) is None else "other_version")
    return doubts


def _date(at: datetime, visit: Visit | Standing, parcel: Parcel) -> datetime:
    """Say when the visit was, apart from when it was filled in: as stated, else as started."""
    stated = read_moment(parcel.sheet.visited_at, visit.location.time_zone)
    known = (stated, visit.started_at, parcel.told.started_at)
    return next((one for one in known if one and _is_likely(one, at, visit)), at)


def _is_likely(moment: datetime, at: datetime, visit: Visit | Standing) -> bool:
    return visit.created_at - LONGEST_BEFORE < moment < at + CLOCKS_APART


def _require_photos(
    session: Session, visit: Visit | Standing, parcel: Parcel, result: Result
) -> None:
    """No visit is whole while a photo that it names is not here."""
    named = {one.sha256 for one in parcel.told.photos} if parcel.told.visit else set()
    named |= _named_photos(result)
    if not named:
        return
    held = select(Photo.sha256).join(VisitPhoto).where(VisitPhoto.visit_id == visit.id)
    refuse_missing(named - set(session.scalars(held)))


def refuse_missing(missing: Iterable[str]) -> None:
    """Refuse a visit whose photos are not all here. Raises: `submissions.photos_missing`."""
    if missing:
        listed = sorted(missing)
        raise Problem("submissions.photos_missing", missing=listed, count=len(listed))


def _named_photos(result: Result) -> set[str]:
    named: set[str] = set()
    for one in result.asking.asked:
        if one.state is State.HIDDEN or one.answer is None:
            continue
        named.update(one.answer.photos)
        if one.question.kind.files and one.value is not None:
            named.update([one.value] if isinstance(one.value, str) else one.value)
    return named
