"""People out of a file: choose it, say what its columns are, look, take all of them in or none."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext, ngettext
from werkzeug.wrappers import Response

from auditapp.accounts import commands, queries
from auditapp.accounts.forms import FileForm, importing, said_scope
from auditapp.accounts.forms.words import ROLES
from auditapp.accounts.models import Person
from auditapp.accounts.routes.blueprint import blueprint, places
from auditapp.clock import now
from auditapp.core.permissions import Permission
from auditapp.sheets.mapping import chosen, guessed, missing, not_taken
from auditapp.sheets.models import Upload
from auditapp.sheets.reading import FAULTS, MOST_BYTES, Table
from auditapp.sheets.uploads import bring, mark_used, table_of, upload_of
from auditapp.web import downloads
from auditapp.web.actor import actor
from auditapp.web.permits import allow

PURPOSE = "people"
SHOWN = 20


@blueprint.route("/people/import", methods=["GET", "POST"])
@allow(Permission.PERSON_ADD)
def bring_people() -> Response:
    """Ask for a file, and keep it until its rows are taken in."""
    form = FileForm()
    if form.validate_on_submit():
        with form.blaming(dict.fromkeys(FAULTS, "file")):
            file = request.files.get("file")
            content = file.read(MOST_BYTES + 1) if file else b""
            name = file.filename if file and file.filename else ""
            upload = bring(actor().person_id, now(), PURPOSE, name, content)
            return redirect(url_for("accounts.import_columns", upload_id=upload.public_id), 303)
    return form.page("accounts/import.html")


@blueprint.get("/people/import/example.csv")
@allow(Permission.PERSON_ADD)
def import_example() -> Response:
    """Hand out a file to fill in."""
    heads, *rows = importing.example()
    return downloads.table("csv", gettext("people"), heads, rows)


@blueprint.get("/people/import/<upload_id>")
@allow(Permission.PERSON_ADD)
def import_columns(upload_id: str) -> str:
    """Ask what each column means, guessed by its head."""
    _upload, table = _brought(upload_id)
    return _columns(upload_id, table, guessed(table, importing.FIELDS))


@blueprint.post("/people/import/<upload_id>")
@allow(Permission.PERSON_ADD)
def look_at_import(upload_id: str) -> str | tuple[str, int]:
    """Show who would be added, or every fault of every row."""
    _upload, table = _brought(upload_id)
    mapped = chosen(table, importing.FIELDS, request.form)
    lacking = missing(importing.FIELDS, mapped)
    if lacking:
        said = [gettext("Say which column is “%(what)s”.", what=one.label) for one in lacking]
        return _columns(upload_id, table, mapped, said), 400
    return _preview(upload_id, table, mapped, _read(table, mapped))


@blueprint.post("/people/import/<upload_id>/take")
@allow(Permission.PERSON_ADD)
def take_import(upload_id: str) -> Response | tuple[str, int]:
    """Take all rows in at once; if one of them cannot be any more, none."""
    upload, table = _brought(upload_id)
    mapped = chosen(table, importing.FIELDS, request.form)
    found = _read(table, mapped)
    if found.faults or missing(importing.FIELDS, mapped):
        return _preview(upload_id, table, mapped, found), 409
    at, people = now(), [commands.Newcomer(row.facts, row.roles) for row in found.rows]
    commands.add_people(
        actor(), at, people, upload_id, lambda session: mark_used(session, at, upload)
    )
    said = ngettext(
        "%(num)d person added: invite each from their page.",
        "%(num)d people added: invite each from their page.",
        len(people),
    )
    flash(said)
    return redirect(url_for("accounts.people", sort="added", desc=1), 303)


def _brought(upload_id: str) -> tuple[Upload, Table]:
    upload = upload_of(actor().person_id, PURPOSE, upload_id)
    return upload, table_of(upload)


def _read(table: Table, mapped: dict[str, int]) -> importing.Reading:
    codes, emails = importing.codes_and_emails(table, mapped)
    known = importing.Known(
        codes=frozenset(queries.taken_words(Person.code_key, codes)),
        emails=frozenset(queries.taken_words(Person.email, emails)),
        next_code=int(queries.suggested_code().removeprefix("P-")),
        named=frozenset(codes),
    )
    return importing.read_people(actor(), table, mapped, known, places())


def _columns(
    upload_id: str, table: Table, mapped: dict[str, int], faults: list[str] | None = None
) -> str:
    return render_template(
        "accounts/import_columns.html",
        upload_id=upload_id,
        sheet=table,
        fields=importing.FIELDS,
        mapped=mapped,
        faults=faults or [],
    )


def _preview(upload_id: str, table: Table, mapped: dict[str, int], found: importing.Reading) -> str:
    shown = [
        (row, [f"{ROLES[role]} · {said_scope(scope)}" for role, scope in row.roles])
        for row in found.rows[:SHOWN]
    ]
    return render_template(
        "accounts/import_preview.html",
        upload_id=upload_id,
        mapped=mapped,
        found=found,
        left=not_taken(table, mapped),
        shown=shown,
        labels={field.key: field.label for field in importing.FIELDS},
    )
