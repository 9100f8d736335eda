"""Freezing what a report says, so that the same report can be made again."""

import json
from datetime import datetime

from auditapp.core.company import Mark
from auditapp.reports.models import ReportSnapshot
from auditapp.reports.queries import holds, report_data, snapshot_of
from auditapp.reports.report import Edition, ReportData
from auditapp.storage import trail, transaction
from auditapp.visits.models import Visit
from auditapp.visits.queries import latest_revisions
from auditapp.web.actor import Actor


def snapshot(
    actor: Actor,
    at: datetime,
    visit: Visit,
    edition: Edition,
    language: str,
    company: str,
    mark: Mark | None = None,
) -> ReportSnapshot:
    """Return the snapshot of the visit's newest revision; make it where none holds any more.

    Raises: Problem `visits.no_result` if nothing was sent yet.
    """

    def gathered(*, alone: bool = True) -> ReportData:
        return report_data(visit, edition, language, company, at, mark, alone=alone)

    kept = snapshot_of(visit, edition, language)
    if kept is not None and holds(kept, visit, gathered):
        return kept
    with transaction.write() as session:
        kept = snapshot_of(visit, edition, language)
        if kept is not None and holds(kept, visit, gathered):
            return kept
        data = gathered(alone=False)
        made = ReportSnapshot(
            visit_id=visit.id,
            revision_id=latest_revisions([visit])[visit.id].id,
            edition=edition,
            language=language,
            data=json.loads(data.frozen),
            sha256=data.digest,
            made_at=at,
        )
        session.add(made)
        session.flush()
        trail.record(session, actor, at, "report.frozen", f"report {made.sha256}")
    return made
