"""The epoch of an installation: a number that rises whenever an older state is put back.

A phone remembers in which epoch a visit was received, and offers it again when the number has
risen.
"""

from datetime import datetime

from sqlalchemy import CheckConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from auditapp.storage.db import Base
from auditapp.storage.types import Instant


class Installation(Base):
    """What is true of this installation as a whole: one row, made with the table."""

    __tablename__ = "installation"
    __table_args__ = (
        CheckConstraint("id = 1", name="one_row"),
        CheckConstraint("epoch >= 1", name="epoch_counts"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    epoch: Mapped[int]
    restored_at: Mapped[datetime | None] = mapped_column(Instant)


def epoch(session: Session) -> int:
    """Return how often this installation began anew from a backup, counted from 1."""
    return session.scalars(select(Installation.epoch)).one()


def raise_epoch(session: Session, at: datetime, above: int = 0) -> int:
    """Raise the epoch, inside a transaction, above its own and a known one; return it."""
    row = session.scalars(select(Installation)).one()
    row.epoch = max(row.epoch, above) + 1
    row.restored_at = at
    return row.epoch
