"""Drafts of checklists and standards: documents being edited, and every change made to them."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Boolean, CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from auditapp.accounts.models import Person
from auditapp.storage.db import Base
from auditapp.storage.types import Instant, new_public_id, one_of


class DocumentDraft(Base):
    """One document being edited: its tree as JSON, with an id in each part, perhaps faulty.

    `based_on` is the digest of the published version that it will follow, `copied_from` of the one
    it was copied from. `revision` counts the changes, those taken back as well. `faults` is how
    many stood in it after the last one; None in drafts from before they were counted.
    """

    __tablename__ = "document_drafts"
    __table_args__ = (
        one_of("kind", ("checklist", "standard")),
        CheckConstraint("published_at IS NULL OR discarded_at IS NULL", name="one_end"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(36), unique=True, default=new_public_id)
    kind: Mapped[str] = mapped_column(String(10))
    key: Mapped[str] = mapped_column(String(100), index=True)
    title: Mapped[Any] = mapped_column(JSON)
    tree: Mapped[str] = mapped_column(Text)
    revision: Mapped[int]
    faults: Mapped[int | None]
    based_on: Mapped[str | None] = mapped_column(String(64))
    copied_from: Mapped[str | None] = mapped_column(String(64))
    began_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    began_at: Mapped[datetime] = mapped_column(Instant)
    changed_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    changed_at: Mapped[datetime] = mapped_column(Instant)
    published_at: Mapped[datetime | None] = mapped_column(Instant)
    published_as: Mapped[str | None] = mapped_column(String(64))
    discarded_at: Mapped[datetime | None] = mapped_column(Instant)

    began_by: Mapped[Person | None] = relationship(foreign_keys=[began_by_id])
    changed_by: Mapped[Person | None] = relationship(foreign_keys=[changed_by_id])

    @property
    def is_open(self) -> bool:
        """Whether it can be changed."""
        return self.published_at is None and self.discarded_at is None


class DraftChange(Base):
    """One change of a draft, and what takes it back; `number` is the revision it last led to.

    Taken back it is `undone`, and may be done again until its person changes something else; then,
    or when it cannot be taken back any more, it is `closed`.
    """

    __tablename__ = "document_draft_changes"
    __table_args__ = (UniqueConstraint("draft_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("document_drafts.id"))
    number: Mapped[int]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime] = mapped_column(Instant)
    operations: Mapped[str] = mapped_column(Text)
    inverse: Mapped[str] = mapped_column(Text)
    undone: Mapped[bool] = mapped_column(Boolean)
    closed: Mapped[bool] = mapped_column(Boolean)

    person: Mapped[Person | None] = relationship()
