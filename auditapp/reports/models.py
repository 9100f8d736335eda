"""What a report said when it was made: frozen, so that the same bytes can be made again."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from auditapp.storage.db import Base, WrittenOnce
from auditapp.storage.types import Instant, one_of


class ReportSnapshot(WrittenOnce, Base):
    """The data of one report, in one edition and language; its digest is that of the data."""

    __tablename__ = "report_snapshots"
    __table_args__ = (
        UniqueConstraint("revision_id", "edition", "language", "sha256"),
        one_of("edition", ("quality", "place")),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    visit_id: Mapped[int] = mapped_column(ForeignKey("visits.id"), index=True)
    revision_id: Mapped[int] = mapped_column(ForeignKey("revisions.id"))
    edition: Mapped[str] = mapped_column(String(10))
    language: Mapped[str] = mapped_column(String(8))
    data: Mapped[dict[str, Any]] = mapped_column(JSON)
    sha256: Mapped[str] = mapped_column(String(64))
    made_at: Mapped[datetime] = mapped_column(Instant)
