"""The outbox: each message written once, in the transaction of what it tells about."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from auditapp.storage.db import Base
from auditapp.storage.types import Instant, new_public_id, one_of

STATES = ("waiting", "sending", "sent", "failed", "handed_on", "withdrawn")
LINK_MARK = "{link}"


class Message(Base):
    """One message to one person, in their language.

    `link` is the personal link in it: a secret, shown until the message has gone, then erased.
    `body` holds the mark {link} in its place. `dedupe` names what it tells, so that it is told
    once. `leased_until` is how long whoever sends it may take before another tries.
    """

    __tablename__ = "messages"
    __table_args__ = (
        one_of("state", STATES),
        CheckConstraint("attempts >= 0", name="attempts_count"),
        Index("ix_messages_state_next_at", "state", "next_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(36), unique=True, default=new_public_id)
    kind: Mapped[str] = mapped_column(String(40))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    address: Mapped[str | None] = mapped_column(String(254))
    language: Mapped[str] = mapped_column(String(8))
    subject: Mapped[str] = mapped_column(String(300))
    body: Mapped[str] = mapped_column(Text)
    link: Mapped[str | None] = mapped_column(Text)
    link_until: Mapped[datetime | None] = mapped_column(Instant)
    dedupe: Mapped[str | None] = mapped_column(String(200), unique=True)
    state: Mapped[str] = mapped_column(String(12))
    attempts: Mapped[int] = mapped_column(default=0, server_default="0")
    next_at: Mapped[datetime | None] = mapped_column(Instant)
    leased_until: Mapped[datetime | None] = mapped_column(Instant)
    last_error: Mapped[str] = mapped_column(String(500), default="", server_default="")
    created_at: Mapped[datetime] = mapped_column(Instant)
    done_at: Mapped[datetime | None] = mapped_column(Instant)
