"""The list of people as a file to take away: what the page would show, all pages of it."""

from collections.abc import Iterator

from flask import make_response
from flask_babel import gettext
from werkzeug.wrappers import Response

from auditapp.accounts import queries
from auditapp.accounts.forms import FACTS, said_languages
from auditapp.accounts.routes.blueprint import blueprint, places
from auditapp.accounts.routes.people import asked, said_roles
from auditapp.core.permissions import Permission
from auditapp.sheets.writing import CSV, XLSX, Cell, csv_bytes, xlsx_bytes
from auditapp.web.actor import actor
from auditapp.web.permits import allow

SHOWN = ("name", "code", "email", "phone", "household", "language", "spoken")


@blueprint.get("/people.csv")
@allow(Permission.PERSON_READ)
def people_csv() -> Response:
    """Hand out the list as CSV."""
    return _file(csv_bytes(_heads(), _rows()), CSV, "csv")


@blueprint.get("/people.xlsx")
@allow(Permission.PERSON_READ)
def people_xlsx() -> Response:
    """Hand out the list as a workbook."""
    return _file(xlsx_bytes(gettext("People"), _heads(), _rows()), XLSX, "xlsx")


def _file(content: bytes, mimetype: str, ending: str) -> Response:
    answer = make_response(content)
    answer.mimetype = mimetype
    name = f"{gettext('people')}.{ending}"
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer


def _heads() -> list[str]:
    more = (gettext("Roles"), gettext("State"), gettext("Added"), gettext("Last seen"))
    return [*(str(FACTS[name]) for name in SHOWN), *more]


def _rows() -> Iterator[list[Cell]]:
    people = list(queries.people_listed(actor(), asked(), places()))
    roles, seen = said_roles(people), queries.last_seen(people)
    states = {True: gettext("active"), False: gettext("deactivated")}
    for one in people:
        yield [
            *(one.name, one.code, one.email, one.phone, one.household, one.language),
            said_languages(one.spoken),
            "; ".join(roles[one.id]),
            states[one.active],
            one.created_at,
            seen.get(one.id),
        ]
