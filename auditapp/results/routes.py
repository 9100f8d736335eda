"""The table of results, as a page and as a file."""

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from flask_babel import get_locale, gettext
from werkzeug.wrappers import Response as AnyResponse

from auditapp.core.permissions import Permission
from auditapp.results import queries
from auditapp.sheets.writing import CSV, Cell, csv_bytes
from auditapp.web.actor import actor
from auditapp.web.permits import allow

blueprint = Blueprint("results", __name__, url_prefix="/results")
COLUMNS = (
    *("visited_on", "location_code", "location", "checklist"),
    *("total", "target", "gap", "coverage", "verdict", "state"),
)


@blueprint.get("/")
@allow(Permission.RESULT_READ)
def results() -> str:
    """List the results that the person may see."""
    filters = _filters()
    page = queries.result_page(actor(), filters)
    return render_template("results/results.html", page=page, filters=filters, sorts=queries.SORTS)


@blueprint.get("/results.csv")
@allow(Permission.RESULT_READ)
def results_csv() -> Response:
    """Hand out all rows that the page would show, as a table for other programs."""
    rows = map(_written, queries.result_rows(actor(), _filters()))
    answer = make_response(csv_bytes(COLUMNS, rows))
    answer.mimetype = CSV
    answer.headers.set("Content-Disposition", "attachment", filename=gettext("results") + ".csv")
    return answer


@blueprint.get("/<uuid:visit_id>")
@allow(Permission.RESULT_READ)
def result(visit_id: object) -> AnyResponse:
    """Lead to the result's page, which the reports make."""
    return redirect(url_for("reports.visit", visit_id=visit_id))


def _filters() -> queries.Filters:
    asked = request.args
    number = asked.get("page", "1")
    return queries.Filters(
        location=asked.get("location", ""),
        checklist=asked.get("checklist", ""),
        verdict=asked.get("verdict", ""),
        sort=asked.get("sort", queries.SORTS[0]),
        down=asked.get("down", "1") == "1",
        page=int(number) if number.isdecimal() and len(number) < 7 else 1,
    )


def _written(row: queries.Row) -> list[Cell]:
    title = row.checklist.say(str(get_locale()))
    scores = (row.total, row.target, row.gap, row.coverage)
    return [row.visited_on, row.location_code, row.location, title, *scores, row.verdict, row.state]
