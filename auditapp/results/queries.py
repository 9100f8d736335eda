"""Results of the visits that a person may see, and what the network is worth on the whole."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from sqlalchemy import func, select

from auditapp.checklists.models import ChecklistVersion
from auditapp.checklists.queries import checklist_in
from auditapp.core.numbers import hundredths
from auditapp.core.text import Text
from auditapp.core.workflow import SCORED, SEEN_BY_PLACE, VisitState
from auditapp.storage.db import db
from auditapp.visits.models import ClauseScore, Revision, Submission, Visit
from auditapp.visits.queries import latest_revisions, local_day, visits_seen_by
from auditapp.web.actor import Actor

OUT_OF_AVERAGES = frozenset({VisitState.REJECTED, VisitState.EXCLUDED})
FEWEST_VISITS = 2
PAGE_ROWS = 50
SORTS = ("visited_on", "location", "checklist", "total", "gap", "coverage", "verdict")


@dataclass(frozen=True)
class Row:
    """One result in the table; the gap is to the standard's target."""

    public_id: str
    state: str
    visited_on: date
    location: str
    location_code: str
    checklist: Text
    checklist_key: str
    total: Decimal | None
    target: Decimal | None
    gap: Decimal | None
    coverage: Decimal | None
    verdict: str


@dataclass(frozen=True)
class Filters:
    """What a reader asked to see; empty means all."""

    location: str = ""
    checklist: str = ""
    verdict: str = ""
    sort: str = "visited_on"
    down: bool = True
    page: int = 1


@dataclass(frozen=True)
class ResultPage:
    """One page of the table, what could be chosen, and how many rows there are."""

    rows: tuple[Row, ...]
    count: int
    pages: int
    page: int
    locations: dict[str, str]
    checklists: dict[str, Text]
    verdicts: tuple[str, ...]


@dataclass(frozen=True)
class NetworkScores:
    """Means over the network, one value a visit."""

    visits: int
    total: Decimal | None
    clauses: dict[str, Decimal]


def result_rows(actor: Actor, filters: Filters) -> list[Row]:
    """Return every result that the person may see and asked for, sorted as asked."""
    return _chosen(_all_rows(actor), filters)


def result_page(actor: Actor, filters: Filters) -> ResultPage:
    """Return one page of the results that the person may see and asked for."""
    known = _all_rows(actor)
    chosen = _chosen(known, filters)
    pages = max(1, -(-len(chosen) // PAGE_ROWS))
    page = min(max(filters.page, 1), pages)
    return ResultPage(
        rows=tuple(chosen[(page - 1) * PAGE_ROWS : page * PAGE_ROWS]),
        count=len(chosen),
        pages=pages,
        page=page,
        locations=dict(sorted({row.location_code: row.location for row in known}.items())),
        checklists={row.checklist_key: row.checklist for row in known},
        verdicts=tuple(sorted({row.verdict for row in known})),
    )


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


def _all_rows(actor: Actor) -> list[Row]:
    visits = [visit for visit in visits_seen_by(actor) if visit.state in SCORED]
    revisions = latest_revisions(visits)
    return [_row(visit, revisions[visit.id]) for visit in visits if visit.id in revisions]


def _row(visit: Visit, revision: Revision) -> Row:
    total, target = revision.total, revision.target
    return Row(
        public_id=visit.public_id,
        state=visit.state,
        visited_on=local_day(visit),
        location=visit.location.name,
        location_code=visit.location.code,
        checklist=checklist_in(visit.checklist_version).title,
        checklist_key=visit.checklist_version.key,
        total=total,
        target=target,
        gap=None if total is None or target is None else total - target,
        coverage=revision.coverage,
        verdict=revision.verdict,
    )


def _chosen(rows: Iterable[Row], filters: Filters) -> list[Row]:
    kept = [
        row
        for row in rows
        if filters.location in ("", row.location_code)
        and filters.checklist in ("", row.checklist_key)
        and filters.verdict in ("", row.verdict)
    ]
    name = filters.sort if filters.sort in SORTS else SORTS[0]
    name = "checklist_key" if name == "checklist" else name
    known = [row for row in kept if getattr(row, name) is not None]
    known.sort(key=lambda row: getattr(row, name), reverse=filters.down)
    return known + [row for row in kept if getattr(row, name) is None]
