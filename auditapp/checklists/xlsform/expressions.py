"""The little of XPath that forms say conditions in: read into a tree of tuples.

What a tree means is said elsewhere; whatever is not read here raises `Unsaid`.
"""

import re
from typing import Any

from auditapp.checklists.xlsform.losses import Said
from auditapp.core.problems import N_

Node = tuple[Any, ...]
MOST_CHARACTERS = 4000
DEEPEST = 20
ORDERS = ("<=", ">=", "!=", "=", "<", ">")
TURNED = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "=": "=", "!=": "!="}
_TOKEN = re.compile(
    r"""\s*(?:
    (?P<ref>\$\{\s*(?:last-saved\#)?[^${}\s]+\s*\})
  | (?P<path>\.\./(?:\.\./)*[\w.-]+)
  | (?P<text>'[^']*'|"[^"]*")
  | (?P<number>-?(?:\d+(?:\.\d*)?|\.\d+))
  | (?P<word>[^\W\d][\w.-]*)
  | (?P<sign><=|>=|!=|[=<>(),.*+|/-])
    )""",
    re.VERBOSE,
)


class Unsaid(Exception):
    """Something that has no counterpart here; the sentence, a part of one, says what."""

    def __init__(self, sentence: str, **details: Any) -> None:
        self.said = Said(sentence, details)
        super().__init__(str(self.said))


def parse(text: str) -> Node:
    """Return the tree of an expression. Raises: Unsaid."""
    if len(text) > MOST_CHARACTERS:
        raise Unsaid(N_("the expression is too long"))
    return _Parser(_tokens(text)).whole()


def quoted(text: str) -> str:
    """Return a text as XPath writes it. Raises: Unsaid if it has both quotes."""
    if ("'" in text and '"' in text) or "${" in text:
        raise Unsaid(N_("XPath writes no text with both kinds of quotes"))
    return f'"{text}"' if "'" in text else f"'{text}'"


def _not_understood(words: str) -> Unsaid:
    return Unsaid(N_("'%(words)s' is not understood"), words=words)


def _tokens(text: str) -> list[tuple[str, str]]:
    tokens, at = [], 0
    text = text.rstrip()
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None:
            raise _not_understood(text[at : at + 20].strip())
        kind = found.lastgroup or ""
        tokens.append((kind, found[kind]))
        at = found.end()
    return tokens


class _Parser:
    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self._tokens = tokens
        self._at = self._depth = 0

    def whole(self) -> Node:
        tree = self._any()
        if self._at < len(self._tokens):
            raise _not_understood(self._tokens[self._at][1])
        return tree

    def _next(self) -> tuple[str, str]:
        return self._tokens[self._at] if self._at < len(self._tokens) else ("", "")

    def _take(self, *wanted: str) -> str | None:
        kind, word = self._next()
        if kind in ("word", "sign") and word in wanted:
            self._at += 1
            return word
        return None

    def _need(self, sign: str) -> None:
        if not self._take(sign):
            raise Unsaid(N_("'%(sign)s' is missing"), sign=sign)

    def _any(self) -> Node:
        self._depth += 1
        if self._depth > DEEPEST:
            raise Unsaid(N_("the expression is nested too deeply"))
        branches = [self._all()]
        while self._take("or"):
            branches.append(self._all())
        self._depth -= 1
        return branches[0] if len(branches) == 1 else ("any", *branches)

    def _all(self) -> Node:
        branches = [self._compared()]
        while self._take("and"):
            branches.append(self._compared())
        return branches[0] if len(branches) == 1 else ("all", *branches)

    def _compared(self) -> Node:
        left = self._one()
        order = self._take(*ORDERS)
        return (order, left, self._one()) if order else left

    def _one(self) -> Node:
        kind, word = self._next()
        self._at += 1
        if kind == "ref":
            return ("ref", word[2:-1].strip().removeprefix("last-saved#"))
        if kind == "path":
            return ("ref", word.rpartition("/")[2])
        if kind == "text":
            return ("text", word[1:-1])
        if kind == "number":
            return ("number", word)
        if word == ".":
            return ("this",)
        if word == "(":
            inner = self._any()
            self._need(")")
            return inner
        if kind == "word":
            return self._call(word) if self._take("(") else ("name", word)
        if not word:
            raise Unsaid(N_("it ends too early"))
        raise _not_understood(word)

    def _call(self, name: str) -> Node:
        if self._take(")"):
            return ("call", name)
        given = [self._any()]
        while self._take(","):
            given.append(self._any())
        self._need(")")
        return ("call", name, *given)
