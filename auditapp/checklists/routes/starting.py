"""A new checklist or standard: with nothing in it, or as a copy of one that is here."""

from flask import redirect, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from auditapp.checklists import commands, queries
from auditapp.checklists.forms import CopyForm, StartForm, StartStandardForm, copy_form
from auditapp.checklists.models import DocumentDraft, StandardVersion
from auditapp.checklists.routes import saying
from auditapp.checklists.routes.blueprint import blueprint
from auditapp.checklists.routes.kinds import PAGES, address_of
from auditapp.checklists.routes.library import today
from auditapp.checklists.routes.parts import language_name
from auditapp.clock import now
from auditapp.core import editing
from auditapp.core.editing import Tree
from auditapp.core.permissions import Permission
from auditapp.web.actor import actor
from auditapp.web.pages import language
from auditapp.web.permits import allow

# Offered at the start, named in themselves; others are added in the editor.
LANGUAGES = ("en", "ru", "de", "es", "fr", "it", "kk", "pl", "tr", "uk", "uz")


@blueprint.route("/start", methods=["GET", "POST"], defaults={"kind": "checklist"})
@blueprint.route("/standards/start", methods=["GET", "POST"], defaults={"kind": "standard"})
@allow(Permission.CHECKLIST_CHANGE, everywhere=True)
def start(kind: str) -> Response:
    """Ask how a new checklist or standard is to begin, and begin it."""
    form = _offered(StartStandardForm() if kind == "standard" else StartForm())
    if form.validate_on_submit():
        return _to_editor(commands.begin_draft(actor(), now(), _begun(form)))
    held = queries.listed_in_use(PAGES[kind].table, language())
    shipped = queries.shipped_keys()
    return form.page(
        "checklists/start.html",
        kind=kind,
        is_standard=kind == "standard",
        shipped=[one for one in held if one.version.key in shipped],
        own=[one for one in held if one.version.key not in shipped],
        industries=queries.industries(),
        address_of=address_of,
        words_of=saying,
    )


@blueprint.route(
    "/<key>/<int:version>/copy", methods=["GET", "POST"], defaults={"kind": "checklist"}
)
@blueprint.route(
    "/standards/<key>/<int:version>/copy", methods=["GET", "POST"], defaults={"kind": "standard"}
)
@allow(Permission.CHECKLIST_CHANGE, everywhere=True)
def copy(kind: str, key: str, version: int) -> Response:
    """Ask for the title, key and languages of a copy, and begin it."""
    original = queries.version_in(PAGES[kind].table, key, version)
    tree, title = commands.tree_in(original), queries.title_of(original, language())
    form = _proposed(tree, title)
    if form.validate_on_submit():
        if form.key.data in queries.published_keys():
            form.key.errors = [gettext("This key is taken: choose another.")]
        else:
            tree = _copied(tree, form)
            return _to_editor(commands.begin_draft(actor(), now(), tree, copied_from=original))
    return form.page("checklists/copy.html", kind=kind, title=title)


def _offered(form: StartForm | StartStandardForm) -> StartForm | StartStandardForm:
    tags = sorted(LANGUAGES, key=lambda tag: tag != language())
    form.languages.choices = [(tag, language_name(tag)) for tag in tags]
    if not form.is_submitted():
        form.languages.data = tags[:1]
    if isinstance(form, StartForm):
        form.method.choices = list(saying.METHODS.items())
        held = queries.listed_in_use(StandardVersion, language())
        standards = [(one.version.key, one.title) for one in held]
        form.standard.choices = [("", gettext("none")), *standards]
    return form


def _begun(form: StartForm | StartStandardForm) -> Tree:
    words, tags, taken = form.title.data, form.languages.data, queries.published_keys()
    title = {tags[0]: words}
    if isinstance(form, StartStandardForm):
        return editing.empty_standard(title, taken, words, today().isoformat())
    tree = editing.empty_checklist(title, tags, taken, words)
    tree |= {"method": form.method.data, "industry": form.industry.data}
    return tree | ({"standard": form.standard.data} if form.standard.data else {})


def _proposed(tree: Tree, title: str) -> CopyForm:
    title = gettext("%(title)s (copy)", title=title)
    tags = editing.languages_of(tree)
    taken = queries.published_keys()
    key = editing.key_for(tree["key"], taken, "copy", "-")
    spoken = _spoken(tags)
    asks = copy_form([(tag, language_name(tag)) for tag in tags], spoken)
    form = asks(key=key, languages=tags, title=title)
    form.languages.choices = [(tag, language_name(tag)) for tag in tags]
    return form


def _spoken(tags: list[str]) -> str:
    return language() if language() in tags else tags[0]


def _copied(tree: Tree, form: CopyForm) -> Tree:
    every = editing.languages_of(tree)
    tags = [tag for tag in every if tag in form.languages.data]
    said = {_spoken(every): form.title.data} | {tag: form[name].data for tag, name in form.others}
    # What was said in no language that is kept is better than nothing.
    title = {tag: said[tag] for tag in tags if said[tag]} or {tags[0]: form.title.data}
    return editing.copy_of(tree, form.key.data, title, tags)


def _to_editor(draft: DocumentDraft) -> Response:
    return redirect(url_for("checklists.editor", public_id=draft.public_id), 303)
