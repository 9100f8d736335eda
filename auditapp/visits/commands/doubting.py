"""What is worth a look about a submission: worked out when it comes in, kept beside it."""

from collections.abc import Iterator, Set
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import Protocol

from sqlalchemy import Table
from sqlalchemy.orm import Session

from auditapp.core.doubts import Doubt, Times, doubts
from auditapp.core.scoring import Result
from auditapp.storage.rows import insert_rows
from auditapp.visits.commands.parcels import Parcel, read_moment
from auditapp.visits.models import EvidenceFlag, Visit
from auditapp.visits.queries import Standing, checklist_of, place_of, seen_before


class Clocks(Protocol):
    """When something came, by the sender's clock and by ours."""

    @property
    def device_at(self) -> datetime | None: ...
    @property
    def received_at(self) -> datetime: ...


_compares_photos = ContextVar("compares_photos", default=True)


@contextmanager
def drawn_photos() -> Iterator[None]:
    """Compare no photos: for what is drawn once and stands for many."""
    before = _compares_photos.set(False)
    try:
        yield
    finally:
        _compares_photos.reset(before)


def flag_evidence(
    session: Session,
    visit: Visit | Standing,
    submission_id: int,
    parcel: Parcel,
    result: Result,
    came: Clocks,
) -> None:
    """Write down what is worth a look about what was sent."""
    times = _times(visit, parcel, came)
    found = list(doubts(checklist_of(visit), parcel.sheet, result.asking, place_of(visit), times))
    if parcel.told.photos and _compares_photos.get():
        found += _photos(visit, {one.sha256 for one in parcel.told.photos})
    rows = [
        {"submission_id": submission_id, "position": at, "code": one.code, "details": one.details}
        for at, one in enumerate(found)
    ]
    table: Table = EvidenceFlag.__table__  # type: ignore[assignment]
    insert_rows(session, table, rows)


def _times(visit: Visit | Standing, parcel: Parcel, came: Clocks) -> Times:
    told = parcel.told
    return Times(
        received_at=came.received_at,
        assigned_at=min(visit.created_at, visit.accepted_at or visit.created_at),
        visited_at=read_moment(parcel.sheet.visited_at, visit.location.time_zone),
        device_at=came.device_at,
        begun_at=told.started_at,
        ended_at=told.finished_at,
        elapsed_s=told.elapsed_s,
    )


def _photos(visit: Visit | Standing, named: Set[str]) -> Iterator[Doubt]:
    number_of = checklist_of(visit).number_of
    for seen in seen_before(visit, named):
        figures = {
            "number": number_of.get(seen.key.rpartition(".")[2], ""),
            "sha256": seen.sha256,
            "visit": seen.other,
        }
        if seen.bits is None:
            yield Doubt("photo.same", figures)
        else:
            yield Doubt("photo.alike", {**figures, "bits": seen.bits})
