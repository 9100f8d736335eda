"""Faults of a draft in the words of people, at their places; a draft without them."""

from typing import Any

import pytest

from auditapp.core import editing
from auditapp.core.editing import Tree
from tests.core.editing.trees import DONE, GREETED, SHOP, SMILED, STANDARD, TILL, WAIT, faults, put


def sentences(tree: Tree) -> dict[tuple[str, str], str]:
    return {
        (one.at, ".".join(map(str, one.field))): one.sentence % one.details
        if one.details
        else one.sentence
        for one in editing.placed(tree, faults(tree))
    }


def test_faults_are_said_at_their_place(tree: Tree, make_id: editing.MakeId) -> None:
    for operations in (
        [put(GREETED, ["text"], SHOP["sections"][0]["questions"][0]["text"], None)],
        [put(WAIT, ["key"], "wait", "smiled")],
        [put(WAIT, ["clause"], None, "GRT-1")],
        [put("", ["industry"], "retail", None)],
        [put(TILL, ["title"], "Till", None)],
        [put(SMILED, ["type"], "yes_no", "choice")],
        [{"do": "move", "at": GREETED, "in": TILL, "before": None}],
        [{"do": "add", "in": "", "before": None, "part": {"id": "sabcdefgh"}}],
    ):
        tree = editing.change(tree, operations, make_id).tree
    said = sentences(tree)
    assert said[GREETED, "text"] == "Write the question."
    assert said[WAIT, "key"] == "Two questions have the key “smiled”: change one."
    assert said[WAIT, "clause"] == "Choose the checklist's standard first, or take the clause out."
    assert said["", "industry"] == "Write for which industry it is."
    assert said[TILL, "title"] == "Write the title of the section."
    assert said[SMILED, "options"] == "Add the answers to choose from."
    assert "not before this" in said[SMILED, "show_if.all.0.question"]
    assert said["sabcdefgh", "questions"].startswith("Add a question to this section")


def test_fault_of_a_condition_names_the_question_as_people_know_it(
    tree: Tree, make_id: editing.MakeId
) -> None:
    moved = editing.change(
        tree, [{"do": "move", "at": GREETED, "in": TILL, "before": None}], make_id
    ).tree
    words = SHOP["sections"][0]["questions"][0]["text"]["en"]
    assert f"“2.2 {words}”" in sentences(moved)[SMILED, "show_if.all.0.question"]


@pytest.mark.parametrize(
    ("path", "place"),
    [
        (("sections", 0, "questions", 1, "weight"), ("1.2 Smiled?", "weight")),
        (("sections", 0, "questions", 0, "text", "ru"), ("1.1 Привет?", "text › ru")),
        (("sections", 1, "title"), ("2 Till", "title")),
        (("answer_sets", "done", 0, "score"), ("", "answer_sets › done › “All” › score")),
        (("sections", 7, "title"), ("", "sections › 8 › title")),
        ((), ("", "")),
    ],
)
def test_place_in_a_document_is_called_as_people_know_it(path: Any, place: Any) -> None:
    found = editing.named(SHOP, path, "ru")
    assert (found.part, found.field) == place
    editing.named({"sections": [None, {"questions": "x"}]}, path, "ru")
    clause = editing.named(STANDARD, ("clauses", 1, "limit", "unit"), "en")
    assert (clause.part, clause.field) == ("GRT-2 Smile", "limit › unit")


def test_no_sentence_speaks_of_the_format() -> None:
    from auditapp.core.editing import sentences as table

    said = [*table._EMPTY_AT.values(), *table._AT.values(), *table._PLAIN.values()]
    for one in said:
        assert not any(word in one for word in ("YAML", "map of", "linear", "up_to", "'b"))


def test_draft_is_shown_without_its_faults(tree: Tree, make_id: editing.MakeId) -> None:
    wrong = [
        put(GREETED, ["type"], "yes_no", "nonsense"),
        put(WAIT, ["weight"], 2, "heavy"),
        put("", ["industry"], "retail", None),
        put(TILL, ["title"], "Till", None),
    ]
    made = editing.change(tree, wrong, make_id)
    shown = editing.without_faults(made.tree)
    assert shown.checklist
    # The condition looked at the question that is left out.
    assert [one.key for one in shown.checklist.questions] == ["smiled", "wait"]
    assert shown.checklist.question("smiled").show_if is None
    assert shown.ids == {"smiled": SMILED, "wait": WAIT}
    assert set(shown.left_out) == {GREETED, SMILED, WAIT}
    unwritten = [*DONE, {"key": "new", "score": 5}]
    choice = {"id": "qabcdefgh", "type": "choice", "text": "Done?", "options": unwritten}
    add = [{"do": "add", "in": TILL, "before": None, "part": choice}]
    shown = editing.without_faults(editing.change(tree, add, make_id).tree)
    assert shown.checklist
    assert [one.key for one in shown.checklist.question("done").kind.options] == ["all"]
    nothing = editing.without_faults(editing.with_ids({"sections": []}, make_id))
    assert nothing.checklist is None
