"""The list of locations, and the page that adds one."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from auditapp.clock import now
from auditapp.core.permissions import Permission
from auditapp.locations import commands, queries
from auditapp.locations.forms import LocationForm
from auditapp.locations.routes.blueprint import blueprint
from auditapp.web.actor import actor
from auditapp.web.permits import allow

BLAMED = {"locations.code_taken": "code", "locations.out_of_scope": "brand"}


@blueprint.get("/")
@allow(Permission.LOCATION_READ)
def locations() -> str:
    """List the locations that the person reaches."""
    places = queries.locations_seen_by(actor())
    return render_template("locations/locations.html", places=places)


@blueprint.route("/new", methods=["GET", "POST"])
@allow(Permission.LOCATION_ADD)
def new() -> Response:
    """Ask for a new location; add it, or show what is wrong with everything kept."""
    form = LocationForm()
    if form.validate_on_submit():
        with form.blaming(BLAMED):
            _add(form)
            flash(gettext("Added: %(code)s, %(name)s.", code=form.code.data, name=form.name.data))
            return redirect(url_for("locations.locations"))
    return form.page("locations/new.html", brands=queries.brands(), regions=queries.regions())


def _add(form: LocationForm) -> None:
    commands.add_location(
        actor(),
        now(),
        code=form.code.data,
        name=form.name.data,
        brand=form.brand.data,
        region=form.region.data,
        address=form.address.data,
        position=form.position(),
        time_zone=form.time_zone.data,
    )
