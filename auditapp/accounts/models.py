"""People, what they may do and where, and the ways in: sessions, links, attempts to sign in."""

from datetime import datetime

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Float,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
    event,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from auditapp.core.text import folded
from auditapp.storage.db import Base
from auditapp.storage.types import Instant, is_changed, new_public_id, one_of

ROLES = ("admin", "manager", "reviewer", "shopper", "location_manager")
SCOPES = ("all", "brand", "region", "location")
PURPOSES = ("first_admin", "invitation", "new_password", "second_factor", "sign_in", "visit")


class Person(Base):
    """Someone who works with the product; outside the quality department only the code is shown.

    `found_by` holds what a search looks through, and what lists are ordered by; `code_key` the
    code as it is unique: in whatever letters, but for twins of earlier times. `changes` counts
    writes, so that the second of two who edit is told.
    """

    __tablename__ = "people"
    __table_args__ = (
        CheckConstraint(
            "(home_latitude IS NULL) = (home_longitude IS NULL)", name="home_position_whole"
        ),
        Index("uq_people_code_key", "code_key", unique=True),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(36), unique=True, default=new_public_id)
    name: Mapped[str] = mapped_column(String(200))
    code: Mapped[str] = mapped_column(String(20), unique=True)
    code_key: Mapped[str] = mapped_column(Text, default="", server_default="")
    email: Mapped[str | None] = mapped_column(String(254), unique=True)
    language: Mapped[str] = mapped_column(String(8))
    password_hash: Mapped[str | None] = mapped_column(String(200))
    active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime] = mapped_column(Instant)
    household: Mapped[str | None] = mapped_column(String(40), index=True)
    phone: Mapped[str] = mapped_column(String(40), default="", server_default="")
    notes: Mapped[str] = mapped_column(Text, default="", server_default="")
    spoken: Mapped[list[str]] = mapped_column(JSON, default=list, server_default="[]")
    home_latitude: Mapped[float | None] = mapped_column(Float)
    home_longitude: Mapped[float | None] = mapped_column(Float)
    totp_secret: Mapped[str | None] = mapped_column(String(64))
    totp_since: Mapped[datetime | None] = mapped_column(Instant)
    totp_last: Mapped[int | None]
    found_by: Mapped[str] = mapped_column(Text, default="", server_default="")
    changes: Mapped[int] = mapped_column(default=1, server_default="1")
    grants: Mapped[list["Grant"]] = relationship(back_populates="person", order_by="Grant.id")
    recovery_codes: Mapped[list["RecoveryCode"]] = relationship(order_by="RecoveryCode.id")

    __mapper_args__ = {"version_id_col": changes}  # noqa: RUF012 - as SQLAlchemy declares it


@event.listens_for(Person, "before_insert")
@event.listens_for(Person, "before_update")
def _make_findable(_mapper: object, _connection: object, person: Person) -> None:
    person.found_by = findable(
        person.name, person.code, person.email, person.phone, person.household
    )
    if is_changed(person, "code"):
        person.code_key = folded(person.code)


def findable(*words: str | None) -> str:
    """Return what a search for a person looks through, of name, code, email, phone, household."""
    return folded(" ".join(filter(None, words)))


class RecoveryCode(Base):
    """A way past a lost second factor, once; kept as a digest."""

    __tablename__ = "recovery_codes"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    code_hash: Mapped[str] = mapped_column(String(64))
    used_at: Mapped[datetime | None] = mapped_column(Instant)


class Grant(Base):
    """One role of one person, in one scope; a person may hold several."""

    __tablename__ = "grants"
    __table_args__ = (
        UniqueConstraint("person_id", "role", "scope_kind", "scope_id"),
        Index(
            "uq_grants_person_id_role_everywhere",
            "person_id",
            "role",
            unique=True,
            sqlite_where=text("scope_id IS NULL"),
            postgresql_where=text("scope_id IS NULL"),
        ),
        one_of("role", ROLES),
        one_of("scope_kind", SCOPES),
        CheckConstraint("(scope_kind = 'all') = (scope_id IS NULL)", name="scope_whole"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    role: Mapped[str] = mapped_column(String(20))
    scope_kind: Mapped[str] = mapped_column(String(10))
    scope_id: Mapped[int | None]
    person: Mapped[Person] = relationship(back_populates="grants")


class UserSession(Base):
    """One signed-in device; a visit's link opens one that reaches that shopper's visits only."""

    __tablename__ = "sessions"
    __table_args__ = (
        one_of("kind", ("full", "visit")),
        CheckConstraint("(kind = 'visit') = (visit_id IS NOT NULL)", name="kind_and_visit"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(36), unique=True, default=new_public_id)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    kind: Mapped[str] = mapped_column(String(10))
    visit_id: Mapped[str | None] = mapped_column(String(36), ForeignKey("visits.public_id"))
    created_at: Mapped[datetime] = mapped_column(Instant)
    seen_at: Mapped[datetime] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    expires_at: Mapped[datetime | None] = mapped_column(Instant)
    user_agent: Mapped[str] = mapped_column(String(300), default="")
    address: Mapped[str] = mapped_column(String(64), default="")
    person: Mapped[Person] = relationship()


class Link(Base):
    """A personal link, kept as a digest of its token; `visit_id` is the visit's public id."""

    __tablename__ = "links"
    __table_args__ = (
        one_of("purpose", PURPOSES),
        CheckConstraint("(purpose = 'visit') = (visit_id IS NOT NULL)", name="purpose_and_visit"),
        CheckConstraint(
            "(purpose = 'first_admin') = (person_id IS NULL)", name="purpose_and_person"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    purpose: Mapped[str] = mapped_column(String(20))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    visit_id: Mapped[str | None] = mapped_column(
        String(36), ForeignKey("visits.public_id"), index=True
    )
    created_at: Mapped[datetime] = mapped_column(Instant)
    expires_at: Mapped[datetime] = mapped_column(Instant)
    used_at: Mapped[datetime | None] = mapped_column(Instant)
    person: Mapped[Person | None] = relationship()


class SignInAttempt(Base):
    """One attempt to sign in, by digests of account and address: enough to slow the next."""

    __tablename__ = "sign_in_attempts"
    __table_args__ = (
        Index("ix_sign_in_attempts_account_digest_at", "account_digest", "at"),
        Index("ix_sign_in_attempts_address_digest_at", "address_digest", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    account_digest: Mapped[str] = mapped_column(String(64))
    address_digest: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column(Instant)
    ok: Mapped[bool]
