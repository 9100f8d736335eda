"""Texts of a form in the languages of a checklist."""

from collections.abc import Iterator
from typing import Any

from auditapp.checklists.xlsform.languages import code_of, guess
from auditapp.core.text import MAX_CHARACTERS

Tree = dict[str, Any]
# What pyxform calls a text without a language, and writes where a translation is missing.
UNNAMED, MISSING = "default", "-"
_TEXTS = ("label", "hint", "guidance_hint")
# Codes that ISO 639 leaves to whoever needs one, for languages that nobody knows by their name.
_PRIVATE = [f"qa{letter}" for letter in "abcdefghijklmnopqrstuvwxyz"]


class Languages:
    """The languages of one form: what it calls them, and their codes."""

    def __init__(self, form: Tree) -> None:
        names = list(dict.fromkeys(_names(form)))
        first = str(form.get("default_language") or UNNAMED)
        named = [name for name in names if name != UNNAMED]
        self.codes: dict[str, str] = {}
        self.unknown: list[str] = []
        for name in sorted(named, key=lambda one: one.casefold() != first.casefold()):
            self.codes[name] = self._code(name)
        self.is_guessed = not self.codes and code_of(first) is None
        fallback = next(iter(self.codes.values()), None) or code_of(first)
        self.codes[UNNAMED] = fallback or guess(str(form))
        self.all = list(dict.fromkeys(self.codes.values()))

    def _code(self, name: str) -> str:
        code = code_of(name)
        if code is None:
            code = _PRIVATE[len(self.unknown) % len(_PRIVATE)]
            self.unknown.append(name)
        return code

    def text(self, raw: Any) -> str | dict[str, str] | None:
        """Return a text as a checklist writes it; None if there is none."""
        if not isinstance(raw, dict):
            words = _words(raw)
            if words is None or len(self.all) == 1:
                return words
            return {self.codes[UNNAMED]: words}
        found: dict[str, str] = {}
        for name, words in raw.items():
            said = _words(words)
            code = self.codes.get(name)
            if said is not None and code is not None and (said != MISSING or len(raw) == 1):
                found.setdefault(code, said)
        in_order = {code: found[code] for code in self.all if code in found}
        if not in_order:
            return None
        if len(in_order) == len(self.all) and len(set(in_order.values())) == 1:
            return next(iter(in_order.values()))
        return in_order


def _words(raw: Any) -> str | None:
    text = str(raw) if raw is not None else ""
    return text[:MAX_CHARACTERS] if text.strip() else None


def _names(form: Tree) -> Iterator[str]:
    for node in _nodes(form.get("children", [])):
        for field in _TEXTS:
            if isinstance(node.get(field), dict):
                yield from node[field]
        for choice in node.get("choices", []):
            if isinstance(choice.get("label"), dict):
                yield from choice["label"]


def _nodes(children: list[Tree]) -> Iterator[Tree]:
    for node in children:
        yield node
        yield from _nodes(node.get("children", []))
