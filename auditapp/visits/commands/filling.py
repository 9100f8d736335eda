"""Filling in: the draft, one answer a row."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from auditapp.core.answers import Sheet
from auditapp.core.problems import Problem
from auditapp.core.workflow import LATE_ARRIVALS, VisitState
from auditapp.storage import transaction
from auditapp.visits.commands.moves import begin, note, require_holder
from auditapp.visits.commands.parcels import require_sendable
from auditapp.visits.models import SHEET_KEY, Draft, Visit
from auditapp.web.actor import Actor


def start(actor: Actor, at: datetime, visit: Visit) -> Visit:
    """Start the visit: times run from here. Starting again changes nothing."""
    with transaction.write() as session:
        if begin_or_go_on(session, actor, at, visit):
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
        begun = begin_or_go_on(session, actor, at, visit)
        changed = _replace(session, at, visit, answers)
        if begun or changed:
            note(session, actor, at, visit, "save_draft")
    return visit


def begin_or_go_on(session: Session, actor: Actor, at: datetime, visit: Visit) -> bool:
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
    wanted = {**dict.fromkeys(rows, None), **answers}
    changed = {
        key: answer
        for key, answer in wanted.items()
        if key not in rows or rows[key].answer != answer
    }
    for key, answer in changed.items():
        if key in rows:
            rows[key].answer, rows[key].saved_at = answer, at
            rows[key].revision += 1
        else:
            session.add(Draft(visit_id=visit.id, key=key, answer=answer, revision=1, saved_at=at))
    return bool(changed)


def _drafts(visit: Visit) -> Any:
    return select(Draft).where(Draft.visit_id == visit.id)
