"""After the form: sending it once, the receipt, breaking off, and the photos that were added."""

from flask import redirect, render_template, request, url_for
from flask_babel import format_decimal
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from auditapp.clock import now
from auditapp.core.answers import Sheet
from auditapp.core.permissions import Permission
from auditapp.core.problems import Problem
from auditapp.phone import queries
from auditapp.phone.routes.shared import blueprint, shown_files, title_of
from auditapp.visits import commands
from auditapp.visits import queries as visits
from auditapp.visits.models import ABORT_KEY, Visit
from auditapp.web.actor import actor
from auditapp.web.errors import STATUS, sentence_of
from auditapp.web.permits import allow
from auditapp.web.pictures import picture

SENT_ALREADY = ("submissions.conflict", "submissions.already_sent")


def send(one: Visit, sheet: Sheet) -> Response | tuple[str, int]:
    """Send; whoever sends the same again is led to the same receipt."""
    try:
        commands.submit(actor(), now(), one, queries.submission_id(one), sheet.payload())
    except Problem as problem:
        if problem.code not in SENT_ALREADY:
            raise
        return _receipt(one, changed=True), STATUS[problem.family]
    return redirect(url_for("phone.sent", visit_id=one.public_id), 303)


@blueprint.get("/visits/<visit_id>/sent")
@allow(Permission.VISIT_FILL)
def sent(visit_id: str) -> str | Response:
    """Show the receipt, and what happens next."""
    one = visits.own_visit(actor(), visit_id)
    if visits.submission_of(one) is None:
        return redirect(url_for("phone.visit", visit_id=visit_id), 303)
    return _receipt(one)


def _receipt(one: Visit, *, changed: bool = False) -> str:
    return render_template(
        "phone/sent.html",
        visit=one,
        title=title_of(one),
        submission=visits.submission_of(one),
        score=_shown_score(one),
        changed=changed,
    )


def _shown_score(one: Visit) -> str:
    """Return the score where the checklist lets the person see it, else nothing."""
    if not visits.checklist_of(one).live_score:
        return ""
    total = visits.result_of(one).result.total
    return "" if total is None else str(format_decimal(total, "0.00"))


@blueprint.get("/visits/<visit_id>/abort")
@allow(Permission.VISIT_FILL)
def abort(visit_id: str) -> str | Response:
    """Ask why a visit could not be carried out."""
    one = visits.own_visit(actor(), visit_id)
    if not queries.can_break_off(one):
        return redirect(url_for("phone.visit", visit_id=visit_id), 303)
    return _ask_why(one)


@blueprint.post("/visits/<visit_id>/abort")
@allow(Permission.VISIT_FILL)
def break_off(visit_id: str) -> Response | tuple[str, int]:
    """End a visit that could not be carried out, with its reason."""
    one = visits.own_visit(actor(), visit_id)
    kind, reason = request.form.get("kind", ""), request.form.get("reason", "")
    try:
        _keep_proofs(one)
        if kind and reason.strip() and queries.can_break_off(one):
            commands.start(actor(), now(), one)
        commands.abort(actor(), now(), one, kind, reason)
    except Problem as problem:
        return _ask_why(one, sentence_of(problem)), STATUS[problem.family]
    return redirect(url_for("phone.visits"), 303)


def _keep_proofs(one: Visit) -> None:
    """Take out the photos that were ticked and keep those that came, whatever else is wrong."""
    if not queries.can_break_off(one):
        return
    for sha256 in request.form.getlist(f"x:{ABORT_KEY}"):
        commands.detach(actor(), now(), one, ABORT_KEY, sha256)
    for upload in filter(None, request.files.getlist(f"f:{ABORT_KEY}")):
        commands.attach(actor(), now(), one, ABORT_KEY, upload.stream, upload.filename or "")


def _ask_why(one: Visit, problem: str = "") -> str:
    kinds = (
        ("closed", _("The place was closed")),
        ("unsafe", _("It was not safe")),
        ("recognised", _("I was recognised")),
    )
    shown, held = shown_files(one), visits.abort_photos(one)
    proofs = {"name": ABORT_KEY, "files": [shown(row.photo.sha256) for row in held]}
    return render_template(
        "phone/abort.html", visit=one, kinds=kinds, proofs=proofs, problem=problem
    )


@blueprint.get("/visits/<visit_id>/photos/<sha256>")
@allow(Permission.VISIT_FILL)
def photo(visit_id: str, sha256: str) -> Response:
    """Show a small picture of a photo of one's own visit; received bytes are never served."""
    found = visits.photo_of(visits.own_visit(actor(), visit_id), sha256)
    if found.thumbnail_sha256 is None:
        raise Problem("photos.not_found")
    return picture(found.thumbnail_sha256)
