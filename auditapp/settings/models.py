"""The settings that differ from their defaults, one row each."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from auditapp.storage.db import Base
from auditapp.storage.types import Instant


class Setting(Base):
    """One setting; `changes` counts writes, so that the second of two who edit is told."""

    __tablename__ = "settings"

    key: Mapped[str] = mapped_column(String(60), primary_key=True)
    value: Mapped[Any] = mapped_column(JSON)
    changed_at: Mapped[datetime] = mapped_column(Instant)
    changed_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    changes: Mapped[int] = mapped_column(default=1, server_default="1")

    __mapper_args__ = {"version_id_col": changes}  # noqa: RUF012 - as SQLAlchemy declares it
