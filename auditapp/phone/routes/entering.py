"""The way in by a visit's personal link: a look shows a button, the button opens the session."""

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from auditapp.accounts.commands import open_visit_link
from auditapp.accounts.queries import signed_in, usable_link
from auditapp.clock import now
from auditapp.core.problems import Problem
from auditapp.phone.routes.shared import blueprint
from auditapp.web.actor import enter
from auditapp.web.errors import STATUS
from auditapp.web.permits import public


@blueprint.get("/link/<token>")
@public
def link(token: str) -> str | tuple[str, int]:
    """Show the button; previews that fetch links open nothing."""
    if usable_link(token, "visit", now()) is None:
        return _over()
    return render_template("phone/link.html")


@blueprint.post("/link/<token>")
@public
def open_link(token: str) -> Response | tuple[str, int]:
    """Open a session for the shopper's visits, and show the one the link is for."""
    agent, address = str(request.user_agent), request.remote_addr or ""
    try:
        opened = open_visit_link(token, now(), agent, address)
    except Problem as problem:
        if problem.code != "accounts.link_ended":
            raise
        return _over()
    found = signed_in(opened, now())
    if found is None:
        return _over()
    enter(found, opened)
    return redirect(url_for("phone.visit", visit_id=found.visit), 303)


def _over() -> tuple[str, int]:
    return render_template("phone/link_over.html"), STATUS[Problem("accounts.link_ended").family]
