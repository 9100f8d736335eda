"""One result as a page, its photos, the same sections as a PDF; and blank forms to print."""

from io import BytesIO

from flask import (
    Blueprint,
    Response,
    make_response,
    render_template,
    request,
    send_file,
    url_for,
)
from flask_babel import force_locale, get_locale, gettext, ngettext

from auditapp.checklists.queries import checklist_in, checklist_version
from auditapp.clock import now
from auditapp.config import LANGUAGES
from auditapp.core.permissions import Permission
from auditapp.core.problems import Problem
from auditapp.reports import commands, pdf, queries
from auditapp.reports.blank import blank
from auditapp.reports.report import thaw
from auditapp.reports.sections import views
from auditapp.reports.sections.words import Words
from auditapp.storage.db import data_dir
from auditapp.web.actor import actor
from auditapp.web.company import company
from auditapp.web.permits import allow

blueprint = Blueprint("reports", __name__, url_prefix="/reports")


@blueprint.get("/visits/<uuid:visit_id>")
@allow(Permission.RESULT_READ)
def visit(visit_id: object) -> str:
    """Show one result: the report's sections as a page."""
    found = queries.reported_visit(actor(), str(visit_id))
    edition = queries.edition_for(actor(), found, request.args.get("edition", ""))
    data = queries.report_data(found, edition, str(get_locale()), company().name)
    words = Words(data.language, data.checklist, gettext, ngettext)
    return render_template(
        "reports/visit.html",
        visit=found,
        edition=edition,
        may_choose=queries.edition_for(actor(), found) == "quality",
        say=words,
        sections=list(views(data, words)),
        languages=LANGUAGES,
        photo_address=lambda sha256: url_for("reports.photo", visit_id=visit_id, sha256=sha256),
    )


@blueprint.get("/visits/<uuid:visit_id>.pdf")
@allow(Permission.REPORT_READ)
def visit_pdf(visit_id: object) -> Response:
    """Hand out the PDF: the same bytes for as long as the report is the same."""
    found = queries.reported_visit(actor(), str(visit_id))
    edition = queries.edition_for(actor(), found, request.args.get("edition", ""))
    wanted = request.args.get("lang", "")
    language = wanted if wanted in LANGUAGES else str(get_locale())
    house = company()
    kept = commands.snapshot(actor(), now(), found, edition, language, house.name, house.mark)
    content = pdf.kept_pdf(
        data_dir() / "cache" / "reports",
        kept.sha256,
        lambda: pdf.report_pdf(thaw(queries.frozen_text(kept)), queries.thumbnail),
    )
    return _pdf_answer(content, f"report-{found.location.code}-{kept.sha256[:8]}.pdf")


@blueprint.get("/forms/<key>/<int:version>/<in_language>.pdf")
@allow(Permission.CHECKLIST_READ)
def blank_pdf(key: str, version: int, in_language: str) -> Response:
    """Hand out a version's form to be printed and filled in with a pen."""
    found = checklist_version(key, version)
    held, house = checklist_in(found), company()
    if in_language not in {*held.languages, *LANGUAGES}:
        raise Problem("web.not_found")
    with force_locale(pdf.interface_language(in_language)):
        form = blank(held, version, in_language, house.name, house.mark, queries.pictured(found))
        html = pdf.blank_html(form)
    content = pdf.kept_pdf(
        data_dir() / "cache" / "reports",
        pdf.blank_digest(html),
        lambda: pdf.blank_pdf(html, queries.pictures_on(found, form)),
    )
    return _pdf_answer(content, f"{key}-{version}-{in_language}.pdf")


@blueprint.get("/visits/<uuid:visit_id>/photos/<sha256>")
@allow(Permission.RESULT_READ)
def photo(visit_id: object, sha256: str) -> Response:
    """Show a thumbnail that belongs to the visit's report."""
    found = queries.reported_visit(actor(), str(visit_id))
    edition = queries.edition_for(actor(), found)
    if sha256 not in queries.thumbnails(found, edition):
        raise Problem("photos.not_found")
    answer = make_response(queries.thumbnail(sha256))
    answer.mimetype = "image/jpeg"
    return answer


def _pdf_answer(content: bytes, name: str) -> Response:
    return send_file(
        BytesIO(content), "application/pdf", as_attachment=True, download_name=name, max_age=None
    )
