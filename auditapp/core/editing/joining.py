"""Two people's changes of one list of answers, grades or posts: brought together where they differ.

Its entries have keys, so it can be told who meant which; everything else is one value to whoever
set it.
"""

from collections.abc import Sequence
from typing import Any

_KEYED = frozenset({"options", "grades", "owners", "labels", "sections"})


class Apart(Exception):
    """Both changed the same, each in another way."""


def joined(field: Sequence[str], was: Any, mine: Any, theirs: Any) -> Any:
    """Return a value with what both made of it, each beginning from `was`.

    Raises: Apart where both changed the same, or the value has no entries with keys.
    """
    is_set = field[0] == "answer_sets" and len(field) == 2
    if not is_set and not (field[0] in _KEYED and len(field) == 1):
        raise Apart
    return _either(was, mine, theirs)


def _either(was: Any, mine: Any, theirs: Any) -> Any:
    if _is(mine, theirs) or _is(mine, was):
        return theirs
    if _is(theirs, was):
        return mine
    if isinstance(mine, list) and isinstance(theirs, list):
        return _list(was if isinstance(was, list) else [], mine, theirs)
    if isinstance(mine, dict) and isinstance(theirs, dict):
        return _map(was if isinstance(was, dict) else {}, mine, theirs)
    raise Apart


def _is(one: Any, other: Any) -> bool:
    # 1 and true are the same to Python, not to a document.
    return one == other and repr(one) == repr(other)


def _map(was: dict[str, Any], mine: dict[str, Any], theirs: dict[str, Any]) -> dict[str, Any]:
    names = dict.fromkeys((*theirs, *mine))
    made = {name: _either(was.get(name), mine.get(name), theirs.get(name)) for name in names}
    return {name: value for name, value in made.items() if value is not None}


def _list(was: list[Any], mine: list[Any], theirs: list[Any]) -> list[Any]:
    before, here, there = _by_key(was), _by_key(mine), _by_key(theirs)
    made = _map(before, here, there)
    return [made[key] for key in _order(list(before), list(here), list(there)) if key in made]


def _by_key(entries: list[Any]) -> dict[str, Any]:
    keys = [one.get("key") if isinstance(one, dict) else None for one in entries]
    if not all(isinstance(key, str) for key in keys) or len(set(keys)) < len(keys):
        raise Apart
    return dict(zip(keys, entries, strict=True))  # type: ignore[arg-type]


def _order(was: list[str], mine: list[str], theirs: list[str]) -> list[str]:
    """Return whose order was changed, and in it what is new of the other's, each after its own."""

    def is_moved(now: list[str]) -> bool:
        stays = [key for key in now if key in was]
        return stays != [key for key in was if key in now]

    if is_moved(mine) and is_moved(theirs):
        raise Apart
    made, other = (mine, theirs) if is_moved(mine) else (theirs, mine)
    made = list(made)
    for at, key in enumerate(other):
        if key not in made:
            after = next((made.index(one) for one in other[:at][::-1] if one in made), -1)
            made.insert(after + 1, key)
    return made
