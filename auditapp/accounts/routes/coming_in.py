"""Coming in by an invitation, and getting a new password in place of a forgotten one."""

from flask import request
from werkzeug.wrappers import Response

from auditapp.accounts import commands, queries
from auditapp.accounts.forms import ForgottenForm, InvitationForm, NewPasswordForm
from auditapp.accounts.models import Person
from auditapp.accounts.routes.blueprint import BLAMED, blueprint, device, lead_in, require_link
from auditapp.clock import now
from auditapp.core.problems import Problem
from auditapp.web.permits import public


@blueprint.route("/invitation/<token>", methods=["GET", "POST"])
@public
def invitation(token: str) -> Response:
    """Ask whoever was invited for language and password; only the button uses the link up."""
    person = _invited(token)
    form = InvitationForm(language=person.language)
    if form.validate_on_submit():
        with form.blaming(BLAMED):
            language, password = form.language.data, form.password.data or ""
            return lead_in(commands.use_invitation(now(), token, language, password, *device()))
    return form.page("accounts/invitation.html", person=person)


@blueprint.route("/forgotten", methods=["GET", "POST"])
@public
def forgotten() -> Response:
    """Ask where a link for a new password is to go; the answer is the same for everyone."""
    form, asked = ForgottenForm(), False
    if form.validate_on_submit():
        with form.blaming():
            commands.ask_for_new_password(now(), form.email.data, device()[1])
            asked = True
    return form.page("accounts/forgotten.html", asked=asked)


@blueprint.route("/new-password/<token>", methods=["GET", "POST"])
@public
def new_password(token: str) -> Response:
    """Ask for a new password; only the button uses the link up."""
    require_link(token, "new_password")
    form = NewPasswordForm()
    if request.method == "POST" and form.validate():
        with form.blaming(BLAMED):
            return lead_in(commands.use_new_password(now(), token, form.password.data, *device()))
    return form.page("accounts/new_password.html")


def _invited(token: str) -> Person:
    link = queries.usable_link(token, "invitation", now())
    if link is None or link.person is None or not link.person.active:
        raise Problem("accounts.link_ended")
    return link.person
