"""Publishing a draft: a look at what that does, and the button."""

from typing import Any

from flask import flash, redirect, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from auditapp.checklists import commands, queries
from auditapp.checklists.forms import DraftPublishForm
from auditapp.checklists.models import DocumentDraft
from auditapp.checklists.routes.blueprint import blueprint
from auditapp.checklists.routes.drafts import draft_title
from auditapp.checklists.routes.editing import problems_said, spoken_in
from auditapp.checklists.routes.library import today
from auditapp.checklists.routes.looking import done, looked
from auditapp.clock import now
from auditapp.core import editing
from auditapp.core.permissions import Permission
from auditapp.web.actor import actor
from auditapp.web.permits import allow


@blueprint.route("/drafts/<uuid:public_id>/publish", methods=["GET", "POST"])
@allow(Permission.CHECKLIST_CHANGE, everywhere=True)
def publish_draft(public_id: object) -> Response:
    """Show what publishing a draft does; publish it, if nothing has changed since that look."""
    draft = queries.draft(actor(), str(public_id))
    if not draft.is_open:
        flash(gettext("This draft is no longer open: somebody has published or discarded it."))
        return redirect(url_for("checklists.editor", public_id=public_id), 303)
    newest = queries.newest_of(draft)
    form = DraftPublishForm()
    if form.validate_on_submit():
        with form.blaming():
            seen = form.seen.data, form.revision.data
            made = commands.publish_draft(actor(), now(), draft.public_id, *seen)
            return done(made)
    form.renew(seen=newest.version if newest else 0, revision=draft.revision)
    return form.page(
        "checklists/publish.html", draft=draft, title=draft_title(draft), **_look(draft)
    )


def _look(draft: DocumentDraft) -> dict[str, object]:
    problems = problems_said(draft)
    plan = None if problems else commands.planned_draft(draft)
    based = queries.origin_of(draft) if draft.based_on else None
    return {
        "is_standard": draft.kind == "standard",
        "back": url_for("checklists.editor", public_id=draft.public_id),
        "problems": _placed(draft, problems),
        "plan": plan,
        "based": based.version if based else 0,
        "today": today(),
        "is_retired": draft.key in queries.retired(draft.kind),
        **(looked(plan) if plan else {}),
    }


def _placed(draft: DocumentDraft, problems: list[dict[str, Any]]) -> list[tuple[str, str, str]]:
    """Say where each problem is, by number and words, and where it is mended."""
    tree = queries.tree_of(draft)
    rows = {row.id: row for row in editing.rows(tree, spoken_in(tree))}
    found = []
    for one in problems:
        row = rows.get(one["at"])
        where = f"{row.number} {row.title}".strip() if row else gettext("The whole document")
        found.append((one["at"] or "document", where, one["sentence"]))
    return found
