"""Editing a document: operations by compare-and-set and back, keys, hostile changes."""

import json
import random
from itertools import count
from typing import Any

import pytest

from auditapp.core import editing
from auditapp.core.document import Checklist
from auditapp.core.editing import Published, Tree
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


@pytest.fixture
def make_id() -> editing.MakeId:
    return ids()


@pytest.fixture
def tree(make_id: editing.MakeId) -> Tree:
    return editing.with_ids(SHOP, make_id)


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


def test_key_follows_its_words_until_it_means_something(make_id: editing.MakeId) -> None:
    tree = editing.with_ids(editing.empty_checklist({}, ["ru"], frozenset({"kassa"}), ""), make_id)
    section, question = (one["id"] for one in editing.parts_of(tree))
    others = Published(documents=frozenset({"kassa"}))
    for was, to in ((None, "Вас пр"), ("Вас пр", "Вас приветствовали?")):
        tree = editing.change(tree, [put(question, ["text", "ru"], was, to)], make_id).tree
    tree = editing.change(tree, [put("", ["title", "ru"], None, "Касса")], make_id, others).tree
    tree = editing.change(tree, [put(section, ["title", "ru"], None, "Щётка №5")], make_id).tree
    assert (tree["key"], keys(tree)) == ("kassa-2", ["schetka_5", "vas_privetstvovali"])
    looked_at = {"question": "vas_privetstvovali", "equals": "yes"}
    later = {"id": "qabcdefgh", "type": "text", "text": {"ru": "Как?"}, "show_if": looked_at}
    add = {"do": "add", "in": section, "before": None, "part": later}
    tree = editing.change(tree, [add], make_id).tree
    reworded = put(question, ["text", "ru"], "Вас приветствовали?", "Приветствие?")
    assert keys(editing.change(tree, [reworded], make_id).tree)[1] == "vas_privetstvovali"
    published = Published(True, {"kak": "text"}, frozenset({"schetka_5"}))
    for at, field, was in (("qabcdefgh", "text", "Как?"), (section, "title", "Щётка №5")):
        made = editing.change(tree, [put(at, [field, "ru"], was, "А?")], make_id, published)
        assert keys(made.tree) == keys(tree)
    assert refused(tree, put("", ["key"], "kassa-2", "x"), published=published).code == (
        "drafts.key_fixed"
    )


def test_another_name_reaches_the_conditions(tree: Tree, make_id: editing.MakeId) -> None:
    made = editing.apply(tree, editing.renamed(tree, GREETED, "met"), make_id)
    assert part(made.tree, SMILED)["show_if"] == {"all": [{"question": "met", "equals": "yes"}]}
    assert editing.apply(made.tree, made.inverse, make_id).tree == tree


def test_published_key_keeps_its_type(tree: Tree, make_id: editing.MakeId) -> None:
    published = Published(True, {"greeted": "yes_no", "greeted_2": "text"})
    told = editing.change(
        tree, [put(GREETED, ["type"], "yes_no", "scale")], make_id, published=published
    )
    changed = part(told.tree, GREETED)
    assert (changed["key"], changed["min"], changed["max"]) == ("greeted_3", 1, 5)
    assert part(told.tree, SMILED)["show_if"]["all"][0]["question"] == "greeted_3"
    assert told.renewed == [GREETED, SMILED]
    assert "new key" in told.notice
    back = editing.change(
        told.tree, [put(GREETED, ["type"], "scale", "yes_no")], make_id, published=published
    )
    assert (back.tree, back.notice) == (tree, "")
    assert editing.apply(told.tree, told.inverse, make_id).tree == tree


def test_published_key_stays_unless_it_is_wrong_here(tree: Tree) -> None:
    published = Published(True, {"greeted": "yes_no", "wait": "text"}, frozenset({"door"}))
    stays = [one for one in (DOOR, TILL, GREETED, SMILED, WAIT, "") if published.names(tree, one)]
    assert stays == [DOOR, GREETED, ""]
    twice = editing.change(tree, [put(SMILED, ["key"], "smiled", "greeted")], ids()).tree
    assert not published.names(twice, GREETED)
    clauses = editing.with_ids(STANDARD, ids())
    assert Published(codes=frozenset({"GRT-1"})).names(clauses, "c00000000")


def test_clauses_get_codes_that_go_on(make_id: editing.MakeId) -> None:
    tree = editing.with_ids(STANDARD, make_id)
    for _ in range(2):
        add = {"do": "add", "in": "", "before": None, "part": {"title": {"en": ""}}}
        tree = editing.change(tree, editing.read_operations([add]), make_id).tree
    assert keys(tree) == ["GRT-1", "GRT-2", "GRT-3", "GRT-4"]
    tree = editing.change(tree, [put("", ["sections", "till"], None, 80)], make_id).tree
    assert tree["sections"] == {"door": 90, "till": 80}
    assert refused(tree, put("", ["sections"], tree["sections"], [1])).code == "drafts.unreadable"


def test_writing_on_at_one_place_is_one_step(tree: Tree, make_id: editing.MakeId) -> None:
    first = editing.change(tree, [put(WAIT, ["text", "en"], "Wait?", "Wait")], make_id)
    second = editing.change(first.tree, [put(WAIT, ["text", "en"], "Wait", "Queue?")], make_id)
    both = editing.merged(first.operations, second.operations)
    assert both
    assert editing.apply(tree, both[0], make_id).tree == second.tree
    assert editing.apply(second.tree, both[1], make_id).tree == tree
    other = editing.change(second.tree, [put(WAIT, ["weight"], 2, 3)], make_id)
    assert editing.merged(second.operations, other.operations) is None


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
