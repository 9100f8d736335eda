"""Two people at one document: what goes together, and what is told."""

from typing import Any

import pytest

from auditapp.core import editing
from auditapp.core.editing import Tree
from tests.core.editing.trees import DONE, DOOR, GREETED, SMILED, TILL, WAIT, part, put, refused


def answers(*wanted: str) -> list[dict[str, Any]]:
    """Answers as "key:score"."""
    pairs = [one.partition(":") for one in wanted]
    return [{"key": key, "text": key, "score": int(score)} for key, _, score in pairs]


@pytest.mark.parametrize(
    ("mine", "theirs", "both"),
    [
        # Each another answer; one adds, one rewords; one takes out, one adds.
        ("a:1 b:5 c:9", "a:2 b:5 c:0", "a:APART"),
        ("a:1 b:5 c:0", "a:9 b:6 c:0", "a:1 b:6 c:0"),
        ("a:9 b:5 c:0 d:1", "a:9 b:7 c:0", "a:9 b:7 c:0 d:1"),
        ("a:9 x:1 b:5 c:0", "a:9 b:5 c:0 y:2", "a:9 x:1 b:5 c:0 y:2"),
        ("a:9 c:0", "a:9 b:5 c:0 d:1", "a:9 c:0 d:1"),
        ("a:9 c:0", "a:9 b:6 c:0", "APART"),
        # One moves, the other adds; both move.
        ("c:0 a:9 b:5", "a:9 b:5 d:1 c:0", "c:0 a:9 b:5 d:1"),
        ("c:0 a:9 b:5", "b:5 a:9 c:0", "APART"),
        ("a:9 b:5 c:0 d:1", "a:9 b:5 c:0 d:2", "APART"),
    ],
)
def test_answers_changed_by_two_are_joined(
    tree: Tree, make_id: editing.MakeId, mine: str, theirs: str, both: str
) -> None:
    was, to, stands = (answers(*one.split()) for one in ("a:9 b:5 c:0", mine, theirs))
    tree = editing.apply(tree, [put(WAIT, ["type"], "number", "choice")], make_id).tree
    tree = editing.apply(tree, [put(WAIT, ["options"], None, was)], make_id).tree
    tree = editing.apply(tree, [put(WAIT, ["options"], was, stands)], make_id).tree
    if "APART" in both:
        assert refused(tree, put(WAIT, ["options"], was, to)).details["theirs"] == stands
        return
    made = editing.change(tree, [put(WAIT, ["options"], was, to)], make_id)
    assert part(made.tree, WAIT)["options"] == answers(*both.split())
    assert made.renewed == [WAIT]
    assert part(editing.apply(made.tree, made.inverse, make_id).tree, WAIT)["options"] == stands


def test_languages_of_one_answer_are_joined_conditions_never(
    tree: Tree, make_id: editing.MakeId
) -> None:
    was = [{"key": "a", "text": {"en": "Good"}}, {"key": "b", "text": "Bad"}]
    mine = [{"key": "a", "text": {"en": "Good", "ru": "Хорошо"}}, was[1]]
    theirs = [{"key": "a", "text": {"en": "Fine"}, "score": 1}, was[1]]
    tree = editing.apply(tree, [put("", ["answer_sets", "done"], DONE, theirs)], make_id).tree
    tree = editing.apply(tree, [put("", ["answer_sets", "done"], was, mine)], make_id).tree
    (good, _bad) = tree["answer_sets"]["done"]
    assert good == {"key": "a", "text": {"en": "Fine", "ru": "Хорошо"}, "score": 1}
    told = refused(tree, put(SMILED, ["show_if"], {"all": []}, {"all": [], "any": []}))
    assert told.code == "drafts.changed_meanwhile"


def test_what_somebody_else_wrote_is_told(tree: Tree) -> None:
    problem = refused(tree, put(GREETED, ["text", "en"], "Welcomed?", "Hi?"))
    assert problem.code == "drafts.changed_meanwhile"
    assert problem.details == {"at": GREETED, "field": ["text", "en"], "theirs": "Greeted?"}
    # A setting of another shape stands in the way of one inside it.
    assert refused(tree, put(SMILED, ["critical", "below"], None, 50)).details["theirs"] is True
    assert refused(tree, put("q0000000z", ["weight"], None, 1)).code == "drafts.gone"


def test_other_fields_of_one_part_do_not_disturb(tree: Tree, make_id: editing.MakeId) -> None:
    first = editing.change(tree, [put(GREETED, ["text", "en"], "Greeted?", "Hello?")], make_id)
    other = editing.change(first.tree, [put(GREETED, ["text", "ru"], "Привет?", "Да?")], make_id)
    assert part(other.tree, GREETED)["text"] == {"en": "Hello?", "ru": "Да?"}


def test_change_sent_twice_is_made_once(tree: Tree, make_id: editing.MakeId) -> None:
    sent = [
        put(GREETED, ["weight"], None, 3),
        {"do": "add", "in": TILL, "before": None, "part": {"id": "qabcdefgh", "type": "text"}},
        {"do": "copy", "at": DOOR, "as": "sabcdefgh", "in": "", "before": TILL},
        {"do": "move", "at": TILL, "in": "", "before": DOOR},
        {"do": "remove", "at": SMILED},
    ]
    once = editing.change(tree, editing.read_operations(sent), make_id)
    twice = editing.change(once.tree, editing.read_operations(sent), make_id)
    assert (twice.tree, twice.operations) == (once.tree, [])
