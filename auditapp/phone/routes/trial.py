"""The trial of a draft inside the editor: the real form, filled in on the spot, sent nowhere.

It goes into a frame of ours. What is tapped stays in the browser under the draft, so that it
survives every change of the draft.
"""

from collections.abc import Callable, Iterator
from typing import Any

from flask import render_template
from flask_babel import force_locale, get_locale
from flask_babel import gettext as _

from auditapp.checklists import queries as library
from auditapp.checklists.models import DocumentDraft
from auditapp.config import LANGUAGES
from auditapp.core.answers import Sheet
from auditapp.core.asking import ask
from auditapp.core.document import Checklist, Standard
from auditapp.core.editing import Mended, Tree, languages_of, said
from auditapp.core.permissions import Permission
from auditapp.core.problems import Problem
from auditapp.phone import forms
from auditapp.phone.routes.blank import no_file
from auditapp.phone.routes.shared import blueprint, comma, ideal_of
from auditapp.web.actor import actor
from auditapp.web.headers import allow_our_frame
from auditapp.web.permits import allow


@blueprint.get("/trial/<uuid:draft_id>/<in_language>")
@allow(Permission.CHECKLIST_CHANGE, everywhere=True)
def trial(draft_id: object, in_language: str) -> str:
    """Show the form of a draft as far as it is whole, with the score as one taps."""
    draft = library.draft(actor(), str(draft_id))
    if draft.kind != "checklist":
        raise Problem("drafts.not_found")
    tree = library.tree_of(draft)
    if in_language not in {*languages_of(tree), *LANGUAGES}:
        raise Problem("web.not_found")
    allow_our_frame()
    with force_locale(in_language if in_language in LANGUAGES else str(get_locale())):
        return _draw(draft, tree, in_language)


def _draw(draft: DocumentDraft, tree: Tree, language: str) -> str:
    mended = library.draft_without_faults(draft)
    told = {"draft": draft.public_id, "left_out": list(_left_out(tree, mended, language))}
    held = mended.checklist
    if held is None:
        return render_template("phone/trial_empty.html", told=told, language=language)
    view = forms.View(language, no_file, _ideal_of(draft), comma(get_locale()))
    told |= {
        "rules": _rules(held, library.standard_of(draft)),
        "words": forms.words_of(str(get_locale()), forms.OF_LISTS),
        "parts": _parts(tree, mended, held, language),
    }
    return render_template(
        "phone/trial.html",
        page=forms.build_page(held, Sheet(), ask(held, Sheet()), view),
        version=draft.public_id,
        visit=None,
        visit_url="",
        title=held.say(held.title, language),
        practice=True,
        language=language,
        told=told,
    )


def _rules(checklist: Checklist, standard: Standard | None) -> dict[str, Any]:
    """Return the rules, with the score shown and the mark that holds without one of its own."""
    rules = forms.rules_of(checklist) | {"live_score": True}
    if standard is not None and "pass_mark" not in rules:
        rules["pass_mark"] = float(standard.target)
    return rules


def _parts(tree: Tree, mended: Mended, held: Checklist, language: str) -> dict[str, Any]:
    """Return what the editor calls each section and question of the form, by their keys."""
    section_of = {
        one["id"]: section["id"] for section in tree["sections"] for one in section["questions"]
    }
    sections, questions = {}, {}
    for section in held.sections:
        first = mended.ids[section.questions[0].key]
        turn = held.say(section.repeat.title, language) if section.repeat else ""
        words = held.say(section.title, language)
        sections[section.key] = {"id": section_of[first], "words": words, "turn": turn}
        for one in section.questions:
            questions[one.key] = {
                "id": mended.ids[one.key],
                "type": one.type,
                "number": held.number_of[one.key],
                "words": held.say(one.text, language),
            }
    return {"sections": sections, "questions": questions}


def _left_out(tree: Tree, mended: Mended, language: str) -> Iterator[dict[str, Any]]:
    """Yield what has a fault: its id, number and words, and whether it is shown without that."""
    faulty, shown = set(mended.left_out), set(mended.ids.values())
    first = languages_of(tree)[0]
    for at, section in enumerate(tree["sections"], 1):
        numbered = [(f"{at}.{number}", one) for number, one in enumerate(section["questions"], 1)]
        for number, one in [(str(at), section), *numbered]:
            if one["id"] not in faulty:
                continue
            text = said(one.get("text", one.get("title")), language, first)
            inside = {held["id"] for held in one.get("questions", ())}
            yield {
                "id": one["id"],
                "number": number,
                "words": text or _("Not written yet"),
                "is_shown": bool(shown & {one["id"], *inside}),
            }


def _ideal_of(draft: DocumentDraft) -> Callable[[str], str]:
    """Return what tells where a question's picture is seen: as in the version before."""
    came_from = draft.based_on or draft.copied_from
    if came_from is None:
        return lambda key: ""
    return ideal_of(library.checklist_version_of(came_from))
