"""Signing in and out, one's own profile, and the people of the company."""

from collections.abc import Callable

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from auditapp.accounts import commands, queries
from auditapp.accounts.forms import (
    ROLES,
    FirstAdminForm,
    LanguageForm,
    PasswordForm,
    PersonForm,
    RoleForm,
    SignInForm,
    said_scope,
)
from auditapp.accounts.models import Grant, Person
from auditapp.accounts.queries import EVERYWHERE, Scope
from auditapp.clock import now
from auditapp.core.permissions import Permission, Role
from auditapp.core.problems import Problem
from auditapp.web.actor import actor, current_actor, enter, leave
from auditapp.web.addresses import absolute, local_path
from auditapp.web.permits import allow, public

blueprint = Blueprint("accounts", __name__, url_prefix="/accounts")

BLAMED = {
    "accounts.code_taken": "code",
    "accounts.email_taken": "email",
    "accounts.old_password_wrong": "old",
    "accounts.password_common": "password",
    "accounts.password_short": "password",
    "accounts.role_held": "role",
    "accounts.scope_not_yours": "scope",
}
BLAMED_NEW = BLAMED | {"accounts.password_common": "new", "accounts.password_short": "new"}


# Ways in and out


@blueprint.route("/sign-in", methods=["GET", "POST"])
@public
def sign_in() -> Response:
    """Ask for email and password."""
    following = local_path(request.args.get("next"))
    if request.method == "GET" and current_actor() is not None:
        return redirect(following or url_for("home"))
    form = SignInForm()
    if form.validate_on_submit():
        with form.blaming():
            _enter(commands.sign_in(now(), form.email.data, form.password.data, *_device()))
            return redirect(following or url_for("home"), 303)
    return form.page("accounts/sign_in.html", following=following)


@blueprint.get("/link/<token>")
@public
def link(token: str) -> str:
    """Show the button; previews that fetch links use nothing up."""
    _require_link(token, "sign_in")
    return render_template("accounts/link.html")


@blueprint.post("/link/<token>")
@public
def use_link(token: str) -> Response:
    """Use the link up and sign its person in."""
    _enter(commands.use_sign_in_link(now(), token, *_device()))
    return redirect(url_for("home"), 303)


@blueprint.route("/first/<token>", methods=["GET", "POST"])
@public
def first(token: str) -> Response:
    """Make the first admin, once."""
    _require_link(token, "first_admin")
    form = FirstAdminForm()
    if form.validate_on_submit():
        with form.blaming(BLAMED):
            _enter(_made_first_admin(token, form))
            return redirect(url_for("home"), 303)
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


# One's own profile


@blueprint.get("/profile")
@allow(Permission.PROFILE)
def profile() -> Response:
    """Show language, password and sessions."""
    return _profile(PasswordForm())


@blueprint.post("/profile/language")
@allow(Permission.PROFILE)
def change_language() -> Response:
    """Choose the language of one's pages."""
    form = LanguageForm()
    if not form.validate():
        raise Problem("web.bad_request")
    commands.change_language(actor(), now(), form.language.data)
    return redirect(url_for("accounts.profile"), 303)


@blueprint.post("/profile/password")
@allow(Permission.PROFILE)
def change_password() -> Response:
    """Set one's password."""
    form = PasswordForm()
    if form.validate():
        with form.blaming(BLAMED_NEW):
            old, new = form.old.data or "", form.new.data
            commands.change_password(actor(), now(), old, new, _device()[1])
            flash(gettext("The password is set. All other devices are signed out."))
            return redirect(url_for("accounts.profile"), 303)
    return _profile(form)


@blueprint.post("/sessions/<session_id>/end")
@allow(Permission.PROFILE)
def end_session(session_id: str) -> Response:
    """Sign one device out."""
    commands.end_session(actor(), now(), session_id)
    return redirect(url_for("accounts.profile"), 303)


@blueprint.post("/sessions/end-others")
@allow(Permission.PROFILE)
def end_other_sessions() -> Response:
    """Sign all other devices out."""
    commands.end_other_sessions(actor(), now())
    return redirect(url_for("accounts.profile"), 303)


# People


@blueprint.get("/people")
@allow(Permission.PERSON_READ)
def people() -> str:
    """List the people within one's reach."""
    scopes = _scopes()
    found = queries.people_for(actor(), scopes)
    own = queries.manageable(actor(), found, scopes)
    return render_template("accounts/people.html", people=found, manageable=own, said=_said(scopes))


@blueprint.route("/people/new", methods=["GET", "POST"])
@allow(Permission.PERSON_ADD)
def new_person() -> Response:
    """Add a person, and show the link by which they come in."""
    offered = {scope.key: scope for scope in _offered()}
    suggested = {"code": queries.suggested_code(), "language": actor().language}
    form = PersonForm(**suggested, role=Role.SHOPPER).offer(list(offered.values()))
    if form.validate_on_submit():
        with form.blaming(BLAMED):
            added = _added(form, offered)
            return _handed_over(added.public_id)
    return form.page("accounts/new_person.html")


@blueprint.get("/people/<person_id>")
@allow(Permission.PERSON_ADD)
def person(person_id: str) -> Response:
    """Show a person's roles, to give and to take."""
    return _person(person_id, RoleForm().offer(_offered()))


@blueprint.post("/people/<person_id>/roles")
@allow(Permission.PERSON_ADD)
def give_role(person_id: str) -> Response:
    """Give a person one more role."""
    offered = {scope.key: scope for scope in _offered()}
    form = RoleForm().offer(list(offered.values()))
    if form.validate():
        with form.blaming(BLAMED):
            scope = offered[form.scope.data]
            commands.give_role(actor(), now(), person_id, form.role.data, scope, _scopes())
            return redirect(url_for("accounts.person", person_id=person_id), 303)
    return _person(person_id, form)


@blueprint.post("/people/<person_id>/roles/<int:grant_id>/take")
@allow(Permission.PERSON_ADD)
def take_role(person_id: str, grant_id: int) -> Response:
    """Take a role from a person."""
    commands.take_role(actor(), now(), person_id, grant_id, _scopes())
    return redirect(url_for("accounts.person", person_id=person_id), 303)


@blueprint.post("/people/<person_id>/link")
@allow(Permission.PERSON_ADD)
def make_link(person_id: str) -> Response:
    """Make a new sign-in link, shown once."""
    return _handed_over(person_id)


def _device() -> tuple[str, str]:
    return request.user_agent.string, request.remote_addr or ""


def _enter(token: str) -> None:
    found = queries.signed_in(token, now())
    if found is None:
        raise Problem("accounts.sign_in_needed")
    enter(found, token)


def _require_link(token: str, purpose: str) -> None:
    if queries.usable_link(token, purpose, now()) is None:
        raise Problem("accounts.link_ended")


def _made_first_admin(token: str, form: FirstAdminForm) -> str:
    return commands.make_first_admin(
        now(),
        token,
        form.name.data,
        form.email.data,
        form.password.data,
        form.language.data,
        *_device(),
    )


def _profile(form: PasswordForm) -> Response:
    me = queries.person_by_id(actor().person_id)
    return form.page(
        "accounts/profile.html",
        person=me,
        language_form=LanguageForm(None, language=me.language),
        sessions=queries.own_sessions(actor(), now()),
        roles="; ".join(map(_said(_scopes()), me.grants)),
    )


def _added(form: PersonForm, offered: dict[str, Scope]) -> Person:
    return commands.add_person(
        actor(),
        now(),
        form.name.data,
        form.code.data,
        form.email.data or None,
        form.language.data,
        form.role.data,
        offered[form.scope.data],
    )


def _person(person_id: str, form: RoleForm) -> Response:
    scopes = _scopes()
    found = queries.person_to_manage(actor(), person_id, scopes)
    return form.page("accounts/person.html", person=found, said=_said(scopes))


def _handed_over(person_id: str) -> Response:
    scopes = _scopes()
    token = commands.make_sign_in_link(actor(), now(), person_id, scopes)
    found = queries.person_to_manage(actor(), person_id, scopes)
    address = absolute("accounts.link", token=token)
    return Response(
        render_template("accounts/handed_over.html", person=found, address=address),
        mimetype="text/html",
    )


def _said(scopes: list[Scope]) -> Callable[[Grant], str]:
    """Return what says a role and where it holds."""
    places = {(scope.kind, scope.id): said_scope(scope) for scope in (EVERYWHERE, *scopes)}

    def said(grant: Grant) -> str:
        place = places.get((grant.scope_kind, grant.scope_id), "–")
        return f"{ROLES[Role(grant.role)]} · {place}"

    return said


def _scopes() -> list[Scope]:
    # What places there are is known above; the application wires it in.
    found: list[Scope] = current_app.extensions["scopes"]()
    return found


def _offered() -> list[Scope]:
    return queries.reachable(actor(), Permission.PERSON_ADD, _scopes())
