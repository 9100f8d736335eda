"""Keys of parts: made of what people wrote, unlike all others, and never given a second meaning."""

import re
import unicodedata
from collections.abc import Collection, Mapping
from typing import Any

from auditapp.core.editing.operations import Operation
from auditapp.core.editing.trees import Tree, name_of, part_of, parts_of, questions_of

_LONGEST = 40
_LETTERS = (
    "а:a б:b в:v г:g д:d е:e ё:e ж:zh з:z и:i й:y к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f х:h",
    "ц:ts ч:ch ш:sh щ:sch ъ: ы:y ь: э:e ю:yu я:ya і:i ї:yi є:ye ґ:g ў:u",
)
_CYRILLIC = {pair[0]: pair[2:] for pair in " ".join(_LETTERS).split()}
_STAND_IN = re.compile(r"(section|question)_[0-9]+")
_NUMBERED = re.compile(r"_[0-9]+$")


def key_for(text: str, taken: Collection[str], stand_in: str = "", joint: str = "_") -> str:
    """Return a key made of a text, unlike those taken: of the stand-in if no letter is left.

    Words are in Latin letters then; a long text gives its first words.
    """
    letters = "".join(_CYRILLIC.get(one, one) for one in text.lower())
    latin = unicodedata.normalize("NFD", letters).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", latin.replace("'", ""))
    key = _joined(words, joint)
    if key:
        return _unlike(key, taken, joint)
    return _numbered(stand_in, taken, joint)


def _joined(words: list[str], joint: str) -> str:
    key = words[0][:_LONGEST] if words else ""
    for word in words[1:]:
        if len(key) + len(word) + 1 > _LONGEST:
            break
        key += joint + word
    return key


def _unlike(key: str, taken: Collection[str], joint: str) -> str:
    number, made = 1, key
    while made in taken:
        number += 1
        made = f"{key}{joint}{number}"
    return made


def _numbered(stem: str, taken: Collection[str], joint: str) -> str:
    number = 1
    while f"{stem}{joint}{number}" in taken:
        number += 1
    return f"{stem}{joint}{number}"


def keys_like(tree: Tree, part_id: str, without: str = "") -> set[str]:
    """Return the keys of all parts of that name, but of the one left out."""
    name = name_of(part_id)
    parts = (one for one in parts_of(tree) if name_of(one["id"]) == name and one["id"] != without)
    return {one["key"] for one in parts if isinstance(one.get("key"), str)}


def is_alone(tree: Tree, part: Tree, field: str) -> bool:
    """Tell whether a part has a key or a code, and no other part like it has the same."""
    name, held = name_of(part["id"]), part.get(field)
    same = [one for one in parts_of(tree) if one.get(field) == held and name_of(one["id"]) == name]
    return isinstance(held, str) and len(same) == 1


def next_code(stem: str, taken: Collection[str]) -> str:
    """Return a clause's code, unlike those taken."""
    return _numbered(stem, taken, "-")


def follows(key: Any, words: str) -> bool:
    """Tell whether a key was made of these words, or stands in until there are some."""
    if not isinstance(key, str):
        return True
    if not words:
        return _STAND_IN.fullmatch(key) is not None
    made = key_for(words, ())
    return key == made or _NUMBERED.sub("", key) == made


def is_named_elsewhere(tree: Tree, key: str) -> bool:
    """Tell whether a condition looks at the question of that key."""
    return any(key in _named_in(one.get("show_if")) for one in parts_of(tree))


def _named_in(condition: Any) -> set[str]:
    if isinstance(condition, list):
        return set().union(*map(_named_in, condition))
    if not isinstance(condition, dict):
        return set()
    named = condition.get("question")
    inner = (condition[name] for name in ("all", "any", "not") if name in condition)
    return set().union({named} if isinstance(named, str) else (), *map(_named_in, inner))


def renamed(tree: Tree, part_id: str, key: str) -> list[Operation]:
    """Return what gives a part another key, in all conditions that look at it as well."""
    part = part_of(tree, part_id)
    if part is None or part.get("key") == key:
        return []
    old = part.get("key")
    made = [_set(part, "key", key)]
    if name_of(part_id) != "question" or not isinstance(old, str):
        return made
    if sum(one.get("key") == old for one in questions_of(tree)) > 1:
        return made  # which of them is meant cannot be told
    for one in parts_of(tree):
        if old in _named_in(one.get("show_if")):
            made.append(_set(one, "show_if", with_name(one["show_if"], old, key)))
    return made


def _set(part: Tree, field: str, to: Any) -> Operation:
    return {"do": "set", "at": part["id"], "field": [field], "was": part.get(field), "to": to}


def with_name(condition: Any, old: str, new: str) -> Any:
    """Return a condition in which one question is named otherwise."""
    if isinstance(condition, list):
        return [with_name(one, old, new) for one in condition]
    if not isinstance(condition, dict):
        return condition
    made = dict(condition)
    if made.get("question") == old:
        made["question"] = new
    for name in ("all", "any", "not"):
        if name in made:
            made[name] = with_name(made[name], old, new)
    return made


def key_for_type(
    key: str, type_name: Any, taken: Collection[str], published: Mapping[str, str]
) -> str:
    """Return the key for a question whose type changes: a published one keeps its meaning.

    Going back to the type that was published goes back to its key.
    """
    base = _NUMBERED.sub("", key)
    for known in (key, base):
        if known not in taken and published.get(known) == type_name:
            return known
    if published.get(key, type_name) == type_name:
        return key
    return _unlike(base, {*taken, *published}, "_")
