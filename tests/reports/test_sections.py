"""What each section says, without a page or a PDF."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from auditapp.core.answers import Answer
from auditapp.reports.sections import (
    SECTIONS,
    against_standard,
    answers,
    evidence,
    first_page,
    method,
    name_of,
    views,
)
from auditapp.reports.sections.words import Words
from tests.reports.samples import GOOD, checklist, failed, photos, report, with_past

TEMPLATES = Path(__file__).parents[2] / "templates" / "reports"


def built(section, data):
    return section.build(data, Words(data.language, data.checklist))


def rows_of(data):
    found = built(answers, data)
    return [row for section in found.sections for turn in section.turns for row in turn.rows]


@pytest.mark.parametrize("folder", ["sections", "print"])
def test_every_section_has_its_template_and_every_template_its_section(folder):
    found = {path.stem for path in (TEMPLATES / folder).glob("*.html")}
    assert {name_of(section) for section in SECTIONS} == found


def test_first_page_sets_the_total_beside_target_gap_and_verdict():
    page = built(first_page, report())
    # (3 + 0.5 + 1 + 1) of (3 + 1 + 2 + 1)
    assert (page.total, page.target, page.gap) == (
        Decimal("78.57"),
        Decimal(85),
        Decimal("-6.43"),
    )
    assert (page.shape, page.verdict) == ("missed", "Not passed")
    assert page.coverage == Decimal("100.00")
    assert page.grade == "Poor"


def test_first_page_names_a_pass_mark_that_is_not_the_target():
    easier = checklist().model_copy(update={"pass_mark": Decimal(70)})
    page = built(first_page, report(on=easier, standard=report().standard))
    assert (page.target, page.mark, page.verdict) == (Decimal(85), Decimal(70), "Passed")


def test_first_page_shows_what_was_measured_and_its_limit():
    (measured,) = built(first_page, report()).measured
    assert (measured.value, measured.limit) == ("4:10", "≤\u00a03:00")


def test_first_page_has_no_interval_for_one_visit_and_one_for_three():
    assert built(first_page, report()).location is None
    interval = built(first_page, with_past(report())).location
    assert (interval.n, interval.mean) == (3, Decimal("82.86"))


def test_first_page_lists_three_findings_by_what_they_cost():
    page = built(first_page, report(failed()))
    assert [one.number for one in page.findings] == ["1.2", "2.2 (2)"]
    assert page.findings[0].points > page.findings[1].points
    assert page.findings[0].cause == "people"


def test_first_page_lists_critical_failures():
    page = built(first_page, report(failed()))
    assert [one.text for one in page.critical] == ["Were you given a receipt?"]
    assert page.verdict == "Failed: a critical requirement was broken"


def test_first_page_gives_a_second_total_without_opinions():
    assert built(first_page, report()).facts_total == Decimal("83.33")
    assert built(first_page, report(failed())).facts_total is None


def test_bars_carry_their_numbers_in_their_title():
    (welcome, _till) = built(first_page, report()).rows
    assert "<title>Welcome: 87.5% / 90%</title>" in welcome.chart
    assert welcome.verdict == "near"


def test_against_standard_has_every_clause_that_is_asked_about():
    found = built(against_standard, report())
    assert [row.code for row in found.rows] == ["GRT-1", "QUE-1", "RCT-1"]
    assert found.not_asked == ("OTH-1",)
    assert found.counts == {"met": 2, "near": 0, "missed": 1, "not assessed": 0}


def test_against_standard_decides_a_limit_by_the_measured_value():
    row = built(against_standard, report()).rows[1]
    assert (row.target, row.result, row.gap) == ("≤\u00a03:00", "4:10", "+1:10")
    assert (row.verdict, row.by_points) == ("missed", "50%")


def test_against_standard_draws_earlier_visits_where_there_are_any():
    assert built(against_standard, report()).rows[0].chart is None
    row = built(against_standard, with_past(report())).rows[0]
    assert "<title>100%, –, 100%</title>" in row.chart
    assert row.network == "88.4%"


def test_against_standard_is_left_out_without_a_standard():
    data = report(standard=None)
    names = [name for name, _view in views(data, Words("en", data.checklist))]
    assert names == ["first_page", "answers", "evidence", "method"]


def test_answers_show_each_state_in_words():
    states = {row.number: row.state for row in rows_of(report(failed()))}
    assert states["1.4"] == "does not apply"
    assert states["1.1"] == "not answered"
    assert "not asked: its condition did not hold" in {row.state for row in rows_of(report())}
    unchecked = [row for row in rows_of(report(failed())) if row.state == "could not be checked"]
    assert [row.comment for row in unchecked] == ["The till was closed."]


def test_answers_mark_what_lost_points_without_colour():
    marks = {row.text: row.mark for row in rows_of(report())}
    assert marks["How long did you wait?"] == "near"
    assert marks["Were you greeted?"] == ""
    broken = [row for row in rows_of(report(failed())) if row.broken]
    assert [row.mark for row in broken] == ["missed"]


def test_answers_of_a_repeated_section_stand_under_their_turns():
    section = built(answers, report(failed())).sections[1]
    assert [turn.title for turn in section.turns] == ["Till 1", "Till 2"]


def test_edition_of_the_location_hides_minutes_and_positions():
    where = {**failed(), "came_at": Answer("14:07"), "till[0].where": Answer({"lat": 1, "lon": 2})}
    quality = {row.number: row.answer for row in rows_of(report(where)) if row.answer}
    assert quality["1.1"] == "14:07"
    place = report(where, edition="place")
    shown = [row.answer for row in rows_of(place)]
    assert "afternoon" in shown
    assert "kept by the quality department" in shown
    assert not any("14:07" in answer for answer in shown)
    page = built(first_page, place)
    assert page.heading.when == "20 November 2026, afternoon"
    assert page.heading.received == ""


def test_hidden_answers_are_not_shown():
    sneaked = report({"greeted": Answer("yes"), "why_not": Answer("Hidden words.")})
    assert not any("Hidden words" in row.answer + row.comment for row in rows_of(sneaked))


def test_evidence_sets_photos_two_to_a_row_in_the_order_of_questions():
    found = built(evidence, report(photos=(*photos(2, "till[0].wait"), *photos(1))))
    assert [[one.number for one in row] for row in found.rows] == [["1.2", "2.1 (1)"], ["2.1 (1)"]]
    assert [one.at for row in found.rows for one in row] == [1, 2, 3]


def test_evidence_names_questions_whose_photo_is_missing():
    assert built(evidence, report(failed())).missing == ("1.2",)
    assert built(evidence, report(failed(), photos=photos(1))).missing == ()


def test_evidence_says_when_named_photos_are_not_here():
    answered = {**failed(), "greeted": Answer("no", photos=("a", "b"))}
    found = built(evidence, report(answered))
    assert (found.absent, found.missing) == (2, ())


def test_method_gives_the_sum_of_points():
    found = built(method, report())
    assert (found.points.earned, found.points.possible) == (Decimal("5.50"), Decimal("7.00"))
    assert (found.seen.earned, found.seen.possible) == (Decimal("7.00"), Decimal("7.00"))


def test_method_writes_the_weighted_sum_out():
    plain = checklist()
    weights = (Decimal(2), Decimal(1))
    sections = tuple(
        section.model_copy(update={"weight": weight})
        for section, weight in zip(plain.sections, weights, strict=True)
    )
    found = built(method, report(on=plain.model_copy(update={"sections": sections})))
    assert found.sum == "(2\u00a0×\u00a087.5 + 1\u00a0×\u00a066.67)\u00a0÷\u00a03"


def test_method_shows_the_total_before_a_cap():
    capped = checklist().model_copy(update={"critical_cap": Decimal(40)})
    found = built(method, report(failed(), on=capped))
    assert (found.total, found.cap) == (Decimal("40.00"), Decimal(40))
    assert found.uncapped == Decimal("42.86")


@pytest.mark.parametrize("section", SECTIONS, ids=name_of)
def test_sections_can_be_built_of_an_empty_visit(section):
    assert built(section, report({})) is not None


def longest_comment(*comments: str) -> int:
    keys = ("greeted", "mood", "till[0].receipt")
    given = {
        key: replace(GOOD[key], comment=comment)
        for key, comment in zip(keys, comments, strict=False)
    }
    return max(len(row.comment) for row in rows_of(report({**GOOD, **given})))


def test_text_without_end_is_cut():
    assert longest_comment("x" * 20_000) == 20_000
    assert longest_comment("x" * 500_000) == 20_000


def test_texts_that_no_report_could_hold_are_cut_shorter(monkeypatch):
    monkeypatch.setattr(answers, "MOST_OF_ALL", 30_000)
    assert longest_comment(*["x" * 15_000] * 3) == 3_000
