"""How many visits somebody has still to do."""

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
