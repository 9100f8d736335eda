"""Blank forms, one for each checklist version and language: nothing about a person is in them.

A phone keeps them and fills them by script from what it holds, so that a form opens without
network. Whoever may read them may practise.
"""

from flask import render_template, url_for
from flask_babel import force_locale, get_locale
from werkzeug.wrappers import Response

from auditapp.checklists.models import ChecklistVersion
from auditapp.checklists.queries import (
    checklist_in,
    checklist_version_of,
    checklists_in_use,
    picture_of,
)
from auditapp.config import LANGUAGES
from auditapp.core.answers import Sheet
from auditapp.core.asking import ask
from auditapp.core.permissions import Permission
from auditapp.core.problems import Problem
from auditapp.phone import forms
from auditapp.phone.routes.shared import blueprint, comma, ideal_of, language
from auditapp.web.permits import allow
from auditapp.web.pictures import picture_at


@blueprint.get("/forms/<sha256>/<in_language>")
@allow(Permission.FORM_READ)
def blank(sha256: str, in_language: str) -> str:
    """Show the form of a version with nothing in it."""
    version = checklist_version_of(sha256)
    with force_locale(_known(in_language)):
        return _draw(version)


@blueprint.get("/forms/<sha256>/<in_language>/rules.json")
@allow(Permission.FORM_READ)
def rules(sha256: str, in_language: str) -> dict[str, object]:
    """Tell a script what the form's questions ask and when, and its words in the language."""
    version = checklist_version_of(sha256)
    return {
        "version": version.sha256,
        "language": _known(in_language),
        "rules": forms.rules_of(checklist_in(version)),
        "words": forms.words_of(in_language, forms.OF_LISTS),
    }


@blueprint.get("/forms/<sha256>/pictures/<question_key>")
@allow(Permission.FORM_READ)
def ideal(sha256: str, question_key: str) -> Response:
    """Show how it should be: the picture published with a question."""
    found = picture_of(checklist_version_of(sha256), question_key)
    if found is None:
        raise Problem("photos.not_found")
    return picture_at(found)


@blueprint.get("/practice")
@allow(Permission.FORM_READ)
def practices() -> str:
    """List the checklists whose forms may be tried out."""
    held = [(version, checklist_in(version)) for version in checklists_in_use()]
    shown = [(version.sha256, one.say(one.title, language())) for version, one in held]
    return render_template("phone/practices.html", forms=shown)


@blueprint.get("/practice/<sha256>")
@allow(Permission.FORM_READ)
def practice(sha256: str) -> str:
    """Show a form to be tried out: what is entered stays on the phone and counts nowhere."""
    return _draw(checklist_version_of(sha256), practice=True)


def _known(in_language: str) -> str:
    if in_language not in LANGUAGES:
        raise Problem("web.not_found")
    return in_language


def _draw(version: ChecklistVersion, *, practice: bool = False) -> str:
    checklist, sheet = checklist_in(version), Sheet()
    view = forms.View(language(), no_file, ideal_of(version), comma(get_locale()))
    return render_template(
        "phone/form.html",
        page=forms.build_page(checklist, sheet, ask(checklist, sheet), view),
        version=version.sha256,
        visit=None,
        visit_url=url_for("phone.practices") if practice else "",
        title=checklist.say(checklist.title, language()),
        practice=practice,
    )


def no_file(file_id: str) -> forms.Shown:
    """Show a file of a form that holds none."""
    return forms.Shown(file_id, "", "")
