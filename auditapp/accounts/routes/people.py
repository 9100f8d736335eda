"""The list of people, what is taken away of it, and adding one."""

from flask import render_template, request
from flask_babel import gettext
from werkzeug.wrappers import Response

from auditapp.accounts import commands, queries
from auditapp.accounts.commands import Invited
from auditapp.accounts.forms import ROLES, PersonForm, said_role, said_scope
from auditapp.accounts.models import Person
from auditapp.accounts.queries import MOST_SUGGESTED, Scope
from auditapp.accounts.routes.blueprint import BLAMED, blueprint, places
from auditapp.clock import now
from auditapp.core.permissions import Permission, Role
from auditapp.web.actor import actor
from auditapp.web.addresses import absolute
from auditapp.web.company import company
from auditapp.web.lists import Asked, read_asked
from auditapp.web.permits import allow


@blueprint.get("/people")
@allow(Permission.PERSON_READ)
def people() -> str:
    """List the people within one's reach, as they are asked for."""
    page = queries.people_page(actor(), asked(), places())
    return render_template(
        "accounts/people.html",
        page=page,
        filters=_filters(),
        manageable=queries.manageable(actor(), page.rows, places()),
        roles=said_roles(page.rows),
        seen=queries.last_seen(page.rows),
    )


@blueprint.route("/people/new", methods=["GET", "POST"])
@allow(Permission.PERSON_ADD)
def new_person() -> Response:
    """Add a person, and show the invitation by which they come in."""
    offered = queries.offered(actor(), Permission.PERSON_ADD, places())
    suggested = {"code": queries.suggested_code(), "language": actor().language}
    first = offered[0].key if offered else ""
    form = PersonForm(**suggested, role=Role.SHOPPER, scope=first).offer(offered)
    if form.validate_on_submit() and (scope := form.where(offered, places())) is not None:
        with form.blaming(BLAMED):
            return handed_over(_added(form, scope))
    return form.page("accounts/new_person.html", locations=suggested_locations())


def asked() -> Asked:
    """Return what the address of the list asks for."""
    return read_asked(request.args, list(queries.SORTS), queries.FILTERS)


def said_roles(people: list[Person]) -> dict[int, list[str]]:
    """Return each person's roles in words, with the names of only the scopes they name."""
    grants = [grant for person in people for grant in person.grants]
    named = queries.named_scopes(grants, places())
    return {person.id: [said_role(one, named) for one in person.grants] for person in people}


def suggested_locations() -> list[str]:
    """Return locations to choose from while they are few; else codes are written."""
    return places().suggested(actor().grants_for(Permission.PERSON_ADD), MOST_SUGGESTED)


def handed_over(invited: Invited) -> Response:
    """Show an invitation once, and say whether a message holds it too."""
    address = absolute("accounts.invitation", token=invited.token)
    page = render_template(
        "accounts/invited.html",
        person=invited.person,
        address=address,
        is_sent=invited.is_sent,
        has_mail=company().mail is not None,
    )
    return Response(page, mimetype="text/html")


def _added(form: PersonForm, scope: Scope) -> Invited:
    facts, role, send = form.facts(), form.role.data, form.send.data
    return commands.add_person(actor(), now(), facts, role, scope, send=send)


def _filters() -> list[tuple[str, str, list[tuple[str, str]]]]:
    wide = [("", gettext("Anywhere"))]
    scopes = queries.offered(actor(), Permission.PERSON_READ, places())
    wide += [(scope.key, said_scope(scope)) for scope in scopes]
    roles = [("", gettext("Any role")), *((str(role), str(said)) for role, said in ROLES.items())]
    states = [
        ("", gettext("All")),
        ("active", gettext("Active")),
        ("deactivated", gettext("Deactivated")),
    ]
    return [
        ("role", gettext("Role"), roles),
        ("where", gettext("Where"), wide),
        ("state", gettext("State"), states),
    ]
