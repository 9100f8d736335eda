"""A draft without its faults, for looking at it: what is wrong is left out, and told."""

from dataclasses import dataclass
from typing import Any

from auditapp.core.conditions import Path
from auditapp.core.document import Checklist, Question, Section, Standard
from auditapp.core.editing.operations import value_at
from auditapp.core.editing.sentences import part_and_field
from auditapp.core.editing.trees import Tree, copied, name_of, part_of, place_of, plain
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
    entries = [(at, rest) for at, rest, _code in found if _is_entry(part_of(tree, at), rest)]
    left_out = _without_entries(tree, entries)
    for at, rest, code in dict.fromkeys(found):
        name = str(rest[0]) if rest else ""
        if code == "document.section_weights":
            for section in tree["sections"]:
                section.pop("weight", None)
        elif (at, rest) in entries:
            continue
        elif not at:
            _mend_head(tree, name)
        elif _mend_part(tree, at, name):
            left_out.append(at)
    empty = [one["id"] for one in tree["sections"] if not one["questions"]]
    tree["sections"] = [one for one in tree["sections"] if one["questions"]]
    return [*left_out, *empty]


def _is_entry(part: Any, rest: Path) -> bool:
    """Tell whether a fault is of one entry of a list, and others are left beside it."""
    name, place = _list_of(rest)
    listed = value_at(part, name, "")
    return place is not None and isinstance(listed, list) and len(listed) > 1


def _list_of(rest: Path) -> tuple[list[str], int | None]:
    depth = 2 if rest[:1] == ("answer_sets",) else 1
    place = rest[depth] if len(rest) > depth else None
    return [str(step) for step in rest[:depth]], place if isinstance(place, int) else None


def _without_entries(tree: Tree, entries: list[tuple[str, Path]]) -> list[str]:
    """Take faulty entries out of their lists: an answer not yet written, a band without a score."""
    gone: dict[tuple[str, tuple[str, ...]], set[int | None]] = {}
    for at, rest in entries:
        name, place = _list_of(rest)
        gone.setdefault((at, tuple(name)), set()).add(place)
    for (at, path), places in gone.items():
        part = part_of(tree, at) or {}
        listed = value_at(part, path, "")
        kept = [one for place, one in enumerate(listed) if place not in places] or listed[:1]
        if len(path) > 1:
            part[path[0]] = part[path[0]] | {path[1]: kept}
        else:
            part[path[0]] = kept
    return [at for at, _name in gone if at]


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
