"""Everything that ships: in order, the same after writing, in both languages, and reachable."""

import json
import re
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from auditapp.checklists.source import read_source
from auditapp.checklists.writing import yaml_text
from auditapp.core.answers import Answer, Sheet
from auditapp.core.asking import ask
from auditapp.core.canonical import canonical, canonical_json
from auditapp.core.document import Checklist, Standard
from auditapp.core.kinds.number import NumberKind
from auditapp.core.kinds.options import WithOptions
from auditapp.core.kinds.scale import Scale
from auditapp.core.reading import read_document
from auditapp.core.scoring import score
from auditapp.core.states import State

FOLDER = Path(__file__).parents[2] / "checklists"
FILES = sorted(FOLDER.rglob("*.yaml"))
CHECKLISTS = {path.stem: path for path in sorted(FOLDER.glob("*.yaml"))}


@cache
def read_file(path: Path) -> Checklist | Standard:
    return read_source(path.read_bytes())


def standard_of(checklist: Checklist) -> Standard:
    standard = read_file(FOLDER / "standards" / f"{checklist.standard}.yaml")
    assert isinstance(standard, Standard)
    return standard


EVERY = pytest.mark.parametrize("key", CHECKLISTS)
EVERY_FILE = pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])


def shipped(key: str) -> Checklist:
    checklist = read_file(CHECKLISTS[key])
    assert isinstance(checklist, Checklist)
    return checklist


def test_there_are_checklists():
    assert CHECKLISTS


@EVERY
def test_checklist_is_named_as_its_file_and_of_a_size_one_can_fill(key):
    checklist = shipped(key)
    assert checklist.key == key
    assert 25 <= len(checklist.questions) <= 60


def test_standards_are_named_as_their_files():
    standards = [path for path in FILES if path.parent.name == "standards"]
    assert [read_file(path).key for path in standards] == [path.stem for path in standards]


@EVERY_FILE
def test_document_is_the_same_after_writing(path):
    document = read_file(path)
    written = yaml_text(document)
    again = read_source(written)
    assert again == document
    assert yaml_text(again) == written
    assert read_document(json.loads(canonical_json(document))) == document


@EVERY_FILE
def test_document_speaks_both_languages_everywhere(path):
    for place, text in texts_of(canonical(read_file(path))):
        # A sign like % or ₽ is the same in every language.
        if isinstance(text, str) and not any(character.isalpha() for character in text):
            continue
        assert isinstance(text, dict), place
        assert set(text) == {"en", "ru"}, place
        assert re.search("[А-Яа-яЁё]", text["ru"]) or text["ru"] == text["en"], place
        assert not re.search("[А-Яа-яЁё]", text["en"]), place


def texts_of(tree, place=""):
    """Every text of a canonical tree with its path."""
    if isinstance(tree, list):
        for at, item in enumerate(tree):
            yield from texts_of(item, f"{place}[{at}]")
    if not isinstance(tree, dict):
        return
    for key, item in tree.items():
        here = f"{place}.{key}"
        named = ("title", "text", "help", "brief", "name", "group", "requirement", "unit")
        in_map = place.endswith((".owners", ".labels"))
        # A limit's unit is a symbol, not a text.
        if (key in named and not place.endswith(".limit")) or in_map:
            yield here, item
        else:
            yield from texts_of(item, here)


@EVERY
def test_every_clause_of_the_standard_is_cited(key):
    standard = standard_of(shipped(key))
    checklist = read_source(CHECKLISTS[key].read_bytes(), standard)
    cited = {question.clause for question in checklist.questions}
    assert set(standard.by_code) - cited == set()


def worth(kind, value):
    fraction = kind.score(value)
    return Decimal(0) if fraction is None else fraction


def values_of(kind):
    """The values that could matter: each option, each step, each band and a bit beyond."""
    if isinstance(kind, WithOptions):
        keys = [option.key for option in kind.options]
        lists = [[], *([key] for key in keys), keys]
        best = [o.key for o in kind.options if o.score is not None and o.score > 0]
        return keys if hasattr(kind, "look") else [*lists, best]
    if isinstance(kind, Scale):
        return list(kind.points)
    if isinstance(kind, NumberKind):
        bounds = [band.up_to for band in kind.bands or () if band.up_to is not None]
        bounds += [kind.linear.best, kind.linear.worst] if kind.linear else []
        bounds += [bound for bound in (kind.min, kind.max) if bound is not None]
        tried = [Decimal(0), *bounds, *(bound + 1 for bound in bounds)]
        low = min(tried) if kind.min is None else kind.min
        high = max(tried) if kind.max is None else kind.max
        return [value for value in tried if low <= value <= high]
    return SAMPLES[type(kind).__name__]


SAMPLES = {
    "YesNo": ["yes", "no"],
    "Date": ["2026-11-20"],
    "Time": ["14:05"],
    "DateTime": ["2026-11-20T14:05"],
    "Words": ["Some words"],
    "LongWords": ["Some words that say a little more"],
    "Photo": [["p1", "p2", "p3"]],
    "File": [["f1"]],
    "Signature": ["s1"],
    "Position": [{"lat": 55.75, "lon": 37.61}],
    "Note": [None],
}


def filled(checklist, prefer):
    """Answer what is asked, round by round, each with the value that `prefer` puts first."""
    sheet = Sheet()
    for _round in checklist.questions:
        todo = [
            one
            for one in ask(checklist, sheet).asked
            if one.state is State.UNANSWERED and one.question.kind.answerable
        ]
        if not todo:
            return sheet
        for one in todo:
            value = max(values_of(one.question.kind), key=lambda value: prefer(one, value))
            answer = Answer(value, comment="What was seen", photos=("p1",))
            sheet = Sheet({**sheet.answers, one.key: answer})
    raise AssertionError("some answer cannot be read")


def best(one, value):
    return worth(one.question.kind, one.question.kind.read(value))


def worst(one, value):
    return -best(one, value)


@EVERY
def test_checklist_scores_100_when_all_is_answered_best(key):
    checklist = shipped(key)
    result = score(checklist, filled(checklist, best), standard_of(checklist))
    assert [(issue.key, issue.code) for issue in result.problems] == []
    assert (str(result.total), str(result.coverage), result.verdict) == (
        "100.00",
        "100.00",
        "passed",
    )
    assert {clause.verdict for clause in result.clauses.values()} <= {"met", "not assessed"}


@EVERY
def test_checklist_scores_0_and_fails_when_all_is_answered_worst(key):
    checklist = shipped(key)
    result = score(checklist, filled(checklist, worst), standard_of(checklist))
    assert str(result.total) == "0.00"
    assert result.verdict == (
        "failed" if any(q.critical for q in checklist.questions) else "not passed"
    )


@EVERY
def test_every_question_is_reachable(key):
    checklist = shipped(key)
    reached = set()
    for nth in range(6):
        # The best answers, the worst, and the nth of each question.
        for prefer in (best, worst, lambda one, value, nth=nth: nth_value(one, value, nth)):
            asking = ask(checklist, filled(checklist, prefer))
            reached |= {o.question.key for o in asking.asked if o.state is not State.HIDDEN}
    assert {question.key for question in checklist.questions} - reached == set()


def nth_value(one, value, nth):
    values = values_of(one.question.kind)
    return values[nth % len(values)] == value
