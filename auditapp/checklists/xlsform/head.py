"""The head of a checklist out of the settings of a form, and what of them has no place in it."""

import re
from typing import Any

from auditapp.checklists.xlsform.conditions import Tree, number
from auditapp.checklists.xlsform.losses import said
from auditapp.checklists.xlsform.questions import Lose, overlay, own_settings
from auditapp.checklists.xlsform.reading import ROW
from auditapp.checklists.xlsform.texts import Languages
from auditapp.core.problems import N_

_HEAD = ("method", "industry", "standard", "pass_mark")
_ASSUMED = {"method": "mystery_shop", "industry": "general"}
_KNOWN_SETTINGS = {
    "type", "name", "title", "id_string", "sms_keyword", "default_language", "children", "choices",
    "clean_text_values", "answer_sets", ROW, *_HEAD,
}  # fmt: skip


def title_of(form: Tree) -> str:
    """Return what a form is called."""
    return str(form.get("title") or form["name"])


def head_of(form: Tree, languages: Languages, parts: Tree, lose: Lose) -> Tree:
    """Return the whole document: the head, and the parts that hold something."""
    own = own_settings(form, lose)
    key = re.sub(r"[^a-z0-9]+", "-", str(form["id_string"]).lower()).strip("-")[:80] or "form"
    tree: Tree = {"format": 1, "key": key, "title": title_of(form)}
    tree |= {name: str(form[name]) for name in _HEAD if form.get(name)}
    if "pass_mark" in tree:
        tree["pass_mark"] = as_number(tree["pass_mark"])
    for name, usual in _ASSUMED.items():
        if name not in tree and name not in own:
            tree[name] = usual
            lose(name, N_("the form does not say it; it is taken to be %(usual)s"), usual=usual)
    _lose_the_rest(form, languages, own, lose)
    tree |= {"languages": languages.all} | {name: part for name, part in parts.items() if part}
    overlay(tree, {name: value for name, value in own.items() if name != "sections"})
    return tree


def _lose_the_rest(form: Tree, languages: Languages, own: Tree, lose: Lose) -> None:
    if languages.is_guessed and "languages" not in own:
        why = N_("the form names none; it is taken to be %(usual)s")
        lose(said(N_("language")), why, usual=languages.all[0])
    for name in languages.unknown:
        why = N_("it is not known by this name; its code is made up: %(code)s")
        lose(said(N_("language %(name)s"), name=name), why, code=languages.codes[name])
    for name, value in form.items():
        if name not in _KNOWN_SETTINGS and not name.startswith("auditapp") and value:
            lose(f"{name} {value}", N_("there is no such setting here"))


def as_number(text: str) -> Any:
    """Return the number that a text writes, else the text."""
    found = number(text)
    return text if found is None else found
