"""Patterns match the whole text in the dialect that tests/vectors/patterns.json writes down."""

import json
from pathlib import Path

import pytest

from auditapp.core.kinds.words import Words

VECTORS = Path(__file__).parents[1] / "vectors" / "patterns.json"
CASES = json.loads(VECTORS.read_text())


@pytest.mark.parametrize("case", CASES, ids=[case["pattern"] for case in CASES])
def test_pattern_takes_and_refuses_as_its_vector(case):
    kind = Words(pattern=case["pattern"])
    assert list(kind.setting_faults()) == []
    taken = {text: not list(kind.check(text)) for text in [*case["yes"], *case["no"]]}
    assert taken == dict.fromkeys(case["yes"], True) | dict.fromkeys(case["no"], False)
