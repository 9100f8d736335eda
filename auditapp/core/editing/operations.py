"""Changes of a draft: read from what a browser sent, applied by compare-and-set, undone.

An operation says what stood there before; where something else stands by now it is refused with
what does, so that of two people at one draft nobody overwrites the other unseen.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Any

from auditapp.core.editing.joining import Apart, joined
from auditapp.core.editing.trees import (
    FIXED,
    MakeId,
    Tree,
    copied,
    fields_of,
    identified,
    is_checklist,
    is_id,
    is_language,
    languages_of,
    name_of,
    part_of,
    parts_of,
    place_of,
    section_with,
    words_in,
)
from auditapp.core.problems import Problem

Operation = dict[str, Any]
# An operation as it was done, and the one that takes it back; None where nothing was to be done.
Pair = tuple[Operation, Operation] | None
MOST_OPERATIONS = 200
LARGEST_VALUE = 128 * 1024
DEEPEST = 30
_MOST_STEPS = 6
_LONGEST_STEP = 200
_SHAPES = {
    "set": {"do", "at", "field", "was", "to"},
    "add": {"do", "in", "before", "part"},
    "remove": {"do", "at"},
    "move": {"do", "at", "in", "before"},
    "copy": {"do", "at", "as", "in", "before"},
    "restore": {"do", "at"},
}


@dataclass(frozen=True)
class Applied:
    """A tree after operations, those of them that did something, and those that take it back."""

    tree: Tree
    operations: list[Operation]
    inverse: list[Operation]


def read_operations(raw: Any) -> list[Operation]:
    """Return the operations that a browser sent, with values in one form.

    Raises: Problem `drafts.unreadable`, `drafts.too_many`, `drafts.value_too_large`.
    """
    if not isinstance(raw, list) or not raw:
        raise Problem("drafts.unreadable")
    if len(raw) > MOST_OPERATIONS:
        raise Problem("drafts.too_many", most=MOST_OPERATIONS)
    return [_read(one) for one in raw]


def _read(raw: Any) -> Operation:
    do = raw.get("do") if isinstance(raw, dict) else None
    shape = _SHAPES.get(do) if isinstance(do, str) else None
    if shape is None or not raw.keys() <= shape:
        raise Problem("drafts.unreadable")
    made: Operation = {"do": do}
    if "at" in shape:
        made["at"] = _read_id(raw.get("at"), may_be_document=do == "set")
    if "in" in shape:
        made["in"] = _read_id(raw.get("in") or "", may_be_document=True)
        before = raw.get("before") or None
        made["before"] = before and _read_id(before)
    if do == "copy":
        made["as"] = _read_id(raw.get("as"))
    if do == "set":
        made["field"] = _read_field(raw.get("field"))
        made |= {"was": tidy(raw.get("was")), "to": tidy(raw.get("to"))}
    if do == "add":
        made["part"] = _read_part(raw.get("part"))
    return made


def _read_part(raw: Any) -> Tree:
    part = tidy(raw)
    if not isinstance(part, dict):
        raise Problem("drafts.unreadable")
    written = {key: _without_empty(value) for key, value in part.items()}
    return {key: value for key, value in written.items() if value not in (None, "", {})}


def _without_empty(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    return {key: one for key, one in value.items() if one not in (None, "")}


def _read_id(raw: Any, may_be_document: bool = False) -> str:
    if is_id(raw) or (may_be_document and raw == ""):
        return str(raw)
    raise Problem("drafts.unreadable")


def _read_field(raw: Any) -> list[str]:
    if not isinstance(raw, list) or not 1 <= len(raw) <= _MOST_STEPS:
        raise Problem("drafts.unreadable")
    if not all(isinstance(one, str) and 0 < len(one) <= _LONGEST_STEP for one in raw):
        raise Problem("drafts.unreadable")
    return [tidy(one) for one in raw]


def tidy(raw: Any) -> Any:
    """Return a value as drafts keep it: of JSON, bounded, whole numbers as such, nothing for "".

    Raises: Problem `drafts.unreadable`, `drafts.value_too_large`.
    """
    try:
        value = _tidy(raw, 0)
        size = len(json.dumps(value, ensure_ascii=False).encode())
    except (UnicodeEncodeError, TypeError, ValueError) as error:
        raise Problem("drafts.unreadable") from error
    if size > LARGEST_VALUE:
        raise Problem("drafts.value_too_large", most=LARGEST_VALUE // 1024)
    return None if value == "" else value


def _tidy(raw: Any, depth: int) -> Any:
    if depth > DEEPEST:
        raise Problem("drafts.unreadable")
    if isinstance(raw, dict):
        return {_key(key): _tidy(value, depth + 1) for key, value in raw.items()}
    if isinstance(raw, list):
        return [_tidy(value, depth + 1) for value in raw]
    if isinstance(raw, float):
        if not isfinite(raw):
            raise Problem("drafts.unreadable")
        return int(raw) if raw.is_integer() and abs(raw) < 1e15 else raw
    return raw


def _key(raw: Any) -> str:
    if not isinstance(raw, str):
        raise Problem("drafts.unreadable")
    return raw


def same(one: Any, other: Any) -> bool:
    """Tell whether two values are the same as JSON: true is not 1, nothing is ""."""
    if one in (None, "") and other in (None, ""):
        return True
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)


def apply(tree: Tree, operations: Sequence[Operation], make_id: MakeId) -> Applied:
    """Return the tree after the operations, and what takes them back; the one given stays.

    Raises: Problem `drafts.changed_meanwhile` with what stands there, `drafts.gone`,
    `drafts.unreadable`.
    """
    made = copied(tree)
    applied = [_APPLY[one["do"]](made, one, make_id) for one in operations]
    done = [pair for pair in applied if pair is not None]
    return Applied(made, [there for there, _back in done], [back for _there, back in done[::-1]])


def _set(tree: Tree, one: Operation, _make_id: MakeId) -> Pair:
    part = part_of(tree, one["at"])
    if part is None:
        raise Problem("drafts.gone", at=one["at"])
    field, to = one["field"], one["to"]
    _check_field(tree, one)
    first = languages_of(tree)[0]
    stands = value_at(part, field, first)
    if same(stands, to):
        return None
    if not same(stands, one["was"]):
        try:
            to = joined(field, one["was"], to, stands)
        except Apart:
            told = {"at": one["at"], "field": field, "theirs": stands}
            raise Problem("drafts.changed_meanwhile", **told) from None
        if same(stands, to):
            return None
    if not _put(part, field, to, first):
        theirs = part.get(field[0])
        raise Problem("drafts.changed_meanwhile", at=one["at"], field=field, theirs=theirs)
    return one | {"was": stands, "to": to}, one | {"was": to, "to": stands}


def _check_field(tree: Tree, one: Operation) -> None:
    name, to = one["field"][0], one["to"]
    if name in fields_of(tree, one["at"]):
        # Nothing but a map can hold targets; a list would look like parts.
        if name != "sections" or len(one["field"]) > 1 or to is None or isinstance(to, dict):
            return
    # What the format does not know, as a file brought may have it, can only be taken out.
    elif to is None and name not in FIXED:
        return
    raise Problem("drafts.unreadable")


def value_at(part: Any, field: Sequence[str], first: str) -> Any:
    """Return what stands at a field, None for nothing; a plain text is in the first language."""
    stands = part
    for place, step in enumerate(field):
        if isinstance(stands, str) and place == len(field) - 1 and is_language(step):
            return words_in(stands, step, first) or None
        if not isinstance(stands, dict):
            return None
        stands = stands.get(step)
    return stands


def _put(holder: Tree, field: Sequence[str], to: Any, first: str) -> bool:
    """Put a value at a field, making maps on the way and taking out those left empty.

    Returns whether it could be done: what is no map may stand in the way.
    """
    step, rest = field[0], field[1:]
    if rest:
        inner = holder.get(step)
        if isinstance(inner, str) and len(rest) == 1 and is_language(rest[0]):
            to = _text(inner, rest[0], to, first)
        elif inner is None or isinstance(inner, dict):
            inner = dict(inner or {})
            if not _put(inner, rest, to, first):
                return False
            to = inner or None
        else:
            return False
    if to is None:
        holder.pop(step, None)
    else:
        holder[step] = to
    return True


def _text(words: str, language: str, to: Any, first: str) -> Any:
    # A plain text stays one as long as it is in one language.
    if language == first and isinstance(to, str | None):
        return to
    return {first: words} | {language: to}


def _add(tree: Tree, one: Operation, make_id: MakeId) -> Pair:
    parent, name = _list_in(tree, one["in"])
    taken = {part["id"] for part in parts_of(tree)}
    if str(one["part"].get("id")) in taken:  # what was sent twice is added once
        return None
    made = identified(one["part"], name, make_id, taken)
    held = section_with(made, dict) if name == "sections" else dict(made)
    _insert(parent[name], held, one["before"])
    return one | {"part": made}, {"do": "remove", "at": made["id"]}


def _list_in(tree: Tree, part_id: str) -> tuple[Tree, str]:
    """Return the part that has a list of parts, and the name of the list."""
    if not part_id:
        return tree, "sections" if is_checklist(tree) else "clauses"
    if name_of(part_id) != "section":
        raise Problem("drafts.unreadable")
    section = part_of(tree, part_id)
    if section is None:
        raise Problem("drafts.gone", at=part_id)
    return section, "questions"


def _insert(listed: list[Any], part: Tree, before: str | None) -> None:
    ids = [one["id"] for one in listed]
    listed.insert(ids.index(before) if before in ids else len(listed), part)


def _remove(tree: Tree, one: Operation, _make_id: MakeId) -> Pair:
    place = place_of(tree, one["at"])
    if place is None:  # what two people take away is away
        return None
    before = place.before
    part = place.listed.pop(place.position)
    back = {"do": "add", "in": place.parent.get("id", ""), "before": before, "part": part}
    return one, back


def _move(tree: Tree, one: Operation, _make_id: MakeId) -> Pair:
    place = place_of(tree, one["at"])
    if place is None:
        raise Problem("drafts.gone", at=one["at"])
    parent, name = _list_in(tree, one["in"])
    if (name == "questions") != (name_of(one["at"]) == "question"):
        raise Problem("drafts.unreadable")
    if place.listed is parent[name] and one["before"] in (one["at"], place.before):
        return None
    back = one | {"in": place.parent.get("id", ""), "before": place.before}
    _insert(parent[name], place.listed.pop(place.position), one["before"])
    return one, back


_APPLY = {"set": _set, "add": _add, "remove": _remove, "move": _move}


def touched(operations: Iterable[Operation]) -> list[str]:
    """Return the ids of the parts that operations concern, "" for the document; each once."""
    ids = (one["part"]["id"] if one["do"] == "add" else one["at"] for one in operations)
    return list(dict.fromkeys(ids))


def is_structural(operations: Iterable[Operation]) -> bool:
    """Tell whether operations change which parts there are, or their order."""
    return any(one["do"] != "set" for one in operations)


def merged(
    old: Sequence[Operation], new: Sequence[Operation]
) -> tuple[list[Operation], list[Operation]] | None:
    """Return two changes as one, and its inverse, if the second goes on writing at one place."""
    if not old or not new or is_structural((*old, *new)) or _at(old[0]) != _at(new[0]):
        return None
    if new[0]["field"] == ["image"]:  # a picture is chosen, not written: each is a step
        return None
    whole: dict[tuple[str, ...], Operation] = {}
    for one in (*old, *new):
        before = whole.setdefault(_at(one), one)
        whole[_at(one)] = before | {"to": one["to"]}
    there = list(whole.values())
    return there, [one | {"was": one["to"], "to": one["was"]} for one in reversed(there)]


def _at(one: Operation) -> tuple[str, ...]:
    return (one["at"], *one["field"])
