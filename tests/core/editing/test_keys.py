"""Keys and codes: they follow the words until somebody needs them."""

from auditapp.core import editing
from auditapp.core.editing import Published, Tree
from tests.core.editing.trees import (
    DOOR,
    GREETED,
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
