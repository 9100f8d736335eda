"""The form: shown from the draft, saved at every post whatever is wrong, then sent if asked."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from flask import redirect, render_template, request, url_for
from flask_babel import format_datetime, format_decimal, get_locale
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response

from auditapp.clock import in_zone, now
from auditapp.core.answers import Issue, Sheet
from auditapp.core.asking import ask
from auditapp.core.document import Checklist
from auditapp.core.permissions import Permission
from auditapp.core.problems import Problem
from auditapp.core.scoring import score
from auditapp.phone import forms, queries
from auditapp.phone.routes.api.telling import tell_draft
from auditapp.phone.routes.sending import send
from auditapp.phone.routes.shared import (
    ask_here,
    blueprint,
    comma,
    ideal_of,
    language,
    shown_files,
    title_of,
    zone_name,
)
from auditapp.visits import commands
from auditapp.visits import queries as visits
from auditapp.visits.models import Photo, Visit
from auditapp.web.actor import actor
from auditapp.web.permits import allow

MOST_FILES = 100  # of one post: each picture is decoded


@dataclass(frozen=True)
class Told:
    """What a page has to say beside the draft."""

    strict: bool = False
    refused: Mapping[str, tuple[Issue, ...]] = field(default_factory=dict)
    strays: tuple[Issue, ...] = ()
    drops: str = ""


@blueprint.get("/visits/<visit_id>/form")
@allow(Permission.VISIT_FILL)
def form(visit_id: str) -> str | Response:
    """Show the form as it stands in the draft."""
    one = visits.own_visit(actor(), visit_id)
    if not queries.can_fill(one):
        return redirect(url_for("phone.visit", visit_id=visit_id), 303)
    return _draw(one, visits.draft(one), Told(drops=request.args.get("drop", "")))


@blueprint.post("/visits/<visit_id>/form")
@allow(Permission.VISIT_FILL)
def fill(visit_id: str) -> Response | tuple[str, int]:
    """Save everything that was entered, whatever is wrong with it; then do what was asked."""
    one = visits.own_visit(actor(), visit_id)
    checklist, posted = visits.checklist_of(one), _posted(one)
    if visits.submission_of(one) is not None:
        return send(one, posted.sheet)
    sheet, refused = _keep_files(one, checklist, posted.sheet)
    sheet, place = _change_turns(checklist, sheet)
    try:
        commands.save_draft(actor(), now(), one, sheet)
    except Problem:
        if visits.submission_of(one) is None:
            raise
        # The same form, pressed twice, was quicker: its files are in the draft by now.
        return send(one, _posted(one).sheet)
    if refused or posted.strays:
        return _draw(one, sheet, Told(refused=refused, strays=posted.strays)), 422
    return _go_on(one, checklist, sheet, place or posted.first_changed or "")


def _posted(one: Visit) -> forms.Posted:
    """Read what was posted into the draft as it stands."""
    zone = ZoneInfo(one.location.time_zone)
    checklist, draft = visits.checklist_of(one), visits.draft(one)
    return forms.read_form(checklist, draft, request.form, zone, language())


def _go_on(
    one: Visit, checklist: Checklist, sheet: Sheet, after: str
) -> Response | tuple[str, int]:
    """Send, break off, or return to where turns changed, else to the first open question."""
    do = request.form.get("do")
    if do == "abort":
        return redirect(url_for("phone.abort", visit_id=one.public_id), 303)
    asking = ask_here(one, checklist, sheet)
    if do == "submit":
        if asking.problems or not sheet.visited_at:
            return _draw(one, sheet, Told(strict=True)), 422
        return send(one, sheet)
    address = url_for("phone.form", visit_id=one.public_id)
    if after[:1] in ("?", "#"):
        return redirect(address + after, 303)
    page = forms.build_page(checklist, sheet, asking, _view(one, Told()), after)
    return redirect(f"{address}#{page.first_open}", 303)


def _change_turns(checklist: Checklist, sheet: Sheet) -> tuple[Sheet, str]:
    """Add or drop a turn; one with answers in it is dropped only when that is said twice."""
    do, _colon, key = request.form.get("do", "").partition(":")
    section = next((one for one in checklist.sections if one.key == key and one.repeat), None)
    if section is None:
        return sheet, ""
    turns = ask(checklist, sheet).turns[key]
    if do == "add":
        return forms.add_turn(sheet, section, turns), f"#t-{key}.{turns}"
    if do == "drop" and not forms.turn_is_empty(sheet, section, turns - 1):
        return sheet, f"?drop={key}#turns-{key}"
    if do in ("drop", "really-drop"):
        return forms.drop_turn(sheet, section, turns), f"#turns-{key}"
    return sheet, ""


def _keep_files(
    one: Visit, checklist: Checklist, sheet: Sheet
) -> tuple[Sheet, dict[str, tuple[Issue, ...]]]:
    """Take out the files that were ticked and keep those that came; say what could not be kept."""
    known = ask(checklist, sheet).by_key
    for key in known:
        for file_id in request.form.getlist(f"x:{key}"):
            if file_id in forms.files_of(sheet, key, known[key].question):
                commands.detach(actor(), now(), one, key, file_id)
                sheet = forms.remove_file(sheet, key, file_id)
    refused: dict[str, tuple[Issue, ...]] = {}
    for number, (key, upload) in enumerate(_uploads(known)):
        try:
            kept = _keep(one, key, upload, number)
        except Problem as problem:
            said = Issue(key, problem.code, problem.sentence, problem.details)
            refused[key] = (*refused.get(key, ()), said)
        else:
            sheet = forms.add_file(sheet, key, known[key].question, kept.sha256)
    return sheet, refused


def _uploads(known: Iterable[str]) -> Iterator[tuple[str, FileStorage]]:
    """Go through the files that came; a file field left alone sends one without a name."""
    for key in known:
        yield from ((key, upload) for upload in request.files.getlist(f"f:{key}") if upload)


def _keep(one: Visit, key: str, upload: FileStorage, number: int) -> Photo:
    if number >= MOST_FILES:
        raise Problem("photos.too_many", count=MOST_FILES)
    return commands.attach(actor(), now(), one, key, upload.stream, upload.filename or "")


def _view(one: Visit, told: Told) -> forms.View:
    return forms.View(
        language=language(),
        shown=shown_files(one),
        ideal=ideal_of(one.checklist_version),
        comma=comma(get_locale()),
        strict=told.strict,
        refused=told.refused,
        strays=told.strays,
        drops=told.drops,
    )


def _draw(one: Visit, sheet: Sheet, told: Told) -> str:
    checklist = visits.checklist_of(one)
    asking = ask_here(one, checklist, sheet)
    saved_at = queries.saved_at(one)
    local = in_zone(saved_at, one.location.time_zone) if saved_at else None
    return render_template(
        "phone/form.html",
        page=forms.build_page(checklist, sheet, asking, _view(one, told)),
        visit=one,
        version=one.checklist_version.sha256,
        visit_url=url_for("phone.visit", visit_id=one.public_id),
        title=title_of(one),
        zone=zone_name(one),
        base=forms.stamp(sheet),
        saved_at=format_datetime(local, "HH:mm", rebase=False) if local else "",
        visited_at=(sheet.visited_at or "")[:16],
        visited_missing=told.strict and not sheet.visited_at,
        withdrawn=queries.is_withdrawn(one),
        score=_live_score(checklist, sheet),
        draft=tell_draft(one),
    )


def _live_score(checklist: Checklist, sheet: Sheet) -> str:
    """Return the score so far, where the checklist lets the person see it."""
    total = score(checklist, sheet).total if checklist.live_score else None
    return "" if total is None else str(format_decimal(total, "0.00"))
