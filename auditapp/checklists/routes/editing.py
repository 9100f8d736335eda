"""The editor of one draft: its page, its fragments, and the changes that its scripts send."""

import json
import threading
from datetime import datetime, timedelta
from typing import Any

from flask import current_app, jsonify, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from auditapp.checklists import commands, queries
from auditapp.checklists.commands import Edited
from auditapp.checklists.models import DocumentDraft
from auditapp.checklists.routes import panels, saying
from auditapp.checklists.routes.blueprint import blueprint
from auditapp.checklists.routes.kinds import address_of
from auditapp.checklists.routes.pictures import picture_shown
from auditapp.checklists.source import MOST_BYTES
from auditapp.clock import now
from auditapp.core import editing
from auditapp.core.permissions import Permission
from auditapp.core.problems import Problem
from auditapp.web.actor import actor
from auditapp.web.pages import language
from auditapp.web.permits import allow

_SEEN_FOR = timedelta(seconds=30)
# Who has which draft open: worth nothing after a restart, so it is kept nowhere else.
_looking: dict[str, dict[int, tuple[str, datetime]]] = {}
_LOOKING = threading.Lock()


@blueprint.get("/drafts/<uuid:public_id>")
@allow(Permission.CHECKLIST_CHANGE, everywhere=True)
def editor(public_id: str) -> str | Response:
    """Show the editor of a draft; one that has ended leads to what became of it."""
    draft = queries.draft(actor(), str(public_id))
    if not draft.is_open:
        return redirect(_ended(draft), 303)
    tree = queries.tree_of(draft)
    steps = queries.steps_of(draft, actor().person_id)
    return render_template(
        "checklists/editor.html",
        **_outline(draft),
        fresh=_drawn(editing.fresh_rows(tree), "name"),
        title=editing.said(tree.get("title"), spoken_in(tree), editing.languages_of(tree)[0]),
        languages=editing.languages_of(tree),
        steps=steps,
        others=_others(draft),
    )


def _ended(draft: DocumentDraft) -> str:
    became = queries.published_as(draft)
    return address_of(became) if became else url_for("checklists.drafts")


@blueprint.get("/drafts/<uuid:public_id>/outline")
@allow(Permission.CHECKLIST_CHANGE, everywhere=True)
def outline(public_id: str) -> str:
    """Return the outline of a draft, to be put into the page."""
    draft = queries.draft(actor(), str(public_id))
    return render_template("checklists/editor/outline.html", **_outline(draft))


@blueprint.get("/drafts/<uuid:public_id>/parts/<part_id>")
@allow(Permission.CHECKLIST_CHANGE, everywhere=True)
def part(public_id: str, part_id: str) -> str:
    """Return the settings of one part of a draft, to be put into the page."""
    draft = queries.draft(actor(), str(public_id))
    tree = queries.tree_of(draft)
    held = editing.part_of(tree, "" if part_id == "document" else part_id)
    if held is None:
        gone = queries.removal_of(draft, part_id)
        raise Problem("drafts.no_part", who=gone[1] if gone else "")
    name, context = panels.panel(
        tree,
        part_id,
        spoken=spoken_in(tree),
        standard=queries.standard_of(draft),
        standards=queries.standards_named(language(), tree.get("standard")),
        citing=queries.checklists_citing(draft.key) if draft.kind == "standard" else (),
        published=queries.is_key_published(draft, "" if part_id == "document" else part_id),
    )
    shown = picture_shown(draft, held.get("image"))
    return render_template(name, draft=draft, picture=shown, **context)


@blueprint.post("/drafts/<uuid:public_id>/changes")
@allow(Permission.CHECKLIST_CHANGE, everywhere=True)
def change(public_id: str) -> Response:
    """Apply what was changed in the page, and say what follows."""
    operations = editing.read_operations(_sent().get("operations"))
    return _answer(commands.change_draft(actor(), now(), str(public_id), operations))


@blueprint.post("/drafts/<uuid:public_id>/undo")
@allow(Permission.CHECKLIST_CHANGE, everywhere=True)
def undo(public_id: str) -> Response:
    """Take back what this person changed last."""
    return _answer(commands.undo_draft(actor(), now(), str(public_id)))


@blueprint.post("/drafts/<uuid:public_id>/redo")
@allow(Permission.CHECKLIST_CHANGE, everywhere=True)
def redo(public_id: str) -> Response:
    """Do again what this person took back last."""
    return _answer(commands.redo_draft(actor(), now(), str(public_id)))


@blueprint.get("/drafts/<uuid:public_id>/state")
@allow(Permission.CHECKLIST_CHANGE, everywhere=True)
def state(public_id: str) -> Response:
    """Say what was changed after the revision that a page has."""
    draft = queries.draft(actor(), str(public_id))
    since = request.args.get("since", -1, type=int)
    if since < 0:
        raise Problem("web.bad_request")
    if since > draft.revision:  # an older backup was put back: nothing of the page is known
        return jsonify(**_renewed(draft))
    if since == draft.revision:
        return jsonify(revision=since, open=draft.is_open, changed=[], others=_others(draft))
    changed = queries.changed_since(draft, since)
    return jsonify(
        **_state(draft, changed.parts),
        open=draft.is_open,
        who=draft.changed_by.name if draft.changed_by else "",
        others=_others(draft),
        changed=changed.parts,
        structure=changed.is_structural,
    )


def _renewed(draft: DocumentDraft) -> dict[str, Any]:
    parts = [one["id"] for one in editing.parts_of(queries.tree_of(draft))]
    more = {"open": draft.is_open, "who": "", "others": _others(draft), "structure": True}
    return _state(draft, parts) | more | {"changed": ["", *parts]}


def _sent() -> dict[str, Any]:
    raw = request.stream.read(MOST_BYTES + 1)
    if len(raw) > MOST_BYTES:
        raise Problem("drafts.too_large", most=MOST_BYTES // 1024)
    try:
        sent = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise Problem("drafts.unreadable") from error
    if not isinstance(sent, dict):
        raise Problem("drafts.unreadable")
    return sent


def _answer(edited: Edited) -> Response:
    made = edited.change
    state = _state(edited.draft, made.touched if made else [])
    commands.count_faults(edited.draft, len(state["problems"]))
    return jsonify(
        **state,
        renewed=made.renewed if made else [],
        structure=bool(made and made.is_structural),
        notice=gettext(made.notice) if made and made.notice else "",
    )


def _state(draft: DocumentDraft, touched: list[str]) -> dict[str, Any]:
    steps = queries.steps_of(draft, actor().person_id)
    return {
        "revision": draft.revision,
        "rows": _rows(draft, touched),
        "problems": problems_said(draft),
        "undo": steps.undo,
        "redo": steps.redo,
    }


def _rows(draft: DocumentDraft, touched: list[str]) -> dict[str, str]:
    tree = queries.tree_of(draft)
    return _drawn([row for row in editing.rows(tree, spoken_in(tree)) if row.id in touched], "id")


def _drawn(rows: list[editing.Row], by: str) -> dict[str, str]:
    template = current_app.jinja_env.get_template("checklists/editor/row.html")
    return {getattr(row, by): template.render(row=row, words=saying).strip() for row in rows}


def _outline(draft: DocumentDraft) -> dict[str, Any]:
    tree = queries.tree_of(draft)
    spoken = spoken_in(tree)
    return {
        "draft": draft,
        "tree": tree,
        "rows": editing.rows(tree, spoken),
        "spoken": spoken,
        "problems": problems_said(draft),
        "words": saying,
    }


def _others(draft: DocumentDraft) -> list[str]:
    """Note that this person looks at a draft, and return the names of who else does."""
    with _LOOKING:
        here = _looking.setdefault(draft.public_id, {})
        here[actor().person_id] = (actor().name, now())
        for person, (_name, at) in list(here.items()):
            if at < now() - _SEEN_FOR:
                del here[person]
        return [name for person, (name, _at) in here.items() if person != actor().person_id]


def problems_said(draft: DocumentDraft) -> list[dict[str, Any]]:
    """Return the problems of a draft, each at its part and field, in the reader's language."""
    return [
        {
            "at": one.at,
            "field": list(one.field),
            "sentence": gettext(one.sentence, **one.details)
            if one.details
            else gettext(one.sentence),
        }
        for one in queries.problems_of(draft)
    ]


def spoken_in(tree: Any) -> str:
    """Return in which of its languages a document is shown to this reader."""
    return saying.choose_language(request.args.get("lang", ""), tuple(editing.languages_of(tree)))
