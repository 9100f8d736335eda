"""What is no longer given out: checklists and standards retired, by key, until taken back."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from auditapp.storage.db import Base
from auditapp.storage.types import Instant, one_of

KINDS = ("checklist", "standard")


class Retirement(Base):
    """A checklist or standard that is retired in all its versions; who did it the record says."""

    __tablename__ = "retirements"
    __table_args__ = (UniqueConstraint("kind", "key"), one_of("kind", KINDS))

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    key: Mapped[str] = mapped_column(String(100))
    retired_at: Mapped[datetime] = mapped_column(Instant)
    retired_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
