"""A measured value beside its limit: never rounded until the difference is gone."""

from decimal import Decimal

import pytest

from auditapp.core.answers import Answer
from auditapp.core.document import Limit
from auditapp.reports.sections import against_standard, first_page
from auditapp.reports.sections.words import Words
from tests.reports.samples import GOOD, checklist, report

THREE_MINUTES = Limit(measure="wait", unit="s", at_most=Decimal(180))


def tills(*waits: float) -> dict[str, Answer]:
    each = {f"till[{number}].wait": Answer(wait) for number, wait in enumerate(waits)}
    receipts = {f"till[{number}].receipt": Answer("yes") for number in range(len(waits))}
    return {"greeted": GOOD["greeted"], "mood": GOOD["mood"], **each, **receipts}


def test_mean_just_over_its_limit_reads_as_more_than_the_limit():
    data = report(tills(180, 180, 181))
    words = Words("en", data.checklist)
    row = against_standard.build(data, words).rows[1]
    assert (row.target, row.result, row.gap) == ("≤\u00a03:00", "3:00.3", "+0:00.3")
    assert row.verdict == "missed"
    (measured,) = first_page.build(data, words).measured
    assert (measured.value, measured.limit) == ("3:00.3", "≤\u00a03:00")


@pytest.mark.parametrize(
    ("value", "said", "gap"),
    [
        ("180.00", "3:00", "0:00"),
        ("180.03", "3:00.03", "+0:00.03"),
        ("179.97", "2:59.97", "\u22120:00.03"),
        ("179.60", "2:59.6", "\u22120:00.4"),
        ("180.60", "3:01", "+0:01"),
        ("250.40", "4:10", "+1:10"),
        ("3600.00", "1:00:00", "+57:00"),
    ],
)
def test_value_has_as_many_decimals_as_tell_it_from_its_limit(value, said, gap):
    words = Words("en", checklist())
    assert words.beside(Decimal(value), THREE_MINUTES) == (said, gap)


def test_limit_with_a_fraction_of_a_second_is_written_whole():
    words, limit = Words("ru", checklist()), Limit(measure="w", unit="s", at_most=Decimal("20.5"))
    assert words.limit(limit) == "≤\u00a00:20,5"
    assert words.beside(Decimal("20.33"), limit) == ("0:20,3", "\u22120:00,2")


def test_both_bounds_are_told_apart_from_the_value():
    between = Limit(measure="w", unit="s", at_least=Decimal(60), at_most=Decimal(90))
    words = Words("en", checklist())
    assert words.beside(Decimal("59.70"), between) == ("0:59.7", "\u22120:00.3")
    assert words.beside(Decimal("90.20"), between) == ("1:30.2", "+0:00.2")
    assert words.beside(Decimal("70.00"), between) == ("1:10", "\u22120:20")


def test_other_units_keep_every_decimal():
    limit = Limit(measure="w", unit="m", at_most=Decimal(2))
    words = Words("en", checklist())
    assert words.beside(Decimal("2.03"), limit) == ("2.03\u00a0m", "+0.03\u00a0m")
    assert words.beside(None, limit) == ("–", "–")
