"""The list of locations, the page of one, and the pages that add and change one."""

from datetime import date, datetime

from flask import current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from auditapp.accounts.queries import manageable
from auditapp.clock import day_in_zone, now
from auditapp.core.permissions import Permission
from auditapp.core.text import folded
from auditapp.locations import commands, queries
from auditapp.locations.forms import CloseForm, LocationForm, ReopenForm, likely_zone, week_said
from auditapp.locations.models import Location, LocationClosure
from auditapp.locations.queries import places
from auditapp.locations.routes.blueprint import blueprint
from auditapp.locations.routes.words import facts_said, filters, line_said
from auditapp.web.actor import actor, nonce
from auditapp.web.company import company
from auditapp.web.forms import Form
from auditapp.web.lists import Asked, read_asked
from auditapp.web.permits import allow

BLAMED = {"locations.code_taken": "code", "locations.region_several": "region"}
CLOSING = {"locations.closed_then": "closed_on"}


@blueprint.get("/")
@allow(Permission.LOCATION_READ)
def locations() -> str:
    """List the locations that the person reaches, as they ask for them."""
    at = now()
    page = queries.locations_page(actor(), _asked(), at)
    return render_template(
        "locations/locations.html",
        page=page,
        filters=filters(actor()),
        closings={one.id: _closings(one, at) for one in page.rows},
        nothing_at_all=not page.total and not queries.has_any(actor()),
    )


@blueprint.route("/new", methods=["GET", "POST"])
@allow(Permission.LOCATION_ADD)
def new() -> Response:
    """Ask for a new location; add it, or show what is wrong with everything kept."""
    form = LocationForm(time_zone=likely_zone(company().zone))
    if form.validate_on_submit():
        with form.blaming(_blamed(form)):
            place = commands.add_location(actor(), now(), **vars(form.facts()))
            flash(gettext("Added: %(code)s, %(name)s.", code=place.code, name=place.name))
            return redirect(url_for("locations.location", location_id=place.public_id), 303)
    return form.page("locations/new.html", **_offered())


@blueprint.get("/<location_id>")
@allow(Permission.LOCATION_READ)
def location(location_id: str) -> Response:
    """Show one location: what is known of it, who manages it, and how it came about."""
    return _page(queries.location_for(actor(), location_id))


@blueprint.route("/<location_id>/edit", methods=["GET", "POST"])
@allow(Permission.LOCATION_ADD)
def edit(location_id: str) -> Response:
    """Ask what is to change; change it, or show what stands in the way with everything kept."""
    place = queries.location_for(actor(), location_id, Permission.LOCATION_ADD)
    form = LocationForm.of(place)
    if form.validate_on_submit():
        with form.blaming(_blamed(form)):
            commands.change_location(actor(), now(), location_id, form.seen_changes, form.facts())
            flash(gettext("Saved."))
            return redirect(url_for("locations.location", location_id=location_id), 303)
    return _edit_page(location_id, form)


@blueprint.post("/<location_id>/close")
@allow(Permission.LOCATION_ADD)
def close(location_id: str) -> Response:
    """Close a location from a day on."""
    place = queries.location_for(actor(), location_id, Permission.LOCATION_ADD)
    form = CloseForm(prefix="close")
    if form.validate_on_submit():
        with form.blaming(CLOSING):
            day, reason, again = form.closed_on.data, form.reason.data, form.reopened_on.data
            commands.close_location(actor(), now(), place.public_id, day, reason, again)
            return _done(location_id, gettext("The closing is written down."))
    return _page(place, closing=form)


@blueprint.post("/<location_id>/reopen")
@allow(Permission.LOCATION_ADD)
def reopen(location_id: str) -> Response:
    """Open a location again, or call its closing off."""
    place = queries.location_for(actor(), location_id, Permission.LOCATION_ADD)
    form = ReopenForm(prefix="reopen")
    if form.validate_on_submit():
        with form.blaming():
            commands.reopen_location(actor(), now(), place.public_id, form.reopened_on.data)
            return _done(location_id, gettext("The opening is written down."))
    return _page(place, opening=form)


@blueprint.post("/<location_id>/closings/<int:closing_id>")
@allow(Permission.LOCATION_ADD)
def change_closing(location_id: str, closing_id: int) -> Response:
    """Correct a closing that is not over."""
    place = queries.location_for(actor(), location_id, Permission.LOCATION_ADD)
    form = CloseForm(prefix=f"change-{closing_id}")
    if form.validate_on_submit():
        with form.blaming(CLOSING):
            days = form.closed_on.data, form.reopened_on.data
            reason = form.reason.data
            commands.change_closing(actor(), now(), place.public_id, closing_id, *days, reason)
            return _done(location_id, gettext("The closing is corrected."))
    return _page(place, changing=(closing_id, form))


@blueprint.post("/<location_id>/closings/<int:closing_id>/cancel")
@allow(Permission.LOCATION_ADD)
def cancel_closing(location_id: str, closing_id: int) -> Response:
    """Call a closing off that has not begun."""
    commands.cancel_closing(actor(), now(), location_id, closing_id)
    return _done(location_id, gettext("The closing was called off"))


def _blamed(form: LocationForm) -> dict[str, str]:
    """Return at which field each problem stands: what is not one's own at what one may choose."""
    grants = actor().grants_for(Permission.LOCATION_ADD)
    own = "brand" if any(grant.scope_kind == "brand" for grant in grants) else "region"
    brands = {folded(one.name) for one in queries.brands()}
    is_new_brand = bool(form.brand.data) and folded(form.brand.data) not in brands
    return BLAMED | {
        "locations.moved_out": own,
        "locations.names_not_yours": "brand" if is_new_brand else "region",
        "locations.out_of_scope": own,
    }


def _asked() -> Asked:
    return read_asked(request.args, list(queries.SORTS), queries.FILTERS)


def _closings(
    place: Location, at: datetime
) -> tuple[LocationClosure | None, LocationClosure | None]:
    """Return the closing that today falls into, and the next one to come."""
    today = day_in_zone(at, place.time_zone)
    ahead = place.closings_from(today)
    return place.closure_on(today), next((one for one in ahead if one.closed_on > today), None)


def _done(location_id: str, words: str) -> Response:
    flash(words)
    return redirect(url_for("locations.location", location_id=location_id), 303)


def _offered() -> dict[str, object]:
    who = actor()
    return {
        "brands": [one.name for one in queries.brands_for(who, Permission.LOCATION_ADD)],
        "regions": [one.path for _, one in queries.regions_for(who, Permission.LOCATION_ADD)],
        "nonce": nonce(),
    }


def _edit_page(location_id: str, form: LocationForm) -> Response:
    """Show the form; to the second of two who edit, what is stored beside what they wrote."""
    place = queries.location_for(actor(), location_id, Permission.LOCATION_ADD)
    stored: list[tuple[str, str, str]] = []
    if form.refused is not None and form.refused.code == "web.changed_meanwhile":
        stored = facts_said(form.facts(), commands.facts_of(place))
        form.changes.data = str(place.changes)
    latest = queries.history(place)[:1] if form.refused else []
    return form.page("locations/edit.html", place=place, stored=stored, latest=latest, **_offered())


def _page(
    place: Location,
    closing: CloseForm | None = None,
    opening: ReopenForm | None = None,
    changing: tuple[int, CloseForm] | None = None,
) -> Response:
    today = day_in_zone(now(), place.time_zone)
    closure = place.standing_closure
    forms: dict[str, Form] = {
        "closing": closing or CloseForm(None, prefix="close", closed_on=today),
        "opening": opening or ReopenForm(None, prefix="reopen", reopened_on=today),
    }
    sent = (closing, opening, changing[1] if changing else None)
    page = next((one for one in sent if one is not None), forms["closing"])
    managers = queries.managers_of(place)
    closed, coming = _closings(place, now())
    return page.page(
        "locations/location.html",
        place=place,
        today=today,
        closed=closed,
        coming=coming,
        changing=_changing(place.closings_from(today), changing),
        hours=week_said(place.hours),
        history=[(one, line_said(one)) for one in queries.history(place)],
        managers=managers,
        wider=queries.scope_names(managers),
        manageable=manageable(actor(), [one.person for one in managers], places),
        visits=_visits(place, closure.closed_on if closure else None),
        **forms,
    )


def _changing(
    ahead: list[LocationClosure], sent: tuple[int, CloseForm] | None
) -> dict[int, CloseForm]:
    """Return the form that corrects each closing, by its id; one that was sent as it was sent."""
    forms = {one.id: CloseForm(None, obj=one, prefix=f"change-{one.id}") for one in ahead}
    if sent is not None and sent[0] in forms:
        forms[sent[0]] = sent[1]
    return forms


def _visits(place: Location, since: date | None) -> tuple[int, int]:
    # What visits there are is known above; the application wires it in.
    found: tuple[int, int] = current_app.extensions["visits_at"](place, since)
    return found
