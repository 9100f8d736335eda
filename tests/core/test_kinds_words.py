"""Patterns: matched against the whole, in linear time, in a dialect without look-around."""

import pytest

from auditapp.core.kinds.words import Words


def codes(pattern, value):
    return [fault.code for fault in Words(pattern=pattern).check(value)]


@pytest.mark.parametrize(
    ("pattern", "value", "matches"),
    [
        ("a|b", "a", True),
        ("a|b", "ab", False),
        ("a|bc", "abc", False),
        ("^a$", "a", True),
        ("a", "a\n", False),
        ("a.c", "abc", True),
        ("[А-Я][а-я]+", "Касса", True),
        (r"\d{3}-\d{2}", "123-45", True),
        (r"\d{3}", "1234", False),
        ("(?i)abc", "ABC", True),
        ("", "a", False),
    ],
)
def test_pattern_matches_the_whole_value(pattern, value, matches):
    assert codes(pattern, value) == ([] if matches else ["answers.pattern"])


@pytest.mark.parametrize("pattern", ["(a+)+$", "(a|a)*b", "(a*)*c", "(.*a){20}"])
def test_pattern_is_matched_in_linear_time(pattern):
    # A backtracking engine would not come back from these before the sun goes out.
    assert codes(pattern, "a" * 19_999 + "!") == ["answers.pattern"]


@pytest.mark.parametrize(
    "pattern", ["(?=a)a", "(?!a)b", "(?<=a)b", r"(a)\1", "(", "a)|(b", "[", "*", "a{9999}{9999}"]
)
def test_pattern_is_refused(pattern):
    assert [name for name, _sentence in Words(pattern=pattern).setting_faults()] == ["pattern"]


def test_text_has_a_bound_of_its_own():
    assert [fault.code for fault in Words().check("a" * 20_001)] == ["answers.too_long"]
    assert list(Words().check("a" * 20_000)) == []
