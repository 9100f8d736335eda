"""The form's rules in JavaScript say what the core says: vectors, and sheets made at random."""

import json
import random
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from auditapp.checklists.source import read_source
from auditapp.core.answers import read_sheet
from auditapp.core.document import Checklist
from auditapp.core.kinds.position import Point
from auditapp.core.reading import read_checklist, read_standard
from auditapp.core.scoring import Result, score
from auditapp.phone.forms import rules_of
from tests.in_node import run_in_node

TESTS = Path(__file__).parents[1]
SHIPPED = sorted((TESTS.parent / "checklists").glob("*.yaml"))
CHECKLISTS = [*SHIPPED, TESTS / "phone" / "every_type.yaml"]
SHEETS = 200
PLACE = Point(lat=55.75, lon=37.61)  # type: ignore[arg-type]  # as it comes from the database


def vectors(name: str) -> Any:
    return json.loads((TESTS / "vectors" / f"{name}.json").read_text())


def scored() -> Iterator[dict[str, Any]]:
    """The scoring vectors, with rules; a mark that only the standard has stands in them."""
    for case in vectors("scoring"):
        standard = read_standard(case["standard"]) if case["standard"] else None
        rules = rules_of(read_checklist(case["checklist"], standard=standard))
        if standard and "pass_mark" not in rules:
            rules["pass_mark"] = float(standard.target)
        yield {name: case[name] for name in ("name", "answers", "expected")} | {"rules": rules}


VALUES: dict[str, list[Any]] = {
    "yes_no": ["yes", "no", "no", True, ""],
    "date": ["2026-02-28", "2026-02-29", "0001-01-01", "2026-02-29T10:00"],
    "time": ["10:00", "23:59:59.5", "10:00Z", "24:00"],
    "datetime": ["2026-11-20T14:05", "2026-11-20T14:05:30.25+03:00", "2024-02-29T00:00-23:59", "x"],
    "photo": [["a"], ["a", "b", "a"], [], ["../x"], [*"abcdefghijklm"], "a"],
    "signature": ["s", ["s"], ""],
    "position": [
        {"lat": 55.7501, "lon": 37.6102, "accuracy": 5.5},
        {"lat": 59.9, "lon": 30.3},
        {"lat": 91, "lon": 0},
        {"lat": 1},
        "1,1",
    ],
    "text": ["A word", "", " ", "x" * 21, 5],
}
VALUES |= {"file": VALUES["photo"], "long_text": VALUES["text"], "note": ["words"]}
NUMBERS = [0, -1, 1, 2, 3, 4, 5, 7, 10, 60, 61, 180, 300, 599, 1e15, 1e16, 0.1, 2.5, 33.333]
NUMBERS += [12.345, 1e-7, -0.5, 1.5e-9, 99.995, 4.35]
COMMENTS = ["Because", " ", "\u2028\x1f"]


def some_value(question: Any, chance: random.Random) -> Any:
    options = getattr(question.kind, "options", None)
    if options is None:
        return chance.choice(VALUES.get(question.type, [*NUMBERS, "3", None]))
    keys = [option.key for option in options]
    if question.type == "choice":
        return chance.choice([*keys, *keys, *keys, "unheard_of", None])
    return chance.choice([chance.sample(keys, chance.randint(0, len(keys))), [], ["other"], "x"])


def some_answer(question: Any, chance: random.Random) -> dict[str, Any]:
    answer: dict[str, Any] = {"value": some_value(question, chance)}
    roll = chance.random()
    if roll < 0.08:
        answer = {"na": True}
    elif roll < 0.14:
        answer = {"unchecked": True}
    if chance.random() < 0.3:
        answer["comment"] = "x" * 20_001 if chance.random() < 0.01 else chance.choice(COMMENTS)
    if question.type == "long_text" and chance.random() < 0.1:
        answer["value"] = "ё😀" * chance.choice([10_000, 10_001])
    if chance.random() < 0.2:
        answer["photos"] = ["p1"]
    return answer


def some_sheet(checklist: Checklist, chance: random.Random) -> dict[str, Any]:
    """A sheet as a careless hand would leave it."""
    fill = chance.choice([0.3, 0.8, 1.0])
    answers = {}
    for section in checklist.sections:
        turns = range(chance.randint(0, 4)) if section.repeat else [None]
        for turn in turns:
            for question in section.questions:
                if chance.random() < fill:
                    key = question.key if turn is None else f"{section.key}[{turn}].{question.key}"
                    answers[key] = some_answer(question, chance)
    if chance.random() < 0.2:
        answers |= {"no_such": {"value": 1}, "till[500].open": {}, "constructor": {"value": "x"}}
    keys = [section.key for section in checklist.sections]
    aside = chance.sample(keys, chance.choice([0, 0, 1, 2]))
    here = {"position": VALUES["position"], "why": COMMENTS}
    check_in = chance.choice(
        [
            {"value": chance.choice(here["position"])},
            {"unchecked": True, "comment": chance.choice(here["why"])},
            {},
        ]
    )
    return {"answers": answers, "na_sections": aside, "check_in": check_in}


def said_of(result: Result) -> dict[str, Any]:
    """What must come out alike, of a result."""
    said = result.as_json()
    names = ("total", "coverage", "verdict", "grade", "failed_by", "missed_sections", "sections")
    asked = result.asking.asked
    issues = {"problems": result.asking.problems, "notices": result.asking.notices}
    return {name: said[name] for name in names} | {
        "turns": result.asking.turns,
        "states": {one.key: str(one.state) for one in asked},
        "scores": {key: one["score"] for key, one in said["questions"].items()},
        "evidence": {one.key: sorted(one.evidence_due) for one in asked if one.evidence_asked},
        **{name: [asdict(issue) for issue in some] for name, some in issues.items()},
    }


def at_random(checklists: list[Checklist]) -> Iterator[dict[str, Any]]:
    """Sheets made at random, the same each time, with what Python says of them."""
    chance = random.Random(20261122)  # noqa: S311 - the same each time
    for number in range(SHEETS):
        at = number % len(checklists)
        sheet = some_sheet(checklists[at], chance)
        place = chance.choice([None, PLACE])
        yield {
            "name": f"{checklists[at].key}, sheet {number}",
            "rules": at,
            "sheet": sheet,
            "place": place and place._asdict(),
            "said": said_of(score(checklists[at], read_sheet(sheet), None, place)),
        }


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Everything that the tests in Node read."""
    checklists = [read_source(path.read_bytes()) for path in CHECKLISTS]
    written = {
        "scoring": list(scored()),
        "kinds": vectors("kinds"),
        "patterns": vectors("patterns"),
        "rules": [rules_of(checklist) for checklist in checklists],
        "random": list(at_random(checklists)),
    }
    path = tmp_path_factory.mktemp("core") / "cases.json"
    path.write_text(json.dumps(written, default=float))
    return path


def test_core_of_the_phone_agrees_with_the_core_of_the_server(cases: Path) -> None:
    run_in_node(TESTS / "phone" / "core", AUDITAPP_CORE_CASES=str(cases))
