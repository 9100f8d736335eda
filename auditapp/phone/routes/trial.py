"""The trial of a draft inside the editor: the real form, filled in on the spot, sent nowhere.

It goes into a frame of ours. What is tapped stays in the browser under the draft, so that it
survives every change of the draft.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from flask import render_template, request, url_for
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
from auditapp.phone.routes.shared import blueprint, comma
from auditapp.web.actor import actor
from auditapp.web.headers import allow_our_frame
from auditapp.web.permits import allow


@blueprint.get("/trial/<uuid:draft_id>/<in_language>")
@allow(Permission.CHECKLIST_CHANGE, everywhere=True)
def trial(draft_id: object, in_language: str) -> str:
    """Show the form of a draft as far as it is whole, with the score as one taps."""
    seen = _seen(draft_id, in_language)
    allow_our_frame()
    with force_locale(seen.locale):
        if seen.page is None:
            return render_template("phone/trial_empty.html", told=seen.told(), language=in_language)
        held = seen.held
        return render_template(
            "phone/trial.html",
            page=seen.page,
            version=seen.draft.public_id,
            visit=None,
            visit_url="",
            title=held.say(held.title, in_language),
            practice=True,
            language=in_language,
            told=seen.told() | {"words": forms.words_of(seen.locale, forms.OF_LISTS)},
        )


@blueprint.get("/trial/<uuid:draft_id>/<in_language>/parts")
@allow(Permission.CHECKLIST_CHANGE, everywhere=True)
def trial_parts(draft_id: object, in_language: str) -> dict[str, Any]:
    """Tell of some questions of the form alone: of a long one, a change redraws no more."""
    seen = _seen(draft_id, in_language)
    with force_locale(seen.locale):
        fields = seen.fields(set(request.args.get("ids", "").split()))
        return {
            "told": seen.told(),
            "html": render_template("phone/trial_parts.html", fields=fields),
        }


@dataclass(frozen=True)
class _Seen:
    """A draft as far as it is whole, in one of its languages, and the form of that."""

    draft: DocumentDraft
    tree: Tree
    mended: Mended
    language: str
    locale: str
    page: forms.Page | None

    @property
    def held(self) -> Checklist:
        """The checklist that is shown."""
        assert self.mended.checklist  # noqa: S101 - there is no page without it
        return self.mended.checklist

    def told(self) -> dict[str, Any]:
        """Return what the page tells its script."""
        left_out = list(_left_out(self.tree, self.mended, self.language))
        told = {"draft": self.draft.public_id, "left_out": left_out}
        if self.page is None:
            return told
        rules = _rules(self.held, library.standard_of(self.draft))
        parts = _parts(self.tree, self.mended, self.held, self.language)
        return told | {"rules": rules, "parts": parts}

    def fields(self, ids: set[str]) -> list[Any]:
        """Return the form's fields of these questions."""
        if self.page is None:
            return []
        wanted = {key for key, part_id in self.mended.ids.items() if part_id in ids}
        turns = (turn for part in self.page.parts for turn in part.turns)
        fields = (one for turn in turns for group in turn.groups for one in group.fields)
        return [one for one in fields if one.name in wanted]


def _seen(draft_id: object, language: str) -> _Seen:
    draft = library.draft(actor(), str(draft_id))
    if draft.kind != "checklist":
        raise Problem("drafts.not_found")
    tree = library.tree_of(draft)
    if language not in {*languages_of(tree), *LANGUAGES}:
        raise Problem("web.not_found")
    mended = library.draft_without_faults(draft)
    locale = language if language in LANGUAGES else str(get_locale())
    with force_locale(locale):
        page = _page(draft, mended.checklist, language) if mended.checklist else None
    return _Seen(draft, tree, mended, language, locale, page)


def _page(draft: DocumentDraft, held: Checklist, language: str) -> forms.Page:
    view = forms.View(language, no_file, _ideal_of(draft, held), comma(get_locale()))
    return forms.build_page(held, Sheet(), ask(held, Sheet()), view)


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
                "group": held.say(one.group, language) if one.group else "",
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


def _ideal_of(draft: DocumentDraft, held: Checklist) -> Callable[[str], str]:
    """Return what tells where a question's picture is seen in the draft; '' if nowhere."""
    pictures = library.pictures_of(draft)

    def address(question_key: str) -> str:
        name = held.by_key[question_key].image
        if name is None or pictures(name) is None:
            return ""
        return url_for("checklists.picture", public_id=draft.public_id, name=name)

    return address
