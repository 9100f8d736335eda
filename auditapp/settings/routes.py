"""What the company decides for itself, a page a group; its mark and its colours for all pages."""

from typing import Any

from flask import (
    Blueprint,
    Response,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    url_for,
)
from flask_babel import gettext
from werkzeug.wrappers import Response as AnyResponse

from auditapp.clock import now
from auditapp.core.colours import DARK, LIGHT, Accent, in_scheme
from auditapp.core.company import GROUPS, TABLE, Kind
from auditapp.core.permissions import Permission
from auditapp.core.problems import N_, Problem
from auditapp.settings import commands, queries
from auditapp.settings.forms import GroupForm, form_of, shown
from auditapp.storage.files import DERIVED, path_of
from auditapp.web.actor import actor
from auditapp.web.company import company
from auditapp.web.pages import zone_city
from auditapp.web.permits import allow, public

blueprint = Blueprint("settings", __name__, url_prefix="/settings")

BLAMED = {
    "photos.too_large": "mark",
    "settings.accent_faint": "accent",
    "settings.mark_is_svg": "mark",
    "settings.mark_unreadable": "mark",
}
# The way from nothing to the first visit: what it is, where it is done, and why.
STEPS = (
    (
        "company",
        N_("Company name and time zone"),
        N_("They head every page, report and message."),
        ("settings.group", {"group": "company"}),
    ),
    (
        "locations",
        N_("Locations"),
        N_("The places that are visited. One is enough to begin; many come from a file."),
        ("locations.new", {}),
    ),
    (
        "people",
        N_("People"),
        N_("Shoppers who visit, managers who plan and read. Each gets a link to come in by."),
        ("accounts.new_person", {}),
    ),
    (
        "visits",
        N_("First visit"),
        N_("A checklist, a location, a shopper and the days. Checklists to begin with are there."),
        ("visits.new", {}),
    ),
)
FOREVER = "public, max-age=31536000, immutable"


@blueprint.get("/")
@allow(Permission.SETTINGS_CHANGE, everywhere=True)
def settings() -> AnyResponse:
    """Lead to the first group."""
    return redirect(url_for("settings.group", group=next(iter(GROUPS))))


@blueprint.get("/start")
@allow(Permission.SETTINGS_CHANGE, everywhere=True)
def start() -> str:
    """Show the steps from nothing to the first visit, done ones ticked."""
    # What there is of the others' is known above; the application wires it in.
    done = {"company": bool(company().name), **current_app.extensions["begun"]()}
    following = next((name for name, *_ in STEPS if not done[name]), None)
    return render_template("settings/start.html", steps=STEPS, done=done, following=following)


@blueprint.route("/<group>", methods=["GET", "POST"])
@allow(Permission.SETTINGS_CHANGE, everywhere=True)
def group(group: str) -> AnyResponse:
    """Show the settings of a group; keep what changed, or say what is wrong."""
    form = _form(queries.known_group(group))
    if form.validate_on_submit():
        with form.blaming(BLAMED):
            changed = commands.change(actor(), now(), group, _values(form), form.seen.data or "")
            flash(gettext("Saved.") if changed else gettext("Nothing was different."))
            return redirect(url_for("settings.group", group=group), 303)
    return _page(form)


@blueprint.get("/mark/<sha256>.png")
@public
def mark(sha256: str) -> AnyResponse:
    """Serve the company's mark under the digest of its content; nothing else is found here."""
    held = company().mark
    if held is None or held.sha256 != sha256:
        raise Problem("web.not_found")
    answer = Response(path_of(DERIVED, sha256).read_bytes(), mimetype="image/png")
    answer.headers["Cache-Control"] = FOREVER
    return answer


@blueprint.get("/<stamp>/look.css")
@public
def look(stamp: str) -> AnyResponse:
    """Serve the company's accent colour; the stamp is the colour, so browsers keep it."""
    accent = company().accent
    if accent is None or stamp != accent.removeprefix("#"):
        raise Problem("web.not_found")
    light, dark = (_properties(in_scheme(accent, scheme)) for scheme in (LIGHT, DARK))
    css = f":root{{{light}}}\n@media (prefers-color-scheme:dark){{:root{{{dark}}}}}\n"
    answer = Response(css, mimetype="text/css")
    answer.headers["Cache-Control"] = FOREVER
    return answer


def _form(group: str) -> GroupForm:
    seen = queries.stamp(group)
    return form_of(group)(**shown(group, company()), seen=seen)


def _values(form: GroupForm) -> dict[str, Any]:
    values = form.values()
    brought = request.files.get("mark")
    if form.group == "look" and brought and brought.filename:
        values["mark"] = commands.keep_mark(brought.stream)
    return values


def _page(form: GroupForm) -> Response:
    elsewhere: dict[str, Any] = {}
    if form.refused and form.refused.code == "web.changed_meanwhile":
        # The page shows what holds now beside what was written; saving again is then meant.
        elsewhere = form.changed_elsewhere(queries.company())
        form.seen.data = queries.stamp(form.group)
    return form.page(
        "settings/group.html",
        groups=GROUPS,
        table=TABLE,
        elsewhere=[
            (gettext(TABLE[key].label), _said(key, value)) for key, value in elsewhere.items()
        ],
        history=_history(form.group),
        dark=in_scheme(company()["accent"], DARK),
    )


def _history(group: str) -> list[tuple[queries.Change, str, str, str]]:
    """Return what changed in a group: the line, by whom, what it is called, from what to what."""
    lines = queries.history(group)
    # Who people are is known above; the application wires it in.
    names = current_app.extensions["called"]({one.by_id for one in lines if one.by_id})
    return [
        (one, names.get(one.by_id, ""), gettext(TABLE[one.key].label), _turned(one))
        for one in lines
    ]


def _turned(one: queries.Change) -> str:
    if TABLE[one.key].is_secret:
        return gettext("Changed; what it is stays hidden.")
    return f"{_said(one.key, one.old)} → {_said(one.key, one.new)}"


def _said(key: str, value: Any) -> str:
    entry = TABLE[key]
    if entry.kind is Kind.MARK:
        return gettext("a picture of %(width)s × %(height)s", **value) if value else "–"
    if entry.kind is Kind.ZONE:
        return zone_city(value)
    return gettext(entry.choices[value]) if value in entry.choices else str(value) or "–"


def _properties(accent: Accent) -> str:
    return f"--accent:{accent.accent};--accent-strong:{accent.strong};--tint:{accent.tint}"
