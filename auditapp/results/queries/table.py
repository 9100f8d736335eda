"""Results of the visits that a person may see, and what the network is worth on the whole."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from sqlalchemy import Select, func, select
from sqlalchemy.orm import contains_eager

from auditapp.checklists.models import ChecklistVersion
from auditapp.checklists.queries import checklist_in
from auditapp.core.numbers import hundredths
from auditapp.core.scoring import Verdict
from auditapp.core.text import Text
from auditapp.core.workflow import SCORED, SEEN_BY_PLACE, VisitState
from auditapp.locations.models import Location
from auditapp.storage.db import db
from auditapp.visits.models import ClauseScore, Revision, Submission, Visit
from auditapp.visits.queries import (
    checklists_of,
    is_newest,
    local_day,
    searched,
    seen_in_scopes,
)
from auditapp.web.actor import Actor
from auditapp.web.lists import Asked, Order, Page, ordered, page_of

OUT_OF_AVERAGES = frozenset({VisitState.REJECTED, VisitState.EXCLUDED})
FEWEST_VISITS = 2
FILTERS = ("checklist", "verdict")
SORTS: dict[str, Order] = {
    "visited_on": (Visit.visited_on, Visit.id),
    "location": (Location.name, Location.code, Visit.id),
    "checklist": (ChecklistVersion.key, Visit.id),
    "total": (Revision.total, Visit.id),
    "gap": (Revision.total - Revision.target, Visit.id),
    "coverage": (Revision.coverage, Visit.id),
    "verdict": (Revision.verdict, Visit.id),
}
AT_ONCE = 500


@dataclass(frozen=True)
class Row:
    """One result in the table; the gap is to the standard's target."""

    public_id: str
    state: str
    visited_on: date
    location: str
    location_code: str
    checklist: Text
    total: Decimal | None
    target: Decimal | None
    gap: Decimal | None
    coverage: Decimal | None
    verdict: str


@dataclass(frozen=True)
class NetworkScores:
    """Means over the network, one value a visit."""

    visits: int
    total: Decimal | None
    clauses: dict[str, Decimal]


def result_page(actor: Actor, asked: Asked) -> Page[Row]:
    """Return one page of the results that the person may see and asked for."""
    found = page_of(db.session, _asked(actor, asked), SORTS, asked)
    return Page([_row(revision) for revision in found.rows], found.total, found.asked)


def result_rows(actor: Actor, asked: Asked) -> Iterator[Row]:
    """Return every result that the person may see and asked for, in the order asked for."""
    rows = ordered(_asked(actor, asked), SORTS, asked)
    return map(_row, db.session.scalars(rows.execution_options(yield_per=AT_ONCE)))


def checklists_seen(actor: Actor) -> dict[str, Text]:
    """Return the titles of the checklists of which the person sees results, by key."""
    return checklists_of(seen_in_scopes(actor) & Visit.state.in_(SCORED))


def network_scores(visit: Visit, *, published_only: bool = False) -> NetworkScores | None:
    """Return means by this visit's checklist up to its day; None under two visits.

    Rejected and excluded visits count nowhere; a location is compared with published ones only.
    """
    states = (SEEN_BY_PLACE if published_only else SCORED) - OUT_OF_AVERAGES
    newest = (
        select(func.max(Revision.id))
        .join(Submission, Submission.id == Revision.submission_id)
        .join(Visit, Visit.id == Submission.visit_id)
        .join(ChecklistVersion, ChecklistVersion.id == Visit.checklist_version_id)
        .where(
            ChecklistVersion.key == visit.checklist_version.key,
            Visit.state.in_(states),
            Visit.visited_on <= local_day(visit),
        )
        .group_by(Submission.visit_id)
    )
    totals = [
        total
        for total in db.session.scalars(select(Revision.total).where(Revision.id.in_(newest)))
        if total is not None
    ]
    if len(totals) < FEWEST_VISITS:
        return None
    by_code: dict[str, list[Decimal]] = {}
    rows = select(ClauseScore.code, ClauseScore.score).where(ClauseScore.revision_id.in_(newest))
    for code, score in db.session.execute(rows):
        if score is not None:
            by_code.setdefault(code, []).append(score)
    clauses = {code: _mean(scores) for code, scores in sorted(by_code.items())}
    return NetworkScores(len(totals), _mean(totals), clauses)


def _mean(scores: list[Decimal]) -> Decimal:
    return hundredths(sum(map(Fraction, scores), Fraction(0)) / len(scores))


def _asked(actor: Actor, asked: Asked) -> Select[tuple[Revision]]:
    visit = contains_eager(Revision.submission).contains_eager(Submission.visit)
    rows = (
        select(Revision)
        .join(Revision.submission)
        .join(Submission.visit)
        .join(Visit.location)
        .join(Visit.checklist_version)
        .options(
            visit.contains_eager(Visit.location), visit.contains_eager(Visit.checklist_version)
        )
        .where(seen_in_scopes(actor), Visit.state.in_(SCORED), is_newest())
        .where(searched(asked.words))
    )
    if asked.filters["checklist"]:
        rows = rows.where(ChecklistVersion.key == asked.filters["checklist"])
    if asked.filters["verdict"] in set(Verdict):
        rows = rows.where(Revision.verdict == asked.filters["verdict"])
    return rows


def _row(revision: Revision) -> Row:
    visit, total, target = revision.submission.visit, revision.total, revision.target
    return Row(
        public_id=visit.public_id,
        state=visit.state,
        visited_on=local_day(visit),
        location=visit.location.name,
        location_code=visit.location.code,
        checklist=checklist_in(visit.checklist_version).title,
        total=total,
        target=target,
        gap=None if total is None or target is None else total - target,
        coverage=revision.coverage,
        verdict=revision.verdict,
    )
