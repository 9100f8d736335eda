"""A draft without its faults, for looking at it: what is wrong is left out, and told."""

from dataclasses import dataclass
from typing import Any

from auditapp.core.document import Checklist, Question, Section, Standard
from auditapp.core.editing.sentences import part_and_field
from auditapp.core.editing.trees import Tree, copied, name_of, place_of, plain
from auditapp.core.faults import DocumentError, DocumentErrors
from auditapp.core.kinds import KINDS
from auditapp.core.reading import read_checklist

_ROUNDS = 20
_UNWRITTEN = "…"
_HEAD: dict[str, Any] = {
    "format": 1,
    "key": "draft",
    "title": _UNWRITTEN,
    "method": "mystery_shop",
    "industry": "-",
    "languages": ["en"],
}


@dataclass(frozen=True)
class Mended:
    """What can be shown of a draft, the ids of its questions by key, and of what is left out."""

    checklist: Checklist | None
    ids: dict[str, str]
    left_out: tuple[str, ...]


def without_faults(tree: Tree, standard: Standard | None = None) -> Mended:
    """Return the checklist that a tree is when what has a fault is left out.

    A setting that may be missing goes alone, else its question does; a section stays while it has
    questions. Nothing is left of a draft without a whole question.
    """
    made, left_out = copied(tree), []
    for _ in range(_ROUNDS):
        try:
            found = read_checklist(plain(made), standard=standard)
        except DocumentErrors as errors:
            left_out += _mend(made, errors.errors)
        else:
            return Mended(found, _ids(made), tuple(dict.fromkeys(left_out)))
        if not made["sections"]:
            break
    return Mended(None, {}, tuple(dict.fromkeys(left_out)))


def _ids(tree: Tree) -> dict[str, str]:
    return {one["key"]: one["id"] for section in tree["sections"] for one in section["questions"]}


def _mend(tree: Tree, errors: list[DocumentError]) -> list[str]:
    # Positions hold until something is taken out, so every fault is placed first.
    found = [(*part_and_field(tree, error.path), error.code) for error in errors]
    left_out = []
    for at, rest, code in dict.fromkeys(found):
        name = str(rest[0]) if rest else ""
        if code == "document.section_weights":
            for section in tree["sections"]:
                section.pop("weight", None)
        elif not at:
            _mend_head(tree, name)
        elif _mend_part(tree, at, name):
            left_out.append(at)
    empty = [one["id"] for one in tree["sections"] if not one["questions"]]
    tree["sections"] = [one for one in tree["sections"] if one["questions"]]
    return [*left_out, *empty]


def _mend_head(tree: Tree, name: str) -> None:
    if name in _HEAD:
        tree[name] = _HEAD[name]
    elif name != "sections":
        tree.pop(name, None)


def _mend_part(tree: Tree, at: str, name: str) -> bool:
    """Take out a setting, or the part if it cannot be without it; tell whether something went."""
    place = place_of(tree, at)
    if place is None or name == "questions":
        return False
    part = place.part
    if name_of(at) == "section" and name in ("key", "title"):
        part[name] = _UNWRITTEN if name == "title" else at
        return False
    if name in part and not _is_needed(part, at, name):
        del part[name]
        return True
    place.listed.pop(place.position)
    return True


def _is_needed(part: Tree, at: str, name: str) -> bool:
    model: Any = Section if name_of(at) == "section" else Question
    field = model.model_fields.get(name)
    if field is None:
        kind = KINDS.get(str(part.get("type")))
        field = kind.model_fields.get(name) if kind else None
    return field is not None and field.is_required()
