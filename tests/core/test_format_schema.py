"""The schema takes what reads, refuses what people mistype; every key of the format has words."""

import datetime
import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from auditapp.core.conditions import TESTS, TREES
from auditapp.core.document import Checklist, Standard
from auditapp.core.format.reference import Chapter, chapters
from auditapp.core.format.schema import json_schema
from auditapp.core.format.words import CONDITION, KEYS, KINDS_SAID
from auditapp.core.kinds import KINDS
from auditapp.core.reading import read_checklist

ROOT = Path(__file__).parents[2]
FILES = [*sorted((ROOT / "checklists").rglob("*.yaml")), ROOT / "tests/phone/every_type.yaml"]
VECTORS = json.loads((ROOT / "tests" / "vectors" / "scoring.json").read_text())
KIND_VECTORS = json.loads((ROOT / "tests" / "vectors" / "kinds.json").read_text())
GREETED = {"key": "greeted", "type": "yes_no", "text": "Were you greeted?"}


@cache
def validator(model: type[Checklist | Standard]) -> Draft202012Validator:
    schema = json_schema(model)
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def faults(tree: Any) -> list[str]:
    model = Standard if "clauses" in tree else Checklist
    return [f"{one.json_path}: {one.message}" for one in validator(model).iter_errors(tree)]


def seen_by_editor(text: str) -> Any:
    """What an editor's YAML 1.2 makes of a text: days are words, and so are the keys of maps."""
    return plain(YAML(typ="safe").load(text))


def plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value.isoformat() if isinstance(value, datetime.date) else value


def checklist_with(*questions: Any, **head: Any) -> dict[str, Any]:
    sections = [{"key": "a", "title": "A", "questions": list(questions)}]
    return {
        "format": 1,
        "key": "case",
        "title": "Case",
        "method": "mystery_shop",
        "industry": "retail",
        "languages": ["en"],
        "sections": sections,
        **head,
    }


def test_shipped_documents_and_vectors_are_taken() -> None:
    trees = [seen_by_editor(path.read_text()) for path in FILES]
    trees += [tree for case in VECTORS for tree in (case["checklist"], case["standard"]) if tree]
    trees += [
        checklist_with({"key": "q", "type": one["kind"], "text": "Q"} | one["settings"])
        for one in KIND_VECTORS
    ]
    assert [faults(tree) for tree in trees if faults(tree)] == []


def test_shipped_documents_name_the_schema_that_lies_beside_them() -> None:
    for path in FILES[:-1]:
        first = path.read_text().partition("\n")[0]
        named = path.parent / first.removeprefix("# yaml-language-server: $schema=")
        model = Standard if path.parent.name == "standards" else Checklist
        schema = json.dumps(json_schema(model), ensure_ascii=False, indent=2) + "\n"
        assert named.read_text() == schema, "write it anew: flask checklist schema … -o …"


@pytest.mark.parametrize(
    "question",
    [
        GREETED | {"expect": False},
        GREETED | {"expect": "no"},
        GREETED | {"text": {"en": "Greeted?", "pt-BR": "Cumprimentado?"}},
        GREETED | {"critical": True},
        GREETED | {"critical": {"below": 50}},
        GREETED | {"show_if": {"not": {"any": [{"question": "a", "equals": True}]}}},
        GREETED | {"show_if": {"question": "a", "in": ["yes", 5, ["x", "y"]]}},
        GREETED | {"show_if": {"question": "day", "at_least": "2026-01-31"}},
        {"key": "q", "type": "choice", "text": "Q", "options": "compliance"},
        {"key": "q", "type": "choice", "text": "Q", "options": [{"key": True, "text": "Y"}]},
    ],
    ids=str,
)
def test_what_the_format_allows_is_taken(question: dict[str, Any]) -> None:
    assert faults(checklist_with(question)) == []


@pytest.mark.parametrize(
    ("tree", "place"),
    [
        (checklist_with(GREETED, titel="Case"), "$"),
        (checklist_with(GREETED, critical_cap="85"), "$.critical_cap"),
        (checklist_with(GREETED, pass_mark=101), "$.pass_mark"),
        (checklist_with(GREETED, method="spying"), "$.method"),
        (checklist_with(GREETED, title=" "), "$.title"),
        (checklist_with(GREETED, title={}), "$.title"),
        (checklist_with(GREETED, title={"English": "Case"}), "$.title"),
        (checklist_with(GREETED, sections=[]), "$.sections"),
        (checklist_with(GREETED, format=2), "$.format"),
        (checklist_with({"key": "q", "type": "yes_no"}), "Q"),
        (checklist_with({"key": "q", "text": "Q"}), "Q"),
        (checklist_with(GREETED | {"type": "yesno"}), "Q.type"),
        (checklist_with(GREETED | {"wieght": 3}), "Q"),
        (checklist_with(GREETED | {"min": 1}), "Q"),
        (checklist_with(GREETED | {"type": "scale", "min": 1}), "Q"),
        (checklist_with(GREETED | {"na": "maybe"}), "Q.na"),
        (checklist_with(GREETED | {"clause": "grt-1"}), "Q.clause"),
        (checklist_with(GREETED | {"critical": {}}), "Q.critical"),
        (checklist_with(GREETED | {"evidence": {"photo": "required"}}), "Q.evidence"),
        (checklist_with(GREETED | {"show_if": {"question": "a"}}), "Q.show_if"),
        (
            checklist_with(GREETED | {"show_if": {"question": "a", "above": 1, "below": 5}}),
            "Q.show_if",
        ),
        (checklist_with(GREETED | {"show_if": {"all": []}}), "Q.show_if"),
        (checklist_with(GREETED | {"show_if": {"question": "a", "above": "noon"}}), "Q.show_if"),
        ({"clauses": [], "format": 1, "key": "s", "title": "S", "target": 8}, "$"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_people_mistype_is_refused_at_its_place(tree: dict[str, Any], place: str) -> None:
    where = place.replace("Q", "$.sections[0].questions[0]")
    assert where in {fault.partition(": ")[0] for fault in faults(tree)}


def test_every_key_has_its_words_and_no_words_are_left_over() -> None:
    told = told_chapters()  # a key without words would have raised
    assert KINDS_SAID.keys() == KINDS.keys()
    assert CONDITION.keys() == {"question", *TESTS, *TREES}
    shown = {row.words for one in told.values() for row in one.rows}
    known = {said.words for keys in (*KEYS.values(), CONDITION) for said in keys.values()}
    assert known == shown


def test_every_part_of_the_schema_is_a_chapter_and_links_lead_to_them() -> None:
    told = told_chapters()
    parts = json_schema(Checklist)["$defs"].keys() | json_schema(Standard)["$defs"].keys()
    names = {f"type-{part.removesuffix('_question')}" if "_q" in part else part for part in parts}
    assert names | {"checklist", "standard"} == told.keys()
    pieces = [piece for one in told.values() for row in one.rows for piece in row.form]
    assert {piece.chapter for piece in pieces} - {""} <= told.keys()
    assert not [piece.words for piece in pieces if "^" in piece.words], "a pattern is no words"


def told_chapters() -> dict[str, Chapter]:
    return {one.name: one for _title, held in chapters() for one in held}


def test_examples_are_what_the_schema_takes() -> None:
    schemas = [json_schema(model) for model in (Checklist, Standard)]
    nodes = {"checklist": schemas[0], "standard": schemas[1]}
    nodes |= {name: node for one in schemas for name, node in one["$defs"].items()}
    for name, one in told_chapters().items():
        node = nodes[f"{name[5:]}_question" if name.startswith("type-") else name]
        for row in one.rows:
            shown = seen_by_editor(row.example)
            if name == "condition":
                rule = nodes["condition"] if row.key != "question" else {}
            else:
                rule = node["properties"][row.key]
                shown = shown[row.key]
            rooted = rule | {"$defs": nodes}
            assert Draft202012Validator(rooted).is_valid(shown), f"{name}.{row.key}"


@pytest.mark.parametrize("name", KINDS)
def test_question_and_answer_of_a_type_read(name: str) -> None:
    said = KINDS_SAID[name]
    tree = checklist_with(seen_by_editor(said.example))
    assert faults(tree) == []
    (question,) = read_checklist(tree).questions
    assert question.type == name
    if question.kind.answerable:
        assert question.kind.read(json.loads(said.answer)) is not None
