"""The tree of a draft: a document of plain values whose parts bear an id each, faulty or not.

Finds parts, gives ids and takes them away; what may be changed is `operations`' business.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from auditapp.core.document import Checklist, Clause, Question, Section, Standard
from auditapp.core.kinds import KINDS
from auditapp.core.text import LANGUAGE

Tree = dict[str, Any]
MakeId = Callable[[str], str]
PartName = Literal["document", "section", "question", "clause"]
# What parts stand in which list, and with which letter their ids begin.
LISTS = {"sections": "s", "questions": "q", "clauses": "c"}
_ID = re.compile(r"[sqc][0-9a-z]{8}")
_NAMES: dict[str, PartName] = {"s": "section", "q": "question", "c": "clause"}
# What is never set as a value: parts come and go by operations of their own.
FIXED = frozenset((*LISTS, "id", "format"))


@dataclass(frozen=True)
class Place:
    """Where a part stands: its list, its position there, and the part that has the list."""

    part: Tree
    listed: list[Any]
    position: int
    parent: Tree

    @property
    def before(self) -> str | None:
        """The id of the part after this one, None at the end."""
        after = self.listed[self.position + 1 : self.position + 2]
        return after[0]["id"] if after else None


def with_ids(tree: Any, make_id: MakeId) -> Tree:
    """Return a copy of the tree in which every section, question and clause has an id.

    What stands among them and is no map cannot be edited: a string becomes a text, the rest goes.
    """
    document = dict(tree) if isinstance(tree, dict) else {}
    document.pop("id", None)
    name = "clauses" if {"clauses", "effective_from"} & document.keys() else "sections"
    document[name] = _identified(document.get(name), name, make_id, set())
    return document


def _identified(raw: Any, name: str, make_id: MakeId, taken: set[str]) -> list[Tree]:
    return [
        identified(part, name, make_id, taken)
        for part in (_as_part(item, name) for item in (raw if isinstance(raw, list) else ()))
        if part is not None
    ]


def _as_part(item: Any, name: str) -> Tree | None:
    if isinstance(item, str):
        return {"text" if name == "questions" else "title": item}
    return item if isinstance(item, dict) else None


def identified(part: Tree, name: str, make_id: MakeId, taken: set[str]) -> Tree:
    """Return a copy of a part of the list `name`, it and what it holds with ids not yet taken."""
    held, letter = str(part.get("id")), LISTS[name]
    while not is_id(held) or held in taken or held[0] != letter:
        held = make_id(letter)
    taken.add(held)
    made = {"id": held} | {key: value for key, value in part.items() if key != "id"}
    if name == "sections":
        made["questions"] = _identified(part.get("questions"), "questions", make_id, taken)
    return made


def is_id(raw: Any) -> bool:
    """Tell whether this could be the id of a part."""
    return isinstance(raw, str) and _ID.fullmatch(raw) is not None


def plain(tree: Tree) -> Tree:
    """Return the tree without ids: the document as the format has it."""
    return _with_each(tree, _without_id)


def copied(tree: Tree) -> Tree:
    """Return a copy whose parts and lists of parts may be changed; other values are shared."""
    return _with_each(tree, dict)


def _without_id(part: Tree) -> Tree:
    return {key: value for key, value in part.items() if key != "id"}


def _with_each(tree: Tree, do: Callable[[Tree], Tree]) -> Tree:
    if not is_checklist(tree):
        return dict(tree) | {"clauses": [do(clause) for clause in tree["clauses"]]}
    return dict(tree) | {"sections": [section_with(one, do) for one in tree["sections"]]}


def section_with(section: Tree, do: Callable[[Tree], Tree]) -> Tree:
    """Return a section of which it and each of its questions went through `do`."""
    return do(section) | {"questions": [do(question) for question in section["questions"]]}


def is_checklist(tree: Tree) -> bool:
    """Tell whether the tree is a checklist's, not a standard's."""
    return "clauses" not in tree


def place_of(tree: Tree, part_id: str) -> Place | None:
    """Return where a part stands, None if it is not there."""
    for parent, listed in _lists(tree):
        for position, part in enumerate(listed):
            if part["id"] == part_id:
                return Place(part, listed, position, parent)
    return None


def _lists(tree: Tree) -> Iterator[tuple[Tree, list[Tree]]]:
    if not is_checklist(tree):
        yield tree, tree["clauses"]
        return
    yield tree, tree["sections"]
    for section in tree["sections"]:
        yield section, section["questions"]


def part_of(tree: Tree, part_id: str) -> Tree | None:
    """Return a part by its id, the document for no id, None if it is not there."""
    if not part_id:
        return tree
    place = place_of(tree, part_id)
    return place.part if place else None


def name_of(part_id: str) -> PartName:
    """Return what an id names."""
    return _NAMES[part_id[0]] if part_id else "document"


def parts_of(tree: Tree) -> Iterator[Tree]:
    """Yield every section, question and clause in the order in which they stand."""
    if not is_checklist(tree):
        yield from tree["clauses"]
        return
    for section in tree["sections"]:
        yield section
        yield from section["questions"]


def questions_of(tree: Tree) -> Iterator[Tree]:
    """Yield every question in the order in which they are asked."""
    for section in tree["sections"] if is_checklist(tree) else ():
        yield from section["questions"]


def fields_of(tree: Tree, part_id: str) -> frozenset[str]:
    """Return the names that can be set in a part; lists of parts are changed by other means."""
    if part_id:
        return _FIELDS[name_of(part_id)]
    return _CHECKLIST if is_checklist(tree) else _STANDARD


def is_language(step: Any) -> bool:
    """Tell whether this could name a language, as en does."""
    return isinstance(step, str) and re.fullmatch(LANGUAGE, step) is not None


def languages_of(tree: Tree) -> list[str]:
    """Return the languages of a document, the first one first; at least one."""
    named = tree.get("languages")
    if is_checklist(tree) and isinstance(named, list):
        known = [one for one in named if is_language(one)]
        if known:
            return list(dict.fromkeys(known))
    found: dict[str, None] = {}
    for part in (tree, *parts_of(tree)):
        for name in ("title", "text", "requirement"):
            words = part.get(name)
            found |= dict.fromkeys(filter(is_language, words if isinstance(words, dict) else ()))
    return list(found) or [_language_of(tree.get("title"))]


def _language_of(words: Any) -> str:
    # A text of no named language is in one of ours: by its letters.
    return "ru" if isinstance(words, str) and re.search("[а-яё]", words.lower()) else "en"


def words_in(text: Any, language: str, first: str) -> str:
    """Return the words of a text in a language, "" where there are none; a plain one is `first`."""
    if isinstance(text, str):
        return text if language == first else ""
    words = text.get(language) if isinstance(text, dict) else None
    return words if isinstance(words, str) else ""


def said(text: Any, language: str, first: str) -> str:
    """Return the words of a text for reading: in a language, else in the first, else in any."""
    if isinstance(text, str):
        return text
    words = text if isinstance(text, dict) else {}
    found = (words.get(language), words.get(first), *words.values())
    return next((one for one in found if isinstance(one, str) and one.strip()), "")


def _names(model: Any) -> frozenset[str]:
    fields = model.model_fields.items()
    return frozenset(field.alias or name for name, field in fields if not field.exclude) - FIXED


SETTINGS: dict[str, frozenset[str]] = {name: _names(kind) for name, kind in KINDS.items()}
_CHECKLIST = _names(Checklist)
# Of a standard they are targets by the keys of sections.
_STANDARD = _names(Standard) | {"sections"}
_FIELDS = {
    "section": _names(Section),
    "question": (_names(Question) - {"kind"}).union(*SETTINGS.values()),
    "clause": _names(Clause),
}
