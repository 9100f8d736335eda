"""Sending from a page: one visit, one score, one receipt, however often it is sent."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from auditapp.core.problems import Problem
from auditapp.storage import transaction
from auditapp.visits.commands.copies import refuse_with_copy
from auditapp.visits.commands.intake import Came, Sender, keep_arrival, take_in, why_not
from auditapp.visits.commands.moves import note, require_holder
from auditapp.visits.commands.parcels import Parcel, read_parcel
from auditapp.visits.models import Arrival, Submission, Visit
from auditapp.web.actor import Actor


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
        refused = _refused(session, visit, parcel)
        if refused is None:
            came = Came(device_at, at)
            arrival_id = keep_arrival(session, actor.person_id, visit, parcel, came)
            sender = Sender(actor.person_id, actor)
            taken = take_in(session, sender, at, visit, parcel, came, arrival_id)
            note(session, actor, at, visit, "submit")
            session.expire(visit)
            return session.get_one(Submission, taken.submission_id)
    if refused == "visits.wrong_state":
        raise Problem(refused)
    raise refuse_with_copy(actor, at, parcel, device_at, Problem(refused), visit)


def _earlier(session: Session, uuid: str) -> Submission | None:
    return session.scalar(select(Submission).where(Submission.uuid == uuid))


def _is_same(actor: Actor, visit: Visit, earlier: Submission, parcel: Parcel) -> bool:
    """'There already' means: by this person, for this visit, with this content."""
    mine = earlier.person_id == actor.person_id and earlier.visit_id == visit.id
    return mine and earlier.digest == parcel.digest


def _refused(session: Session, visit: Visit, parcel: Parcel) -> str | None:
    used = select(Arrival.id).where(Arrival.uuid == parcel.uuid)
    if session.scalar(used) is not None:
        return "submissions.conflict"
    return why_not(visit)
