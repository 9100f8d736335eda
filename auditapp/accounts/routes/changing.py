"""What is done about one person: facts, roles, doors closed and opened, links, devices."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext, ngettext
from werkzeug.wrappers import Response

from auditapp.accounts import commands, queries
from auditapp.accounts.forms import EditForm, RoleForm
from auditapp.accounts.routes.blueprint import BLAMED, blueprint, places
from auditapp.accounts.routes.people import handed_over
from auditapp.accounts.routes.person import open_visits, person_page
from auditapp.clock import now
from auditapp.core.permissions import Permission
from auditapp.web.actor import actor
from auditapp.web.addresses import absolute
from auditapp.web.permits import allow


@blueprint.route("/people/<person_id>/edit", methods=["GET", "POST"])
@allow(Permission.PERSON_ADD)
def edit_person(person_id: str) -> Response:
    """Change what is known of a person; whoever comes second sees both, and loses nothing."""
    form = EditForm.of(queries.person_to_manage(actor(), person_id, places()))
    if form.validate_on_submit():
        with form.blaming(BLAMED):
            facts, changes = form.facts(), form.read_changes()
            commands.change_person(actor(), now(), person_id, facts, changes, places())
            flash(gettext("Saved."))
            return _back(person_id)
    found = queries.person_to_manage(actor(), person_id, places())
    meanwhile = form.refused is not None and form.refused.code == "web.changed_meanwhile"
    differing = form.differing(found) if meanwhile else []
    latest = next(iter(queries.history_of(found, 1, "person_changed")), None)
    return form.page("accounts/edit_person.html", person=found, differing=differing, latest=latest)


@blueprint.post("/people/<person_id>/deactivate")
@allow(Permission.PERSON_ADD)
def deactivate(person_id: str) -> Response:
    """Close the door to a person."""
    commands.deactivate(actor(), now(), person_id, places())
    found = queries.person_to_manage(actor(), person_id, places())
    flash(gettext("%(name)s is deactivated.", name=found.name))
    if waiting := open_visits(found):
        said = ngettext(
            "%(num)d visit is still theirs: give it to someone else.",
            "%(num)d visits are still theirs: give them to someone else.",
            waiting,
        )
        flash(said, "warning")
    return _back(person_id)


@blueprint.post("/people/<person_id>/reactivate")
@allow(Permission.PERSON_ADD)
def reactivate(person_id: str) -> Response:
    """Open the door again."""
    commands.reactivate(actor(), now(), person_id, places())
    flash(gettext("Reactivated. Earlier links stay ended: make a new one."))
    return _back(person_id)


@blueprint.post("/people/<person_id>/link")
@allow(Permission.PERSON_ADD)
def make_link(person_id: str) -> Response:
    """Make a new sign-in link, shown once."""
    token = commands.make_sign_in_link(actor(), now(), person_id, places())
    found = queries.person_to_manage(actor(), person_id, places())
    address = absolute("accounts.link", token=token)
    page = render_template("accounts/handed_over.html", person=found, address=address)
    return Response(page, mimetype="text/html")


@blueprint.post("/people/<person_id>/invite")
@allow(Permission.PERSON_ADD)
def invite(person_id: str) -> Response:
    """Invite a person again: the link is shown once, and sent where there is an email."""
    return handed_over(commands.invite(actor(), now(), person_id, places(), send=True))


@blueprint.post("/people/<person_id>/sign-out")
@allow(Permission.PERSON_ADD)
def sign_person_out(person_id: str) -> Response:
    """Sign a person out everywhere."""
    commands.end_sessions_of(actor(), now(), person_id, places())
    flash(gettext("Signed out everywhere."))
    return _back(person_id)


@blueprint.post("/people/<person_id>/second-factor/reset")
@allow(Permission.PERSON_ADD)
def reset_second_factor(person_id: str) -> Response:
    """Turn the second factor of somebody who lost it off."""
    commands.reset_second_factor(actor(), now(), person_id, places())
    flash(gettext("The second factor is off; they come in without it, and can turn it on anew."))
    return _back(person_id)


@blueprint.post("/people/<person_id>/roles")
@allow(Permission.PERSON_ADD)
def give_role(person_id: str) -> Response:
    """Give a person one more role."""
    offered = queries.offered(actor(), Permission.PERSON_ADD, places())
    form = RoleForm().offer(offered)
    if form.validate() and (scope := form.where(offered, places())) is not None:
        with form.blaming(BLAMED):
            role = form.role.data
            if commands.give_role(actor(), now(), person_id, role, scope, places()):
                flash(gettext("Links to sign in by that were made before have ended."))
            return _back(person_id)
    return person_page(person_id, form)


@blueprint.post("/people/<person_id>/roles/<int:grant_id>/take")
@allow(Permission.PERSON_ADD)
def take_role(person_id: str, grant_id: int) -> Response:
    """Take a role from a person."""
    commands.take_role(actor(), now(), person_id, grant_id, places())
    return _back(person_id)


def _back(person_id: str) -> Response:
    # One who has just taken the last right over them away does not see them any more.
    if queries.may_manage(actor(), person_id, places()):
        return redirect(url_for("accounts.person", person_id=person_id), 303)
    return redirect(url_for("accounts.people"), 303)
