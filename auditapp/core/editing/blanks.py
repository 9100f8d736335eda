"""Where drafts begin: with nothing but what every document must have, or as a copy."""

from typing import Any

from auditapp.core.editing.keys import key_for
from auditapp.core.editing.trees import Tree


def empty_checklist(title: Any, languages: list[str], taken: frozenset[str], words: str) -> Tree:
    """Return a checklist with a title, `words` in its first language, and one empty question."""
    question = {"key": "question_1", "type": "yes_no"}
    return {
        "format": 1,
        "key": key_for(words, taken, "checklist", "-"),
        "title": title,
        "method": "mystery_shop",
        "industry": "services",
        "languages": languages,
        "sections": [{"key": "section_1", "questions": [question]}],
    }


def empty_standard(title: Any, taken: frozenset[str], words: str, on: str) -> Tree:
    """Return a standard with a title and one empty clause, in force from a day on."""
    return {
        "format": 1,
        "key": key_for(words, taken, "standard", "-"),
        "title": title,
        "effective_from": on,
        "target": 85,
        "clauses": [{"code": "A-1"}],
    }
