"""Hostile changes: refused, or taken back whole."""

import json
import random
from typing import Any

import pytest

from auditapp.core import editing
from auditapp.core.editing import Published, Tree
from auditapp.core.problems import Problem
from tests.core.editing.trees import DOOR, SHOP, STANDARD, TILL, faults, ids, normal

NASTY: list[Any] = [
    *(None, True, 0, -1, 1.5, 10**400, float("inf"), "", " ", "x" * 300, "\ud800", "__proto__"),
    *([], {}, [[]], {"": 1}, {"id": "q00000001"}, ["text"], {"question": []}, {"en": {"en": 1}}),
    *("yes_no", "text", "sections", "questions", "clauses", "id", "type", "key", "title", "en"),
    *("q00000001", "s00000000", "c00000000", {"all": [{"question": {}}]}, [{"key": [], "text": 1}]),
]


def anything(chance: random.Random, depth: int = 0) -> Any:
    if depth < 3 and chance.random() < 0.3:
        several = [anything(chance, depth + 1) for _ in range(chance.randrange(4))]
        return several if chance.random() < 0.5 else {str(one)[:9]: one for one in several}
    return chance.choice(NASTY)


def operation(chance: random.Random, tree: Tree) -> Any:
    """Return an operation with something odd in it, sometimes one that could be meant."""
    ids = [one["id"] for one in editing.parts_of(tree)]
    at = chance.choice([*ids, *ids, "", "q0000000z", "c0000000z"])
    names = ["id", "text", "title", "type", "key", "show_if", "languages", "options", "answer_sets"]
    names += ["sections", "weight", "critical", "evidence", "code", "limit", "standard", "linear"]
    made = {
        "do": chance.choice(["set", "set", "set", "add", "move", "remove", "copy"]),
        "at": at,
        "field": [chance.choice(names), *(["en"] if chance.random() < 0.3 else [])],
        "was": None,
        "to": anything(chance),
        "in": chance.choice([DOOR, TILL, "", ""]),
        "before": chance.choice([None, *ids]),
        "as": chance.choice(["qabcdefgh", "sabcdefgh", "cabcdefgh"]),
        "part": {chance.choice(names): anything(chance) for _ in range(3)},
    }
    wanted = {
        "set": ("at", "field", "was", "to"),
        "add": ("in", "before", "part"),
        "move": ("at", "in", "before"),
        "remove": ("at",),
        "copy": ("at", "as", "in", "before"),
    }[made["do"]]
    meant = {"do": made["do"]} | {name: made[name] for name in wanted}
    if chance.random() < 0.2:
        meant[chance.choice(list(meant))] = anything(chance)
    return meant


def with_what_stands(tree: Tree, one: Any) -> Any:
    """Say what stands there, so that the change is not refused for that."""
    if isinstance(one, dict) and one.get("do") == "set" and isinstance(one.get("field"), list):
        held = editing.part_of(tree, one["at"]) if isinstance(one.get("at"), str) else None
        if held and isinstance(one["field"][0] if one["field"] else None, str):
            return one | {"was": held.get(one["field"][0])} if len(one["field"]) == 1 else one
    return one


@pytest.mark.parametrize("source", [SHOP, STANDARD], ids=["checklist", "standard"])
def test_hostile_changes_are_refused_or_can_be_taken_back(source: Tree) -> None:
    chance, make_id, done, told = random.Random(7), ids(), 0, set()  # noqa: S311 - nothing secret
    start = editing.with_ids(source, make_id)
    published = Published(False, {"greeted": "yes_no"}, codes=frozenset({"GRT-1"}))
    tree = start
    for turn in range(1500):
        if turn % 50 == 0:
            tree = start
        try:
            read = editing.read_operations([with_what_stands(tree, operation(chance, tree))])
            made = editing.change(tree, read, make_id, published)
        except Problem as problem:
            told.add(problem.code)
            continue
        done += bool(made.operations)
        json.dumps(made.tree, ensure_ascii=False).encode()
        back = editing.apply(made.tree, made.inverse, make_id).tree
        assert normal(back) == normal(tree), read
        tree = made.tree
        editing.rows(tree, "en")
        for one in editing.parts_of(tree):
            published.names(tree, one["id"])
        errors = faults(tree)
        for one in editing.placed(tree, errors):
            assert one.sentence % one.details if one.details else one.sentence
        if editing.is_checklist(tree):
            mended = editing.without_faults(tree)
            assert bool(mended.checklist) is bool(mended.ids)
    assert done > 100
    told -= {"drafts.other_type"} if source is SHOP else set()
    assert told == {"drafts.changed_meanwhile", "drafts.gone", "drafts.unreadable"}
