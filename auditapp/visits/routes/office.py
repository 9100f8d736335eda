"""The office's pages of visits: the list, giving one, one with its history and what can be done."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from flask import flash, redirect, render_template, request, session, url_for
from flask_babel import format_decimal, get_locale
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from auditapp.clock import in_zone, now
from auditapp.core.doubts import KINDS, SENTENCES
from auditapp.core.kinds.number import clock
from auditapp.core.permissions import Permission
from auditapp.core.problems import Problem
from auditapp.core.workflow import HELD, By, Event, VisitState, may_happen
from auditapp.locations.models import Location
from auditapp.locations.queries import IN_USE, locations_page
from auditapp.locations.queries import SORTS as LOCATION_SORTS
from auditapp.sheets.writing import Cell
from auditapp.visits import commands, queries
from auditapp.visits.forms import (
    AssignForm,
    CancelForm,
    ReassignForm,
    RescueForm,
    WindowForm,
    suggested_window,
)
from auditapp.visits.models import Visit
from auditapp.visits.routes.blueprint import blueprint, title_of
from auditapp.web import downloads
from auditapp.web.actor import actor
from auditapp.web.addresses import absolute
from auditapp.web.forms import Form
from auditapp.web.lists import Asked, read_asked
from auditapp.web.pages import local_time
from auditapp.web.permits import allow
from auditapp.web.pictures import picture

Page = str | Response
NEW_LINK = "new-link"
COLUMNS = (
    *("location_code", "location", "checklist"),
    *("window_from", "window_to", "shopper", "state"),
)


@blueprint.get("/", endpoint="visits")
@allow(Permission.VISIT_READ)
def all_visits() -> str:
    """List the visits of the person's scopes, the latest windows first unless asked otherwise."""
    page = queries.office_visits(actor(), _asked())
    seen = queries.checklists_of(queries.read_by_office(actor()))
    return render_template(
        "visits/visits.html",
        page=page,
        revisions=queries.latest_revisions(page.rows),
        titles={one.id: title_of(one) for one in page.rows},
        states=[state.value for state in VisitState],
        unplaced=queries.unplaced_count(actor()),
        checklists=[(key, title.say(str(get_locale()))) for key, title in seen.items()],
    )


@blueprint.get("/visits.csv", defaults={"kind": "csv"})
@blueprint.get("/visits.xlsx", defaults={"kind": "xlsx"})
@allow(Permission.VISIT_READ)
def export(kind: str) -> Response:
    """Hand out all rows that the list would show, as a table for other programs."""
    rows = map(_written, queries.office_visits_listed(actor(), _asked()))
    return downloads.table(kind, _("visits"), COLUMNS, rows)


def _asked() -> Asked:
    newest_first = {"sort": "window", "desc": "1"}
    said = request.args if "sort" in request.args else {**request.args, **newest_first}
    return read_asked(said, list(queries.SORTS), queries.FILTERS)


def _written(one: Visit) -> list[Cell]:
    zone = one.location.time_zone
    ends = (one.window_from, one.window_to)
    window = [in_zone(at, zone).isoformat(" ", "minutes") for at in ends]
    shopper = one.shopper.code if one.shopper else None
    return [one.location.code, one.location.name, title_of(one), *window, shopper, one.state]


@blueprint.route("/new", methods=["GET", "POST"])
@allow(Permission.VISIT_ASSIGN)
def new() -> Page:
    """Give a shopper a visit; of many locations or shoppers one is searched first."""
    where, who = (request.args.get(name, "") for name in ("location", "shopper"))
    form = AssignForm(**suggested_window(now()))
    form.offer(actor(), now(), str(get_locale()), where, who)
    if form.too_many_places:
        return _where()
    if form.too_many_people:
        return _who(form.places.values())
    if form.validate_on_submit():
        try:
            return _given(form)
        except Problem as problem:
            form.blame(
                problem,
                {
                    "visits.location_closed": "location",
                    "visits.not_a_shopper": "shopper",
                    "visits.window_wrong": "closes",
                },
            )
    return render_template("visits/new.html", form=form)


def _where() -> str:
    """Look for the location of a visit: there are too many to choose from a list."""
    asked = read_asked({**request.args, "state": IN_USE}, list(LOCATION_SORTS), ["state"])
    page = locations_page(actor(), asked, now(), Permission.VISIT_ASSIGN)
    return render_template("visits/where.html", page=page)


def _who(places: Iterable[Location], one: Visit | None = None) -> str:
    """Look for a shopper, for a new visit or for one that was given to someone else."""
    asked = read_asked(request.args, list(queries.SHOPPER_SORTS), ["location"])
    page = queries.shoppers_page(places, asked)
    return render_template("visits/who.html", page=page, visit=one)


def _given(form: AssignForm) -> Response:
    place = form.places[form.location.data]
    visit = commands.assign(
        actor(),
        now(),
        form.checklist.data,
        place,
        form.people[form.shopper.data],
        *form.window(place),
    )
    _remember_link(visit)
    flash(_("The visit is assigned. Send the shopper the link below."))
    return redirect(url_for("visits.visit", visit_id=visit.public_id), 303)


@blueprint.get("/<visit_id>")
@allow(Permission.VISIT_READ)
def visit(visit_id: str) -> str:
    """Show one visit: what, where, who, when, how it came about."""
    return _page(queries.office_visit(actor(), visit_id))


@blueprint.get("/<visit_id>/photos/<sha256>")
@allow(Permission.VISIT_READ)
def photo(visit_id: str, sha256: str) -> Response:
    """Show a photo of why a visit could not be carried out, small if that is asked."""
    held = queries.abort_photos(queries.office_visit(actor(), visit_id))
    found = next((row.photo for row in held if row.photo.sha256 == sha256), None)
    if found is None:
        raise Problem("photos.not_found")
    return picture(found.thumbnail_sha256 if "small" in request.args else found.derivative_sha256)


@blueprint.post("/<visit_id>/link")
@allow(Permission.VISIT_ASSIGN)
def link(visit_id: str) -> Response:
    """Make a new personal link for the visit's shopper."""
    one = queries.office_visit(actor(), visit_id)
    _remember_link(one)
    return redirect(url_for("visits.visit", visit_id=visit_id), 303)


@blueprint.post("/<visit_id>/cancel")
@allow(Permission.VISIT_ASSIGN)
def cancel(visit_id: str) -> Page:
    """Cancel a visit that was not sent yet."""
    form = CancelForm(prefix="cancel")
    return _change(
        visit_id,
        form,
        lambda one: commands.cancel(actor(), now(), one, form.reason.data),
        _("The visit is cancelled."),
    )


@blueprint.post("/<visit_id>/reassign")
@allow(Permission.VISIT_ASSIGN)
def reassign(visit_id: str) -> Page:
    """Give a visit to someone else."""
    form = ReassignForm(prefix="reassign").offer(queries.office_visit(actor(), visit_id))

    def change(one: Visit) -> None:
        shopper = form.people[form.shopper.data]
        commands.reassign(actor(), now(), one, shopper, form.reason.data)
        _remember_link(one)

    return _change(visit_id, form, change, _("The visit is reassigned. Send the new link."))


@blueprint.get("/<visit_id>/who")
@allow(Permission.VISIT_ASSIGN)
def who(visit_id: str) -> str:
    """Look for another shopper: there are too many to choose from a list."""
    one = queries.office_visit(actor(), visit_id)
    return _who([one.location], one)


@blueprint.post("/<visit_id>/window")
@allow(Permission.VISIT_ASSIGN)
def window(visit_id: str) -> Page:
    """Move the window of a visit."""
    form = WindowForm(prefix="window")

    def change(one: Visit) -> None:
        commands.move_window(actor(), now(), one, *form.window(one.location))
        _remember_link(one)

    done = _("The window is moved and the shopper is asked again. Send the new link.")
    return _change(visit_id, form, change, done)


@blueprint.route("/<visit_id>/rescue", methods=["GET", "POST"])
@allow(Permission.VISIT_ASSIGN)
def rescue(visit_id: str) -> Response:
    """Take in a visit that a phone could not send, from the file that it made."""
    one, form = queries.office_visit(actor(), visit_id), RescueForm()
    if form.validate_on_submit():
        with form.blaming(dict.fromkeys(commands.RESCUE_FAULTS, "file")):
            commands.rescue(actor(), now(), one, form.file.data.stream.read())
            flash(_("The visit is taken in from the file."))
            return redirect(url_for("visits.visit", visit_id=visit_id), 303)
    return form.page("visits/rescue.html", visit=one, title=title_of(one))


def _change(visit_id: str, form: Any, change: Callable[[Visit], object], done: str) -> Page:
    """Do what a form of the visit's page asks, or show the page again with what is wrong."""
    one = queries.office_visit(actor(), visit_id)
    if form.validate_on_submit():
        try:
            change(one)
        except Problem as problem:
            form.blame(problem, {"visits.window_wrong": "closes"})
        else:
            flash(done)
            return redirect(url_for("visits.visit", visit_id=visit_id), 303)
    return _page(queries.office_visit(actor(), visit_id), **{form.__class__.__name__: form})


def _page(one: Visit, **shown: Any) -> str:
    state = VisitState(one.state)
    may = actor().may(Permission.VISIT_ASSIGN, one.location)
    return render_template(
        "visits/visit.html",
        visit=one,
        title=title_of(one),
        parts=queries.parts_of(one),
        submission=queries.submission_of(one),
        revision=queries.latest_revisions([one]).get(one.id),
        abort_photos=queries.abort_photos(one),
        checked_in=queries.checked_in(one),
        doubts=_doubts(one),
        copies=queries.copies_of(one),
        reasons=queries.REASONS,
        link=session.pop(NEW_LINK, {}).get(one.public_id),
        may_link=may and state in HELD and one.window_to > now(),
        may_rescue=may and any(map(commands.is_open, (one, *queries.parts_of(one)))),
        **(_offered(one, state, shown) if may else {}),
    )


@dataclass(frozen=True)
class _Doubted:
    """A family of doubts as the page shows it; the visit beside a sentence is linked."""

    title: str
    honest: str
    said: list[tuple[str, Visit | None]]


def _doubts(one: Visit) -> list[_Doubted]:
    flags = queries.evidence_flags(one)
    named = {flag.details["visit"] for flag in flags if "visit" in flag.details}
    others = queries.visits_read(actor(), named) if named else {}
    by_family: dict[str, _Doubted] = {}
    for flag in flags:
        kind = KINDS[flag.code.partition(".")[0]]
        shown = by_family.setdefault(kind.title, _Doubted(_(kind.title), _(kind.honest), []))
        details = {name: _figure(name, value, one) for name, value in flag.details.items()}
        sentence = _(SENTENCES[flag.code], **details)
        shown.said.append((sentence, others.get(flag.details.get("visit"))))
    return list(by_family.values())


def _figure(name: str, value: Any, one: Visit) -> str:
    """Write a figure of a doubt by its unit, which its name ends in."""
    if name.endswith("_s"):
        return clock(Decimal(value))
    if name.endswith("_m"):
        return str(format_decimal(Decimal(value), "#,##0"))
    if name.endswith("_at"):
        return str(local_time(datetime.fromisoformat(value), one.location.time_zone, "short"))
    return str(value)


FORMS: dict[str, tuple[Event, type[Form], Callable[[Visit], Form]]] = {
    "cancelling": (Event.CANCEL, CancelForm, lambda _one: CancelForm(None, prefix="cancel")),
    "moving": (Event.MOVE_WINDOW, WindowForm, WindowForm.of),
    "reassigning": (
        Event.REASSIGN,
        ReassignForm,
        lambda one: ReassignForm(None, prefix="reassign").offer(
            one, request.args.get("shopper", "")
        ),
    ),
}


def _offered(one: Visit, state: VisitState, shown: dict[str, Any]) -> dict[str, Any]:
    """Return the forms that the visit's state allows; one sent and refused as it was sent."""
    return {
        name: shown.get(form.__name__) or make(one)
        for name, (event, form, make) in FORMS.items()
        if may_happen(state, event, By.MANAGER)
    }


def _remember_link(one: Visit) -> None:
    # Only its digest is stored, so it is shown once, to whoever made it.
    token = commands.visit_link(actor(), now(), one)
    session[NEW_LINK] = {one.public_id: absolute("phone.link", token=token)}
