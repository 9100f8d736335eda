"""Drafts: the list of them, how one begins, how it is put away and taken back."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from auditapp.checklists import commands, queries
from auditapp.checklists.models import DocumentDraft
from auditapp.checklists.queries import Version
from auditapp.checklists.routes import saying
from auditapp.checklists.routes.blueprint import blueprint
from auditapp.checklists.routes.library import today
from auditapp.clock import now
from auditapp.core import editing
from auditapp.core.permissions import Permission
from auditapp.core.problems import Problem
from auditapp.web.actor import actor
from auditapp.web.pages import language
from auditapp.web.permits import allow

_LONGEST_TITLE = 500


@blueprint.get("/drafts")
@allow(Permission.CHECKLIST_CHANGE, everywhere=True)
def drafts() -> str:
    """List the drafts under way, and those discarded that can be taken back."""
    return render_template(
        "checklists/drafts.html",
        drafts=queries.open_drafts(actor()),
        discarded=queries.discarded_drafts(actor(), now() - commands.KEPT),
        days=commands.KEPT.days,
        title_of=draft_title,
        what_of=draft_said,
    )


@blueprint.post("/drafts")
@allow(Permission.CHECKLIST_CHANGE, everywhere=True)
def begin() -> Response:
    """Begin a draft: empty, of the newest or a named version, or as a copy of one."""
    begun = _BEGINNINGS.get(request.form.get("from", ""))
    if begun is None or request.form.get("kind") not in ("checklist", "standard"):
        raise Problem("web.bad_request")
    return redirect(url_for("checklists.editor", public_id=begun().public_id), 303)


def _begin_empty() -> DocumentDraft:
    words = request.form.get("title", "").strip()[:_LONGEST_TITLE]
    spoken = language()
    title, taken = ({spoken: words} if words else {}), queries.published_keys()
    if request.form["kind"] == "checklist":
        tree = editing.empty_checklist(title, [spoken], taken, words)
    else:
        tree = editing.empty_standard(title, taken, words, today().isoformat())
    return commands.begin_draft(actor(), now(), tree)


def _begin_version() -> DocumentDraft:
    version = _version()
    under_way = queries.open_draft_of(actor(), request.form["kind"], version.key)
    if under_way:
        flash(gettext("This draft was begun before: changes go on in it."), "message")
        return under_way
    return commands.begin_draft(actor(), now(), commands.tree_in(version), based_on=version)


def _begin_copy() -> DocumentDraft:
    version = _version()
    words = request.form.get("title", "").strip()[:_LONGEST_TITLE]
    title = words or gettext("%(title)s (copy)", title=queries.title_of(version, language()))
    original = commands.tree_in(version)
    key = editing.key_for(title, queries.published_keys(), version.key, "-")
    tags = editing.languages_of(original)
    spoken = language() if language() in tags else tags[0]
    tree = editing.copy_of(original, key, {spoken: title}, tags)
    return commands.begin_draft(actor(), now(), tree, copied_from=version)


_BEGINNINGS = {"empty": _begin_empty, "version": _begin_version, "copy": _begin_copy}


def _version() -> Version:
    key, number = request.form.get("key", ""), request.form.get("version", type=int)
    if request.form["kind"] == "standard":
        newest = queries.newest_standard(key)
        return queries.standard_version(key, number or (newest.version if newest else 1))
    return queries.checklist_version(key, number)


@blueprint.post("/drafts/<uuid:public_id>/discard")
@allow(Permission.CHECKLIST_CHANGE, everywhere=True)
def discard(public_id: str) -> Response:
    """Put a draft away."""
    commands.discard_draft(actor(), now(), str(public_id))
    flash(
        gettext("Discarded. It can be taken back for %(days)s days.", days=commands.KEPT.days),
        "message",
    )
    return redirect(url_for("checklists.drafts"), 303)


@blueprint.post("/drafts/<uuid:public_id>/take-back")
@allow(Permission.CHECKLIST_CHANGE, everywhere=True)
def take_back(public_id: str) -> Response:
    """Take back a draft that was discarded, and open it."""
    held = commands.take_back_draft(actor(), now(), str(public_id))
    return redirect(url_for("checklists.editor", public_id=held.public_id), 303)


def draft_title(draft: DocumentDraft) -> str:
    """Return the title of a draft as lists say it."""
    said = editing.said(draft.title, language(), "")
    return said or draft.key or saying.untitled()


def draft_said(draft: DocumentDraft) -> str:
    """Say what a draft is to become."""
    is_standard = draft.kind == "standard"
    if draft.based_on:
        following = gettext("next version of the standard")
        return str(following if is_standard else gettext("next version of the checklist"))
    return str(gettext("new standard") if is_standard else gettext("new checklist"))
