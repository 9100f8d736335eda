"""The list of people as a file to take away: what the page would show, all pages of it."""

from collections.abc import Iterator

from flask_babel import gettext
from werkzeug.wrappers import Response

from auditapp.accounts import queries
from auditapp.accounts.forms import FACTS, said_languages
from auditapp.accounts.routes.blueprint import blueprint, places
from auditapp.accounts.routes.people import asked, said_roles
from auditapp.core.permissions import Permission
from auditapp.sheets.writing import Cell
from auditapp.web import downloads
from auditapp.web.actor import actor
from auditapp.web.permits import allow

SHOWN = ("name", "code", "email", "phone", "household", "language", "spoken")


@blueprint.get("/people.csv", defaults={"kind": "csv"})
@blueprint.get("/people.xlsx", defaults={"kind": "xlsx"})
@allow(Permission.PERSON_READ)
def export(kind: str) -> Response:
    """Hand out the list as CSV or as a workbook."""
    return downloads.table(kind, gettext("people"), _heads(), _rows())


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
