"""A look at what publishing would make, as a file's page and a draft's page both show it."""

from typing import Any

from flask import flash, redirect
from flask_babel import gettext
from werkzeug.wrappers import Response

from auditapp.checklists import queries
from auditapp.checklists.commands import Plan
from auditapp.checklists.queries import Version
from auditapp.checklists.routes import saying
from auditapp.checklists.routes.comparing import told
from auditapp.checklists.routes.kinds import address_of
from auditapp.core.citations import Citations, citations
from auditapp.core.document import Checklist, Standard
from auditapp.web.pages import language


def looked(plan: Plan) -> dict[str, Any]:
    """Return what both pages show of a plan: the document, its clauses, and what differs."""
    return {
        "plan": plan,
        "document": plan.document,
        "is_standard": isinstance(plan.document, Standard),
        "cited": _cited(plan),
        "lost": _lost(plan),
        "retired": queries.retired("standard").keys(),
        "address_of": address_of,
        "words": saying,
        **(told(queries.document_in(plan.newest), plan.document) if plan.newest else {}),
    }


def done(made: Version) -> Response:
    """Say that something was published, and show it."""
    title = queries.title_of(made, language())
    flash(gettext("Published: %(title)s, version %(number)s.", title=title, number=made.version))
    return redirect(address_of(made), 303)


def _cited(plan: Plan) -> Citations | None:
    if isinstance(plan.document, Checklist) and plan.standard:
        return citations(plan.document, queries.standard_in(plan.standard))
    return None


def _lost(plan: Plan) -> list[tuple[str, list[str]]]:
    """Return which checklists have questions about clauses that a new standard does not hold."""
    if not isinstance(plan.document, Standard):
        return []
    held = queries.checklists_citing(plan.document.key)
    found = [(one, citations(one.checklist, plan.document).unknown) for one in held]
    return [
        (
            queries.title_of(one.version, language()),
            list(dict.fromkeys(question.clause for question in unknown if question.clause)),
        )
        for one, unknown in found
        if unknown
    ]
