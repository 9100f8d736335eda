"""Locations taken away as a file, and brought as one: its columns, a look at it, taking it in."""

from collections.abc import Sequence

from flask import flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext, ngettext
from werkzeug.wrappers import Response

from auditapp.clock import now
from auditapp.core.permissions import Permission
from auditapp.locations import commands, queries
from auditapp.locations.forms import ImportForm, likely_zone, sheet
from auditapp.locations.routes.blueprint import blueprint
from auditapp.sheets import mapping, uploads
from auditapp.sheets.mapping import Mapped, RowFault
from auditapp.sheets.models import Upload
from auditapp.sheets.reading import FAULTS, MOST_BYTES, Table
from auditapp.web import downloads
from auditapp.web.actor import actor
from auditapp.web.company import company
from auditapp.web.errors import sentence_of
from auditapp.web.lists import read_asked
from auditapp.web.permits import allow

PURPOSE = "locations"


@blueprint.get("/export.csv")
@allow(Permission.LOCATION_READ)
def export_csv() -> Response:
    """Hand out all that the list shows, as it was asked for, as CSV."""
    return _export("csv")


@blueprint.get("/export.xlsx")
@allow(Permission.LOCATION_READ)
def export_xlsx() -> Response:
    """Hand out all that the list shows, as it was asked for, as a workbook."""
    return _export("xlsx")


@blueprint.get("/import/example.csv")
@allow(Permission.LOCATION_ADD)
def example() -> Response:
    """Hand out a file to fill in."""
    heads = [str(field.label) for field in sheet.FIELDS]
    return downloads.table("csv", "", heads, [sheet.example()], "locations-example")


@blueprint.route("/import", methods=["GET", "POST"])
@allow(Permission.LOCATION_ADD)
def bring() -> Response:
    """Ask for a file with rows, and keep it until they are taken in."""
    form = ImportForm()
    if form.validate_on_submit():
        with form.blaming(dict.fromkeys(FAULTS, "file")):
            content = form.file.data.stream.read(MOST_BYTES + 1)
            name = form.file.data.filename or ""
            kept = uploads.bring(actor().person_id, now(), PURPOSE, name, content)
            return redirect(url_for("locations.columns", upload_id=kept.public_id), 303)
    return form.page("locations/import.html")


@blueprint.get("/import/<upload_id>")
@allow(Permission.LOCATION_ADD)
def columns(upload_id: str) -> Response:
    """Ask what the columns of a file say; their heads are guessed."""
    table = uploads.table_of(_upload(upload_id))
    return _columns(upload_id, mapping.guessed(table, sheet.FIELDS))


@blueprint.post("/import/<upload_id>/look")
@allow(Permission.LOCATION_ADD)
def look(upload_id: str) -> Response:
    """Show what taking the rows in would do, or each row that cannot be taken in."""
    return _looked(upload_id, 200)


@blueprint.post("/import/<upload_id>/take")
@allow(Permission.LOCATION_ADD)
def take(upload_id: str) -> Response:
    """Take all rows in, or none."""
    upload = _upload(upload_id)
    table = uploads.table_of(upload)
    drafts, faults = _drafts(table, mapping.chosen(table, sheet.FIELDS, request.form))
    at = now()
    if not drafts or faults or commands.planned(actor(), drafts).refused:
        return _looked(upload_id, 409)
    commands.import_locations(
        actor(),
        at,
        drafts,
        upload.public_id,
        upload.name,
        lambda session: uploads.mark_used(session, at, upload),
    )
    flash(ngettext("%(num)d location is taken in.", "%(num)d locations are taken in.", len(drafts)))
    return redirect(url_for("locations.locations"), 303)


def _export(kind: str) -> Response:
    at = now()
    asked = read_asked(request.args, list(queries.SORTS), queries.FILTERS)
    known = queries.regions()  # held, so that no region is read again for each row
    rows = sheet.written_rows(queries.locations_listed(actor(), asked, at), at.date())
    response = downloads.table(
        kind, gettext("Locations"), sheet.heads(), rows, f"locations-{at:%Y-%m-%d}"
    )
    del known
    return response


def _upload(upload_id: str) -> Upload:
    return uploads.upload_of(actor().person_id, PURPOSE, upload_id)


def _columns(upload_id: str, mapped: dict[str, int], missing: Sequence[str] = ()) -> Response:
    table = uploads.table_of(_upload(upload_id))
    page = render_template(
        "locations/columns.html",
        upload_id=upload_id,
        sheet=table,
        fields=sheet.FIELDS,
        mapped=mapped,
        faults=missing,
    )
    return make_response(page, 400 if missing else 200)


def _looked(upload_id: str, status: int) -> Response:
    upload = _upload(upload_id)
    table = uploads.table_of(upload)
    mapped = mapping.chosen(table, sheet.FIELDS, request.form)
    missing = mapping.missing(sheet.FIELDS, mapped)
    if missing:
        names = ", ".join(str(one.label) for one in missing)
        words = gettext("Say which columns hold these, or add them: %(names)s.", names=names)
        return _columns(upload_id, mapped, [words])
    drafts, faults = _drafts(table, mapped)
    plan = commands.planned(actor(), drafts)
    faults += [RowFault(one.row, one.field, sentence_of(one.problem)) for one in plan.refused]
    page = render_template(
        "locations/preview.html",
        upload=upload,
        mapped=mapped,
        plan=plan,
        left=mapping.not_taken(table, mapped),
        without_zone=sheet.without_zone(table, mapped),
        zone=likely_zone(company().zone),
        faults=sorted(faults, key=lambda fault: fault.row),
        labels={field.key: field.label for field in sheet.FIELDS},
    )
    return make_response(page, status if not faults else 400)


def _drafts(table: Table, mapped: Mapped) -> tuple[list[commands.Draft], list[RowFault]]:
    rows, faults = sheet.read_rows(table, mapped, likely_zone(company().zone))
    return [commands.Draft(row, facts) for row, facts in rows], faults
