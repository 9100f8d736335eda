"""The format as JSON Schema (2020-12), made from the models, for editors that complete and check.

It says what one part may hold. What concerns several parts (names that are cited, weights, order)
only `reading` knows. An optional key with nothing behind it is taken for one not yet written.
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, BeforeValidator
from pydantic.fields import FieldInfo

from auditapp.core.conditions import ORDER, STATE, TESTS, Test, Tree
from auditapp.core.document import (
    Checklist,
    ClauseCode,
    Critical,
    Limit,
    Question,
    Section,
    Standard,
)
from auditapp.core.format.words import (
    CONDITION,
    CONDITION_SAID,
    KINDS_SAID,
    PARTS,
    TEXT_SAID,
    said_of,
)
from auditapp.core.kinds import KINDS
from auditapp.core.kinds.base import bend
from auditapp.core.kinds.moment import SHAPES, MomentKind
from auditapp.core.kinds.options import WithOptions
from auditapp.core.text import LANGUAGE, MAX_CHARACTERS, Text

Node = dict[str, Any]
Say = Callable[[str], str]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
# Offered by editors before others are thought of: those the product itself speaks.
OFFERED = ("en", "ru")
_BENT = {"type": "boolean"}
_FILLED: Node = {"minItems": 1}
# What the checks say of lists, which the models let be empty.
_BESIDES: dict[tuple[type[BaseModel], str], Node] = {
    (Checklist, "sections"): _FILLED,
    (Section, "questions"): _FILLED,
    (Standard, "clauses"): _FILLED,
}
# Not every engine knows the capitals of all alphabets: what surely is none is refused.
CODE_PATTERN = r"^[^\sa-zа-яё!-,/:-@\[-`{-~]+$"
_CODE: Node = {"type": "string", "maxLength": 40, "pattern": CODE_PATTERN}
_DAY = {"type": "string", "format": "date", "pattern": f"^{SHAPES[date].pattern}$"}
_READS_CODES = get_args(ClauseCode)[1:]


def json_schema(model: type[Checklist | Standard], say: Say = str) -> Node:
    """Return the JSON Schema of checklists or of standards, its words put by `say`."""
    writer = _Writer(say)
    root = writer.part(model)
    return {"$schema": DIALECT, "title": say(PARTS[model][0]), **root, "$defs": writer.defs}


class _Writer:
    """Writes nodes, and keeps each part that is referred to under its name."""

    def __init__(self, say: Say) -> None:
        self.say = say
        self.defs: dict[str, Node] = {}

    def part(self, model: type[BaseModel]) -> Node:
        """Return a part: its keys, which of them are needed, and no others."""
        node = self.keys(model)
        if model is Limit:
            node["oneOf"] = [{"required": ["at_most"]}, {"required": ["at_least"]}]
        if model is Critical:
            node["minProperties"] = 1
        return {"description": self.say(PARTS[model][1]), **node}

    def keys(self, model: type[BaseModel]) -> Node:
        """Return the keys of a model, which of them are needed, and that there are no others."""
        fields = {
            field.alias or name: (name, field)
            for name, field in model.model_fields.items()
            if not field.exclude and name != "kind"
        }
        node: Node = {
            "type": "object",
            "properties": {
                key: self.key(model, key, name, field) for key, (name, field) in fields.items()
            },
            "additionalProperties": False,
        }
        needed = [key for key, (_name, field) in fields.items() if field.is_required()]
        return node | ({"required": needed} if needed else {})

    def key(self, model: type[BaseModel], key: str, name: str, field: FieldInfo) -> Node:
        """Return what may stand behind a key, and what it means."""
        node = self.of(field.annotation, field.metadata) | _BESIDES.get((model, name), {})
        if model is Question and key == "type":
            node = {"enum": list(KINDS)}
        if model is Question and key == "critical":
            node = {"anyOf": [{"type": "boolean"}, node]}
        if issubclass(model, MomentKind):
            node["pattern"] = f"^(?:{SHAPES[model.shape].pattern})$"
        if issubclass(model, WithOptions) and key == "options":
            named = WithOptions.model_fields["answer_set"]
            node = {"anyOf": [node, self.of(named.annotation, named.metadata)]}
        if not field.is_required():
            node |= _default(field)
        return {"description": self.say(said_of(model, key).words), **node}

    def of(self, annotation: Any, metadata: Any = ()) -> Node:
        """Return the node of a type with what is said beside it."""
        origin, arguments = get_origin(annotation), get_args(annotation)
        if arguments and hasattr(annotation, "__metadata__"):
            return self.of(arguments[0], (*annotation.__metadata__, *metadata))
        if origin in (Union, UnionType):
            return self._union(arguments, metadata)
        return self._bounded(self._plain(annotation, origin, arguments), list(_flat(metadata)))

    def _union(self, arguments: tuple[Any, ...], metadata: Any) -> Node:
        if Test in arguments or Tree in arguments:
            return self._kept("condition", self._condition)
        (one,) = (argument for argument in arguments if argument is not type(None))
        return self.of(one, metadata)

    def _plain(self, annotation: Any, origin: Any, arguments: tuple[Any, ...]) -> Node:
        if origin is Literal:
            return {"enum": list(arguments)} if len(arguments) > 1 else {"const": arguments[0]}
        if origin is tuple:
            return {"type": "array", "items": self.of(arguments[0])}
        if origin is dict:
            return self._map(*arguments)
        if annotation is Text:
            return self._kept("text", self._text)
        if annotation is Question:
            return self._kept("question", self._question)
        if issubclass(annotation, BaseModel):
            return self._kept(annotation.__name__.lower(), lambda: self.part(annotation))
        return dict(_TYPES[annotation])

    def _map(self, key: Any, value: Any) -> Node:
        node = {"type": "object", "additionalProperties": self.of(value)}
        named = {name: rule for name, rule in self.of(key).items() if name != "type"}
        return node | ({"propertyNames": named} if named else {})

    def _bounded(self, node: Node, said: list[Any]) -> Node:
        for one in said:
            node |= _CODE if one in _READS_CODES else _bound(node, one)
        # What is bent is a word whatever else is said of it.
        bent = any(isinstance(one, BeforeValidator) and one.func is bend for one in said)
        return {"anyOf": [node, _BENT]} if bent else node

    def _kept(self, name: str, make: Callable[[], Node]) -> Node:
        if name not in self.defs:
            self.defs[name] = {}  # a part may hold itself
            self.defs[name] = make()
        return {"$ref": f"#/$defs/{name}"}

    def _text(self) -> Node:
        words = {"type": "string", "pattern": r"\S", "maxLength": MAX_CHARACTERS}
        by_language = {
            "type": "object",
            "properties": dict.fromkeys(OFFERED, words),
            "propertyNames": {"pattern": LANGUAGE},
            "additionalProperties": words,
            "minProperties": 1,
        }
        return {"description": self.say(TEXT_SAID[1]), "anyOf": [words, by_language]}

    def _question(self) -> Node:
        """Return what all questions have, and by its type what this one has besides."""
        common = self.part(Question)
        closed = common.pop("additionalProperties")
        known = dict.fromkeys(common["properties"], True)
        for name, kind in KINDS.items():
            own = self.keys(kind)
            own["properties"] = known | own["properties"]
            said = {"description": self.say(KINDS_SAID[name].words)}
            self.defs[f"{name}_question"] = said | own | {"additionalProperties": closed}
        return common | {
            "allOf": [
                {
                    "if": {"properties": {"type": {"const": name}}, "required": ["type"]},
                    "then": {"$ref": f"#/$defs/{name}_question"},
                }
                for name in KINDS
            ]
        }

    def _condition(self) -> Node:
        me = {"$ref": "#/$defs/condition"}
        several = {"type": "array", "items": me, "minItems": 1}
        said: Node = {key: {"description": self.say(CONDITION[key].words)} for key in CONDITION}
        test: Node = {"question": said["question"] | {"type": "string"}}
        test |= {op: said[op] | _operand(op) for op in TESTS}
        trees: Node = {"all": several, "any": several, "not": me}
        return {
            "description": self.say(CONDITION_SAID[1]),
            "anyOf": [
                # The question and exactly one test.
                _closed(test, ["question"]) | {"minProperties": 2, "maxProperties": 2},
                *(_closed({op: said[op] | node}, [op]) for op, node in trees.items()),
            ],
        }


_TYPES: dict[Any, Node] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    Decimal: {"type": "number"},
    date: _DAY,
}
_ONE: Node = {"type": ["string", "number", "boolean"]}
_VALUE: Node = {"anyOf": [_ONE, {"type": "array", "items": _ONE}]}


def _operand(op: str) -> Node:
    if op in STATE:
        return {"type": "boolean"}
    if op in ORDER:
        shapes = "|".join(shape.pattern for shape in SHAPES.values())
        return {"anyOf": [{"type": "number"}, {"type": "string", "pattern": f"^(?:{shapes})$"}]}
    if op == "in":
        return {"type": "array", "items": _VALUE, "minItems": 1}
    return {"type": ["string", "boolean"]} if op == "includes" else _VALUE


def _closed(properties: Node, required: list[str]) -> Node:
    return {
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def _flat(metadata: Any) -> Any:
    for one in metadata:
        yield from one.metadata if isinstance(one, FieldInfo) else (one,)


def _bound(node: Node, said: Any) -> Node:
    ends = "Items" if node.get("type") == "array" else "Length"
    named = {
        "ge": "minimum",
        "gt": "exclusiveMinimum",
        "le": "maximum",
        "min_length": f"min{ends}",
        "max_length": f"max{ends}",
        "pattern": "pattern",
    }
    bounds = {name: getattr(said, own, None) for own, name in named.items()}
    return {name: bound for name, bound in bounds.items() if bound is not None}


def _default(field: FieldInfo) -> Node:
    value = field.get_default(call_default_factory=True)
    if isinstance(value, Decimal):
        value = int(value) if value == int(value) else float(value)
    if isinstance(value, tuple):
        value = list(value)
    # What is not there, or empty, needs no mention.
    return {} if value in (None, [], {}) else {"default": value}
