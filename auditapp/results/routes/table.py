"""The table of results, as a page and as a file."""

from flask import Response, redirect, render_template, request, url_for
from flask_babel import get_locale, gettext
from werkzeug.wrappers import Response as AnyResponse

from auditapp.core.permissions import Permission
from auditapp.core.scoring import Verdict
from auditapp.results import queries
from auditapp.results.routes.blueprint import blueprint
from auditapp.sheets.writing import Cell
from auditapp.web import downloads
from auditapp.web.actor import actor
from auditapp.web.lists import Asked, read_asked
from auditapp.web.permits import allow

COLUMNS = (
    *("visited_on", "location_code", "location", "checklist"),
    *("total", "target", "gap", "coverage", "verdict", "state"),
)


@blueprint.get("/")
@allow(Permission.RESULT_READ)
def results() -> str:
    """List the results that the person may see, the newest first unless asked otherwise."""
    seen, language = queries.checklists_seen(actor()), str(get_locale())
    return render_template(
        "results/results.html",
        page=queries.result_page(actor(), _asked()),
        checklists=[(key, title.say(language)) for key, title in seen.items()],
        verdicts=[verdict.value for verdict in Verdict],
    )


@blueprint.get("/results.csv", defaults={"kind": "csv"})
@blueprint.get("/results.xlsx", defaults={"kind": "xlsx"})
@allow(Permission.RESULT_READ)
def export(kind: str) -> Response:
    """Hand out all rows that the page would show, as a table for other programs."""
    rows = map(_written, queries.result_rows(actor(), _asked()))
    return downloads.table(kind, gettext("results"), COLUMNS, rows)


@blueprint.get("/<uuid:visit_id>")
@allow(Permission.RESULT_READ)
def result(visit_id: object) -> AnyResponse:
    """Lead to the result's page, which the reports make."""
    return redirect(url_for("reports.visit", visit_id=visit_id))


def _asked() -> Asked:
    newest_first = {"sort": "visited_on", "desc": "1"}
    said = request.args if "sort" in request.args else {**request.args, **newest_first}
    return read_asked(said, list(queries.SORTS), queries.FILTERS)


def _written(row: queries.Row) -> list[Cell]:
    title = row.checklist.say(str(get_locale()))
    scores = (row.total, row.target, row.gap, row.coverage)
    return [row.visited_on, row.location_code, row.location, title, *scores, row.verdict, row.state]
