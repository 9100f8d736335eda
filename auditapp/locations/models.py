"""Places, and the brands and regions that order them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

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
from auditapp.storage.types import Instant, is_changed, new_public_id
from auditapp.web.positions import Position

BELOW = ">"
Hours = Sequence[Sequence[Sequence[str]]]


@dataclass(frozen=True)
class Facts:
    """What is known of a location; `region` may be a path such as "North > East"."""

    code: str
    name: str
    time_zone: str
    brand: str = ""
    region: str = ""
    address: str = ""
    position: Position | None = None
    tags: tuple[str, ...] = ()
    hours: Hours | None = None
    notes: str = ""


class Brand(Base):
    """What the places trade as; an agency's clients are brands."""

    __tablename__ = "brands"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200), unique=True)


class Region(Base):
    """A part of the network, as the company divides it; it may lie in a wider one.

    Its name is unique beside its neighbours: "North > Centre" and "South > Centre" are two.
    """

    __tablename__ = "regions"
    __table_args__ = (
        UniqueConstraint("parent_id", "name"),
        Index(
            "uq_regions_name_widest",
            "name",
            unique=True,
            sqlite_where=text("parent_id IS NULL"),
            postgresql_where=text("parent_id IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("regions.id"), index=True)
    parent: Mapped["Region | None"] = relationship(remote_side="Region.id")

    @property
    def around(self) -> tuple["Region", ...]:
        """The regions it lies in, itself first and the widest last."""
        found: list[Region] = []
        region: Region | None = self
        while region is not None and region not in found:
            found.append(region)
            region = region.parent
        return tuple(found)

    @property
    def path(self) -> str:
        """The way to it from the widest, such as "North > East"."""
        return f" {BELOW} ".join(one.name for one in reversed(self.around))


class Location(Base):
    """One place where customers are served; its time zone decides the day of a visit.

    `hours` are opening hours by day of the week, Monday first: pairs such as ["09:00", "21:00"], an
    empty list for a day off, nothing at all where they are not known. `found_by` holds what a
    search looks through, `code_key` the code as it is unique: in whatever letters, but for twins of
    earlier times; `changes` counts writes, so that the second of two who edit is told.
    """

    __tablename__ = "locations"
    __table_args__ = (
        CheckConstraint("(latitude IS NULL) = (longitude IS NULL)", name="position_whole"),
        CheckConstraint("latitude BETWEEN -90 AND 90", name="latitude_range"),
        CheckConstraint("longitude BETWEEN -180 AND 180", name="longitude_range"),
        Index("uq_locations_code_key", "code_key", unique=True),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(36), unique=True, default=new_public_id)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    code_key: Mapped[str] = mapped_column(Text, default="", server_default="")
    name: Mapped[str] = mapped_column(String(200))
    brand_id: Mapped[int | None] = mapped_column(ForeignKey("brands.id"), index=True)
    region_id: Mapped[int | None] = mapped_column(ForeignKey("regions.id"), index=True)
    address: Mapped[str] = mapped_column(String(500), default="")
    latitude: Mapped[float | None] = mapped_column(Float)
    longitude: Mapped[float | None] = mapped_column(Float)
    time_zone: Mapped[str] = mapped_column(String(60))
    created_at: Mapped[datetime] = mapped_column(Instant)
    hours: Mapped[list[Any] | None] = mapped_column(JSON(none_as_null=True))
    notes: Mapped[str] = mapped_column(Text, default="", server_default="")
    found_by: Mapped[str] = mapped_column(Text, default="", server_default="")
    changes: Mapped[int] = mapped_column(default=1, server_default="1")
    brand: Mapped[Brand | None] = relationship()
    region: Mapped[Region | None] = relationship()
    tags: Mapped[list["LocationTag"]] = relationship(
        order_by="LocationTag.tag", cascade="all, delete-orphan"
    )
    closures: Mapped[list["LocationClosure"]] = relationship(order_by="LocationClosure.id")

    __mapper_args__ = {"version_id_col": changes}  # noqa: RUF012 - as SQLAlchemy declares it

    @property
    def position(self) -> Position | None:
        """Where it is, None if nobody said."""
        if self.latitude is None or self.longitude is None:
            return None
        return Position(self.latitude, self.longitude)

    @property
    def words(self) -> tuple[str, ...]:
        """The tags as words."""
        return tuple(one.tag for one in self.tags)

    @property
    def standing_closure(self) -> "LocationClosure | None":
        """The closing after which it has not opened again, past or to come."""
        return next((one for one in self.closures if one.reopened_on is None), None)

    def closings_from(self, day: date) -> list["LocationClosure"]:
        """Return the closings that are not over on a day, the earliest first."""
        held = (one for one in self.closures if one.reopened_on is None or day < one.reopened_on)
        return sorted(held, key=lambda one: one.closed_on)

    def closure_on(self, day: date) -> "LocationClosure | None":
        """Return the closing that a day falls into, None if it is open then."""
        return next((one for one in self.closures if one.covers(day)), None)

    @property
    def region_ids(self) -> frozenset[int]:
        """The region it lies in, and all wider ones."""
        return frozenset(one.id for one in self.region.around) if self.region else frozenset()


@event.listens_for(Location, "before_insert")
@event.listens_for(Location, "before_update")
def _make_findable(_mapper: object, _connection: object, place: Location) -> None:
    place.found_by = found_by(place.code, place.name, place.address, place.words)
    if is_changed(place, "code"):
        place.code_key = folded(place.code)


def found_by(code: str, name: str, address: str | None, tags: Sequence[str]) -> str:
    """Return what a search for a location looks through."""
    return folded(" ".join(filter(None, (code, name, address, *tags))))


class LocationTag(Base):
    """A word that groups locations across brands and regions."""

    __tablename__ = "location_tags"
    __table_args__ = (UniqueConstraint("location_id", "tag"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    location_id: Mapped[int] = mapped_column(ForeignKey("locations.id"))
    tag: Mapped[str] = mapped_column(String(60), index=True)


class LocationClosure(Base):
    """A time in which a location served nobody: from a day, until another if it opened again."""

    __tablename__ = "location_closures"
    __table_args__ = (
        CheckConstraint("reopened_on IS NULL OR reopened_on > closed_on", name="days_ordered"),
        Index(
            "uq_location_closures_location_id_open",
            "location_id",
            unique=True,
            sqlite_where=text("reopened_on IS NULL"),
            postgresql_where=text("reopened_on IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    location_id: Mapped[int] = mapped_column(ForeignKey("locations.id"), index=True)
    closed_on: Mapped[date]
    reopened_on: Mapped[date | None]
    reason: Mapped[str] = mapped_column(Text, default="", server_default="")

    def covers(self, day: date) -> bool:
        """Tell whether nobody was served on that day."""
        return self.closed_on <= day and (self.reopened_on is None or day < self.reopened_on)

    def overlaps(self, closed_on: date, reopened_on: date | None) -> bool:
        """Tell whether it has a day in common with another time of closing."""
        begins = self.reopened_on is None or closed_on < self.reopened_on
        return begins and (reopened_on is None or self.closed_on < reopened_on)
