"""What the form's script is given: the rules without texts, and its words in the language."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from auditapp.checklists.source import read_source
from auditapp.phone.forms import rules_of, words_of

SHOP = Path(__file__).parents[2] / "checklists" / "shop-visit.yaml"
SOURCE = """\
format: 1
key: case
title: Case
method: mystery_shop
industry: retail
languages: [en]
pass_mark: 87.5
owners: {barman: Barman}
grades: [{key: good, from: 0, name: Good}]
answer_sets: {full: [{key: all, text: All, score: 100}, {key: none, text: None, score: 0}]}
sections:
  - key: bar
    title: Bar
    owner: barman
    repeat: {max: 3, title: Bar}
    questions:
      - {key: clean, type: choice, text: Clean?, help: Look., options: full, critical: true}
      - {key: mood, type: scale, text: Mood?, min: 1, max: 5, labels: {1: Bad}, group: Staff}
      - {key: price, type: number, text: Price?, unit: €, bands: [{up_to: 1.5, score: 100}],
         show_if: {question: clean, in: [all]}}
"""


def strings(tree: Any) -> Iterator[str]:
    if isinstance(tree, dict):
        tree = tree.values()
    elif isinstance(tree, str):
        yield tree
        return
    elif not isinstance(tree, list):
        return
    for item in tree:
        yield from strings(item)


def test_rules_say_all_that_scores_and_no_text() -> None:
    questions = [
        {
            "key": "clean",
            "type": "choice",
            "critical": True,
            "options": [{"key": "all", "score": 100}, {"key": "none", "score": 0}],
        },
        {"key": "mood", "type": "scale", "min": 1, "max": 5},
        {
            "key": "price",
            "type": "number",
            "show_if": {"question": "clean", "in": ["all"]},
            "bands": [{"up_to": 1.5, "score": 100}],
        },
    ]
    assert rules_of(read_source(SOURCE)) == {
        "key": "case",
        "pass_mark": 87.5,
        "grades": [{"key": "good", "from": 0}],
        "sections": [{"key": "bar", "repeat": {"max": 3}, "questions": questions}],
    }


def test_rules_of_a_shipped_checklist_hold_no_words() -> None:
    rules = rules_of(read_source(SHOP.read_bytes()))
    assert [text for text in strings(rules) if " " in text or not text.isascii()] == []
    assert len(json.dumps(rules)) < 0.5 * len(SHOP.read_bytes())


def test_words_of_the_script_are_those_of_the_catalogue() -> None:
    words = words_of("ru")
    assert words["Answer yes or no."] == "Ответьте «да» или «нет»."
    forms = [said for said in words.values() if isinstance(said, list)]
    assert forms
    assert all(len(said) == 3 for said in forms)
    assert words_of("en") == {}
