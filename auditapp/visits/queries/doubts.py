"""What is worth a look about a visit, for the office; and photos that came before."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, or_, select

from auditapp.core.doubts import MOST_BITS_APART, bits_apart
from auditapp.storage.db import db
from auditapp.visits.models import EvidenceFlag, Photo, Submission, Visit, VisitPhoto
from auditapp.visits.queries.access import read_by_office
from auditapp.web.actor import Actor

MOST_CANDIDATES = 5000  # pictures of white paper share bands by the thousand: the newest do
BANDS = (Photo.look_1, Photo.look_2, Photo.look_3, Photo.look_4)


@dataclass(frozen=True)
class SeenBefore:
    """A photo of the visit that another visit has: the same file, or one so many bits apart."""

    key: str
    sha256: str
    other: str
    bits: int | None = None


def evidence_flags(visit: Visit) -> list[EvidenceFlag]:
    """Return what is worth a look about what was sent last."""
    sent = select(Submission.id).where(Submission.visit_id == visit.id)
    newest = sent.order_by(Submission.id.desc()).limit(1).scalar_subquery()
    rows = select(EvidenceFlag).where(EvidenceFlag.submission_id == newest)
    return list(db.session.scalars(rows.order_by(EvidenceFlag.position)))


def visits_read(actor: Actor, public_ids: Iterable[str]) -> dict[str, Visit]:
    """Return those of the visits that the person reads by right, by their ids."""
    rows = select(Visit).join(Visit.location).where(read_by_office(actor))
    found = db.session.scalars(rows.where(Visit.public_id.in_(list(public_ids))))
    return {one.public_id: one for one in found}


def seen_before(visit: Visit, named: Set[str]) -> Iterator[SeenBefore]:
    """Go through the photos of the visit that another visit has too, or has one much like it."""
    own = db.session.execute(
        select(VisitPhoto.key, Photo.sha256, Photo.id, *BANDS)
        .join(Photo)
        .where(VisitPhoto.visit_id == visit.id, Photo.sha256.in_(named))
        .order_by(VisitPhoto.id)
    ).all()
    same = _same(visit, [row.id for row in own])
    rest = [row for row in own if row.id not in same and row.look_1 is not None]
    like = _like(visit, rest)
    for row in own:
        if row.id in same:
            yield SeenBefore(row.key, row.sha256, same[row.id])
        elif row.id in like:
            bits, other = like[row.id]
            yield SeenBefore(row.key, row.sha256, other, bits)


def _same(visit: Visit, photo_ids: list[int]) -> dict[int, str]:
    rows = _elsewhere(visit, VisitPhoto.photo_id, Visit.public_id)
    rows = rows.where(VisitPhoto.photo_id.in_(photo_ids)).order_by(VisitPhoto.id.desc())
    return {row.photo_id: row.public_id for row in db.session.execute(rows)}


def _like(visit: Visit, own: Sequence[Row[Any]]) -> dict[int, tuple[int, str]]:
    """Return the nearest picture of another visit to each, if one is near: bits and visit."""
    if not own:
        return {}
    shared = or_(*(band.in_({row[3 + at] for row in own}) for at, band in enumerate(BANDS)))
    rows = _elsewhere(visit, *BANDS, Visit.public_id).join(Photo).where(shared)
    by_band: dict[tuple[int, int], list[Row[Any]]] = defaultdict(list)
    for other in db.session.execute(rows.order_by(Photo.id.desc()).limit(MOST_CANDIDATES)):
        for at in range(4):
            by_band[at, other[at]].append(other)
    found: dict[int, tuple[int, str]] = {}
    for row in own:
        near = [
            (bits_apart(row[3:7], other[:4]), other.public_id)
            for at in range(4)
            for other in by_band[at, row[3 + at]]
        ]
        if near and min(near)[0] <= MOST_BITS_APART:
            found[row.id] = min(near)
    return found


def _elsewhere(visit: Visit, *columns: Any) -> Any:
    """Begin a query of photos in other visits; the one this was parted from is the same."""
    others = [visit.id, visit.parted_from_id]
    rows = select(*columns).select_from(VisitPhoto).join(Visit, Visit.id == VisitPhoto.visit_id)
    return rows.where(VisitPhoto.visit_id.not_in([one for one in others if one is not None]))
