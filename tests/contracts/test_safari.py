"""What Safari reads in a spelling of its own is written so that it does."""

import re
from pathlib import Path

import pytest

STYLES = sorted((Path(__file__).parents[2] / "static").rglob("*.css"))


@pytest.mark.parametrize("sheet", STYLES, ids=lambda sheet: sheet.stem)
def test_a_style_is_read_by_safari_too(sheet: Path) -> None:
    text = sheet.read_text()
    shorthands = re.findall(r"text-decoration:[^;]*\b(?:dotted|dashed|wavy|double)\b", text)
    assert shorthands == []  # line and style each for themselves
    assert len(re.findall(r"(?<!-)user-select:", text)) == text.count("-webkit-user-select:")
