"""Editing a document: operations by compare-and-set and back, and what bounds them."""

import json
from typing import Any

import pytest

from auditapp.core import editing
from auditapp.core.document import Checklist
from auditapp.core.editing import Tree
from auditapp.core.problems import Problem
from auditapp.core.reading import read_checklist
from tests.core.editing.trees import (
    DOOR,
    GREETED,
    SHOP,
    SMILED,
    STANDARD,
    TILL,
    WAIT,
    ids,
    keys,
    part,
    put,
    refused,
)


def test_ids_come_and_go_and_leave_the_document(tree: Tree) -> None:
    assert editing.plain(tree) == SHOP
    assert [one["id"] for one in editing.parts_of(tree)] == [DOOR, GREETED, SMILED, TILL, WAIT]
    standard = editing.with_ids(STANDARD, ids())
    assert editing.plain(standard) == STANDARD
    assert not editing.is_checklist(standard)


def test_tree_of_anything_can_be_edited() -> None:
    for raw in (None, [], {"sections": 5}, {"sections": ["A", 3, {"questions": ["B?", None]}]}):
        tree = editing.with_ids(raw, ids())
        assert [len(one["questions"]) for one in tree["sections"]] in ([], [0, 1])
    assert editing.with_ids({"effective_from": "x", "clauses": None}, ids())["clauses"] == []


def test_value_is_set_and_put_back(tree: Tree, make_id: editing.MakeId) -> None:
    for field, was, to in (
        (["weight"], 2, 5),
        (["text", "ru"], None, "Сколько?"),
        (["evidence", "photo"], None, "required"),
        (["unit"], None, {"en": "min"}),
        (["weight"], 2, None),
    ):
        made = editing.apply(tree, [put(WAIT, field, was, to)], make_id)
        assert made.tree != tree
        back = editing.apply(made.tree, made.inverse, make_id)
        before, after = part(tree, WAIT), part(back.tree, WAIT)
        # A text that was plain is one by language from then on, and reads the same.
        assert after == before | ({"text": {"en": "Wait?"}} if field[0] == "text" else {})
        again = editing.apply(back.tree, back.inverse, make_id)
        assert again.tree == made.tree


def test_one_given_stays_as_it_is(tree: Tree, make_id: editing.MakeId) -> None:
    before = json.dumps(tree)
    move = {"do": "move", "at": WAIT, "in": DOOR, "before": GREETED}
    editing.apply(tree, [put(GREETED, ["text", "en"], "Greeted?", "Hello?"), move], make_id)
    assert json.dumps(tree) == before


def test_parts_move_come_and_go_and_back(tree: Tree, make_id: editing.MakeId) -> None:
    for operation, expected in (
        (
            {"do": "move", "at": WAIT, "in": DOOR, "before": SMILED},
            "door greeted wait smiled till",
        ),
        ({"do": "move", "at": DOOR, "in": "", "before": None}, "till wait door greeted smiled"),
        ({"do": "remove", "at": DOOR}, "till wait"),
        ({"do": "remove", "at": GREETED}, "door smiled till wait"),
        (
            {"do": "add", "in": TILL, "before": WAIT, "part": {"text": {"en": "Any queue?"}}},
            "door greeted smiled till any_queue wait",
        ),
    ):
        made = editing.change(tree, editing.read_operations([operation]), make_id)
        assert keys(made.tree) == expected.split()
        assert editing.apply(made.tree, made.inverse, make_id).tree == tree


def test_taken_out_part_comes_back_although_its_neighbour_went(
    tree: Tree, make_id: editing.MakeId
) -> None:
    gone = editing.change(tree, [{"do": "remove", "at": GREETED}], make_id)
    both = editing.change(gone.tree, [{"do": "remove", "at": SMILED}], make_id)
    assert keys(editing.apply(both.tree, gone.inverse, make_id).tree) == [
        *("door", "greeted", "till", "wait")
    ]
    without = editing.change(gone.tree, [{"do": "remove", "at": DOOR}], make_id)
    with pytest.raises(Problem) as raised:
        editing.apply(without.tree, gone.inverse, make_id)
    assert raised.value.code == "drafts.gone"


def test_copy_of_a_section_has_keys_of_its_own_and_looks_at_itself(
    tree: Tree, make_id: editing.MakeId
) -> None:
    copy = {"do": "copy", "at": DOOR, "as": "sabcdefgh", "in": "", "before": TILL}
    made = editing.change(tree, [copy], make_id)
    section = part(made.tree, "sabcdefgh")
    greeted, smiled = section["questions"]
    assert (section["key"], greeted["key"], smiled["key"]) == ("door_2", "greeted_2", "smiled_2")
    assert smiled["show_if"] == {"all": [{"question": "greeted_2", "equals": "yes"}]}
    assert isinstance(read_checklist(editing.plain(made.tree)), Checklist)


def test_writing_on_at_one_place_is_one_step(tree: Tree, make_id: editing.MakeId) -> None:
    first = editing.change(tree, [put(WAIT, ["text", "en"], "Wait?", "Wait")], make_id)
    second = editing.change(first.tree, [put(WAIT, ["text", "en"], "Wait", "Queue?")], make_id)
    both = editing.merged(first.operations, second.operations)
    assert both
    assert editing.apply(tree, both[0], make_id).tree == second.tree
    assert editing.apply(second.tree, both[1], make_id).tree == tree
    other = editing.change(second.tree, [put(WAIT, ["weight"], 2, 3)], make_id)
    assert editing.merged(second.operations, other.operations) is None


def test_setting_of_another_type_is_refused(tree: Tree) -> None:
    problem = refused(tree, put(WAIT, ["expect"], None, "no"))
    assert (problem.code, problem.details["at"]) == ("drafts.other_type", WAIT)
    for field, was, to in ((["unit"], None, {"en": "s"}), (["expect"], None, None)):
        editing.change(tree, [put(WAIT, field, was, to)], ids())
    both = [put(WAIT, ["type"], "number", "yes_no"), put(WAIT, ["expect"], None, "no")]
    assert part(editing.change(tree, both, ids()).tree, WAIT)["expect"] == "no"


def test_bounds_are_told(tree: Tree) -> None:
    many = [put(WAIT, ["weight"], 2, 3)] * 201
    assert refused(tree, *many).code == "drafts.too_many"
    assert refused(tree, put(WAIT, ["help"], None, "x" * 200_000)).code == "drafts.value_too_large"
    deep: Any = 1
    for _ in range(60):
        deep = [deep]
    assert refused(tree, put(WAIT, ["help"], None, deep)).code == "drafts.unreadable"
