"""Visits: what was assigned, what was answered, what it was worth, and how it came about."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Float,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from auditapp.accounts.models import Person
from auditapp.checklists.models import ChecklistVersion, StandardVersion
from auditapp.core.workflow import VisitState
from auditapp.locations.models import Location
from auditapp.storage.db import Base, WrittenOnce
from auditapp.storage.types import Hundredths, Instant, new_public_id, one_of

ABORT_KEY = "~abort"  # photos of why a visit could not be carried out; no question has this key
SHEET_KEY = ""  # the draft row of what belongs to the whole sheet, not to one question


class Visit(Base):
    """One visit: a checklist version, a place, a window, a shopper once there is one.

    `parted_from` is the visit that someone had accepted and no longer holds: this row then is the
    part of the one before, with the draft, so that what was honestly done can still be sent.
    `changes` counts writes, so that two at a time cannot both move the state.
    """

    __tablename__ = "visits"
    __table_args__ = (
        one_of("state", VisitState),
        CheckConstraint("window_from < window_to", name="window_ordered"),
        CheckConstraint("shopper_id IS NOT NULL OR state IN ('planned', 'cancelled')", name="held"),
        Index("ix_visits_location_id_visited_on", "location_id", "visited_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(36), unique=True, default=new_public_id)
    state: Mapped[str] = mapped_column(String(20), index=True)
    checklist_version_id: Mapped[int] = mapped_column(ForeignKey("checklist_versions.id"))
    location_id: Mapped[int] = mapped_column(ForeignKey("locations.id"))
    shopper_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    window_from: Mapped[datetime] = mapped_column(Instant)
    window_to: Mapped[datetime] = mapped_column(Instant)
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("visits.id"), index=True)
    parted_from_id: Mapped[int | None] = mapped_column(ForeignKey("visits.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(Instant)
    accepted_at: Mapped[datetime | None] = mapped_column(Instant)
    started_at: Mapped[datetime | None] = mapped_column(Instant)
    visited_at: Mapped[datetime | None] = mapped_column(Instant)
    visited_on: Mapped[date | None]
    changes: Mapped[int] = mapped_column()

    checklist_version: Mapped[ChecklistVersion] = relationship()
    location: Mapped[Location] = relationship()
    shopper: Mapped[Person | None] = relationship()
    replaces: Mapped["Visit | None"] = relationship(
        foreign_keys=[replaces_id], remote_side="Visit.id"
    )
    parted_from: Mapped["Visit | None"] = relationship(
        foreign_keys=[parted_from_id], remote_side="Visit.id"
    )
    transitions: Mapped[list["VisitTransition"]] = relationship(
        back_populates="visit", order_by="VisitTransition.id"
    )

    __mapper_args__ = {"version_id_col": changes}  # noqa: RUF012 - as SQLAlchemy declares it


class VisitTransition(WrittenOnce, Base):
    """One change of state: who, when (UTC and the place's wall clock), from, to, why."""

    __tablename__ = "visit_transitions"

    id: Mapped[int] = mapped_column(primary_key=True)
    visit_id: Mapped[int] = mapped_column(ForeignKey("visits.id"), index=True)
    event: Mapped[str] = mapped_column(String(20))
    from_state: Mapped[str | None] = mapped_column(String(20))
    to_state: Mapped[str] = mapped_column(String(20))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime] = mapped_column(Instant)
    at_local: Mapped[str] = mapped_column(String(40))
    reason: Mapped[str] = mapped_column(Text, default="")
    flag: Mapped[str | None] = mapped_column(String(40))

    visit: Mapped[Visit] = relationship(back_populates="transitions")
    by: Mapped[Person | None] = relationship()


class Draft(Base):
    """One answer under way; the row with the empty key holds what belongs to the whole sheet.

    An answer that was taken back stays as a row without one, so that its revisions go on.
    """

    __tablename__ = "drafts"
    __table_args__ = (UniqueConstraint("visit_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    visit_id: Mapped[int] = mapped_column(ForeignKey("visits.id"))
    key: Mapped[str] = mapped_column(String(200))
    answer: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    revision: Mapped[int]
    saved_at: Mapped[datetime] = mapped_column(Instant)


class OverwrittenAnswer(WrittenOnce, Base):
    """A draft answer whose place another took that was based on an older one: both are kept."""

    __tablename__ = "overwritten_answers"
    __table_args__ = (UniqueConstraint("visit_id", "key", "revision"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    visit_id: Mapped[int] = mapped_column(ForeignKey("visits.id"))
    key: Mapped[str] = mapped_column(String(200))
    answer: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    revision: Mapped[int]
    saved_at: Mapped[datetime] = mapped_column(Instant)
    overwritten_at: Mapped[datetime] = mapped_column(Instant)


class Arrival(WrittenOnce, Base):
    """What arrived, byte for byte, under its sender's id; `photos` are those that belong to it."""

    __tablename__ = "arrivals"

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[str] = mapped_column(String(36), unique=True)
    visit_id: Mapped[int] = mapped_column(ForeignKey("visits.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    payload: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    payload_sha256: Mapped[str] = mapped_column(String(64))
    digest: Mapped[str] = mapped_column(String(64))
    device_at: Mapped[datetime | None] = mapped_column(Instant)
    received_at: Mapped[datetime] = mapped_column(Instant)
    photos: Mapped[list[dict[str, Any]]] = mapped_column(JSON)


class Submission(WrittenOnce, Base):
    """An arrival that is whole and was taken in, and the receipt given for it.

    Of the times, `device_at`, `started_at` and `finished_at` are those of the sender's clock.
    """

    __tablename__ = "submissions"

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[str] = mapped_column(String(36), unique=True)
    arrival_id: Mapped[int] = mapped_column(ForeignKey("arrivals.id"), unique=True)
    visit_id: Mapped[int] = mapped_column(ForeignKey("visits.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    device_at: Mapped[datetime | None] = mapped_column(Instant)
    started_at: Mapped[datetime | None] = mapped_column(Instant)
    finished_at: Mapped[datetime | None] = mapped_column(Instant)
    elapsed_s: Mapped[float | None] = mapped_column(Float)
    received_at: Mapped[datetime] = mapped_column(Instant)
    receipt: Mapped[str] = mapped_column(String(36), unique=True, default=new_public_id)
    digest: Mapped[str] = mapped_column(String(64))
    flags: Mapped[list[str]] = mapped_column(JSON)

    arrival: Mapped[Arrival] = relationship()
    visit: Mapped[Visit] = relationship()
    person: Mapped[Person] = relationship()

    @property
    def payload(self) -> bytes:
        """What arrived, byte for byte."""
        return self.arrival.payload


class SubmissionConflict(WrittenOnce, Base):
    """A copy of what could not be taken in, and why; no visit means none of this person's."""

    __tablename__ = "submission_conflicts"
    __table_args__ = (UniqueConstraint("uuid", "payload_sha256", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[str] = mapped_column(String(36))
    visit_id: Mapped[int | None] = mapped_column(ForeignKey("visits.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    reason: Mapped[str] = mapped_column(String(80))
    payload: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    payload_sha256: Mapped[str] = mapped_column(String(64))
    device_at: Mapped[datetime | None] = mapped_column(Instant)
    received_at: Mapped[datetime] = mapped_column(Instant)

    person: Mapped[Person] = relationship()


class Revision(WrittenOnce, Base):
    """The answers of a submission as someone left them, and what they were worth then."""

    __tablename__ = "revisions"
    __table_args__ = (
        UniqueConstraint("submission_id", "number"),
        CheckConstraint("total BETWEEN 0 AND 10000", name="total_range"),
        CheckConstraint("coverage BETWEEN 0 AND 10000", name="coverage_range"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submissions.id"))
    number: Mapped[int]
    by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime] = mapped_column(Instant)
    reason: Mapped[str] = mapped_column(Text, default="")
    standard_version_id: Mapped[int | None] = mapped_column(ForeignKey("standard_versions.id"))
    language: Mapped[str] = mapped_column(String(20))
    na_sections: Mapped[list[str]] = mapped_column(JSON)
    total: Mapped[Decimal | None] = mapped_column(Hundredths)
    coverage: Mapped[Decimal | None] = mapped_column(Hundredths)
    mark: Mapped[Decimal | None] = mapped_column(Hundredths)
    target: Mapped[Decimal | None] = mapped_column(Hundredths)
    verdict: Mapped[str] = mapped_column(String(20))
    grade: Mapped[str | None] = mapped_column(String(100))
    problems: Mapped[list[Any]] = mapped_column(JSON)
    notices: Mapped[list[Any]] = mapped_column(JSON)

    submission: Mapped[Submission] = relationship()
    standard_version: Mapped[StandardVersion | None] = relationship()


class AnswerRow(WrittenOnce, Base):
    """One answer of one revision, as given, with its state and what it was worth."""

    __tablename__ = "answers"
    __table_args__ = (
        UniqueConstraint("revision_id", "key"),
        CheckConstraint("score BETWEEN -10000 AND 10000", name="score_range"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    revision_id: Mapped[int] = mapped_column(ForeignKey("revisions.id"))
    position: Mapped[int]
    key: Mapped[str] = mapped_column(String(200))
    question_key: Mapped[str] = mapped_column(String(100))
    section_key: Mapped[str] = mapped_column(String(100))
    turn: Mapped[int | None]
    state: Mapped[str] = mapped_column(String(20))
    value: Mapped[Any] = mapped_column(JSON(none_as_null=True), nullable=True)
    na: Mapped[bool]
    unchecked: Mapped[bool]
    comment: Mapped[str] = mapped_column(Text)
    photos: Mapped[list[str]] = mapped_column(JSON)
    score: Mapped[Decimal | None] = mapped_column(Hundredths)
    weight: Mapped[str] = mapped_column(String(40))


class SectionScore(WrittenOnce, Base):
    """What one section was worth in one revision, and how that stood to its target."""

    __tablename__ = "section_scores"
    __table_args__ = (UniqueConstraint("revision_id", "section_key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    revision_id: Mapped[int] = mapped_column(ForeignKey("revisions.id"))
    section_key: Mapped[str] = mapped_column(String(100))
    score: Mapped[Decimal | None] = mapped_column(Hundredths)
    target: Mapped[Decimal | None] = mapped_column(Hundredths)
    gap: Mapped[Decimal | None] = mapped_column(Hundredths)
    verdict: Mapped[str | None] = mapped_column(String(20))


class ClauseScore(WrittenOnce, Base):
    """How one clause of the standard stood in one revision."""

    __tablename__ = "clause_scores"
    __table_args__ = (UniqueConstraint("revision_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    revision_id: Mapped[int] = mapped_column(ForeignKey("revisions.id"))
    code: Mapped[str] = mapped_column(String(100))
    score: Mapped[Decimal | None] = mapped_column(Hundredths)
    target: Mapped[Decimal | None] = mapped_column(Hundredths)
    gap: Mapped[Decimal | None] = mapped_column(Hundredths)
    measured: Mapped[Decimal | None] = mapped_column(Hundredths)
    verdict: Mapped[str] = mapped_column(String(20))


class FindingRow(WrittenOnce, Base):
    """One answer below the standard, in the order of what it cost."""

    __tablename__ = "findings"
    __table_args__ = (UniqueConstraint("revision_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    revision_id: Mapped[int] = mapped_column(ForeignKey("revisions.id"))
    position: Mapped[int]
    key: Mapped[str] = mapped_column(String(200))
    question_key: Mapped[str] = mapped_column(String(100))
    points_lost: Mapped[Decimal] = mapped_column(Hundredths)
    critical: Mapped[bool]
    clause: Mapped[str | None] = mapped_column(String(100))
    cause: Mapped[str | None] = mapped_column(String(20))


class EvidenceFlag(WrittenOnce, Base):
    """Something about a submission that is worth a look: a code of `core.doubts` and its figures.

    The office alone sees it; it decides nothing.
    """

    __tablename__ = "evidence_flags"
    __table_args__ = (UniqueConstraint("submission_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submissions.id"))
    position: Mapped[int]
    code: Mapped[str] = mapped_column(String(40))
    details: Mapped[dict[str, Any]] = mapped_column(JSON)


class Photo(WrittenOnce, Base):
    """Bytes received, by their SHA-256 and never served; what is shown is made from them.

    Papers and recordings are kept in the same way; they have no picture to show. The four bands of
    `look` (see `storage.images`) find pictures that look alike: those have one band in common.
    """

    __tablename__ = "photos"
    __table_args__ = (
        CheckConstraint("(derivative_sha256 IS NULL) = (thumbnail_sha256 IS NULL)", name="made"),
        CheckConstraint("(width IS NULL) = (height IS NULL)", name="size_whole"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    size_bytes: Mapped[int]
    media_type: Mapped[str] = mapped_column(String(40))
    width: Mapped[int | None]
    height: Mapped[int | None]
    derivative_sha256: Mapped[str | None] = mapped_column(String(64))
    thumbnail_sha256: Mapped[str | None] = mapped_column(String(64))
    received_at: Mapped[datetime] = mapped_column(Instant)
    look_1: Mapped[int | None] = mapped_column(index=True)
    look_2: Mapped[int | None] = mapped_column(index=True)
    look_3: Mapped[int | None] = mapped_column(index=True)
    look_4: Mapped[int | None] = mapped_column(index=True)

    @property
    def look(self) -> tuple[int | None, ...]:
        """The print in its bands; all of them None if it has none."""
        return self.look_1, self.look_2, self.look_3, self.look_4


class VisitPhoto(Base):
    """A photo in its place: at which question of which visit, by whom."""

    __tablename__ = "visit_photos"
    __table_args__ = (UniqueConstraint("visit_id", "key", "photo_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    visit_id: Mapped[int] = mapped_column(ForeignKey("visits.id"))
    key: Mapped[str] = mapped_column(String(200))
    photo_id: Mapped[int] = mapped_column(ForeignKey("photos.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    added_at: Mapped[datetime] = mapped_column(Instant)
    name: Mapped[str] = mapped_column(String(200), default="")

    photo: Mapped[Photo] = relationship()
