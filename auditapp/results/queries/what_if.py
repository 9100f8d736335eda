"""Visits as they were answered, to be scored anew by something that is not published yet."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import contains_eager

from auditapp.checklists.models import ChecklistVersion, StandardVersion
from auditapp.checklists.queries import standard_in, versions_of
from auditapp.core.answers import Answer, Sheet
from auditapp.core.document import Checklist, Standard
from auditapp.core.rescoring import Measured, Past, Worth
from auditapp.core.standards import compare, in_force
from auditapp.core.text import Text
from auditapp.core.workflow import SCORED
from auditapp.results.queries.table import OUT_OF_AVERAGES
from auditapp.storage.db import db
from auditapp.visits.models import (
    AnswerRow,
    ClauseScore,
    Revision,
    SectionScore,
    Submission,
    Visit,
)
from auditapp.visits.queries import checklist_of, is_newest, local_day, seen_in_scopes
from auditapp.web.actor import Actor

LAST = 200
MOST = 1000


@dataclass(frozen=True)
class Visited:
    """Where and when a visit took place."""

    public_id: str
    visited_on: date
    location: str
    checklist: Text


@dataclass(frozen=True)
class Visits:
    """The visits that count, the newest first, and where and when each took place."""

    pasts: list[Past]
    visited: dict[str, Visited]


def pasts_by(actor: Actor, key: str, new: Checklist, last: int) -> Visits:
    """Return the last visits by a checklist, to be held against the standard that `new` cites."""
    held = versions_of(StandardVersion, new.standard) if new.standard else []
    standards = [standard_in(one) for one in held if isinstance(one, StandardVersion)]
    revisions = _revisions(actor, ChecklistVersion.key == key, last)
    return _visits(revisions, lambda visit: in_force(standards, local_day(visit)))


def pasts_held_against(actor: Actor, key: str, new: Standard, last: int) -> Visits:
    """Return the last visits that were compared with a standard, to be held against `new`."""
    held = select(StandardVersion.id).where(StandardVersion.key == key)
    revisions = _revisions(actor, Revision.standard_version_id.in_(held), last)
    return _visits(revisions, lambda _visit: new)


def _revisions(actor: Actor, narrowed: ColumnElement[bool], last: int) -> list[Revision]:
    rows = (
        select(Revision)
        .join(Revision.submission)
        .join(Submission.visit)
        .join(Visit.location)
        .join(Visit.checklist_version)
        # Versions are few and long: each is read once, not with every visit.
        .options(
            contains_eager(Revision.submission)
            .contains_eager(Submission.visit)
            .contains_eager(Visit.location)
        )
        .where(seen_in_scopes(actor), Visit.state.in_(SCORED - OUT_OF_AVERAGES), is_newest())
        .where(narrowed)
        .order_by(Visit.visited_on.desc().nulls_last(), Visit.id.desc())
    )
    return list(db.session.scalars(rows.limit(min(last, MOST))))


def _visits(revisions: Sequence[Revision], standard: Callable[[Visit], Standard | None]) -> Visits:
    ids = [one.id for one in revisions]
    answers, held = _answers(ids), _held(ids)
    pasts, visited = [], {}
    for one in revisions:
        visit = one.submission.visit
        place, on = visit.location.name, local_day(visit)
        checklist = checklist_of(visit)
        visited[visit.public_id] = Visited(visit.public_id, on, place, checklist.title)
        sheet = Sheet(answers[one.id], frozenset(one.na_sections))
        worth = _worth(one, held[one.id])
        pasts.append(Past(visit.public_id, sheet, checklist, worth, standard(visit)))
    return Visits(pasts, visited)


def _answers(ids: Sequence[int]) -> defaultdict[int, dict[str, Answer]]:
    """Return what scores hang on, by the revision; comments and photos are left where they are."""
    found: defaultdict[int, dict[str, Answer]] = defaultdict(dict)
    row = AnswerRow
    rows = select(row.revision_id, row.key, row.value, row.na, row.unchecked)
    for revision_id, key, *said in db.session.execute(rows.where(row.revision_id.in_(ids))):
        found[revision_id][key] = Answer(*said)
    return found


def _held(ids: Sequence[int]) -> defaultdict[int, dict[Measured, str]]:
    found: defaultdict[int, dict[Measured, str]] = defaultdict(dict)
    for kind, table, key in (
        ("clause", ClauseScore, ClauseScore.code),
        ("section", SectionScore, SectionScore.section_key),
    ):
        rows = select(table.revision_id, key, table.verdict)
        rows = rows.where(table.revision_id.in_(ids), table.verdict.is_not(None))
        for revision_id, name, verdict in db.session.execute(rows):
            found[revision_id][kind, name] = str(verdict)
    return found


def _worth(revision: Revision, held: dict[Measured, str]) -> Worth:
    version, target = revision.standard_version, revision.target
    if version is not None and target is not None:
        compared = compare(revision.total, target, standard_in(version).tolerance)
        held["total", ""] = compared.verdict.value
    return Worth(revision.total, revision.coverage, revision.verdict, held)
