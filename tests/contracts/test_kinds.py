"""Every question type has its companions: vectors, a use in a checklist, and they agree."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from auditapp.checklists.source import read_source
from auditapp.core.document import Checklist
from auditapp.core.kinds import KINDS
from auditapp.core.kinds.base import WrongValue
from auditapp.core.numbers import percent

ROOT = Path(__file__).parents[2]
VECTORS = json.loads((ROOT / "tests" / "vectors" / "kinds.json").read_text(), parse_float=Decimal)
CASES = [(vector, case) for vector in VECTORS for case in vector["cases"]]


def plain(value):
    """A value as JSON has it."""
    if hasattr(value, "_asdict"):
        return {key: item for key, item in value._asdict().items() if item is not None}
    return list(value) if isinstance(value, tuple) else value


def test_every_kind_has_vectors():
    assert {vector["kind"] for vector in VECTORS} == set(KINDS)


def test_every_kind_has_a_vector_that_is_read_and_one_that_is_not():
    for name, kind in KINDS.items():
        readable = {case["readable"] for vector, case in CASES if vector["kind"] == name}
        assert readable == ({True, False} if kind.answerable else {False}), name


@pytest.mark.parametrize(
    ("vector", "case"),
    CASES,
    ids=[f"{vector['kind']}: {vector['name']}: {case['raw']!r:.40}" for vector, case in CASES],
)
def test_kind_reads_checks_and_scores_as_its_vector(vector, case):
    kind = KINDS[vector["kind"]].model_validate(vector["settings"])
    assert list(kind.setting_faults()) == []
    if not case["readable"]:
        with pytest.raises(WrongValue):
            kind.read(case["raw"])
        return
    value = kind.read(case["raw"])
    assert plain(value) == case["value"]
    assert [fault.code for fault in kind.check(value)] == case["problems"]
    fraction = kind.score(value)
    assert (None if fraction is None else str(percent(fraction))) == case["score"]


def test_every_kind_is_used_in_a_shipped_checklist():
    documents = [read_source(path.read_bytes()) for path in (ROOT / "checklists").glob("*.yaml")]
    used = {q.type for doc in documents if isinstance(doc, Checklist) for q in doc.questions}
    assert set(KINDS) - used == set()
