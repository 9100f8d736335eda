"""How the score came about, so that anyone can check it by hand, and what the report is worth."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from auditapp.core.problems import N_
from auditapp.reports.report import ReportData
from auditapp.reports.sections.capping import capped, facts_alone, uncapped
from auditapp.reports.sections.heading import Heading, heading
from auditapp.reports.sections.points import Points, can_score, seen_points, sum_points
from auditapp.reports.sections.words import Words

TITLE = N_("How the score was computed")


@dataclass(frozen=True)
class Row:
    """One section's part of the sum; `weight` is None where it has none, or counts for nothing."""

    number: int
    title: str
    weight: Decimal | None
    points: Points
    score: Decimal | None
    scores: bool


@dataclass(frozen=True)
class Method:
    """The sums behind the total, and the sentences that belong under every report."""

    heading: Heading
    rows: tuple[Row, ...]
    weighted: bool
    points: Points
    sum: str
    seen: Points
    total: Decimal | None
    uncapped: Decimal | None
    coverage: Decimal | None
    mark: Decimal | None
    own_marks: bool
    cap: Decimal | None
    failed: bool
    lowered: bool
    capped: bool
    facts_total: Decimal | None
    asked: int
    scored: int
    visits: int
    standard: str
    standard_from: str


def build(data: ReportData, words: Words) -> Method:
    """Show the sum behind the total in the numbers that are printed."""
    result, standard = data.result, data.standard
    rows = tuple(_rows(data, words))
    weighted = data.checklist.sections[0].weight is not None
    asked = [one for one in result.asking.asked if one.question.kind.answerable]
    before = uncapped(data)
    return Method(
        heading=heading(data, words),
        rows=rows,
        weighted=weighted,
        points=sum_points(result.asking.asked),
        sum=_weighted_sum(rows, words) if weighted else "",
        seen=seen_points(result.asking.asked),
        total=result.total,
        uncapped=before,
        coverage=result.coverage,
        mark=result.mark,
        own_marks=any(section.pass_mark is not None for section in data.checklist.sections),
        cap=data.checklist.critical_cap,
        failed=bool(result.failed_by),
        lowered=before != result.total,
        capped=capped(data),
        facts_total=facts_alone(data),
        asked=len(asked),
        scored=sum(one.fraction is not None for one in asked),
        visits=1 + sum(visit.total is not None for visit in data.earlier),
        standard=words.text(standard.title) if standard else "",
        standard_from=words.day(standard.effective_from) if standard else "",
    )


def _rows(data: ReportData, words: Words) -> Iterator[Row]:
    for number, section in enumerate(data.checklist.sections, 1):
        asked = [one for one in data.result.asking.asked if one.section.key == section.key]
        score = data.result.sections[section.key]
        yield Row(
            number=number,
            title=words.text(section.title),
            weight=None if score is None else section.weight,
            points=sum_points(asked),
            score=score,
            scores=can_score(section),
        )


def _weighted_sum(rows: tuple[Row, ...], words: Words) -> str:
    """Write '(2 × 90 + 1 × 80) ÷ 3', over the sections that have a score."""
    counted = [row for row in rows if row.score is not None]
    if not counted:
        return ""
    terms = " + ".join(
        f"{words.number(r.weight)}\u00a0×\u00a0{words.number(r.score)}" for r in counted
    )
    whole = sum((row.weight for row in counted), Decimal(0))
    return f"({terms})\u00a0÷\u00a0{words.number(whole)}"
