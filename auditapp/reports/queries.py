"""What a visit report shows, gathered through who asks; and the snapshots made before."""

import json
from collections.abc import Callable
from datetime import date, datetime

from sqlalchemy import func, select

from auditapp.checklists.models import ChecklistVersion
from auditapp.checklists.queries import picture_of
from auditapp.clock import in_zone
from auditapp.core.company import Mark
from auditapp.core.kinds.attachment import Signature
from auditapp.core.permissions import Permission
from auditapp.core.problems import Problem
from auditapp.core.states import Asked, State
from auditapp.core.workflow import REVIEWED, SEEN_BY_PLACE, VisitState
from auditapp.reports.blank import Blank
from auditapp.reports.models import ReportSnapshot
from auditapp.reports.report import (
    Attached,
    EarlierVisit,
    Edition,
    Location,
    Network,
    Photo,
    ReportData,
)
from auditapp.results.queries import network_scores
from auditapp.storage import files, trail
from auditapp.storage.db import db
from auditapp.visits.models import Visit, VisitTransition
from auditapp.visits.queries import (
    StoredResult,
    last_scores,
    latest_revisions,
    photos_of,
    result_of,
    visit_for,
)
from auditapp.web.actor import Actor

EARLIER_VISITS = 5
# What a report says of other visits, or of its own making: it does not make a report another one.
PASSING = {"earlier", "made_at", "network", "trail_head"}
# A revision keeps the versions that it was scored by, so they are not compared again.
DOCUMENTS = {"checklist", "standard"}


def reported_visit(actor: Actor, public_id: str) -> Visit:
    """Return a visit whose result this person may read: filling one in gives no such right.

    Raises: Problem `visits.not_found`.
    """
    visit = visit_for(actor, public_id)
    published = visit.state in SEEN_BY_PLACE and actor.may(Permission.RESULT_READ, visit.location)
    if not published and not actor.may(Permission.VISIT_READ, visit.location):
        raise Problem("visits.not_found")
    return visit


def edition_for(actor: Actor, visit: Visit, wanted: str = "") -> Edition:
    """Return the edition that is open to the person; a location gets its own."""
    if wanted == "place" or not actor.may(Permission.VISIT_READ, visit.location):
        return "place"
    return "quality"


def report_data(
    visit: Visit,
    edition: Edition,
    language: str,
    company: str,
    made_at: datetime | None = None,
    mark: Mark | None = None,
    *,
    alone: bool = False,
) -> ReportData:
    """Gather everything that the report of a visit shows; `alone` without what it says of others.

    Raises: Problem `visits.no_result` if nothing was sent yet.
    """
    stored = result_of(visit)
    zone, published_only = visit.location.time_zone, edition == "place"
    before = () if alone else last_scores(visit, EARLIER_VISITS, published_only=published_only)
    return ReportData(
        checklist=stored.checklist,
        sheet=stored.sheet,
        result=stored.result,
        standard=stored.standard,
        edition=edition,
        language=language,
        company=company,
        location=Location(visit.location.name, visit.location.code, visit.location.address or ""),
        auditor=visit.shopper.code if visit.shopper else "",
        visited_at=_local(visit.visited_at, zone),
        received_at=_local(stored.submission.received_at, zone),
        reviewed_on=_reviewed_on(visit),
        version=visit.checklist_version.version,
        earlier=tuple(EarlierVisit(one.visited_on, one.total, one.clauses) for one in before),
        network=None if alone else _network(visit, published_only),
        photos=_photos(visit, stored, edition),
        files=_files(visit, stored, edition),
        mark=mark,
        trail_head=trail.head(db.session()),
        made_at=_local(made_at, zone),
    )


def snapshot_of(visit: Visit, edition: Edition, language: str) -> ReportSnapshot | None:
    """Return the snapshot made of the visit's newest revision, the latest one if there are more.

    Raises: Problem `visits.no_result` if nothing was sent yet.
    """
    revision = latest_revisions([visit]).get(visit.id)
    if revision is None:
        raise Problem("visits.no_result")
    rows = select(ReportSnapshot).where(
        ReportSnapshot.revision_id == revision.id,
        ReportSnapshot.edition == edition,
        ReportSnapshot.language == language,
    )
    return db.session.scalars(rows.order_by(ReportSnapshot.id.desc()).limit(1)).first()


def holds(snapshot: ReportSnapshot, visit: Visit, gathered: Callable[[], ReportData]) -> bool:
    """Tell whether a snapshot is still the visit's report.

    Once the visit is published, the first one made after that is the report for good. Before, it is
    as long as what it shows of the visit and the company is so; other visits do not count.
    """
    published_at = _published_at(visit)
    if published_at is not None:
        return snapshot.made_at >= published_at
    now = gathered().around
    names = (snapshot.data.keys() | now.keys()) - PASSING - DOCUMENTS
    return all(snapshot.data.get(name) == now.get(name) for name in names)


def _published_at(visit: Visit) -> datetime | None:
    return _last(visit, VisitState.PUBLISHED) if visit.state in SEEN_BY_PLACE else None


def _reviewed_on(visit: Visit) -> date | None:
    """Return the day, where the visit was, on which someone other than its auditor approved it."""
    at = _last(visit, VisitState.APPROVED) if visit.state in REVIEWED else None
    return in_zone(at, visit.location.time_zone).date() if at else None


def _last(visit: Visit, state: VisitState) -> datetime | None:
    moves = select(func.max(VisitTransition.at)).where(VisitTransition.visit_id == visit.id)
    return db.session.scalar(moves.where(VisitTransition.to_state == state))


def frozen_text(snapshot: ReportSnapshot) -> str:
    """Return a snapshot's data as the text that its digest was made of."""
    return json.dumps(snapshot.data, separators=(",", ":"))


def thumbnails(visit: Visit, edition: Edition) -> frozenset[str]:
    """Return the ids of the pictures that an edition of the visit's report shows."""
    return frozenset(photo.id for photo in _photos(visit, result_of(visit), edition))


def thumbnail(sha256: str) -> bytes:
    """Return the picture of a report's photo, or its mark. Raises: OSError if there is none."""
    return files.path_of(files.DERIVED, sha256).read_bytes()


def pictured(version: ChecklistVersion) -> Callable[[str], bool]:
    """Return what tells whether a question, by its key, has a picture of how it should be."""
    return lambda key: picture_of(version, key) is not None


def pictures_on(version: ChecklistVersion, form: Blank) -> Callable[[str], bytes]:
    """Return what reads the pictures of a form on paper: the mark, and those of its questions.

    Raises: KeyError for what is not on it.
    """

    def read(name: str) -> bytes:
        if form.mark and name == form.mark.sha256:
            return thumbnail(name)
        found = picture_of(version, name) if name in form.pictures else None
        if found is None:
            raise KeyError(name)
        return found.read_bytes()

    return read


def _local(at: datetime | None, zone: str) -> datetime | None:
    return None if at is None else in_zone(at, zone)


def _network(visit: Visit, published_only: bool) -> Network | None:
    found = network_scores(visit, published_only=published_only)
    if found is None:
        return None
    return Network(found.visits, found.total, found.clauses)


def _photos(visit: Visit, stored: StoredResult, edition: Edition) -> tuple[Photo, ...]:
    asked = stored.result.asking.by_key
    return tuple(
        Photo(row.photo.thumbnail_sha256, key)
        for key, rows in photos_of(visit).items()
        for row in rows
        if row.photo.thumbnail_sha256 and key in asked and _is_shown(asked[key], edition)
    )


def _files(visit: Visit, stored: StoredResult, edition: Edition) -> tuple[Attached, ...]:
    asked = stored.result.asking.by_key
    return tuple(
        Attached(row.photo.sha256, key, row.name, row.photo.media_type, row.photo.size_bytes)
        for key, rows in photos_of(visit).items()
        for row in rows
        if not row.photo.thumbnail_sha256 and key in asked and _is_shown(asked[key], edition)
    )


def _is_shown(one: Asked, edition: Edition) -> bool:
    """Tell whether an answer's pictures are shown; a signature says who the shopper was."""
    if edition == "place" and isinstance(one.question.kind, Signature):
        return False
    return one.state is not State.HIDDEN
