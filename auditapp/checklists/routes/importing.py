"""A workbook or a table is brought: understood, looked at with all that was lost, made a draft."""

import json
from collections.abc import Collection, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import PurePath
from typing import Any

from flask import flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response

from auditapp.checklists import commands, queries
from auditapp.checklists.forms import BringForm, PublishForm, SheetForm, packed
from auditapp.checklists.models import ChecklistVersion, StandardVersion
from auditapp.checklists.routes import saying
from auditapp.checklists.routes.blueprint import blueprint
from auditapp.checklists.routes.parts import language_name
from auditapp.checklists.source import MOST_BYTES as MOST_YAML_BYTES
from auditapp.checklists.source import read_source
from auditapp.checklists.spreadsheet.columns import (
    FIELDS,
    SECOND,
    View,
    best_sheet,
    guessed,
    view,
)
from auditapp.checklists.spreadsheet.importing import Head, import_sheet
from auditapp.checklists.xlsform.guarding import MOST_BYTES, refuse_hostile
from auditapp.checklists.xlsform.importing import import_form
from auditapp.checklists.xlsform.languages import guess
from auditapp.checklists.xlsform.losses import Lost
from auditapp.clock import now
from auditapp.core.canonical import canonical, canonical_json
from auditapp.core.document import Checklist, Standard
from auditapp.core.permissions import Permission
from auditapp.core.problems import PROBLEMS, Problem
from auditapp.core.reading import DocumentErrors, read_document
from auditapp.sheets.mapping import Mapped, chosen, missing, not_taken
from auditapp.sheets.models import Upload
from auditapp.sheets.reading import Sheet, read_sheets
from auditapp.sheets.uploads import bring_sheets, sheets_of, upload_of
from auditapp.web.actor import actor
from auditapp.web.pages import language
from auditapp.web.permits import allow

PURPOSE = "checklists"
MOST_ROWS = 2000
# What may be wrong with a file: each is told where the file was chosen.
FAULTS = tuple(
    code
    for code in PROBLEMS
    if code.startswith(("sheets.", "xlsform.", "spreadsheet."))
    or code in ("checklists.misnamed", "drafts.too_large")
)
TABLES = (".csv", ".tsv", ".txt")
WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".numbers")
_TEXTS = (*TABLES, ".yaml", ".yml", ".json")
_PACKED = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_FORM_SHEET = "survey"
LANGUAGES = ("en", "ru", "de", "es", "fr", "it", "kk", "pl", "tr", "uk", "uz", "zh")


def is_table(name: str, beginning: bytes) -> bool:
    """Tell whether a file is a workbook or a table, by its name and what it begins with."""
    end = PurePath(name.lower()).suffix
    if beginning.startswith(_PACKED) and end in _TEXTS:
        raise Problem("checklists.misnamed")
    if end == ".xlsx" and not beginning.startswith(_PACKED):
        raise Problem("checklists.misnamed")
    return end in TABLES or end in WORKBOOKS or beginning.startswith(_PACKED)


def brought(name: str, content: bytes) -> Response:
    """Show what a form would be, or ask what the columns of a table mean.

    Raises: Problem `xlsform.…`, `sheets.…` for what cannot be read.
    """
    if len(content) > MOST_BYTES:
        raise Problem("xlsform.too_large", limit_mb=MOST_BYTES // 2**20)
    end = PurePath(name.lower()).suffix
    sheets = () if end in TABLES else refuse_hostile(content, name)
    if _is_form(content, sheets):
        return _form(content, name)
    upload = bring_sheets(actor().person_id, now(), PURPOSE, name, content, MOST_ROWS)
    return redirect(url_for("checklists.columns", upload_id=upload.public_id), 303)


def _is_form(content: bytes, sheets: Sequence[str]) -> bool:
    """Tell an XLSForm from a list of questions whose sheet happens to be called Survey."""
    is_named = any(sheet.lower() == _FORM_SHEET for sheet in sheets)
    if not is_named and len(sheets) != 1:
        return False
    try:
        read = read_sheets(content, MOST_ROWS)
    except Problem:  # nothing that a list could be made of: what is wrong is said later
        return is_named
    own = next((one for one in read if one.title.lower() == _FORM_SHEET), read[0])
    heads = {cell.lower() for cell in own.lines[0].cells}
    is_whole = "name" in heads and any(head.startswith("label") for head in heads)
    return "type" in heads and (is_named or is_whole)


def _form(content: bytes, name: str) -> Response:
    found = import_form(content, name, gettext)
    return _imported(found.checklist, name, lost=sorted(found.lost, key=_place))


def _place(lost: Lost) -> tuple[int, int]:
    """Return where a loss stands among others: by sheets as a form has them, then by rows."""
    return ("survey", "choices", "settings").index(lost.sheet), lost.row or 0


@blueprint.get("/bring/<uuid:upload_id>")
@allow(Permission.CHECKLIST_CHANGE, everywhere=True)
def columns(upload_id: str) -> Response:
    """Ask what the columns of a sheet mean, guessed by their heads."""
    upload, sheets = _kept(str(upload_id))
    seen = _seen(sheets, request.args)
    mapped = guessed(seen)
    form = _offered(SheetForm(None, **_guessed_head(seen, mapped, upload)))
    return _columns(form, upload, sheets, seen, mapped)


@blueprint.post("/bring/<uuid:upload_id>")
@allow(Permission.CHECKLIST_CHANGE, everywhere=True)
def look(upload_id: str) -> Response:
    """Show the checklist that the rows make, and every row that is not in it."""
    upload, sheets = _kept(str(upload_id))
    seen = _seen(sheets, request.form)
    form, mapped = _offered(SheetForm()), chosen(seen.table, FIELDS, request.form)
    before = _shown(sheets)
    if before != seen:  # as they are read now, the columns may mean something else
        form = _kept_words(form, before, seen, upload)
        return _columns(form, upload, sheets, seen, guessed(seen))
    if "again" not in request.form and form.validate() and _is_whole(form, mapped):
        with form.blaming():
            return _preview(form, upload, seen, mapped)
    return _columns(form, upload, sheets, seen, mapped)


def _shown(sheets: Sequence[Sheet]) -> View:
    """Return the sheet as the page that was sent showed it."""
    names = ("sheet", "head")
    asked = {name: request.form.get(f"shown-{name}", request.form.get(name)) for name in names}
    return _seen(sheets, MultiDict({name: one for name, one in asked.items() if one is not None}))


def _kept_words(form: SheetForm, before: View, seen: View, upload: Upload) -> SheetForm:
    """Guess anew what was guessed from other rows; what the person wrote stays."""
    was = _guessed_head(before, guessed(before), upload)
    for name, value in _guessed_head(seen, guessed(seen), upload).items():
        if form[name].data == was[name]:
            form[name].data = value
    return form


def _is_whole(form: SheetForm, mapped: Mapped) -> bool:
    if any(key in mapped for key in SECOND):
        _check_second(form)
    for lacking in missing(FIELDS, mapped):
        words = gettext("Say which column is “%(what)s”.", what=gettext(lacking.label))
        form.form_errors.append(words)
    return not form.form_errors and not form.second.errors


def _check_second(form: SheetForm) -> None:
    if not form.second.data:
        words = gettext("Choose it, or take its columns out below.")
    elif form.second.data == form.spoken.data:
        words = gettext("Choose another language than the first.")
    else:
        return
    form.second.errors = [*form.second.errors, words]


def _preview(form: SheetForm, upload: Upload, seen: View, mapped: Mapped) -> Response:
    found = import_sheet(seen, mapped, _head(form), gettext)
    return _imported(
        found.checklist,
        upload.name,
        left_out=found.left_out,
        lost=found.lost,
        assumed=[one.told(gettext) for one in found.assumed],
        columns=not_taken(seen.table, mapped),
        back=url_for("checklists.columns", upload_id=upload.public_id),
        sent=request.form,
    )


@blueprint.post("/bring/draft")
@allow(Permission.CHECKLIST_CHANGE, everywhere=True)
def open_as_draft() -> Response:
    """Open what was looked at as a draft: of its next version, if it is published already."""
    form = PublishForm()
    try:
        document = _read(form.text)
    except DocumentErrors as error:  # it was looked at in order
        raise Problem("web.bad_request") from error
    table = ChecklistVersion if isinstance(document, Checklist) else StandardVersion
    newest = next(iter(queries.versions_of(table, document.key)), None)
    draft = commands.begin_draft(actor(), now(), canonical(document), based_on=newest)
    flash(gettext("It is a draft now: nothing is published before you say so."))
    return redirect(url_for("checklists.editor", public_id=draft.public_id), 303)


def _read(text: bytes) -> Checklist | Standard:
    """Read YAML as it was brought, or JSON as the pages write it, which reads ten times faster."""
    try:
        return read_document(json.loads(text, parse_float=Decimal))
    except (ValueError, RecursionError):
        return read_source(text)


@blueprint.errorhandler(RequestEntityTooLarge)
def too_large(error: RequestEntityTooLarge) -> Response | RequestEntityTooLarge:
    """Say on the page itself that a file is larger than anything that is read here."""
    if request.endpoint != "checklists.bring":
        return error
    form = BringForm(None)
    form.blame(Problem("xlsform.too_large", limit_mb=MOST_BYTES // 2**20), {})
    form.file.errors = form.form_errors
    return bring_page(form)


def bring_page(form: BringForm, **more: Any) -> Response:
    """Ask for a file, or say what is wrong with the one that came."""
    limits = {"most_kb": MOST_YAML_BYTES // 1024, "most_mb": MOST_BYTES // 2**20}
    return form.page("checklists/bring.html", **({"faults": ()} | more), **limits)


# What the sheet does not say


def _kept(upload_id: str) -> tuple[Upload, tuple[Sheet, ...]]:
    upload = upload_of(actor().person_id, PURPOSE, upload_id)
    return upload, sheets_of(upload)


def _seen(sheets: Sequence[Sheet], asked: Any) -> View:
    place = asked.get("sheet", type=int)
    at = place if place is not None and 0 <= place < len(sheets) else best_sheet(sheets)
    return view(sheets[at], asked.get("head", type=int))


def _guessed_head(seen: View, mapped: Mapped, upload: Upload) -> dict[str, str]:
    lone = [line.cells[0] for line in seen.above if len([one for one in line.cells if one]) == 1]
    title = next((one for one in lone if one), "") or PurePath(upload.name).stem
    second = {mapped[key] for key in SECOND if key in mapped}
    every = range(len(seen.table.heads))
    spoken = guess(_words(seen, set(every) - second))
    other = guess(_words(seen, second)) if second else ""
    return {
        "title": title[:200],
        "spoken": spoken,
        "second": other if other != spoken else "",
        "industry": "",
        "method": "",
    }


def _words(seen: View, places: Collection[int]) -> str:
    return " ".join(line.cells[place] for line in seen.table.lines[:50] for place in places)


def _offered(form: SheetForm) -> SheetForm:
    form.spoken.choices = [(tag, language_name(tag)) for tag in LANGUAGES]
    form.second.choices = [("", gettext("none")), *form.spoken.choices]
    form.method.choices = list(saying.METHODS.items())
    held = queries.listed_in_use(StandardVersion, language())
    standards = [(one.version.key, one.title) for one in held]
    form.standard.choices = [("", gettext("none")), *standards]
    return form


def _head(form: SheetForm) -> Head:
    key = form.standard.data or None
    held = queries.newest_standard(key) if key else None
    return Head(
        title=form.title.data,
        language=form.spoken.data,
        method=form.method.data,
        industry=form.industry.data,
        standard=key,
        codes=frozenset(queries.standard_in(held).by_code) if held else frozenset(),
        second=form.second.data or None,
    )


# Pages


def _columns(
    form: SheetForm, upload: Upload, sheets: Sequence[Sheet], seen: View, mapped: Mapped
) -> Response:
    place = next(at for at, one in enumerate(sheets) if one.title == seen.title)
    return form.page(
        "checklists/mapping.html",
        upload=upload,
        sheets=sheets,
        place=place,
        seen=seen,
        fields=[replace(field, label=gettext(field.label)) for field in FIELDS],
        mapped=mapped,
        second=SECOND,
        industries=queries.industries(),
        beginnings=[(one.number, _beginning(one.cells)) for one in sheets[place].lines[:40]],
    )


def _beginning(cells: Sequence[str]) -> str:
    words = " · ".join(cell for cell in cells if cell)
    return words if len(words) <= 70 else words[:69] + "…"


def _imported(checklist: Checklist, name: str, **told: Any) -> Response:
    newest = next(iter(queries.versions_of(ChecklistVersion, checklist.key)), None)
    text = canonical_json(checklist).encode()
    page = render_template(
        "checklists/imported.html",
        checklist=checklist,
        name=name,
        newest=newest,
        under_way=queries.open_draft_of(actor(), "checklist", checklist.key),
        standard=checklist.standard and queries.newest_standard(checklist.standard),
        form=PublishForm(None, source=packed(text), seen=newest.version if newest else 0),
        say=saying.Saying(checklist, saying.choose_language("", checklist.languages)),
        words=saying,
        told=gettext,
        language_name=language_name,
        **told,
    )
    return make_response(page)
