"""A checklist and a standard as they are edited, and short ways to change them."""

from itertools import count
from typing import Any

import pytest

from auditapp.core import editing
from auditapp.core.editing import Tree
from auditapp.core.problems import Problem
from auditapp.core.reading import DocumentErrors, read_checklist, read_standard

DONE = [{"key": "all", "text": "All", "score": 100}]
SHOP: Tree = {
    "format": 1,
    "key": "shop",
    "title": "Shop",
    "method": "mystery_shop",
    "industry": "retail",
    "languages": ["en", "ru"],
    "answer_sets": {"done": DONE},
    "sections": [
        {
            "key": "door",
            "title": {"en": "Door"},
            "questions": [
                {"key": "greeted", "type": "yes_no", "text": {"en": "Greeted?", "ru": "Привет?"}},
                {
                    "key": "smiled",
                    "type": "yes_no",
                    "text": "Smiled?",
                    "critical": True,
                    "show_if": {"all": [{"question": "greeted", "equals": "yes"}]},
                },
            ],
        },
        {
            "key": "till",
            "title": "Till",
            "questions": [{"key": "wait", "type": "number", "text": "Wait?", "weight": 2}],
        },
    ],
}
STANDARD: Tree = {
    "format": 1,
    "key": "promise",
    "title": "Promise",
    "effective_from": "2026-01-01",
    "target": 85,
    "sections": {"door": 90},
    "clauses": [
        {"code": "GRT-1", "title": "Greeting", "requirement": "Greet."},
        {"code": "GRT-2", "title": "Smile", "requirement": "Smile.", "target": 95},
    ],
}
DOOR, TILL, GREETED, SMILED, WAIT = "s00000000", "s00000003", "q00000001", "q00000002", "q00000004"


def ids() -> editing.MakeId:
    numbers = count()
    return lambda letter: f"{letter}{next(numbers):08d}"


def put(at: str, field: list[str], was: Any, to: Any) -> dict[str, Any]:
    return {"do": "set", "at": at, "field": field, "was": was, "to": to}


def part(tree: Tree, at: str) -> Any:
    return editing.part_of(tree, at)


def keys(tree: Tree) -> list[str]:
    return [one.get("key", one.get("code")) for one in editing.parts_of(tree)]


def refused(tree: Tree, *operations: dict[str, Any], **named: Any) -> Problem:
    with pytest.raises(Problem) as raised:
        editing.change(tree, editing.read_operations(list(operations)), ids(), **named)
    return raised.value


def faults(tree: Tree) -> Any:
    try:
        read = read_checklist if editing.is_checklist(tree) else read_standard
        read(editing.plain(tree))
    except DocumentErrors as errors:
        return errors.errors
    return []


def normal(value: Any) -> Any:
    """Bring plain texts, and maps that are empty, into one form."""
    if isinstance(value, list):
        return [normal(one) for one in value]
    if not isinstance(value, dict):
        return value
    made = {key: normal(one) for key, one in value.items()}
    for name in ("text", "title"):
        if isinstance(made.get(name), str):
            made[name] = {"en": made[name]}
    return {key: one for key, one in made.items() if one not in ({}, None, "")}
