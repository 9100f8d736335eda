"""The format of checklists and standards: a page to read, and schemas for editors."""

import json

from flask import Response, make_response, render_template
from flask_babel import gettext

from auditapp.checklists.routes.blueprint import blueprint
from auditapp.core.document import Checklist, Standard
from auditapp.core.format.reference import chapters
from auditapp.core.format.schema import json_schema
from auditapp.core.permissions import Permission
from auditapp.core.problems import Problem
from auditapp.web.downloads import attached
from auditapp.web.permits import allow

KINDS: dict[str, type[Checklist | Standard]] = {"checklist": Checklist, "standard": Standard}


@blueprint.get("/format")
@allow(Permission.CHECKLIST_READ)
def format_page() -> str:
    """Show what a checklist and a standard may hold, key by key."""
    return render_template("checklists/format.html", groups=chapters(gettext))


@blueprint.get("/format/<kind>.schema.json")
@allow(Permission.CHECKLIST_READ)
def format_schema(kind: str) -> Response:
    """Return the JSON Schema of checklists or of standards, in the reader's language."""
    if kind not in KINDS:
        raise Problem("web.not_found")
    schema = json_schema(KINDS[kind], gettext)
    answer = make_response(json.dumps(schema, ensure_ascii=False, indent=2) + "\n")
    answer.mimetype = "application/schema+json"
    return attached(answer, f"{kind}.schema.json")
