"""What is typed into each type's fields, and what is shown of it again."""

import json
from pathlib import Path
from typing import Any

import pytest

from auditapp.core.kinds import KINDS
from auditapp.phone.forms.values import FIELDS

VECTORS = Path(__file__).parents[1] / "vectors"
READ = [
    ("yes_no", ["yes"], "yes"),
    ("yes_no", [], None),
    ("yes_no", [""], None),
    ("scale", ["4"], 4),
    ("scale", ["0.5"], 0.5),
    ("choice", ["full"], "full"),
    ("choice", ["<script>"], "<script>"),
    ("multi_choice", ["a", "b"], ["a", "b"]),
    ("multi_choice", [], None),
    ("multi_choice", ["~none"], []),
    ("multi_choice", ["~none", "a"], ["a"]),
    ("number", ["12"], 12),
    ("number", ["12,50"], 12.5),
    ("number", [" 1 234,5 "], 1234.5),
    ("number", ["1\u00a0000"], 1000),
    ("number", ["\u22123"], -3),
    ("number", ["0.1"], 0.1),
    ("number", ["abc"], "abc"),
    ("number", ["NaN"], "NaN"),
    ("number", ["1e400"], "1e400"),
    ("number", ["9" * 40], "9" * 40),
    ("number", ["  "], None),
    ("duration", ["4", "10"], 250),
    ("duration", ["4", ""], 240),
    ("duration", ["", "45"], 45),
    ("duration", ["", ""], None),
    ("duration", ["75", "90"], 4590),
    ("duration", ["4:10", ""], 250),
    ("duration", ["soon", "5"], "soon:5"),
    ("date", ["2026-11-20"], "2026-11-20"),
    ("time", ["14:05"], "14:05"),
    ("datetime", ["2026-11-20T14:05"], "2026-11-20T14:05"),
    ("text", [" kept as typed "], " kept as typed "),
    ("text", ["   "], None),
    ("long_text", ["one\r\ntwo"], "one\ntwo"),
    ("position", ["55.7512, 37.6184"], {"lat": 55.7512, "lon": 37.6184}),
    ("position", ["-33.8 151.2"], {"lat": -33.8, "lon": 151.2}),
    ("position", ["geo:55.75,37.61?z=17"], {"lat": 55.75, "lon": 37.61}),
    ("position", ["https://maps.example/@55.75,37.61,17z"], {"lat": 55.75, "lon": 37.61}),
    ("position", ["https://maps.example/?ll=37.61%2C55.75&z=17"], {"lat": 55.75, "lon": 37.61}),
    ("position", ["https://maps.example/#map=17/55.75/37.61"], {"lat": 55.75, "lon": 37.61}),
    ("position", ["https://maps.example/?q=55.75,37.61"], {"lat": 55.75, "lon": 37.61}),
    ("position", ["by the door"], "by the door"),
    ("photo", ["a" * 64], None),
    ("note", ["anything"], None),
]

SHOWN = [
    ("yes_no", "yes", ("yes",)),
    ("scale", 4, ("4",)),
    ("scale", 4.0, ("4",)),
    ("multi_choice", [], ("~none",)),
    ("multi_choice", ["a"], ("a",)),
    ("number", 12.5, ("12.5",)),
    ("number", "abc", ("abc",)),
    ("number", None, ("",)),
    ("number", [1], ("[1]",)),
    ("duration", 250, ("4", "10")),
    ("duration", 5, ("0", "05")),
    ("duration", "soon:5", ("soon", "5")),
    ("duration", None, ("", "")),
    ("position", {"lat": 55.75, "lon": 37.61}, ("55.75, 37.61",)),
    ("position", "by the door", ("by the door",)),
]


def test_every_type_has_its_fields() -> None:
    assert set(FIELDS) == set(KINDS)


@pytest.mark.parametrize(("kind", "typed", "value"), READ)
def test_value_is_read_as_it_is_meant(kind: str, typed: list[str], value: Any) -> None:
    assert FIELDS[kind].read(typed) == value


@pytest.mark.parametrize(("kind", "value", "fields"), SHOWN)
def test_value_is_shown_as_it_was_typed(kind: str, value: Any, fields: tuple[str, ...]) -> None:
    assert FIELDS[kind].show(value) == fields


@pytest.mark.parametrize("value", ["abc", 12, 0.5, ["a"], {"lat": 1}, True, None])
@pytest.mark.parametrize("kind", sorted(FIELDS))
def test_nothing_that_was_stored_breaks_the_form(kind: str, value: Any) -> None:
    assert all(isinstance(field, str) for field in FIELDS[kind].show(value))


@pytest.mark.parametrize(
    ("kind", "typed", "value"), json.loads((VECTORS / "fields.json").read_text("utf-8"))
)
def test_fields_are_read_as_the_phone_reads_them(
    kind: str, typed: list[str], value: object
) -> None:
    assert FIELDS[kind].read(typed) == value
