"""One's own profile: language, password, and where one is signed in."""

from flask import flash, redirect, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from auditapp.accounts import commands, queries
from auditapp.accounts.forms import LanguageForm, PasswordForm, said_role
from auditapp.accounts.routes.blueprint import BLAMED, blueprint, device, places
from auditapp.clock import now
from auditapp.core.permissions import Permission
from auditapp.core.problems import Problem
from auditapp.web.actor import actor
from auditapp.web.permits import allow

BLAMED_NEW = BLAMED | {"accounts.password_common": "new", "accounts.password_short": "new"}


@blueprint.get("/profile")
@allow(Permission.PROFILE)
def profile() -> Response:
    """Show language, password, second factor and sessions."""
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
            commands.change_password(actor(), now(), old, new, device()[1])
            flash(gettext("The password is set. All other devices are signed out."))
            return redirect(url_for("accounts.profile"), 303)
    return _profile(form)


@blueprint.post("/sessions/<session_id>/end")
@allow(Permission.PROFILE)
def end_session(session_id: str) -> Response:
    """Sign one device out."""
    commands.end_session(actor(), now(), session_id)
    flash(gettext("That device is signed out."))
    return redirect(url_for("accounts.profile"), 303)


@blueprint.post("/sessions/end-others")
@allow(Permission.PROFILE)
def end_other_sessions() -> Response:
    """Sign all other devices out."""
    commands.end_other_sessions(actor(), now())
    flash(gettext("All other devices are signed out."))
    return redirect(url_for("accounts.profile"), 303)


def _profile(form: PasswordForm) -> Response:
    me = queries.person_by_id(actor().person_id)
    named = queries.named_scopes(me.grants, places())
    return form.page(
        "accounts/profile.html",
        person=me,
        language_form=LanguageForm(None, language=me.language),
        sessions=queries.own_sessions(actor(), now()),
        roles=[said_role(grant, named) for grant in me.grants],
        codes_left=queries.recovery_codes_left(me.id),
    )
