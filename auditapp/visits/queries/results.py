"""What visits were worth: as stored when they were sent, and recomputed from what is stored."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import func, select

from auditapp.checklists.models import ChecklistVersion
from auditapp.checklists.queries import standard_in
from auditapp.core.answers import Answer, Sheet, read_sheet
from auditapp.core.document import Checklist, Standard
from auditapp.core.findings import Finding, findings
from auditapp.core.kinds.position import Point, distance_m
from auditapp.core.problems import Problem
from auditapp.core.scoring import Result, score
from auditapp.core.workflow import SCORED, SEEN_BY_PLACE, VisitState
from auditapp.storage.db import db
from auditapp.visits.models import AnswerRow, ClauseScore, Revision, Submission, Visit
from auditapp.visits.queries.documents import checklist_of, local_day, place_of
from auditapp.visits.queries.payloads import read_tree
from auditapp.web.actor import Actor

OUT_OF_AVERAGES = {VisitState.REJECTED, VisitState.EXCLUDED}


@dataclass(frozen=True)
class StoredResult:
    """The newest revision of a visit, its answers, and everything that follows from them."""

    revision: Revision
    submission: Submission
    sheet: Sheet
    checklist: Checklist
    standard: Standard | None
    result: Result
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class CheckedIn:
    """Where the shopper was at the start, how far from the location, and what was said of it."""

    here: Point | None
    away_m: int | None
    said: str


@dataclass(frozen=True)
class PastVisit:
    """An earlier visit to the same place by the same checklist."""

    public_id: str
    visited_on: date
    total: Decimal | None
    coverage: Decimal | None
    verdict: str
    clauses: dict[str, Decimal | None]


def submission_of(visit: Visit) -> Submission | None:
    """Return what was sent last for a visit, if anything was."""
    rows = select(Submission).where(Submission.visit_id == visit.id)
    return db.session.scalars(rows.order_by(Submission.id.desc()).limit(1)).first()


def submissions_of(actor: Actor) -> dict[int, Submission]:
    """Return what a person sent, by the visit; the last one counts."""
    rows = select(Submission).where(Submission.person_id == actor.person_id)
    return {row.visit_id: row for row in db.session.scalars(rows.order_by(Submission.id))}


def checked_in(visit: Visit) -> CheckedIn | None:
    """Return where the shopper was at the start; None if that was not asked, or nothing sent."""
    submission = submission_of(visit)
    if submission is None or checklist_of(visit).check_in == "none":
        return None
    sheet, place = _as_sent(submission), place_of(visit)
    here, given = sheet.here, sheet.check_in
    away_m = distance_m(here, place) if here and place else None
    return CheckedIn(here, away_m, given.comment or ("" if here else str(given.value or "")))


def _as_sent(submission: Submission) -> Sheet:
    return read_sheet(read_tree(submission.payload))


def latest_revisions(visits: Iterable[Visit]) -> dict[int, Revision]:
    """Return the newest revision of each visit that has one, by the visit's id."""
    newest = (
        select(Submission.visit_id, func.max(Revision.id).label("revision_id"))
        .join(Revision, Revision.submission_id == Submission.id)
        .where(Submission.visit_id.in_([visit.id for visit in visits]))
        .group_by(Submission.visit_id)
        .subquery()
    )
    rows = select(newest.c.visit_id, Revision).join(newest, Revision.id == newest.c.revision_id)
    return {row.visit_id: row.Revision for row in db.session.execute(rows)}


def result_of(visit: Visit) -> StoredResult:
    """Return the visit's result, recomputed on the stored versions from the stored answers.

    Raises: Problem `visits.no_result` if nothing was sent yet.
    """
    revision = latest_revisions([visit]).get(visit.id)
    if revision is None:
        raise Problem("visits.no_result")
    checklist, sheet = checklist_of(visit), _sheet(visit, revision)
    version = revision.standard_version
    standard = standard_in(version) if version else None
    result = score(checklist, sheet, standard, place_of(visit))
    found = findings(checklist, result, standard)
    return StoredResult(revision, revision.submission, sheet, checklist, standard, result, found)


def last_scores(visit: Visit, n: int = 6, *, published_only: bool = False) -> list[PastVisit]:
    """Return up to n visits before this one, to the same place by the same checklist, oldest first.

    Rejected and excluded visits count nowhere; a place sees published ones only.
    """
    states = (SEEN_BY_PLACE if published_only else SCORED) - OUT_OF_AVERAGES
    rows = (
        select(Visit)
        .join(ChecklistVersion)
        .where(
            Visit.location_id == visit.location_id,
            ChecklistVersion.key == visit.checklist_version.key,
            Visit.state.in_(states),
            Visit.visited_on <= local_day(visit),
            Visit.id != visit.id,
        )
        .order_by(Visit.visited_on.desc(), Visit.id.desc())
        .limit(n)
    )
    earlier = list(db.session.scalars(rows))
    revisions = latest_revisions(earlier)
    past = [_past(one, revisions[one.id]) for one in earlier if one.id in revisions]
    return past[::-1]


def _past(visit: Visit, revision: Revision) -> PastVisit:
    rows = select(ClauseScore.code, ClauseScore.score).where(ClauseScore.revision_id == revision.id)
    return PastVisit(
        visit.public_id,
        local_day(visit),
        revision.total,
        revision.coverage,
        revision.verdict,
        {row.code: row.score for row in db.session.execute(rows)},
    )


def _sheet(visit: Visit, revision: Revision) -> Sheet:
    # Columns, not objects: nothing here is changed, and it takes half the time.
    one = AnswerRow
    rows = (
        select(one.key, one.value, one.na, one.unchecked, one.comment, one.photos)
        .where(one.revision_id == revision.id)
        .order_by(one.position)
    )
    answers = {
        key: Answer(value, na, unchecked, comment, tuple(photos))
        for key, value, na, unchecked, comment, photos in db.session.execute(rows)
    }
    asked = checklist_of(visit).check_in != "none"
    return Sheet(
        answers=answers,
        na_sections=frozenset(revision.na_sections),
        language=revision.language,
        location=visit.location.code,
        visited_at=visit.visited_at.isoformat() if visit.visited_at else None,
        check_in=_as_sent(revision.submission).check_in if asked else Answer(),
    )
