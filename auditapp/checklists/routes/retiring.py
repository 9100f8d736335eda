"""A checklist or a standard is retired, and taken back into use."""

from flask import flash, redirect
from flask_babel import gettext
from werkzeug.wrappers import Response

from auditapp.checklists import commands, queries
from auditapp.checklists.routes.blueprint import blueprint
from auditapp.checklists.routes.kinds import PAGES, address_of
from auditapp.clock import now
from auditapp.core.permissions import Permission
from auditapp.web.actor import actor
from auditapp.web.permits import allow


@blueprint.post("/<key>/retire", defaults={"kind": "checklist"})
@blueprint.post("/standards/<key>/retire", defaults={"kind": "standard"})
@allow(Permission.CHECKLIST_CHANGE, everywhere=True)
def retire(kind: str, key: str) -> Response:
    """Take a checklist or a standard out of use."""
    newest = queries.version_in(PAGES[kind].table, key)
    commands.retire(actor(), now(), newest)
    flash(gettext("It is retired. It can be taken back at any time."))
    return redirect(address_of(newest), 303)


@blueprint.post("/<key>/use-again", defaults={"kind": "checklist"})
@blueprint.post("/standards/<key>/use-again", defaults={"kind": "standard"})
@allow(Permission.CHECKLIST_CHANGE, everywhere=True)
def use_again(kind: str, key: str) -> Response:
    """Take a checklist or a standard back into use."""
    newest = queries.version_in(PAGES[kind].table, key)
    commands.take_back(actor(), now(), newest)
    flash(gettext("It is in use again."))
    return redirect(address_of(newest), 303)
