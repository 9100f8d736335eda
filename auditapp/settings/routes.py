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
from auditapp.core.company import GROUPS, TABLE
from auditapp.core.permissions import Permission
from auditapp.core.problems import N_, Problem
from auditapp.settings import commands, queries
from auditapp.settings.forms import GroupForm, form_of, shown
from auditapp.storage.files import DERIVED, path_of
from auditapp.web.actor import actor
from auditapp.web.company import company
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
        elsewhere=elsewhere,
        dark=in_scheme(company()["accent"], DARK),
    )


def _properties(accent: Accent) -> str:
    return f"--accent:{accent.accent};--accent-strong:{accent.strong};--tint:{accent.tint}"
