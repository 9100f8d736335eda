"""The list of locations, and the page that adds one."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from auditapp.clock import now
from auditapp.core.permissions import Permission
from auditapp.core.problems import Problem
from auditapp.locations import commands, queries
from auditapp.locations.forms import LocationForm
from auditapp.web.actor import actor
from auditapp.web.permits import allow

blueprint = Blueprint("locations", __name__, url_prefix="/locations")

BLAMED = {"locations.code_taken": "code", "locations.out_of_scope": "brand"}


@blueprint.get("/")
@allow(Permission.LOCATION_READ)
def locations() -> str:
    """List the locations that the person reaches."""
    places = queries.locations_seen_by(actor())
    return render_template("locations/locations.html", places=places)


@blueprint.get("/new")
@allow(Permission.LOCATION_ADD)
def new() -> str:
    """Ask for a new location."""
    return _asked(LocationForm())


@blueprint.post("/new")
@allow(Permission.LOCATION_ADD)
def add() -> Response | tuple[str, int]:
    """Add a location, or show what is wrong with everything kept."""
    form = LocationForm()
    if not form.validate():
        return _asked(form), 400
    try:
        added = _add(form)
    except Problem as problem:
        form.blame(problem, BLAMED)
        return _asked(form), 400
    flash(gettext("Added: %(code)s, %(name)s.", code=added.code, name=added.name))
    return redirect(url_for("locations.locations"))


def _add(form: LocationForm) -> commands.Location:
    return commands.add_location(
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


def _asked(form: LocationForm) -> str:
    return render_template(
        "locations/new.html", form=form, brands=queries.brands(), regions=queries.regions()
    )
