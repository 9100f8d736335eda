"""Numbers, days and times as each language writes them."""

from datetime import date, time
from decimal import Decimal

import pytest

from auditapp.reports.sections.words import Words
from tests.reports.samples import checklist

RU, EN = Words("ru", checklist()), Words("en", checklist())


def test_per_cents_have_a_comma_and_a_no_break_space_in_russian():
    assert RU.percent(Decimal("78.40")) == "78,4\u00a0%"
    assert EN.percent(Decimal("78.40")) == "78.4%"
    assert RU.percent(None) == "–"


def test_scores_keep_both_decimals_so_that_none_reads_as_a_mark_it_missed():
    assert EN.number(Decimal("84.96")) == "84.96"
    assert EN.number(Decimal("85.00")) == "85"
    assert EN.number(Decimal("100")) == "100"


def test_differences_have_a_sign_and_a_true_minus():
    assert EN.signed(Decimal("5.00")) == "+5"
    assert RU.signed(Decimal("-6.60")) == "\u22126,6"
    assert EN.signed(Decimal(0)) == "0"


def test_measured_seconds_read_as_a_clock():
    assert EN.measured(Decimal(250), "s") == "4:10"
    assert RU.measured(Decimal("2.5"), "m") == "2,5\u00a0m"


def test_days_are_written_in_words():
    assert RU.day(date(2026, 11, 20)) == "20 ноября 2026"
    assert EN.day(date(2026, 11, 20)) == "20 November 2026"


@pytest.mark.parametrize(
    ("hour", "said"),
    [(4, "night"), (5, "morning"), (12, "afternoon"), (17, "evening"), (22, "night")],
)
def test_part_of_the_day_hides_the_hour(hour, said):
    assert EN.part_of_day(time(hour, 30)) == said
