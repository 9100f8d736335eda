"""Published versions of checklists and standards: never changed, for visits are scored by them.

`copied_from` is the digest of the version that the first of a copy was made from.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Constraint, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from auditapp.storage.db import Base, WrittenOnce
from auditapp.storage.types import Instant


class _Published(WrittenOnce):
    """What versions of either kind have: canonical JSON as text, the source as it was written."""

    @declared_attr.directive
    def __table_args__(cls) -> tuple[Constraint, ...]:  # noqa: N805 - a class, says SQLAlchemy
        return (
            UniqueConstraint("key", "version"),
            CheckConstraint("version >= 1", name="version_counts_from_one"),
        )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(100))
    version: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    title: Mapped[dict[str, Any]] = mapped_column(JSON)
    document: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(Text, deferred=True)
    source_sha256: Mapped[str] = mapped_column(String(64), index=True)
    copied_from: Mapped[str | None] = mapped_column(String(64))
    created_at: Mapped[datetime] = mapped_column(Instant)


class ChecklistVersion(_Published, Base):
    """One version of a checklist."""

    __tablename__ = "checklist_versions"


class StandardVersion(_Published, Base):
    """One version of a standard; in force from `effective_from` until a later one is."""

    __tablename__ = "standard_versions"

    effective_from: Mapped[date]
