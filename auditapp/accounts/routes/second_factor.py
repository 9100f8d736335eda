"""One's own second factor: turned on by a first code, off by the password or a code."""

import pyotp
import segno
from flask import current_app, flash, redirect, render_template, url_for
from flask_babel import gettext
from markupsafe import Markup
from werkzeug.wrappers import Response

from auditapp.accounts import commands, queries
from auditapp.accounts.forms import CodeForm, ProofForm
from auditapp.accounts.models import Person
from auditapp.accounts.routes.blueprint import BLAMED, blueprint, device
from auditapp.clock import now
from auditapp.core.permissions import Permission
from auditapp.web.actor import actor
from auditapp.web.permits import allow


@blueprint.post("/profile/second-factor/prepare")
@allow(Permission.PROFILE)
def prepare_second_factor() -> Response:
    """Make a secret, and lead to the page that shows it."""
    commands.prepare_second_factor(actor(), now())
    return redirect(url_for("accounts.second_factor"), 303)


@blueprint.route("/profile/second-factor", methods=["GET", "POST"])
@allow(Permission.PROFILE)
def second_factor() -> Response:
    """Show the secret until a code made of it was given; then what can be done with it."""
    me = queries.person_by_id(actor().person_id)
    if me.totp_since is not None:
        return ProofForm().page("accounts/second_factor_on.html", person=me, codes_left=_left())
    if me.totp_secret is None:
        return redirect(url_for("accounts.profile"))
    form = CodeForm()
    if form.validate_on_submit():
        with form.blaming(BLAMED):
            codes = commands.confirm_second_factor(actor(), now(), form.one_time.data, device()[1])
            return _shown(codes)
    return form.page("accounts/second_factor.html", secret=_in_groups(me), picture=_picture(me))


@blueprint.post("/profile/second-factor/codes")
@allow(Permission.PROFILE)
def renew_recovery_codes() -> Response:
    """Make new recovery codes, shown once."""
    form = ProofForm()
    if form.validate():
        with form.blaming(BLAMED):
            return _shown(
                commands.renew_recovery_codes(actor(), now(), form.proof.data, device()[1])
            )
    return _on(form)


@blueprint.post("/profile/second-factor/off")
@allow(Permission.PROFILE)
def turn_off_second_factor() -> Response:
    """Turn one's second factor off."""
    form = ProofForm()
    if form.validate():
        with form.blaming(BLAMED):
            commands.turn_off_second_factor(actor(), now(), form.proof.data, device()[1])
            flash(gettext("The second factor is off."))
            return redirect(url_for("accounts.profile"), 303)
    return _on(form)


def _on(form: ProofForm) -> Response:
    me = queries.person_by_id(actor().person_id)
    return form.page("accounts/second_factor_on.html", person=me, codes_left=_left())


def _left() -> int:
    return queries.recovery_codes_left(actor().person_id)


def _shown(codes: list[str]) -> Response:
    page = render_template("accounts/recovery_codes.html", codes=codes)
    return Response(page, mimetype="text/html")


def _in_groups(person: Person) -> str:
    secret = person.totp_secret or ""
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))


def _picture(person: Person) -> Markup:
    """Draw the code that the phone's app reads: black on white in either look."""
    company = current_app.extensions["settings"].company or "auditapp"
    uri = pyotp.TOTP(person.totp_secret or "").provisioning_uri(
        name=person.email or person.code, issuer_name=company
    )
    drawn = segno.make(uri, error="m", micro=False)
    # Out of the library's own numbers: nothing that people wrote stands in it as it is.
    return Markup(  # noqa: S704
        drawn.svg_inline(
            scale=5, border=4, light="#fff", dark="#000", svgclass="qr", omitsize=False
        )
    )
