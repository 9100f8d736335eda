"""Copies of what could not be taken in: nothing that anyone sent is thrown away, within bounds."""

from datetime import datetime

from sqlalchemy import func, insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from auditapp.core.problems import Problem
from auditapp.storage import trail, transaction
from auditapp.visits.commands.parcels import Parcel
from auditapp.visits.models import SubmissionConflict, Visit
from auditapp.visits.queries import Standing
from auditapp.web.actor import Actor

MOST_COPIES = 100  # of one person: phones keep their own


def refuse_with_copy(
    actor: Actor,
    at: datetime,
    parcel: Parcel,
    device_at: datetime | None,
    problem: Problem,
    visit: Visit | Standing | None = None,
) -> Problem:
    """Keep a copy of what is refused, and return why; no visit means none of this person's.

    The same once more is the same copy.
    """
    try:
        with transaction.write() as session:
            if _has_room(session, actor):
                row = {
                    "uuid": parcel.uuid,
                    "visit_id": visit.id if visit else None,
                    "person_id": actor.person_id,
                    "reason": problem.code,
                    "payload": parcel.payload,
                    "payload_sha256": parcel.sha256,
                    "device_at": device_at,
                    "received_at": at,
                }
                session.execute(insert(SubmissionConflict).values(row))
                about = f"visits/{visit.public_id}" if visit else f"people/{actor.public_id}"
                trail.record(session, actor, at, "visits.keep_copy", about)
    except IntegrityError:
        pass  # kept already
    return problem


def _has_room(session: Session, actor: Actor) -> bool:
    own = select(func.count()).where(SubmissionConflict.person_id == actor.person_id)
    return (session.scalar(own.select_from(SubmissionConflict)) or 0) < MOST_COPIES
