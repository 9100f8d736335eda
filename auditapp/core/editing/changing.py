"""One change of a draft as a person means it: their operations, and what follows from them.

New parts get keys, a key follows the words it was made of until it is published, another type drops
the settings of the one before and never keeps a published key.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from auditapp.core.editing.keys import (
    follows,
    is_alone,
    is_named_elsewhere,
    key_for,
    key_for_type,
    keys_like,
    next_code,
    renamed,
    with_name,
)
from auditapp.core.editing.operations import Operation, apply, is_structural, touched
from auditapp.core.editing.trees import (
    SETTINGS,
    MakeId,
    Tree,
    fields_of,
    is_checklist,
    languages_of,
    name_of,
    part_of,
    parts_of,
    place_of,
    said,
)
from auditapp.core.problems import N_, Problem

NEW_KEY = N_(
    "This question was published with another type, so it has a new key: earlier results stay with "
    "the old one."
)
# What a type cannot be without, where one value is as good as any to begin with.
_BEGINNINGS: dict[str, dict[str, Any]] = {"scale": {"min": 1, "max": 5}}
# What changes so much of a part's settings that they are shown anew.
_RENEWING = (["type"], ["languages"], ["standard"])
_EVERY_SETTING = frozenset().union(*SETTINGS.values())
_WORDS = {"section": "title", "question": "text"}


@dataclass(frozen=True)
class Published:
    """What is published under a draft's key, and which keys other documents have.

    `is_fixed` if the draft is of a published document; `types` are those of questions by key,
    `codes` those of clauses.
    """

    is_fixed: bool = False
    types: Mapping[str, str] = field(default_factory=dict)
    sections: frozenset[str] = frozenset()
    codes: frozenset[str] = frozenset()
    documents: frozenset[str] = frozenset()

    def names(self, tree: Tree, part_id: str) -> bool:
        """Tell whether the key of a part, or of the document, is published and so stays.

        A key that is wrong here, for it is another's or of another type, may be changed.
        """
        part = part_of(tree, part_id)
        if not part_id or part is None:
            return self.is_fixed
        name = name_of(part_id)
        if name == "clause":
            return is_alone(tree, part, "code") and part["code"] in self.codes
        if not is_alone(tree, part, "key"):
            return False
        if name == "section":
            return part["key"] in self.sections
        return self.types.get(part["key"]) == part.get("type")


NOTHING = Published()


@dataclass(frozen=True)
class Change:
    """A changed tree, all that was done, what takes it back, and what the person must be told."""

    tree: Tree
    operations: list[Operation]
    inverse: list[Operation]
    renewed: list[str]
    notice: str = ""

    @property
    def touched(self) -> list[str]:
        """The ids of the parts that were changed."""
        return touched(self.operations)

    @property
    def is_structural(self) -> bool:
        """Whether parts came, went or moved."""
        return is_structural(self.operations)


def change(
    tree: Tree, operations: Sequence[Operation], make_id: MakeId, published: Published = NOTHING
) -> Change:
    """Return the tree as these operations and what follows from them make it.

    Raises: Problem as `apply` does, `drafts.key_fixed` and `drafts.other_type`.
    """
    done: list[Operation] = []
    inverse: list[Operation] = []
    renewed: list[str] = []
    notice = ""
    for raw in operations:
        _refuse_other_key(raw, published)
        _refuse_setting_of_other_type(tree, raw)
        _refuse_unknown(tree, raw)
        before = tree
        one = _as_added(tree, raw, make_id) if raw["do"] == "copy" else raw
        asked = apply(tree, [one], make_id)
        more, said_so = _following(before, asked.tree, asked.operations, published)
        followed = apply(asked.tree, more, make_id)
        tree = followed.tree
        done += [*asked.operations, *followed.operations]
        inverse = [*followed.inverse, *asked.inverse, *inverse]
        renewed += touched(followed.operations)
        if one["do"] == "set" and (one["field"] in _RENEWING or _is_joined(one, asked.operations)):
            renewed.append(one["at"])
        notice = said_so or notice
    return Change(tree, done, inverse, list(dict.fromkeys(renewed)), notice)


def _is_joined(one: Operation, done: Sequence[Operation]) -> bool:
    # What somebody else wrote beside it is to be shown.
    return not done or done[0]["to"] != one["to"]


def _as_added(tree: Tree, one: Operation, make_id: MakeId) -> Operation:
    """Return the addition that a copy is: parts within get new ids, and conditions follow them."""
    if part_of(tree, one["as"]) is not None:  # what was sent twice is copied once
        return {"do": "add", "in": "", "before": None, "part": {"id": one["as"]}}
    is_question = name_of(one["at"]) == "question"
    if one["as"][0] != one["at"][0] or is_question is not bool(one["in"]):
        raise Problem("drafts.unreadable")
    place = place_of(tree, one["at"])
    if place is None:
        raise Problem("drafts.gone", at=one["at"])
    part = place.part | {"id": one["as"]}
    if "questions" in part:
        copies = [held | {"id": make_id("q")} for held in part["questions"]]
        part["questions"] = copies
    return {"do": "add", "in": one["in"], "before": one["before"], "part": part}


def _refuse_other_key(one: Operation, published: Published) -> None:
    if published.is_fixed and one["do"] == "set" and (one["at"], one["field"]) == ("", ["key"]):
        raise Problem("drafts.key_fixed")


def _refuse_setting_of_other_type(tree: Tree, one: Operation) -> None:
    """Refuse a setting that the question's type has not: it was another one on somebody's page."""
    if one["do"] != "set" or one["to"] is None or not one["at"]:
        return
    own = SETTINGS.get(str((part_of(tree, one["at"]) or {}).get("type")))
    name = one["field"][0]
    if own is not None and name not in own and name in _EVERY_SETTING:
        raise Problem("drafts.other_type", at=one["at"], field=one["field"])


def _refuse_unknown(tree: Tree, one: Operation) -> None:
    """Refuse a new part with what the format does not know: no page could take it out again."""
    if one["do"] != "add":
        return
    name = "q" if one["in"] else "s" if is_checklist(tree) else "c"
    listed = one["part"].get("questions") if name == "s" else None
    inside = listed if isinstance(listed, list) else []
    wanted = [(one["part"], name), *((part, "q") for part in inside)]
    for part, letter in wanted:
        known = fields_of(tree, letter) | {"id"} | ({"questions"} if letter == "s" else set())
        if not isinstance(part, dict) or not part.keys() <= known:
            raise Problem("drafts.unreadable")


def _following(
    before: Tree, tree: Tree, done: Sequence[Operation], published: Published
) -> tuple[list[Operation], str]:
    """Return what follows from an operation that was done, and a sentence about it."""
    if not done:
        return [], ""
    (one,) = done
    if one["do"] == "add":
        if name_of(one["part"]["id"]) == "clause":
            return _new_code(tree, one["part"], published), ""
        return _new_keys(tree, one["part"], published), ""
    if one["do"] != "set":
        return [], ""
    if one["field"] == ["type"] and name_of(one["at"]) == "question":
        return _other_type(tree, one, published)
    if not one["at"] and one["field"][0] == "title" and not published.is_fixed:
        return _document_key(before, tree, published), ""
    if one["at"] and one["field"][0] == _WORDS.get(name_of(one["at"])):
        return _key_of_words(before, tree, one["at"], published), ""
    return [], ""


def _new_keys(tree: Tree, part: Tree, published: Published) -> list[Operation]:
    """Give a new part, and each part of it, a key that no other has; its conditions follow."""
    made: list[Operation] = []
    inside = (part, *part.get("questions", ()))
    mine = {one["id"] for one in inside}
    others: dict[str, str] = {}
    known = {"section": set(published.sections), "question": set(published.types)}
    taken = {name: _keys(tree, name, mine) for name in known}
    for one in inside:
        name, old = name_of(one["id"]), one.get("key")
        key = old
        if not isinstance(old, str) or old in taken[name]:
            words = old if isinstance(old, str) else _words(tree, one)
            key = key_for(words, taken[name] | known[name], stand_in=name)
            made.append(_set(one, "key", key))
            others |= {old: key} if isinstance(old, str) else {}
        taken[name].add(str(key))
    return [*made, *_conditions_follow(inside, others)]


def _conditions_follow(parts: Iterable[Tree], others: Mapping[str, str]) -> list[Operation]:
    made = []
    for one in parts:
        condition = one.get("show_if")
        for old, new in others.items():
            condition = with_name(condition, old, new)
        if condition != one.get("show_if"):
            made.append(_set(one, "show_if", condition))
    return made


def _new_code(tree: Tree, part: Tree, published: Published) -> list[Operation]:
    """Give a new clause a code that goes on from the one before it."""
    codes = [one.get("code") for one in tree["clauses"] if one["id"] != part["id"]]
    taken = {code for code in codes if isinstance(code, str)}
    code = part.get("code")
    if isinstance(code, str) and code not in taken:
        return []
    ids = [one["id"] for one in tree["clauses"]]
    before = ids.index(part["id"]) - 1
    last = tree["clauses"][before].get("code") if before >= 0 else None
    like = code or last
    stem = re.sub("-?[0-9]+$", "", like) if isinstance(like, str) else ""
    return [_set(part, "code", next_code(stem or "A", taken | published.codes))]


def _keys(tree: Tree, name: str, without: set[str]) -> set[str]:
    parts = (one for one in parts_of(tree) if name_of(one["id"]) == name)
    held = (one.get("key") for one in parts if one["id"] not in without)
    return {key for key in held if isinstance(key, str)}


def _words(tree: Tree, part: Tree) -> str:
    first = languages_of(tree)[0]
    return said(part.get(_WORDS[name_of(part["id"])]), first, first)


def _key_of_words(before: Tree, tree: Tree, part_id: str, published: Published) -> list[Operation]:
    old, new = part_of(before, part_id) or {}, part_of(tree, part_id) or {}
    key, words = new.get("key"), _words(tree, new)
    is_question = name_of(part_id) == "question"
    if not words or not follows(key, _words(before, old)):
        return []
    known = published.types.keys() if is_question else published.sections
    if isinstance(key, str) and (key in known or (is_question and is_named_elsewhere(tree, key))):
        return []
    taken = keys_like(tree, part_id, without=part_id) | known
    return renamed(tree, part_id, key_for(words, taken, stand_in=name_of(part_id)))


def _document_key(before: Tree, tree: Tree, published: Published) -> list[Operation]:
    first = languages_of(tree)[0]
    key, words = tree.get("key"), said(tree.get("title"), first, first)
    was = said(before.get("title"), first, first)
    made = key_for(was, (), _stand_in(tree), "-")
    is_made = not isinstance(key, str) or _without_number(key) == _without_number(made)
    if not words or not is_made:
        return []
    to = key_for(words, published.documents, _stand_in(tree), "-")
    return [{"do": "set", "at": "", "field": ["key"], "was": key, "to": to}] if to != key else []


def _without_number(key: str) -> str:
    return key.rstrip("0123456789").rstrip("-")


def _stand_in(tree: Tree) -> str:
    return "checklist" if is_checklist(tree) else "standard"


def _other_type(tree: Tree, one: Operation, published: Published) -> tuple[list[Operation], str]:
    part = part_of(tree, one["at"]) or {}
    wanted = SETTINGS.get(str(one["to"]), frozenset())
    made = [_set(part, name, None) for name in part if name in _EVERY_SETTING - wanted]
    for name, value in _BEGINNINGS.get(str(one["to"]), {}).items():
        if name not in part:
            made.append(_set(part, name, value))
    key = part.get("key")
    if not isinstance(key, str):
        return made, ""
    taken = keys_like(tree, one["at"], without=one["at"])
    other = key_for_type(key, one["to"], taken, published.types)
    is_new = other != key and other not in published.types
    return [*made, *renamed(tree, one["at"], other)], NEW_KEY if is_new else ""


def _set(part: Tree, name: str, to: Any) -> Operation:
    return {"do": "set", "at": part["id"], "field": [name], "was": part.get(name), "to": to}
