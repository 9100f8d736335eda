"""The way a number has gone between two others is exact over all numbers that are taken in."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from auditapp.core.numbers import LARGEST, in_one_unit, in_steps, way_gone, weighted_mean

NUMBERS = st.integers(-(10**45), 10**45).map(lambda whole: Decimal(f"{whole}E-30"))
WEIGHTS = st.decimals(0, 1_000_000, places=9, allow_nan=False)
FRACTIONS = st.fractions(0, 1, max_denominator=1000)


@given(value=NUMBERS, start=NUMBERS, end=NUMBERS)
def test_way_gone_is_what_fractions_say(value, start, end):
    if start != end:
        gone = (Fraction(value) - Fraction(start)) / (Fraction(end) - Fraction(start))
        assert way_gone(value, start, end) == min(max(gone, 0), 1)


@given(start=NUMBERS, step=NUMBERS.filter(bool), count=st.integers(0, 1_000_000))
def test_steps_are_what_fractions_say(start, step, count):
    value = LARGEST - count
    steps = (Fraction(value) - Fraction(start)) / Fraction(step)
    assert in_steps(value, start, step) == (steps.denominator == 1)


@given(start=st.integers(-(10**15), 10**15), step=st.integers(1, 999), count=st.integers(0, 999))
def test_last_of_whole_steps_is_on_the_way(start, step, count):
    tiny = Decimal("1E-15")
    first, by = start * tiny, step * tiny
    assert in_steps(first + by * count, first, by)
    assert not in_steps(first + by * count + tiny / 2, first, by)


@given(rows=st.lists(st.tuples(WEIGHTS, FRACTIONS), min_size=1, max_size=9))
def test_mean_by_whole_weights_is_the_mean_by_weights(rows):
    exact = sum((Fraction(weight) for weight, _fraction in rows), Fraction(0))
    if exact:
        whole = in_one_unit({str(at): weight for at, (weight, _fraction) in enumerate(rows)})
        terms = [(whole[str(at)], fraction) for at, (_weight, fraction) in enumerate(rows)]
        above = sum(Fraction(weight) * fraction for weight, fraction in rows)
        assert weighted_mean(terms, sum(whole.values())) == above / exact
