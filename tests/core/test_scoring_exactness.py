"""Scores are exact, stay within bounds, and change with nothing that should not change them."""

import json
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditapp.core.answers import read_sheet
from auditapp.core.reading import read_checklist
from auditapp.core.scoring import score

WEIGHTS = st.decimals(0, 1000, places=2, allow_nan=False)
ANSWERS = st.one_of(
    st.none(), st.just({"na": True}), st.just({"unchecked": True}), st.integers(-2, 12)
)
ROWS = st.lists(st.tuples(WEIGHTS, ANSWERS, st.booleans()), min_size=1, max_size=8)


def checklist_of(rows, factor=1, section_weights=None):
    """One scale from 0 to 10 a row, two rows a section."""
    questions = [
        {
            "key": f"q{place}",
            "type": "scale",
            "text": "T",
            "min": 0,
            "max": 10,
            "na": True,
            "weight": weight * factor,
            "bonus": bonus,
        }
        for place, (weight, _answer, bonus) in enumerate(rows)
    ]
    sections = [
        {"key": f"s{place}", "title": "T", "questions": questions[place : place + 2]}
        for place in range(0, len(questions), 2)
    ]
    for section, weight in zip(sections, section_weights or [], strict=False):
        section["weight"] = weight
    head = {"format": 1, "key": "case", "title": "T", "method": "complaint", "industry": "retail"}
    return read_checklist(head | {"languages": ["en"], "sections": sections})


def sheet_of(rows):
    answers = {f"q{place}": answer for place, (_weight, answer, _bonus) in enumerate(rows)}
    return read_sheet(
        {
            "answers": {
                key: answer if isinstance(answer, dict) else {"value": answer}
                for key, answer in answers.items()
            }
        }
    )


@settings(max_examples=60, deadline=None)
@given(rows=ROWS)
def test_total_is_the_exact_mean_within_bounds(rows):
    result = score(checklist_of(rows), sheet_of(rows))
    counted = [
        (Fraction(weight), Fraction(min(max(answer, 0), 10), 10), bonus)
        for weight, answer, bonus in rows
        if isinstance(answer, int) and weight
    ]
    below = sum(weight for weight, _f, bonus in counted if not bonus)
    if not below:
        assert result.total is None
        return
    exact = min(100 * sum(weight * f for weight, f, _bonus in counted) / below, Fraction(100))
    assert 0 <= result.total <= 100
    assert abs(Fraction(result.total) - exact) <= Fraction(1, 200)
    assert result.total.as_tuple().exponent == -2


@settings(max_examples=60, deadline=None)
@given(rows=ROWS, weights=st.lists(st.integers(0, 9), min_size=4, max_size=4))
def test_total_stays_within_bounds_when_sections_have_weights(rows, weights):
    result = score(checklist_of(rows, section_weights=weights), sheet_of(rows))
    assert result.total is None or 0 <= result.total <= 100
    assert all(value is None or 0 <= value <= 100 for value in result.sections.values())
    assert result.coverage is None or 0 <= result.coverage <= 100


@settings(max_examples=60, deadline=None)
@given(rows=ROWS)
def test_bonus_never_lowers_a_score(rows):
    without = [(weight, None if bonus else answer, bonus) for weight, answer, bonus in rows]
    checklist = checklist_of(rows)
    total, before = score(checklist, sheet_of(rows)), score(checklist, sheet_of(without))
    assert (total.total is None) == (before.total is None)
    assert total.total is None or total.total >= before.total
    assert total.coverage == before.coverage


@settings(max_examples=40, deadline=None)
@given(rows=ROWS, factor=st.sampled_from([Decimal("0.01"), Decimal("0.3"), Decimal(7)]))
def test_weights_times_a_constant_change_nothing(rows, factor):
    one = score(checklist_of(rows), sheet_of(rows))
    other = score(checklist_of(rows, factor), sheet_of(rows))
    assert (one.total, one.coverage, one.sections) == (other.total, other.coverage, other.sections)


@settings(max_examples=40, deadline=None)
@given(rows=ROWS, data=st.data())
def test_order_of_answers_changes_nothing(rows, data):
    sheet = sheet_of(rows).payload()
    shuffled = dict(data.draw(st.permutations(list(sheet["answers"].items()))))
    checklist = checklist_of(rows)
    one = score(checklist, read_sheet(sheet)).as_json()
    other = score(checklist, read_sheet(sheet | {"answers": shuffled})).as_json()
    assert json.dumps(one) == json.dumps(other)


@settings(max_examples=40, deadline=None)
@given(hidden=st.dictionaries(st.sampled_from("qrs"), st.sampled_from(["yes", "no", 5, None])))
def test_hidden_answers_change_nothing(a_checklist, answered, hidden):
    checklist = a_checklist(
        """
        p yes_no
        q yes_no weight: 9, critical: true, show_if: {question: p, equals: no}
        r yes_no bonus: true, show_if: {question: q, answered: true}
        section b show_if: {question: p, equals: no}
        s yes_no
        """
    )
    alone, beside = (
        score(checklist, answered(p="yes")),
        score(checklist, answered(p="yes", **hidden)),
    )
    one, other = alone.as_json(), beside.as_json()
    assert one.pop("notices") == []
    other.pop("notices")
    assert one == other


@pytest.mark.parametrize(
    ("table", "answers", "total"),
    [
        # (1/3 + 2/3 + 0) / 3 is a third: 33.33, not 33.34 as rounded parts would give.
        (
            "p scale min: 0, max: 3\nq scale min: 0, max: 3\nr yes_no",
            {"p": 1, "q": 2, "r": "no"},
            "33.33",
        ),
        # 0.1 + 0.2 is 0.3 exactly, of 0.6.
        (
            "p yes_no weight: 0.1\nq yes_no weight: 0.2\nr yes_no weight: 0.3",
            {"p": "yes", "q": "yes", "r": "no"},
            "50.00",
        ),
        # 1/800 is 0.125 per cent: half up is 0.13, half even would be 0.12.
        ("p yes_no weight: 799\nq yes_no", {"p": "no", "q": "yes"}, "0.13"),
        # 0.005 per cent is published as 0.01.
        ("p yes_no weight: 19999\nq yes_no", {"p": "no", "q": "yes"}, "0.01"),
        ("p yes_no weight: 20000\nq yes_no", {"p": "no", "q": "yes"}, "0.00"),
        # The section is capped at 100, and a bonus adds nothing below the line.
        ("p yes_no weight: 4\nq yes_no bonus: true", {"p": "no", "q": "yes"}, "25.00"),
        ("p yes_no weight: 4\nq yes_no bonus: true", {"p": "yes", "q": "yes"}, "100.00"),
        # A bonus alone has nothing to add to.
        ("p yes_no bonus: true", {"p": "yes"}, None),
        ("p yes_no weight: 0", {"p": "yes"}, None),
        (
            "section a weight: 1\np yes_no\nq yes_no bonus: true\nsection b weight: 3\nr yes_no",
            {"p": "yes", "q": "yes", "r": "no"},
            "25.00",
        ),
        ("section a weight: 0\np yes_no", {"p": "yes"}, None),
    ],
)
def test_total_of_a_worked_example(a_checklist, answered, table, answers, total):
    result = score(a_checklist(table), answered(answers))
    assert result.as_json()["total"] == total


@pytest.mark.parametrize("value", [10**15, -(10**15), 0.1 + 0.2, Decimal("1e-30")])
def test_extreme_number_is_scored_and_clipped(a_checklist, answered, value):
    result = score(a_checklist("p number linear: {best: 1, worst: 0}"), answered(p=value))
    assert result.questions["p"].state == "scored"
    assert 0 <= result.total <= 100


@pytest.mark.parametrize(
    "value", [float("nan"), float("inf"), Decimal("1e999999999"), Decimal("NaN"), 10**4000]
)
def test_number_beyond_bounds_counts_as_unanswered(a_checklist, answered, value):
    result = score(a_checklist("p number linear: {best: 1, worst: 0}"), answered(p=value))
    assert result.questions["p"].state == "unanswered"
    assert [issue.code for issue in result.problems] == ["answers.wrong_value"]
