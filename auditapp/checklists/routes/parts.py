"""A part of a draft as its panel reads it: any value may have any JSON type, and nothing fails."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from babel import Locale, UnknownLocaleError
from flask_babel import gettext
from pydantic import BaseModel

from auditapp.checklists.routes.panel_words import HELP
from auditapp.checklists.routes.saying import LANGUAGE_NAMES
from auditapp.core.editing.trees import said
from auditapp.core.format.words import KEYS
from auditapp.core.kinds.base import bend
from auditapp.web.pages import language

Tree = dict[str, Any]
_LONGEST = 60


@dataclass(frozen=True)
class Words:
    """The words of a text in one language, and what stands for them where there are none."""

    tag: str
    name: str
    path: tuple[str, ...]
    words: str
    was: str
    instead: str


@dataclass(frozen=True)
class Part:
    """One part of a tree, with what its fields show and what stood in them."""

    at: str
    raw: Tree
    models: tuple[type[BaseModel], ...]
    languages: tuple[str, ...]
    spoken: str

    def value(self, *path: str) -> Any:
        """Return what stands at a path; None if nothing does."""
        return inside(self.raw, path, self.languages[0])

    def has(self, *path: str) -> bool:
        """Tell whether anything stands at a path."""
        return self.value(*path) is not None

    def is_text(self, *path: str) -> bool:
        """Tell whether a text stands at a path, or nothing."""
        return self._fits((str, dict), *path)

    def _fits(self, shape: type | tuple[type, ...], *path: str) -> bool:
        return not self.has(*path) or isinstance(self.value(*path), shape)

    def is_list(self, *path: str) -> bool:
        """Tell whether a list stands at a path, or nothing."""
        return self._fits(list, *path)

    def is_map(self, *path: str) -> bool:
        """Tell whether a map stands at a path, or nothing."""
        return self._fits(dict, *path)

    def was(self, *path: str) -> str:
        """Write what stands at a path as JSON, to be compared with."""
        return as_json(self.value(*path))

    def place(self, *path: str) -> str:
        """Write a path as JSON, as controls bear it."""
        return as_json(path)

    def json(self, value: Any) -> str:
        """Write a value as JSON, as the browser writes it."""
        return as_json(value)

    def shown(self, *path: str, clock: bool = False) -> str:
        """Say what stands at a path in a field for words or numbers."""
        value = self.value(*path)
        return clocked(value) if clock else shown(value)

    def texts(self, *path: str) -> tuple[Words, ...]:
        """Return a text of the part in each language of the document."""
        return tuple(self._words(path, tag) for tag in self.languages)

    def _words(self, path: tuple[str, ...], tag: str) -> Words:
        held = self.value(*path)
        # A plain text of a document with one language stays plain.
        whole = isinstance(held, str) and len(self.languages) == 1
        at = path if whole else (*path, tag)
        found = self.value(*at)
        instead = "" if tag == self.languages[0] else say(held, tag, self.languages)
        return Words(tag, language_name(tag), at, shown(found), as_json(found), instead)

    def say(self, text: Any) -> str:
        """Say any text of the document in the language it is looked at in."""
        return say(text, self.spoken, self.languages)

    def help(self, key: str) -> str:
        """Say what a key means to people who never saw the files of documents."""
        return help_of(key, *self.models)


def help_of(key: str, *models: type[BaseModel]) -> str:
    """Say what a key of the first of these models that has it means."""
    for place in (place for model in models for place in model.__mro__):
        if (place.__name__, key) in HELP:
            return str(HELP[place.__name__, key])
        if key in KEYS.get(place, {}):
            return str(gettext(KEYS[place][key].words))
    raise KeyError(key)


def inside(value: Any, path: tuple[str, ...], first: str) -> Any:
    """Return what stands at a path; of a plain text the first language has the words."""
    for place, step in enumerate(path):
        if isinstance(value, str):
            return value if step == first and place == len(path) - 1 else None
        value = value.get(step) if isinstance(value, dict) else None
    return value


def maps(raw: Any) -> Iterator[tuple[int, Tree]]:
    """Yield the maps of a list with their numbers, and leave out what is none."""
    for number, item in enumerate(raw if isinstance(raw, list) else (), 1):
        if isinstance(item, dict):
            yield number, item


def as_map(raw: Any) -> Tree:
    """Return a map, empty if it is none."""
    return raw if isinstance(raw, dict) else {}


def as_json(value: Any) -> str:
    """Write a value of the tree as JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=float)


def shown(value: Any) -> str:
    """Write a value into a field: numbers as the reader writes them, other things as JSON."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    written = as_json(value)
    if isinstance(value, bool | dict | list):
        return written
    plain = _plain(written)
    return plain if language() == "en" else plain.replace(".", ",")


def _plain(written: str) -> str:
    """Write a JSON number without a nought that says nothing."""
    return re.sub(r"(\.\d*?)0+$", r"\1", written).rstrip(".") if "e" not in written else written


def clocked(value: Any) -> str:
    """Write seconds as minutes and seconds; anything else as it stands."""
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        return shown(value)
    hours, rest = divmod(value, 3600)
    minutes, seconds = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def say(text: Any, spoken: str, languages: tuple[str, ...]) -> str:
    """Say a text that may be faulty: in a language, else in the first that has words."""
    return said(text, spoken, languages[0])


def cut(words: str) -> str:
    """Bring words into one short line."""
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1].rstrip() + "…"


def language_name(tag: str) -> str:
    """Name a language in itself."""
    if tag in LANGUAGE_NAMES:
        return LANGUAGE_NAMES[tag]
    try:
        return str(Locale.parse(tag, sep="-").get_display_name(tag) or tag).capitalize()
    except (ValueError, UnknownLocaleError):
        return tag


def options_of(raw: Tree, tree: Tree) -> list[tuple[str, Any, Any]]:
    """Return key, text and score of a question's options, written out or shared."""
    listed = raw.get("options")
    if isinstance(listed, str):
        listed = as_map(tree.get("answer_sets")).get(listed)
    return [
        (str(bend(one["key"])), one.get("text"), one.get("score"))
        for _number, one in maps(listed)
        if isinstance(one.get("key"), str | bool)
    ]
