"""The format as chapters to read: the JSON Schema, said in words, with the examples of the table.

Each line comes from the schema's own node, so that page and schema cannot differ.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from pydantic import BaseModel

from auditapp.core.document import Checklist, Question, Section, Standard
from auditapp.core.format.schema import CODE_PATTERN, Node, Say, json_schema
from auditapp.core.format.words import (
    CONDITION,
    CONDITION_SAID,
    KINDS_SAID,
    MOMENTS,
    PARTS,
    TEXT_SAID,
    said_of,
)
from auditapp.core.kinds import KINDS
from auditapp.core.problems import N_
from auditapp.core.text import LANGUAGE

_HEADS: tuple[type[BaseModel], ...] = (Checklist, Section, Question)
_PROMISES = tuple(PARTS)[tuple(PARTS).index(Standard) :]
_SHARED = tuple(part for part in PARTS if part not in (*_HEADS, *_PROMISES))
_TEXTS = "title: Store visit\n\ntitle: {en: Store visit, ru: Визит в магазин}"
# What patterns let through, for people; all others are of days and times.
_LOOKS = {
    r"^[a-z0-9-]+$": "a-z 0-9 -",
    r"^[a-z0-9_]+$": "a-z 0-9 _",
    r"^[A-Za-z0-9_][A-Za-z0-9._-]*$": "A-Z a-z 0-9 . _ -",
    CODE_PATTERN: "A-Z 0-9 . -",
    LANGUAGE: "en",
}
_PLAIN = {
    "boolean": N_("true or false"),
    "integer": N_("whole number"),
    "number": N_("number"),
    "string": N_("text"),
}


class Piece(NamedTuple):
    """A piece of what may stand behind a key: words, or code, or the chapter that says more."""

    words: str
    is_code: bool = False
    chapter: str = ""


@dataclass(frozen=True)
class Row:
    """One key of a chapter."""

    key: str
    words: str
    needed: bool
    default: str
    form: tuple[Piece, ...]
    example: str


@dataclass(frozen=True)
class Chapter:
    """A part of the format, or a question type with its score, a question and an answer."""

    name: str
    title: str
    words: str
    rows: tuple[Row, ...] = ()
    score: str = ""
    example: str = ""
    answer: str = ""


def chapters(say: Say = str) -> list[tuple[str, list[Chapter]]]:
    """Return the whole format: chapters in groups, each under its title, put by `say`."""
    return _Teller(say).groups()


class _Teller:
    def __init__(self, say: Say) -> None:
        self.say = say
        checklist, standard = json_schema(Checklist, say), json_schema(Standard, say)
        self.nodes = checklist["$defs"] | standard["$defs"]
        self.nodes |= {"checklist": checklist, "standard": standard}

    def groups(self) -> list[tuple[str, list[Chapter]]]:
        title, words = map(self.say, TEXT_SAID)
        text = Chapter("text", title, words, example=_TEXTS)
        heads = [self.part(model) for model in _HEADS]
        groups = (
            (N_("Checklist"), [*heads, text, self.condition()]),
            (N_("Question types"), [self.kind(name) for name in KINDS]),
            (N_("Parts of a question or section"), [self.part(one) for one in _SHARED]),
            (N_("Standard"), [self.part(one) for one in _PROMISES]),
        )
        return [(self.say(title), held) for title, held in groups]

    def part(self, model: type[BaseModel]) -> Chapter:
        name, (title, words) = model.__name__.lower(), PARTS[model]
        rows = self.rows(
            self.nodes[name], {key: said_of(model, key).example for key in _keys(model)}
        )
        return Chapter(name, self.say(title), self.say(words), rows)

    def kind(self, name: str) -> Chapter:
        said, model = KINDS_SAID[name], KINDS[name]
        shown = {key: said_of(model, key).example for key in _keys(model)}
        if name in MOMENTS:
            shown = {key: text.format(moment=MOMENTS[name]) for key, text in shown.items()}
        rows = self.rows(self.nodes[f"{name}_question"], shown)
        words, score = self.say(said.words), self.say(said.score)
        return Chapter(f"type-{name}", name, words, rows, score, said.example, said.answer)

    def condition(self) -> Chapter:
        title, words = map(self.say, CONDITION_SAID)
        branches = self.nodes["condition"]["anyOf"]
        known = {key: node for branch in branches for key, node in branch["properties"].items()}
        node = {"properties": known, "required": ["question"]}
        shown = {
            key: said.example if key in _ALONE else f"{{question: greeted, {said.example}}}"
            for key, said in CONDITION.items()
        }
        return Chapter("condition", title, words, self.rows(node, shown))

    def rows(self, node: Node, shown: dict[str, str]) -> tuple[Row, ...]:
        needed = node.get("required", ())
        return tuple(
            Row(
                key=key,
                words=node["properties"][key]["description"],
                needed=key in needed,
                default=_written(node["properties"][key].get("default")),
                form=tuple(self.form(node["properties"][key])),
                example=example,
            )
            for key, example in shown.items()
        )

    def form(self, node: Node) -> Iterator[Piece]:
        """Yield what may stand there, piece by piece."""
        if "$ref" in node:
            yield self.link(node["$ref"].rpartition("/")[2])
        elif "anyOf" in node:
            yield from self.either(node["anyOf"])
        elif "enum" in node or "const" in node:
            for place, value in enumerate(node.get("enum", [node.get("const")])):
                if place:
                    yield Piece("|")
                yield Piece(str(value), is_code=True)
        elif node["type"] in ("array", "object"):
            listed = node["type"] == "array"
            yield Piece(self.say(N_("list:") if listed else N_("by key:")))
            yield from self.form(node["items" if listed else "additionalProperties"])
            yield from self.bounds(node)
        else:
            yield from self.plain(node)

    def link(self, name: str) -> Piece:
        titles = {model.__name__.lower(): title for model, (title, _) in PARTS.items()}
        titles |= {"text": TEXT_SAID[0], "condition": CONDITION_SAID[0]}
        return Piece(self.say(titles[name]).lower(), chapter=name)

    def either(self, nodes: list[Node]) -> Iterator[Piece]:
        # Truths that are read as the words yes and no are no other value.
        bent = "$ref" not in nodes[-1] and nodes[0].get("type") != "boolean"
        told = [node for node in nodes if not (bent and node.get("type") == "boolean")]
        for place, node in enumerate(told):
            if place:
                yield Piece(self.say(N_("or")))
            yield from self.form(node)

    def plain(self, node: Node) -> Iterator[Piece]:
        kinds = node["type"] if isinstance(node["type"], list) else [node["type"]]
        told = [kind for kind in kinds if kind != "boolean" or len(kinds) == 1]
        yield Piece(f" {self.say(N_('or'))} ".join(self.say(_PLAIN[kind]) for kind in told))
        if "pattern" in node:
            yield Piece(_LOOKS.get(node["pattern"], "ISO 8601"), is_code=True)
        yield from self.bounds(node)

    def bounds(self, node: Node) -> Iterator[Piece]:
        low, high = node.get("minimum"), node.get("maximum")
        if low is not None and high is not None:
            yield Piece(f"({_written(low)} … {_written(high)})")
        if "exclusiveMinimum" in node:
            above = self.say(N_("above %(least)s")) % {"least": node["exclusiveMinimum"]}
            upto = f" … {_written(high)}" if high is not None else ""
            yield Piece(f"({above}{upto})")
        for key, words in (
            ("maxLength", N_("up to %(most)s characters")),
            ("maxItems", N_("up to %(most)s entries")),
        ):
            if key in node:
                yield Piece(f"({self.say(words) % {'most': node[key]}})")


_ALONE = ("question", "all", "any", "not")


def _keys(model: type[BaseModel]) -> list[str]:
    return [
        field.alias or name
        for name, field in model.model_fields.items()
        if not field.exclude and name != "kind"
    ]


def _written(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"[{', '.join(map(str, value))}]" if isinstance(value, list) else str(value)
