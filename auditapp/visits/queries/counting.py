"""How many visits there are: those somebody has still to do, those of each checklist version."""

from sqlalchemy import func, select

from auditapp.core.workflow import HELD, VisitState
from auditapp.storage.db import db
from auditapp.visits.models import Visit


def open_visits(person_id: int) -> int:
    """Return how many visits a shopper holds that were not sent, or came back with questions."""
    states = HELD | {VisitState.RETURNED}
    held = select(func.count(Visit.id)).where(
        Visit.shopper_id == person_id, Visit.state.in_(states)
    )
    return db.session.scalar(held) or 0


def visits_by_version() -> dict[int, int]:
    """Return how many visits there are by the id of the checklist version they go by."""
    rows = select(Visit.checklist_version_id, func.count()).group_by(Visit.checklist_version_id)
    return dict(db.session.execute(rows).all())
