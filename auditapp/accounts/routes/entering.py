"""Signing in by password, by a sign-in link, as the first admin; and out."""

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from auditapp.accounts import commands, queries
from auditapp.accounts.forms import CodeForm, FirstAdminForm, SignInForm
from auditapp.accounts.routes.blueprint import (
    BLAMED,
    blueprint,
    device,
    following,
    lead_in,
    let_in,
    require_link,
)
from auditapp.clock import now
from auditapp.web.actor import current_actor, leave
from auditapp.web.pages import language
from auditapp.web.permits import public


@blueprint.route("/sign-in", methods=["GET", "POST"])
@public
def sign_in() -> Response:
    """Ask for email and password."""
    if request.method == "GET" and current_actor() is not None:
        return redirect(following() or url_for("home"))
    form = SignInForm()
    if form.validate_on_submit():
        with form.blaming():
            email, password = form.email.data, form.password.data
            return lead_in(commands.sign_in(now(), email, password, *device()))
    return form.page("accounts/sign_in.html", following=following(), has_admin=queries.has_admin())


@blueprint.route("/second/<token>", methods=["GET", "POST"])
@public
def second(token: str) -> Response:
    """Ask for the second factor, after another way in."""
    require_link(token, "second_factor")
    form = CodeForm()
    if form.validate_on_submit():
        with form.blaming(BLAMED):
            return let_in(commands.pass_second_factor(now(), token, form.one_time.data, *device()))
    return form.page("accounts/second.html")


@blueprint.get("/link/<token>")
@public
def link(token: str) -> str:
    """Show the button; previews that fetch links use nothing up."""
    require_link(token, "sign_in")
    return render_template("accounts/link.html")


@blueprint.post("/link/<token>")
@public
def use_link(token: str) -> Response:
    """Use the link up and let its person in."""
    return lead_in(commands.use_sign_in_link(now(), token, *device()))


@blueprint.route("/first/<token>", methods=["GET", "POST"])
@public
def first(token: str) -> Response:
    """Make the first admin, once."""
    require_link(token, "first_admin")
    form = FirstAdminForm(language=language())
    if form.validate_on_submit():
        with form.blaming(BLAMED):
            return let_in(_made_first_admin(token, form))
    return form.page("accounts/first.html")


@blueprint.post("/sign-out")
@public
def sign_out() -> Response:
    """End the session in hand."""
    person = current_actor()
    if person is not None:
        commands.sign_out(person, now())
    leave()
    return redirect(url_for("accounts.sign_in"), 303)


def _made_first_admin(token: str, form: FirstAdminForm) -> str:
    return commands.make_first_admin(
        now(),
        token,
        form.name.data,
        form.email.data,
        form.password.data,
        form.language.data,
        *device(),
    )
