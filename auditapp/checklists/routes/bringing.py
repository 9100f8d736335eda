"""A file is brought, looked at, published; an old version is published as the next one."""

from flask import make_response, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from auditapp.checklists import commands, queries
from auditapp.checklists.commands import Plan
from auditapp.checklists.forms import (
    AgainForm,
    BringForm,
    PublishForm,
    StandardAgainForm,
    packed,
)
from auditapp.checklists.models import StandardVersion
from auditapp.checklists.queries import Version
from auditapp.checklists.routes import importing, saying
from auditapp.checklists.routes.blueprint import blueprint
from auditapp.checklists.routes.comparing import told
from auditapp.checklists.routes.kinds import address_of, pages_of
from auditapp.checklists.routes.library import today
from auditapp.checklists.routes.looking import done, looked
from auditapp.clock import now
from auditapp.core.permissions import Permission
from auditapp.core.problems import Problem
from auditapp.core.reading import DocumentErrors
from auditapp.web.actor import actor
from auditapp.web.errors import STATUS, sentence_of
from auditapp.web.pages import language
from auditapp.web.permits import allow


@blueprint.route("/bring", methods=["GET", "POST"])
@allow(Permission.CHECKLIST_CHANGE, everywhere=True)
def bring() -> Response:
    """Ask for a file, then show what it would be, or every fault in it."""
    form = BringForm()
    if form.validate_on_submit():
        name = form.file.data.filename or ""
        content = form.file.data.stream.read(importing.MOST_BYTES + 1)
        with form.blaming(dict.fromkeys(importing.FAULTS, "file")):
            if importing.is_table(name, content[:8]):
                return importing.brought(name, content)
            return _looked(content)
    return importing.bring_page(form)


@blueprint.post("/publish")
@allow(Permission.CHECKLIST_CHANGE, everywhere=True)
def publish() -> Response:
    """Publish what was looked at, unless something newer was published meanwhile."""
    form = PublishForm()
    if not form.validate_on_submit():
        raise Problem("web.bad_request")
    try:
        made = commands.publish_seen(actor(), now(), form.text, form.seen.data)
    except DocumentErrors:
        return _looked(form.text)
    except Problem as problem:
        return _looked(form.text, problem)
    return done(made)


@blueprint.route("/<key>/<int:version>/again", methods=["GET", "POST"])
@allow(Permission.CHECKLIST_CHANGE, everywhere=True)
def again(key: str, version: int) -> Response:
    """Show what going back to an old version would change; publish it as the next one."""
    old = queries.checklist_version(key, version)
    newest = queries.checklist_version(key)
    form = AgainForm(seen=newest.version)
    if form.validate_on_submit():
        with form.blaming():
            seen = form.seen.data
            return done(commands.publish_again(actor(), now(), old, seen, _note(old, seen)))
    form.renew(seen=newest.version)
    return _again_page(form, old, newest)


@blueprint.route("/standards/<key>/<int:version>/again", methods=["GET", "POST"])
@allow(Permission.CHECKLIST_CHANGE, everywhere=True)
def standard_again(key: str, version: int) -> Response:
    """The same for a standard, which holds again from a day on."""
    old = queries.standard_version(key, version)
    newest = queries.versions_of(StandardVersion, key)[0]
    form = StandardAgainForm(seen=newest.version, on=today())
    if form.validate_on_submit():
        with form.blaming():
            seen, on = form.seen.data, form.on.data
            note = _note(old, seen)
            return done(commands.publish_again(actor(), now(), old, seen, note, on))
    form.renew(seen=newest.version)
    return _again_page(form, old, newest)


def _note(old: Version, seen: int) -> str:
    # The number tells it from going back another time.
    return gettext("Version %(old)s again, as version %(new)s.", old=old.version, new=seen + 1)


def _again_page(form: AgainForm, old: Version, newest: Version) -> Response:
    if old.version == newest.version and form.refused is None:
        raise Problem("checklists.newest_already")
    return form.page(
        "checklists/again.html",
        old=old,
        newest=newest,
        title=queries.title_of(old, language()),
        back=address_of(old),
        **told(queries.document_in(newest), queries.document_in(old)),
    )


def _looked(text: bytes, refused: Problem | None = None) -> Response:
    try:
        plan = commands.planned(text)
    except DocumentErrors as found:
        page = importing.bring_page(BringForm(None), faults=saying.faults_said(found))
        page.status_code = 400
        return page
    page = render_template(
        "checklists/preview.html",
        **looked(plan),
        form=PublishForm(None, source=packed(text), seen=plan.seen),
        refused=sentence_of(refused) if refused else "",
        again=_again_address(plan),
        language=language(),
    )
    return make_response(page, STATUS[refused.family] if refused else 200)


def _again_address(plan: Plan) -> str:
    """Return where one goes back to the version that a file repeats, if it is not the newest."""
    if plan.same is None or plan.same.version == plan.seen:
        return ""
    return url_for(pages_of(plan.same).again, key=plan.same.key, version=plan.same.version)
