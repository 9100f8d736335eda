"""Intervals over visits, against published tables."""

from decimal import Decimal

import pytest

from auditapp.core.statistics import Interval, mean_interval, t_quantile, wilson

# Critical values of Student's t, two-sided 95 %, as printed in the usual tables
# (NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2).
PUBLISHED_T = {
    1: 12.706, 2: 4.303, 3: 3.182, 4: 2.776, 5: 2.571, 6: 2.447, 7: 2.365, 8: 2.306, 9: 2.262,
    10: 2.228, 11: 2.201, 12: 2.179, 15: 2.131, 20: 2.086, 25: 2.060, 30: 2.042, 40: 2.021,
    60: 2.000, 100: 1.984,
}  # fmt: skip


@pytest.mark.parametrize(("degrees", "published"), PUBLISHED_T.items())
def test_t_quantile_agrees_with_the_published_table(degrees, published):
    assert round(t_quantile(degrees), 3) == published


def test_t_quantile_agrees_with_the_published_table_at_99_per_cent():
    assert round(t_quantile(5, 0.99), 3) == 4.032
    assert round(t_quantile(10, 0.99), 3) == 3.169


def test_t_quantile_has_no_step_where_the_expansion_takes_over():
    assert t_quantile(1000) == pytest.approx(t_quantile(1001), abs=1e-5)
    assert t_quantile(10**6) == pytest.approx(1.959966, abs=1e-6)


def test_t_quantile_refuses_no_degrees():
    with pytest.raises(ValueError, match="degree"):
        t_quantile(0)


def test_mean_interval_of_a_worked_example():
    # mean 84, s² = 46/4 = 11.5, s/√5 = 1.5166, t(4) = 2.7764: 84 ± 4.21
    values = [Decimal(v) for v in ("80", "82", "84", "85", "89")]
    assert mean_interval(values) == Interval(
        mean=Decimal("84.00"), low=Decimal("79.79"), high=Decimal("88.21"), n=5
    )


def test_mean_interval_says_nothing_of_one_visit():
    assert mean_interval([Decimal("84.00")]) is None
    assert mean_interval([]) is None


def test_mean_interval_is_clipped_to_per_cents():
    interval = mean_interval([Decimal(100), Decimal(60)])
    assert (interval.low, interval.high) == (Decimal("0.00"), Decimal("100.00"))


def test_mean_interval_of_equal_values_has_no_width():
    interval = mean_interval([Decimal("85.25")] * 4)
    assert interval.low == interval.mean == interval.high == Decimal("85.25")


def test_wilson_agrees_with_published_values():
    # Newcombe 1998, table I: 81 of 263, 15 of 148, 0 of 20, 1 of 29
    assert (wilson(81, 263).low, wilson(81, 263).high) == (Decimal("25.53"), Decimal("36.62"))
    assert (wilson(15, 148).low, wilson(15, 148).high) == (Decimal("6.24"), Decimal("16.05"))
    assert (wilson(0, 20).low, wilson(0, 20).high) == (Decimal("0.00"), Decimal("16.11"))
    assert (wilson(1, 29).low, wilson(1, 29).high) == (Decimal("0.61"), Decimal("17.18"))


def test_wilson_says_nothing_without_visits_and_refuses_nonsense():
    assert wilson(0, 0) is None
    with pytest.raises(ValueError, match="between"):
        wilson(3, 2)
