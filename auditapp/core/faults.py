"""Faults of a document: where each stands, what it says, and the nearest name that is known.

Collects; decides nothing about what a document may hold.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from auditapp.core.conditions import Path
from auditapp.core.problems import N_

MOST_ERRORS = 1000
_LONGEST_NAME = 100


@dataclass(frozen=True)
class DocumentError:
    """One fault: where it stands, and a sentence that says what to do."""

    path: Path
    code: str
    sentence: str
    details: dict[str, Any] = field(default_factory=dict)
    line: int | None = None
    column: int | None = None

    @property
    def message(self) -> str:
        """The sentence in English."""
        return self.sentence % self.details if self.details else self.sentence

    @property
    def where(self) -> str:
        """The path as people read it: sections[0].questions[2].weight."""
        parts = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in self.path)
        return "".join(parts).removeprefix(".") or "(document)"


class DocumentErrors(Exception):
    """All faults of one document in the order in which they stand; `tree` is what was read."""

    def __init__(self, errors: Iterable[DocumentError], tree: Any = None) -> None:
        self.tree = tree
        self.errors = sorted(errors, key=lambda error: (error.line or 0, error.column or 0))
        super().__init__(f"{len(self.errors)} faults")


class Positions:
    """Where keys and values of a tree stand in its source, by path; lines and columns from 1."""

    def __init__(self) -> None:
        self.keys: dict[Path, tuple[int, int]] = {}
        self.values: dict[Path, tuple[int, int]] = {}

    def find(self, path: Path, of_key: bool) -> tuple[int, int] | tuple[None, None]:
        """Return line and column of the path, or of the nearest part of the tree that holds it."""
        first, second = (self.keys, self.values) if of_key else (self.values, self.keys)
        while True:
            found = first.get(path) or second.get(path)
            if found:
                return found
            if not path:
                return (None, None)
            path = path[:-1]


class Report:
    """Collects faults while a document is read."""

    def __init__(self, positions: Positions | None) -> None:
        self.errors: list[DocumentError] = []
        self._told: set[tuple[Path, str, str]] = set()
        self._positions = positions or Positions()

    def add(
        self,
        path: Path,
        code: str,
        sentence: str,
        details: dict[str, Any] | None = None,
        of_key: bool = False,
    ) -> None:
        """Note one fault at `path`; `of_key` if it is the key that is wrong, not its value."""
        fault = (path, sentence, str(details))
        if fault in self._told or len(self.errors) >= MOST_ERRORS:
            return
        self._told.add(fault)
        line, column = self._positions.find(path, of_key)
        self.errors.append(DocumentError(path, code, sentence, details or {}, line, column))

    def unknown_key(self, path: Path, known: Iterable[str]) -> None:
        """Note a key that the format does not have, and the nearest one that it has."""
        key = str(path[-1])
        near = _nearest(key, known)
        details = {"key": key, "near": near} if near else {"key": key}
        sentence = (
            N_("Unknown key '%(key)s'. Did you mean '%(near)s'?")
            if near
            else N_("Unknown key '%(key)s': take it out.")
        )
        self.add(path, "document.unknown_key", sentence, details, of_key=True)

    def unknown_name(self, path: Path, name: Any, known: Iterable[str]) -> None:
        """Note a value that names nothing in `known`, and the nearest name that is there."""
        listed = list(known)
        near = _nearest(str(name), listed)
        details = {"name": str(name), "near": near, "known": ", ".join(listed)}
        sentence = N_("There is no '%(name)s' here.")
        if near:
            sentence = N_("There is no '%(name)s' here. Did you mean '%(near)s'?")
        elif listed:
            sentence = N_("There is no '%(name)s' here. Known: %(known)s.")
        self.add(path, "document.unknown_name", sentence, details)

    def condition_fault(self, path: Path, sentence: str, details: dict[str, Any]) -> None:
        """Note a fault found while a condition was read."""
        if sentence == "unknown_key":
            self.unknown_key(path, details["known"])
        else:
            self.add(path, "document.condition", sentence, details)

    def model(self, error: ValidationError, model: type[BaseModel], path: Path) -> None:
        """Note the faults that pydantic found in one part."""
        faults = error.errors(include_url=False)
        for fault in faults:
            # pydantic counts the entries in order only, and calls a list of faulty ones too short.
            if fault["type"] == "too_short" and any(
                other["loc"][:-1][: len(fault["loc"])] == fault["loc"] for other in faults
            ):
                continue
            # "[key]" is pydantic's own step for a key of a map; the document has none.
            inner = tuple(step for step in fault["loc"] if step != "[key]")
            context = dict(fault.get("ctx") or {})
            where = (*path, *inner, *context.pop("at", ()))
            kind = fault["type"]
            if kind == "extra_forbidden":
                self.unknown_key(where, _known_at(model, inner[:-1]))
            elif kind == "missing":
                self.add(where, "document.missing", N_("'%(key)s' is missing."), {"key": where[-1]})
            else:
                sentence, details = _sentence(kind, context, fault["msg"])
                self.add(where, "document.value", sentence, details)

    def done(self) -> None:
        """Raise: DocumentErrors if anything was noted."""
        if self.errors:
            raise DocumentErrors(self.errors)


OWN = ""
_SENTENCES = {
    "literal_error": N_("One of these is expected: %(expected)s."),
    "string_type": N_("Text is expected here."),
    "bool_type": N_("true or false is expected here."),
    "int_type": N_("A whole number is expected here."),
    "int_parsing": N_("A whole number is expected here."),
    "tuple_type": N_("A list is expected here."),
    "list_type": N_("A list is expected here."),
    "dict_type": N_("A map of keys to values is expected here."),
    "model_type": N_("A map of keys to values is expected here."),
    "model_attributes_type": N_("A map of keys to values is expected here."),
    "too_short": N_("At least one entry is expected here."),
    "too_long": N_("There are more entries here than are allowed."),
    "string_pattern_mismatch": N_("Only these characters and forms are allowed: %(pattern)s"),
    "string_too_long": N_("At most %(max_length)s characters are allowed."),
    "string_too_short": N_("At least %(min_length)s character is needed."),
    "greater_than_equal": N_("It must be at least %(ge)s."),
    "less_than_equal": N_("It must be at most %(le)s."),
    "greater_than": N_("It must be above %(gt)s."),
    "int_parsing_size": N_("The number is too large."),
    "text_long": N_("The text is longer than %(most)s characters."),
    # Our own validators say these whole.
    **dict.fromkeys(("code", "critical", "day", "number"), OWN),
    **dict.fromkeys(("text_boolean", "text_empty", "text_language", "text_type"), OWN),
}


def _sentence(kind: str, context: dict[str, Any], message: str) -> tuple[str, dict[str, Any]]:
    sentence = _SENTENCES.get(kind)
    if sentence == OWN:
        return message, {}
    if sentence is None:
        return N_("This cannot be read here: %(reason)s"), {"reason": message}
    return sentence, {key: str(value) for key, value in context.items()}


def _nearest(name: str, known: Iterable[str]) -> str:
    near = get_close_matches(name[:_LONGEST_NAME], list(known), n=1, cutoff=0.5)
    return near[0] if near else ""


def _known_at(model: type[BaseModel], path: Path) -> list[str]:
    place: Any = model
    for step in path:
        place = _below(place, step)
    found = _model_in(place)
    return _names(found) if found else []


def _names(model: type[BaseModel]) -> list[str]:
    return [field.alias or name for name, field in model.model_fields.items() if not field.exclude]


def _below(place: Any, step: str | int) -> Any:
    model = _model_in(place)
    if model and step in model.model_fields:
        return model.model_fields[str(step)].annotation
    return place


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in get_args(annotation):
        found = _model_in(argument)
        if found:
            return found
    return None
