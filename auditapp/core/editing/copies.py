"""Copies of documents: with a key and a title of their own, perhaps in fewer languages."""

from collections.abc import Collection
from typing import Any

from auditapp.core.editing.trees import Tree, languages_of


def copy_of(tree: Tree, key: str, title: Any, languages: Collection[str]) -> Tree:
    """Return a copy of a document in some of its languages; what is in none of them stays.

    Its key and title are those given, for no title is the original's.
    """
    spoken = languages_of(tree)
    kept = [one for one in spoken if one in languages] or spoken
    made: Tree = _narrowed(tree, frozenset(spoken), frozenset(kept))
    if "languages" in made:
        made["languages"] = kept
    return made | {"key": key, "title": title or made["title"]}


def _narrowed(value: Any, spoken: frozenset[str], kept: frozenset[str]) -> Any:
    if isinstance(value, list):
        return [_narrowed(one, spoken, kept) for one in value]
    if not isinstance(value, dict):
        return value
    if value.keys() <= spoken and all(isinstance(one, str) for one in value.values()):
        return {tag: words for tag, words in value.items() if tag in kept} or value
    return {name: _narrowed(one, spoken, kept) for name, one in value.items()}
