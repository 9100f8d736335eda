"""The way in, the list of visits, and one assignment: read, accepted, declined, begun."""

from collections.abc import Callable

from flask import redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from auditapp.clock import now
from auditapp.core.permissions import Permission
from auditapp.core.problems import Problem
from auditapp.core.workflow import VisitState
from auditapp.phone import queries
from auditapp.phone.routes.shared import (
    blueprint,
    brief_of,
    opening_day,
    state_of,
    title_of,
    zone_name,
)
from auditapp.visits import commands
from auditapp.visits import queries as visits
from auditapp.visits.models import Visit
from auditapp.web.actor import actor
from auditapp.web.errors import STATUS, sentence_of
from auditapp.web.permits import allow


@blueprint.get("/", endpoint="visits")
@allow(Permission.VISIT_FILL)
def my_visits() -> str:
    """Show the shopper's own visits, those to do first."""
    return list_of(queries.my_visits(actor(), now()))


def list_of(mine: queries.MyVisits, **said: object) -> str:
    """Draw the list; a phone fills one with nothing in it by itself."""
    groups = (
        ("today", _("Today"), mine.today),
        ("returned", _("Returned"), mine.returned),
        ("coming", _("Coming"), mine.coming),
        ("sent", _("Sent and over"), mine.sent),
        ("older", _("Earlier"), mine.older),
    )
    told = {"title_of": title_of, "state_of": state_of, "opening_day": opening_day}
    return render_template("phone/visits.html", groups=groups, **told, **said)


@blueprint.get("/visits/<visit_id>")
@allow(Permission.VISIT_FILL)
def visit(visit_id: str) -> str:
    """Show an assignment: brief, place, window, and what can be done about it."""
    return _assignment(visits.own_visit(actor(), visit_id))


@blueprint.post("/visits/<visit_id>")
@allow(Permission.VISIT_FILL)
def answer_visit(visit_id: str) -> Response | tuple[str, int]:
    """Accept, decline, or begin."""
    one = visits.own_visit(actor(), visit_id)
    do = ANSWERS.get(request.form.get("do", ""), _look_again)
    try:
        return redirect(do(one), 303)
    except Problem as problem:
        return _assignment(one, sentence_of(problem)), STATUS[problem.family]


def _accept(one: Visit) -> str:
    said = request.form
    commands.accept(actor(), now(), one, "no_conflict" in said, "confidential" in said)
    return _look_again(one)


def _decline(one: Visit) -> str:
    commands.decline(actor(), now(), one, request.form.get("reason", ""))
    return url_for("phone.visits")


def _start(one: Visit) -> str:
    if not queries.can_fill(one):
        commands.start(actor(), now(), one)
    return url_for("phone.form", visit_id=one.public_id)


def _look_again(one: Visit) -> str:
    return url_for("phone.visit", visit_id=one.public_id)


ANSWERS: dict[str, Callable[[Visit], str]] = {
    "accept": _accept,
    "decline": _decline,
    "start": _start,
}


def _assignment(one: Visit, problem: str = "") -> str:
    return render_template(
        "phone/visit.html",
        visit=one,
        title=title_of(one),
        state=state_of(one),
        zone=zone_name(one),
        brief=brief_of(one),
        problem=problem,
        can_accept=one.state == VisitState.ASSIGNED,
        can_start=one.state == VisitState.ACCEPTED,
        can_go_on=queries.can_fill(one),
        withdrawn=queries.is_withdrawn(one),
        sent=visits.submission_of(one) is not None,
    )
