"""A total that a broken critical requirement caps, or would cap: what is said beside it."""

from decimal import Decimal

import pytest

from auditapp.core.answers import Answer
from auditapp.reports.sections import first_page, method
from auditapp.reports.sections.words import Words
from tests.reports.conftest import pdf_of, words_of
from tests.reports.samples import checklist, failed, report

BROKEN = {**failed(), "mood": Answer(3)}  # an opinion among the answers


def by_cap(cap: int | None, answers=BROKEN):
    used = checklist().model_copy(update={"critical_cap": None if cap is None else Decimal(cap)})
    return report(answers, on=used)


def facts_of(data):
    words = Words("en", data.checklist)
    first, last = first_page.build(data, words), method.build(data, words)
    return first.facts_total, last.facts_total, last.capped


def test_total_without_opinions_is_not_shown_beside_a_capped_one():
    # 3.5 of 8 points, 3 of 7 without the opinion: 43.75 and 42.86.
    assert facts_of(by_cap(40)) == (None, Decimal("42.86"), True)


def test_total_without_opinions_is_shown_where_nothing_is_capped():
    assert facts_of(by_cap(69)) == (Decimal("42.86"), Decimal("42.86"), False)
    assert facts_of(by_cap(None)) == (Decimal("42.86"), Decimal("42.86"), False)


def test_method_says_that_it_is_the_total_before_the_cap(offline, tmp_path):
    said = words_of(pdf_of(by_cap(40)), tmp_path)
    assert "Without opinions" not in said
    assert (
        "Before the cap, the total would be 42.86% without the questions that ask for an opinion."
        in said
    )


@pytest.mark.parametrize(
    ("cap", "said"),
    [
        (40, "It also caps the total at 40%. That is the case here."),
        (69, "That is the case here. It also caps the total at 69%; it was lower already."),
        (None, "One broken critical requirement fails it. That is the case here."),
    ],
)
def test_method_says_whether_the_cap_changed_the_total(cap, said, offline, tmp_path):
    assert said in words_of(pdf_of(by_cap(cap)), tmp_path)


def test_method_says_nothing_of_this_case_when_no_requirement_was_broken(offline, tmp_path):
    said = words_of(pdf_of(by_cap(69, None)), tmp_path)
    assert "It also caps the total at 69%." in said
    assert "That is the case here." not in said
    assert "it was lower already" not in said
