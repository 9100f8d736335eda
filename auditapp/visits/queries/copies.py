"""Copies of what could not be taken in, for the office: beside a visit, or of none that is here."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select, true
from sqlalchemy.orm import joinedload, undefer

from auditapp.checklists.models import ChecklistVersion
from auditapp.core.permissions import Permission
from auditapp.core.problems import N_, Problem
from auditapp.storage.db import db
from auditapp.visits.models import SubmissionConflict, Visit
from auditapp.visits.queries.doubts import visits_read
from auditapp.visits.queries.payloads import read_tree
from auditapp.web.actor import Actor
from auditapp.web.lists import Asked, Page, page_of

# Why each was kept apart.
REASONS = {
    "submissions.already_sent": N_("The visit had been sent before."),
    "submissions.conflict": N_("Something else had been sent under the same number."),
    "submissions.too_many": N_("Sending the visit had been begun too many times."),
    "visits.not_found": N_("There is no such visit here, or it is another shopper's."),
    "visits.wrong_state": N_("Nothing could be sent for the visit as it stood then."),
}
ORDERS = {"received": (SubmissionConflict.received_at, SubmissionConflict.id)}
MOST_BESIDE = 100


@dataclass(frozen=True)
class Stray:
    """A copy of no visit here: which visit and version it names, and what of that is known."""

    copy: SubmissionConflict
    visit_id: str
    sha256: str
    visit: Visit | None
    version: ChecklistVersion | None


def copies_of(visit: Visit) -> list[SubmissionConflict]:
    """Return what was kept apart of a visit, the newest first."""
    rows = _copies().where(SubmissionConflict.visit_id == visit.id)
    newest = rows.order_by(SubmissionConflict.received_at.desc(), SubmissionConflict.id.desc())
    return list(db.session.scalars(newest.limit(MOST_BESIDE)))


def copy_of(visit: Visit, copy_id: int) -> SubmissionConflict:
    """Return one of them with its bytes. Raises: Problem `visits.copy_not_found`."""
    return _one(_copies().where(SubmissionConflict.visit_id == visit.id), copy_id)


def unplaced_copies(actor: Actor, asked: Asked) -> Page[SubmissionConflict]:
    """Return a page of what belongs to no visit here; none to whoever assigns in some places."""
    return page_of(db.session(), _unplaced(actor), ORDERS, asked)


def unplaced_copy(actor: Actor, copy_id: int) -> SubmissionConflict:
    """Return one of them with its bytes. Raises: Problem `visits.copy_not_found`."""
    return _one(_unplaced(actor), copy_id)


def unplaced_count(actor: Actor) -> int:
    """Return how many there are that this person may see."""
    if not actor.may_everywhere(Permission.VISIT_ASSIGN):
        return 0
    none = select(func.count()).where(SubmissionConflict.visit_id.is_(None))
    return db.session.scalar(none.select_from(SubmissionConflict)) or 0


def strays(actor: Actor, copies: Iterable[SubmissionConflict]) -> list[Stray]:
    """Say of each copy which visit and version it names, and whether this installation has them."""
    known = list(copies)
    named = dict(_named([one.id for one in known]))
    visits = visits_read(actor, {visit for visit, _sha256 in named.values()})
    versions = {one.sha256: one for one in _versions({sha256 for _, sha256 in named.values()})}
    return [
        Stray(one, visit, sha256, visits.get(visit), versions.get(sha256))
        for one in known
        for visit, sha256 in [named[one.id]]
    ]


def named_version(sha256: str) -> ChecklistVersion | None:
    """Return the version of a checklist that a copy names, if it is here."""
    return next(iter(_versions({sha256})), None)


def _named(ids: list[int]) -> Iterable[tuple[int, tuple[str, str]]]:
    rows = select(SubmissionConflict.id, SubmissionConflict.payload)
    found = db.session.execute(rows.where(SubmissionConflict.id.in_(ids)))
    for copy_id, payload in found.yield_per(1):  # each may be of some MB
        try:
            tree = read_tree(payload)
        except Problem:  # so deep that it was read just so when it came
            tree = {}
        yield copy_id, (_word(tree.get("visit")), _word(tree.get("version")))


def _word(raw: Any) -> str:
    # A half character, which JSON can write and a database cannot take, names nothing.
    return raw[:100].encode("utf-8", "replace").decode() if isinstance(raw, str) else ""


def _versions(digests: set[str]) -> list[ChecklistVersion]:
    rows = select(ChecklistVersion).where(ChecklistVersion.sha256.in_(digests))
    return list(db.session.scalars(rows))


def _copies() -> Select[tuple[SubmissionConflict]]:
    return select(SubmissionConflict).options(joinedload(SubmissionConflict.person))


def _unplaced(actor: Actor) -> Select[tuple[SubmissionConflict]]:
    held = actor.may_everywhere(Permission.VISIT_ASSIGN)
    return _copies().where(SubmissionConflict.visit_id.is_(None), held or ~true())


def _one(rows: Select[tuple[SubmissionConflict]], copy_id: int) -> SubmissionConflict:
    # A number beyond what a database counts to is nobody's.
    wanted = rows.where(SubmissionConflict.id == copy_id).options(
        undefer(SubmissionConflict.payload)
    )
    found = db.session.scalars(wanted).first() if copy_id < 2**63 else None
    if found is None:
        raise Problem("visits.copy_not_found")
    return found
