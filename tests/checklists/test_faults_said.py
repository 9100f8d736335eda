"""Whatever may be wrong with a document is said in Russian too, none of it in pydantic's words."""

import copy
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask
from flask_babel import force_locale, gettext

from auditapp.core.reading import DocumentErrors, read_document

QUESTIONS = [
    {"type": "scale", "min": 0, "max": 9, "step": 1, "labels": {"0": "a"}, "reverse": True},
    {"type": "choice", "options": [{"key": "a", "text": {"en": "A"}, "score": 1}], "look": "menu"},
    {"type": "multi_choice", "options": "s", "at_least": 1},
    {"type": "number", "min": 1, "unit": "s", "decimals": 1, "bands": [{"up_to": 3, "score": 4}]},
    {"type": "duration", "linear": {"best": 1, "worst": 5}},
    {"type": "date", "min": "2026-01-01"},
    {"type": "text", "max_length": 3, "pattern": "a+"},
    {"type": "file", "accept": ["pdf"], "max": 2},
    {"type": "position", "within": 50},
    {
        "type": "yes_no", "expect": "no", "image": "a.jpg", "weight": 2, "critical": {"below": 50},
        "clause": "A-1", "group": "g", "bonus": False, "cause": "people", "measure": "m",
        "dimension": "empathy", "show_if": {"question": "q0", "answered": True},
        "evidence": {"when": "fail", "photo": "required"},
    },
]  # fmt: skip
CHECKLIST = {
    "format": 1, "key": "k", "title": "t", "method": "complaint", "industry": "i",
    "languages": ["fr"], "standard": "p", "pass_mark": 3, "live_score": True, "check_in": "ask",
    "owners": {"a": "A"}, "grades": [{"key": "a", "from": 0, "name": "n"}], "notes": ["x"],
    "answer_sets": {"s": [{"key": "a", "text": "a", "score": 4}]},
    "sections": [{
        "key": "s", "title": "t", "weight": 1, "na": True, "owner": "a",
        "repeat": {"min": 1, "max": 2, "title": "t"},
        "questions": [
            {"key": f"q{at}", "text": "T"} | one for at, one in enumerate(QUESTIONS)
        ],
    }],
}  # fmt: skip
STANDARD = {
    "format": 1, "key": "p", "title": "t", "effective_from": "2026-01-01", "target": 80,
    "clauses": [{
        "code": "A-1", "title": "t", "requirement": "r", "limit": {
            "measure": "m", "unit": "s", "at_most": 1,
        }, "industry": {"value": 1, "source": "s", "year": 2025},
    }],
}  # fmt: skip
WRONG = [
    True, 10**20, Decimal("1.5"), -1, "", "A b!", "x" * 30_000, [], {}, [1], {"en": ""},
    {"Q!": "x"}, ["a", "a"], Decimal("0.1234567890123456789"), "2026-13-01",
]  # fmt: skip


def places(tree: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every step into a document."""
    steps = tree.items() if isinstance(tree, dict) else enumerate(tree)
    for step, inner in steps if isinstance(tree, dict | list) else ():
        yield (*path, step)
        yield from places(inner, (*path, step)) if isinstance(inner, dict | list) else ()


def faults(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """What is said of the document with each of its values replaced by a wrong one."""
    for path in list(places(document)):
        for wrong in WRONG:
            tree = owner = copy.deepcopy(document)
            for step in path[:-1]:
                owner = owner[step]
            owner[path[-1]] = wrong
            try:
                read_document(tree)
            except DocumentErrors as found:
                yield from ((one.sentence, one.details) for one in found.errors)


@pytest.mark.parametrize("document", [CHECKLIST, STANDARD], ids=["checklist", "standard"])
def test_every_fault_is_said_in_russian(app: Flask, document: dict[str, Any]) -> None:
    assert read_document(copy.deepcopy(document))
    told = dict(faults(document))
    assert len(told) > 10
    with app.test_request_context(), force_locale("ru"):
        assert [one for one, details in told.items() if gettext(one) == one] == []
        assert all(gettext(one, **details) for one, details in told.items() if details)
