"""Checklists and standards as people write them: YAML or JSON text to a tree with positions.

The text is bounded before and while it is parsed; tags are refused, aliases may not explode. What
a document may hold is `core.reading`'s business. `source` and `writing` are names of their own in
this feature on purpose: the format is no part of the pure core, and neither a query nor a command.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NamedTuple

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)
from ruamel.yaml.reader import ReaderError

from auditapp.core.conditions import Path
from auditapp.core.document import Checklist, Standard
from auditapp.core.problems import N_
from auditapp.core.reading import DocumentError, DocumentErrors, Positions, read_document

MOST_BYTES = 256 * 1024
MOST_NODES = 60_000
DEEPEST = 40
_TOO_DEEP = N_("The document is nested too deeply.")

_INTEGER = re.compile(r"[-+]?[0-9]{1,40}")
_FLOAT = re.compile(r"[-+]?(\.[0-9]{1,40}|[0-9]{1,40}(\.[0-9]{0,40})?)([eE][-+]?[0-9]{1,6})?")
_NOT_FINITE = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)|NaN|[-+]?Infinity")
_BOOLEANS = {
    word: truth
    for truth, words in ((True, "yes on true True TRUE"), (False, "no off false False FALSE"))
    for word in words.split()
}
_FIRST = (1, 1)
_NULLS = frozenset(("", "~", "null", "Null", "NULL"))


def read_source(text: bytes | str, standard: Standard | None = None) -> Checklist | Standard:
    """Read a checklist or a standard from YAML or JSON text.

    Raises: DocumentErrors with every fault, each with line and column.
    """
    return _document(_parse(_decoded(text)), standard)


def read_citing(text: bytes | str, held: Callable[[str], Standard | None]) -> Checklist | Standard:
    """Read a document beside the standard that it names, if that is held; parsed once for both.

    Raises: DocumentErrors with every fault, each with line and column.
    """
    builder = _parse(_decoded(text))
    document = _document(builder, None)
    cited = getattr(document, "standard", None)
    standard = held(cited) if cited else None
    return _document(builder, standard) if standard else document


def _document(builder: "_Builder", standard: Standard | None) -> Checklist | Standard:
    try:
        document = read_document(builder.root, builder.positions, standard)
    except DocumentErrors as found:
        # What the parser refused was left empty, and must not be named a second time for that.
        told = {fault.path for fault in builder.faults}
        others = (error for error in found.errors if error.path not in told)
        raise DocumentErrors([*builder.faults, *others], builder.root) from None
    if builder.faults:
        raise DocumentErrors(builder.faults, builder.root)
    return document


def _parse(text: str) -> "_Builder":
    builder = _Builder()
    try:
        builder.run(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = (mark.line + 1, mark.column + 1) if mark else _FIRST
        raise _not_yaml(place, str(error.problem)) from None
    except ReaderError as error:
        reason = f"the character U+{error.character:04X} is not allowed"
        raise _not_yaml(_place_at(text, error.position), reason) from None
    # The parser asserts what it thinks of a %YAML directive.
    except (YAMLError, ValueError, AssertionError) as error:
        raise _not_yaml(_FIRST, (str(error).splitlines() or [type(error).__name__])[0]) from None
    return builder


def _not_yaml(place: tuple[int, int], reason: str) -> DocumentErrors:
    sentence = N_("This is not YAML: %(reason)s.")
    return _error(place, "document.yaml", sentence, {"reason": reason})


def _place_at(text: str, index: int) -> tuple[int, int]:
    before = text[:index]
    return before.count("\n") + 1, index - (before.rfind("\n") + 1) + 1


def _decoded(text: bytes | str) -> str:
    size = len(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))
    if size > MOST_BYTES:
        details = {"size": size // 1024, "most": MOST_BYTES // 1024}
        sentence = N_("The document has %(size)s KB; at most %(most)s KB are read.")
        raise _error(_FIRST, "document.too_large", sentence, details)
    if isinstance(text, str):
        return text
    try:
        return text.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        good = text[: error.start].decode("utf-8-sig", "ignore")
        sentence = N_("Save the file as UTF-8.")
        raise _error(_place_at(good, len(good)), "document.encoding", sentence) from None


def _error(place: tuple[int, int], code: str, sentence: str, details: Any = None) -> DocumentErrors:
    return DocumentErrors([DocumentError((), code, sentence, details or {}, *place)])


@dataclass
class _Open:
    """A map or list that is being filled."""

    value: dict[str, Any] | list[Any]
    path: Path
    anchor: str | None
    key: str | None = None
    seen: set[str] = field(default_factory=set)


class _Anchored(NamedTuple):
    """A value that may be repeated by its name, and what a repetition costs."""

    value: Any
    nodes: int
    depth: int


class _Builder:
    """Builds the tree from parser events with a stack of its own, so that depth costs nothing."""

    def __init__(self) -> None:
        self.root: Any = None
        self.positions = Positions()
        self.positions.values[()] = _FIRST
        self.faults: list[DocumentError] = []
        self._open: list[_Open] = []
        self._anchors: dict[str, _Anchored] = {}
        self._nodes = 0
        self._documents = 0

    def run(self, text: str) -> None:
        for event in _events(text):
            self._take(event)

    def _take(self, event: Event) -> None:
        if isinstance(event, DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                raise self._stop(event, N_("One document a file: take out the second '---'."))
        elif isinstance(event, MappingEndEvent | SequenceEndEvent):
            self._close()
        elif isinstance(event, AliasEvent):
            self._alias(event)
        elif isinstance(event, ScalarEvent):
            self._scalar(event)
        elif isinstance(event, MappingStartEvent | SequenceStartEvent):
            self._start(event)

    def _stop(self, event: Event, sentence: str, details: Any = None) -> DocumentErrors:
        return _error(_place(event), "document.yaml", sentence, details)

    def _count(self, event: Event, nodes: int = 1) -> None:
        self._nodes += nodes
        if self._nodes > MOST_NODES:
            raise self._stop(event, N_("The document has too many parts, or aliases that explode."))

    def _check_tag(self, event: Any) -> None:
        tag = event.tag
        if tag:
            raise self._stop(event, N_("Tags are not read here: take out '%(tag)s'."), {"tag": tag})

    def _start(self, event: MappingStartEvent | SequenceStartEvent) -> None:
        self._count(event)
        self._check_tag(event)
        if len(self._open) >= DEEPEST:
            raise self._stop(event, _TOO_DEEP)
        is_map = isinstance(event, MappingStartEvent)
        if self._wants_key():
            raise self._stop(event, N_("A key is a plain word, not a list or a map."))
        value: dict[str, Any] | list[Any] = {} if is_map else []
        path = self._here()
        self._mark(path, event)
        self._add(value)
        self._open.append(_Open(value, path, event.anchor))

    def _close(self) -> None:
        closed = self._open.pop()
        if closed.anchor:
            self._anchors[closed.anchor] = _Anchored(closed.value, *_extent(closed.value))

    def _alias(self, event: AliasEvent) -> None:
        if event.anchor not in self._anchors or self._wants_key():
            raise self._stop(
                event, N_("'*%(name)s' names nothing before it."), {"name": event.anchor}
            )
        known = self._anchors[event.anchor]
        self._count(event, known.nodes)
        if len(self._open) + known.depth > DEEPEST:
            raise self._stop(event, _TOO_DEEP)
        self._mark(self._here(), event)
        self._add(known.value)

    def _scalar(self, event: ScalarEvent) -> None:
        self._count(event)
        self._check_tag(event)
        if self._wants_key():
            self._key(event)
            return
        value = self._read(event)
        self._mark(self._here(), event)
        if event.anchor:
            self._anchors[event.anchor] = _Anchored(value, 1, 0)
        self._add(value)

    def _read(self, event: ScalarEvent) -> Any:
        if event.style is not None:
            return self._word(event, self._here())
        if _NOT_FINITE.fullmatch(event.value):
            self._fault(
                event, self._here(), N_("A number is expected here, neither NaN nor infinity.")
            )
            return None
        value = _plain(event.value)
        return self._word(event, self._here()) if isinstance(value, str) else value

    def _word(self, event: ScalarEvent, path: Path) -> str:
        try:
            return _joined(event.value)
        except UnicodeDecodeError:
            self._fault(event, path, N_("Half a character stands here: write the whole one."))
            return "?"

    def _wants_key(self) -> bool:
        return (
            bool(self._open)
            and isinstance(self._open[-1].value, dict)
            and self._open[-1].key is None
        )

    def _key(self, event: ScalarEvent) -> None:
        top = self._open[-1]
        key = self._word(event, top.path)
        path = (*top.path, key)
        if key in top.seen:
            sentence = N_("The key '%(key)s' is there twice: keep one.")
            self._fault(event, path, sentence, {"key": key}, "document.duplicate_key")
        else:
            self.positions.keys[path] = _place(event)
        top.seen.add(key)
        top.key = key

    def _fault(
        self,
        event: Event,
        path: Path,
        sentence: str,
        details: Any = None,
        code: str = "document.value",
    ) -> None:
        line, column = _place(event)
        self.faults.append(DocumentError(path, code, sentence, details or {}, line, column))

    def _here(self) -> Path:
        if not self._open:
            return ()
        top = self._open[-1]
        step = len(top.value) if isinstance(top.value, list) else (top.key or "")
        return (*top.path, step)

    def _mark(self, path: Path, event: Event) -> None:
        self.positions.values.setdefault(path, _place(event))

    def _add(self, value: Any) -> None:
        if not self._open:
            self.root = value
            return
        top = self._open[-1]
        if isinstance(top.value, list):
            top.value.append(value)
        else:
            top.value.setdefault(top.key or "", value)
            top.key = None


def _events(text: str) -> Iterator[Event]:
    yield from YAML(typ="safe", pure=True).parse(text)


def _place(event: Event) -> tuple[int, int]:
    return event.start_mark.line + 1, event.start_mark.column + 1


def _extent(value: Any) -> tuple[int, int]:
    """Return how many nodes a value has, and how deep it is."""
    if not isinstance(value, dict | list):
        return 1, 0
    inner = [_extent(item) for item in (value.values() if isinstance(value, dict) else value)]
    return 1 + sum(nodes for nodes, _ in inner), 1 + max((deep for _, deep in inner), default=0)


def _joined(text: str) -> str:
    # JSON writes what lies beyond the basic plane as two escapes, which YAML takes one by one.
    return text.encode("utf-16", "surrogatepass").decode("utf-16")


def _plain(word: str) -> Any:
    if word in _NULLS:
        return None
    if word in _BOOLEANS:
        return _BOOLEANS[word]
    if _INTEGER.fullmatch(word):
        return int(word)
    if _FLOAT.fullmatch(word):
        return Decimal(word)
    return word


def is_plain(word: str) -> bool:
    """Tell whether a word written without quotes is read back as that word."""
    return isinstance(_plain(word), str) and not _NOT_FINITE.fullmatch(word)
