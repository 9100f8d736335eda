"""Who manages a location: found among the people, given the role there, and taken off it."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from auditapp.accounts import commands as accounts
from auditapp.accounts.queries import manageable, people_page
from auditapp.clock import now
from auditapp.core.permissions import Permission, Role
from auditapp.locations import queries
from auditapp.locations.queries import places
from auditapp.locations.routes.blueprint import blueprint
from auditapp.web.actor import actor
from auditapp.web.lists import read_asked
from auditapp.web.permits import allow


@blueprint.get("/<location_id>/managers")
@allow(Permission.PERSON_ADD)
def managers(location_id: str) -> str:
    """Look for the person who is to manage a location."""
    place = queries.location_for(actor(), location_id, Permission.PERSON_ADD)
    asked = read_asked({**request.args, "state": "active"}, ["name"], ["state"])
    page = people_page(actor(), asked, places)
    return render_template(
        "locations/managers.html",
        place=place,
        page=page,
        manageable=manageable(actor(), page.rows, places),
        held={grant.person_id for grant in queries.managers_of(place)},
    )


@blueprint.post("/<location_id>/managers/<person_id>")
@allow(Permission.PERSON_ADD)
def give_manager(location_id: str, person_id: str) -> Response:
    """Let a person manage a location."""
    place = queries.location_for(actor(), location_id, Permission.PERSON_ADD)
    (scope,) = places.named([("location", place.id)])
    said = gettext("The role is given.")
    if accounts.give_role(actor(), now(), person_id, Role.LOCATION_MANAGER, scope, places):
        said += " " + gettext("Links to sign in by that were made before have ended.")
    return _back(location_id, said)


@blueprint.post("/<location_id>/managers/<person_id>/<int:grant_id>/take")
@allow(Permission.PERSON_ADD)
def take_manager(location_id: str, person_id: str, grant_id: int) -> Response:
    """Take the role of a location's manager from a person."""
    place = queries.location_for(actor(), location_id, Permission.PERSON_ADD)
    queries.require_manager(place, grant_id)
    accounts.take_role(actor(), now(), person_id, grant_id, places)
    return _back(location_id, gettext("The role is taken away."))


def _back(location_id: str, words: str) -> Response:
    flash(words)
    return redirect(url_for("locations.location", location_id=location_id), 303)
