"""Where something stands in a document, as people know it: the number and words of a part."""

from dataclasses import dataclass
from typing import Any

from auditapp.core.conditions import Path
from auditapp.core.editing.trees import languages_of, said


@dataclass(frozen=True)
class Named:
    """A place of a document: its part, '1.2 Were you greeted?', "" for the head; then its field."""

    part: str
    field: str


def named(tree: Any, path: Path, spoken: str) -> Named:
    """Return how people call what a path leads to in a document, which may be faulty anywhere."""
    tree = tree if isinstance(tree, dict) else {}
    first = _first(tree)
    numbers: list[str] = []
    holder, rest, words = tree, path, ""
    while len(rest) > 1 and rest[0] in ("sections", "questions", "clauses"):
        found = _entry(holder, rest)
        if found is None:
            break
        numbers.append(f"{rest[1] + 1}")  # type: ignore[operator]
        holder, rest = (found if isinstance(found, dict) else {}), rest[2:]
        words = found if isinstance(found, str) else _words(holder, spoken, first)
    number = "" if "code" in holder else ".".join(numbers)
    return Named(f"{number} {words}".strip(), _field(holder, rest, spoken, first))


def _first(tree: dict[str, Any]) -> str:
    return languages_of({"sections": [], "languages": tree.get("languages")})[0]


def _entry(holder: Any, rest: Path) -> Any:
    listed = holder.get(rest[0]) if isinstance(holder, dict) else None
    at = rest[1]
    if isinstance(listed, list) and isinstance(at, int) and at < len(listed):
        return listed[at]
    return None


def _words(part: dict[str, Any], spoken: str, first: str) -> str:
    found = (said(part.get(name), spoken, first) for name in ("text", "title", "name"))
    words = next(filter(None, found), "")
    return " ".join(filter(None, (_plain(part.get("code")), words))) or _plain(part.get("key"))


def _plain(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _field(holder: Any, rest: Path, spoken: str, first: str) -> str:
    """Return the rest of a path: keys as the file writes them, entries of lists by their words."""
    steps: list[str] = []
    for step in rest:
        inner = holder[step] if _holds(holder, step) else None
        if isinstance(step, int):
            words = _words(inner, spoken, first) if isinstance(inner, dict) else ""
            steps.append(f"“{words}”" if words else f"{step + 1}")
        else:
            steps.append(step)
        holder = inner
    return " › ".join(steps)


def _holds(holder: Any, step: Any) -> bool:
    if isinstance(step, int):
        return isinstance(holder, list) and step < len(holder)
    return isinstance(holder, dict) and step in holder
