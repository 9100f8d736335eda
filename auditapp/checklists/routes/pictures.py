"""Pictures of how it should be, in a draft: sent by the editor, seen there and in the trial."""

from typing import Any

from flask import jsonify, request, url_for
from werkzeug.wrappers import Response

from auditapp.checklists import commands, queries
from auditapp.checklists.models import DocumentDraft
from auditapp.checklists.routes.blueprint import blueprint
from auditapp.core.permissions import Permission
from auditapp.core.problems import Problem
from auditapp.storage.files import MOST_BYTES
from auditapp.web.actor import actor
from auditapp.web.errors import sentence_of
from auditapp.web.permits import allow
from auditapp.web.pictures import picture_at


@blueprint.post("/drafts/<uuid:public_id>/parts/<part_id>/picture")
@allow(Permission.CHECKLIST_CHANGE, everywhere=True)
def send_picture(public_id: object, part_id: str) -> Response:
    """Keep a picture for a question, and say under which name; the question bears it later."""
    name = commands.keep_picture(actor(), str(public_id), part_id, request.stream)
    return jsonify(name=name)


@blueprint.get("/drafts/<uuid:public_id>/pictures/<name>")
@allow(Permission.CHECKLIST_CHANGE, everywhere=True)
def picture(public_id: object, name: str) -> Response:
    """Show a picture that a draft names, or named."""
    found = queries.pictures_of(queries.draft(actor(), str(public_id)))(name)
    if found is None:
        raise Problem("web.not_found")
    return picture_at(found)


def picture_shown(draft: DocumentDraft, name: Any) -> dict[str, Any]:
    """Return what the panel says of a question's picture: its address, and what is too large."""
    found = queries.pictures_of(draft)(name) is not None
    address = url_for("checklists.picture", public_id=draft.public_id, name=name) if found else ""
    return {
        "address": address,
        "most": MOST_BYTES,
        "too_large": sentence_of(commands.too_large()),
    }
