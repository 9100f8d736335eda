"""What phones sent and could not be taken in: beside its visit, or of no visit that is here."""

from flask import make_response, render_template, request
from flask_babel import get_locale
from werkzeug.wrappers import Response

from auditapp.checklists.models import ChecklistVersion
from auditapp.checklists.queries import checklist_in
from auditapp.core.permissions import Permission
from auditapp.visits import queries
from auditapp.visits.models import SubmissionConflict
from auditapp.visits.routes.blueprint import blueprint, title_of
from auditapp.visits.routes.comparing import compared
from auditapp.web.actor import actor
from auditapp.web.downloads import attached
from auditapp.web.lists import read_asked
from auditapp.web.permits import allow


@blueprint.get("/<visit_id>/copies/<int:copy_id>")
@allow(Permission.VISIT_READ)
def copy(visit_id: str, copy_id: int) -> str:
    """Show what a copy answers otherwise than what was taken in."""
    one = queries.office_visit(actor(), visit_id)
    beside = queries.copy_of(one, copy_id)
    return render_template(
        "visits/copy.html",
        visit=one,
        title=title_of(one),
        copy=beside,
        compared=compared(one, beside),
        reason=queries.REASONS.get(beside.reason, beside.reason),
    )


@blueprint.get("/<visit_id>/copies/<int:copy_id>.json")
@allow(Permission.VISIT_READ)
def copy_file(visit_id: str, copy_id: int) -> Response:
    """Hand out a copy as it came."""
    return _file(queries.copy_of(queries.office_visit(actor(), visit_id), copy_id))


@blueprint.get("/unplaced")
@allow(Permission.VISIT_ASSIGN, everywhere=True)
def unplaced() -> str:
    """List what was sent for visits that are not here, the newest first."""
    asked = read_asked({**request.args, "sort": "received", "desc": "1"}, ["received"])
    page = queries.unplaced_copies(actor(), asked)
    return render_template(
        "visits/unplaced.html",
        page=page,
        strays=queries.strays(actor(), page.rows),
        say=_title,
    )


@blueprint.get("/unplaced/<int:copy_id>.json")
@allow(Permission.VISIT_ASSIGN, everywhere=True)
def unplaced_file(copy_id: int) -> Response:
    """Hand out as it came what was sent for a visit that is not here."""
    return _file(queries.unplaced_copy(actor(), copy_id))


def _file(beside: SubmissionConflict) -> Response:
    answer = make_response(beside.payload)
    answer.mimetype = "application/json"
    return attached(answer, f"{beside.uuid}-{beside.id}.json")


def _title(version: ChecklistVersion) -> str:
    checklist = checklist_in(version)
    return checklist.say(checklist.title, str(get_locale()))
