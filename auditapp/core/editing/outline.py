"""What a draft's outline shows of each part."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from auditapp.core.editing.trees import PartName, Tree, is_checklist, languages_of, name_of, said

# What a new question asks for until somebody chooses.
_BEGUN = {"q": {"type": "yes_no"}}


@dataclass(frozen=True)
class Row:
    """One part as the outline shows it; `name` says which kind of part it is, `key` its code too.

    `number` is the one that people see: '2.1' for a question.
    """

    id: str
    name: PartName
    number: str
    key: str
    title: str
    type: str
    is_critical: bool
    is_conditional: bool


def rows(tree: Tree, spoken: str) -> list[Row]:
    """Return the rows of an outline in order, each section before its questions."""
    first = languages_of(tree)[0]
    return [_row(part, number, spoken, first) for number, part in _numbered(tree)]


def fresh_rows(tree: Tree) -> list[Row]:
    """Return the rows of parts that have just been added, one of each kind, with ids of noughts."""
    kinds = "sq" if is_checklist(tree) else "c"
    parts = ({"id": f"{letter}00000000"} for letter in kinds)
    return [_row(part | _BEGUN.get(part["id"][0], {}), "", "", "") for part in parts]


def _row(part: Tree, number: str, spoken: str, first: str) -> Row:
    name = name_of(part["id"])
    return Row(
        id=part["id"],
        name=name,
        number=number,
        key=_word(part, "code" if name == "clause" else "key"),
        title=said(part.get("text" if name == "question" else "title"), spoken, first),
        type=_word(part, "type"),
        is_critical=bool(part.get("critical")),
        is_conditional=part.get("show_if") is not None,
    )


def _word(part: Tree, name: str) -> str:
    value: Any = part.get(name)
    return value if isinstance(value, str) else ""


def _numbered(tree: Tree) -> Iterator[tuple[str, Tree]]:
    if not is_checklist(tree):
        for at, clause in enumerate(tree["clauses"], 1):
            yield str(at), clause
        return
    for section_at, section in enumerate(tree["sections"], 1):
        yield str(section_at), section
        for question_at, question in enumerate(section["questions"], 1):
            yield f"{section_at}.{question_at}", question
