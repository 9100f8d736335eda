"""Every case of the scoring vectors: all that is expected of it comes out."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from auditapp.core.answers import read_sheet
from auditapp.core.reading import read_checklist, read_standard
from auditapp.core.scoring import score

VECTORS = Path(__file__).parents[1] / "vectors" / "scoring.json"
CASES = json.loads(VECTORS.read_text(), parse_float=Decimal)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_vector_scores_as_expected(case):
    standard = read_standard(case["standard"]) if case["standard"] else None
    checklist = read_checklist(case["checklist"], standard=standard)
    result = score(checklist, read_sheet(case["answers"]), standard).as_json()
    assert {key: result[key] for key in case["expected"]} == case["expected"]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_vector_scores_the_same_when_its_numbers_came_as_binary_floats(case):
    floats = json.loads(json.dumps(case, default=float))
    standard = read_standard(floats["standard"]) if floats["standard"] else None
    checklist = read_checklist(floats["checklist"], standard=standard)
    result = score(checklist, read_sheet(floats["answers"]), standard).as_json()
    assert {key: result[key] for key in case["expected"]} == case["expected"]
