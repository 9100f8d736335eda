"""Two versions, question by question: what differs, which trends go on, whether totals compare."""

from typing import Any

import pytest

from auditapp.core.differences import differences, reused_keys, standard_differences
from auditapp.core.reading import read_checklist, read_standard

OPTIONS = [{"key": "full", "text": "Yes", "score": 100}, {"key": "none", "text": "No", "score": 0}]


def question(key: str, **settings: Any) -> dict[str, Any]:
    return {"key": key, "type": "yes_no", "text": f"{key}?"} | settings


def checklist(*questions: dict[str, Any], **settings: Any) -> Any:
    head = {"format": 1, "key": "shop", "title": "Shop", "method": "mystery_shop"}
    head |= {"industry": "retail", "languages": ["en"], "standard": "promise"}
    sections = [{"key": "door", "title": "Door", "questions": list(questions)}]
    return read_checklist(head | {"sections": sections} | settings)


A, B, C = question("a"), question("b"), question("c")
CHOICE = question("b", type="choice", options=OPTIONS)
WAIT = question("b", type="number", bands=[{"up_to": 60, "score": 100}, {"score": 0}])
SCALE = question("b", type="scale", min=1, max=5)


def said(old: Any, new: Any) -> dict[str, str]:
    return {one.key: " ".join(one.what) for one in differences(old, new).questions}


REWORDED = {**CHOICE, "options": [{**OPTIONS[0], "text": "Well"}, OPTIONS[1]]}
RESCORED = {**CHOICE, "options": [{**OPTIONS[0], "score": 90}, OPTIONS[1]]}
# What b was, what b is, how that is called, whether its trend goes on, whether totals compare.
TABLE = [
    (B, B, None, True, True),
    (B, {**B, "text": "Or b?"}, "reworded", True, True),
    (B, {**B, "text": {"en": "b?", "ru": "б?"}}, "other", True, True),
    ({**B, "text": {"en": "B?"}}, {**B, "text": "C?"}, "reworded", True, True),
    (B, {**B, "type": "text"}, "type", False, False),
    (B, {**B, "weight": 2}, "weight", True, False),
    (B, {**B, "weight": 0}, "weight", True, False),
    (B, {**B, "critical": True}, "critical", True, True),
    (B, {**B, "bonus": True}, "scores", True, False),
    (B, {**B, "expect": "no"}, "scores", False, False),
    (B, {**B, "clause": "A-1"}, "clause", True, True),
    (B, {**B, "show_if": {"question": "a", "equals": "yes"}}, "condition", True, False),
    (B, {**B, "help": "Look."}, "other", True, True),
    (B, {**B, "text": "Or b?", "weight": 3, "na": True}, "reworded weight other", True, False),
    (CHOICE, {**CHOICE, "options": OPTIONS[:1]}, "options", False, False),
    (CHOICE, REWORDED, "options", True, True),
    (CHOICE, RESCORED, "scores", False, False),
    (CHOICE, {**CHOICE, "look": "menu"}, "other", True, True),
    (WAIT, {**WAIT, "bands": [{"up_to": 90, "score": 100}]}, "scores", False, False),
    (SCALE, {**SCALE, "max": 10}, "options", False, False),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "what", "goes_on", "totals_compare"), TABLE)
def test_difference_of_a_question_has_a_name(
    old: Any, new: Any, what: str | None, goes_on: bool, totals_compare: bool
) -> None:
    before, after = checklist(A, old), checklist(A, new)
    found = differences(before, after)
    assert said(before, after) == ({"b": what} if what else {})
    assert [one.key for one in found.begin_anew] == ([] if goes_on else ["b"])
    assert found.goes_on == (2 if goes_on else 1)
    assert found.totals_compare is totals_compare
    assert found.is_empty is (what is None)


def test_added_and_removed_questions_are_named() -> None:
    before, after = checklist(A, B), checklist(A, C)
    assert said(before, after) == {"c": "added", "b": "removed"}
    found = differences(before, after)
    assert (found.goes_on, found.begin_anew, found.totals_compare) == (1, (), False)


def test_critical_question_touches_the_verdict_and_the_total_only_under_a_cap() -> None:
    critical = {**B, "critical": True}
    found = differences(checklist(A, B), checklist(A, critical))
    assert (found.totals_compare, found.verdicts_compare) == (True, False)
    capped = differences(checklist(A, B, critical_cap=0), checklist(A, critical, critical_cap=0))
    assert (capped.totals_compare, capped.verdicts_compare) == (False, False)


def test_unscored_question_leaves_totals_as_they_are() -> None:
    words = question("c", type="text")
    assert differences(checklist(A, B), checklist(A, words, B)).totals_compare


@pytest.mark.parametrize(
    ("order", "moved"), [("abcd", ""), ("bcda", "a"), ("acbd", "c"), ("dabc", "d")]
)
def test_question_out_of_the_order_of_the_others_is_moved(order: str, moved: str) -> None:
    before = checklist(*map(question, "abcd"))
    after = checklist(*map(question, order))
    assert "".join(said(before, after)) == moved
    assert differences(before, after).totals_compare


def test_question_in_another_section_is_moved() -> None:
    def parted(first: list[Any], second: list[Any], **weights: Any) -> Any:
        halves = [{"key": "x", "title": "X", "questions": first, **weights}]
        halves += [{"key": "y", "title": "Y", "questions": second, **weights}]
        return checklist(sections=halves)

    before, after = parted([A, B], [C]), parted([A], [B, C])
    assert said(before, after) == {"b": "moved"}
    assert differences(before, after).totals_compare
    weighed = parted([A, B], [C], weight=1), parted([A], [B, C], weight=1)
    assert not differences(*weighed).totals_compare


def test_translation_rewords_nothing() -> None:
    russian = {**A, "text": {"en": "a?", "ru": "а?"}}
    before = checklist({**A, "text": {"en": "a?"}}, languages=["en"])
    assert said(before, checklist(russian, languages=["en", "ru"])) == {"a": "other"}


def test_differences_around_the_questions_are_named() -> None:
    before = checklist(A)
    section = {"key": "door", "title": "Gate", "pass_mark": 90, "questions": [A]}
    found = differences(before, checklist(pass_mark=80, critical_cap=0, sections=[section]))
    assert found.document == ("pass_mark", "critical_cap")
    assert [(one.key, one.what) for one in found.sections] == [("door", ("title", "pass_mark"))]
    assert not found.totals_compare
    renamed = checklist(sections=[{"key": "gate", "title": "Door", "questions": [A]}])
    assert [one.what for one in differences(before, renamed).sections] == [("added",), ("removed",)]


def test_key_of_another_type_is_named_with_its_version() -> None:
    published = [(1, checklist(A, B)), (2, checklist(A, SCALE)), (3, checklist(A))]
    (found,) = reused_keys(published, checklist(A, SCALE))
    assert (found.key, found.version, found.old_type, found.new_type) == ("b", 1, "yes_no", "scale")
    assert reused_keys(published, checklist(A, C)) == ()


def test_differences_of_a_standard_are_named_by_clause() -> None:
    def standard(*clauses: dict[str, Any], **settings: Any) -> Any:
        head = {"format": 1, "key": "promise", "title": "P", "effective_from": "2026-01-01"}
        return read_standard(head | {"target": 80, "clauses": list(clauses)} | settings)

    one = {"code": "A-1", "title": "Open", "requirement": "It is open."}
    two = {"code": "A-2", "title": "Clean", "requirement": "It is clean."}
    changed = {**one, "requirement": "It is open at nine.", "target": 95}
    found = standard_differences(standard(one, two), standard(changed, target=85))
    assert found.document == ("target",)
    assert [(each.code, *each.what) for each in found.clauses] == [
        ("A-1", "reworded", "target"),
        ("A-2", "removed"),
    ]
    assert standard_differences(standard(one), standard(one)).is_empty
