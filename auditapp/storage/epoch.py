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
    """Return the number under which visits are received now: 1 until something is restored."""
    return session.scalars(select(Installation.epoch)).one()


def raise_epoch(session: Session, at: datetime, above: int = 0) -> int:
    """Raise the epoch, inside a transaction, above its own and a known one; return it.

    It becomes the minutes of Unix time: above every earlier one, even if all that knew it is lost.
    """
    row = session.scalars(select(Installation)).one()
    row.epoch = max(row.epoch + 1, above + 1, int(at.timestamp()) // 60)
    row.restored_at = at
    return row.epoch
