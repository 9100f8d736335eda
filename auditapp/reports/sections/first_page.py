"""The first page: the total against its target, the sections, what failed, what cost most."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from auditapp.core.findings import findings
from auditapp.core.problems import N_
from auditapp.core.scoring import Verdict
from auditapp.core.standards import compare
from auditapp.core.states import Asked
from auditapp.core.statistics import Interval, mean_interval
from auditapp.reports.charts import bar
from auditapp.reports.report import ReportData
from auditapp.reports.sections.capping import capped, facts_alone
from auditapp.reports.sections.heading import Heading, heading
from auditapp.reports.sections.points import can_score
from auditapp.reports.sections.said import number_of, said
from auditapp.reports.sections.words import Words

TITLE = N_("Summary")
VERDICTS = {
    Verdict.PASSED: ("met", N_("Passed")),
    Verdict.NOT_PASSED: ("missed", N_("Not passed")),
    Verdict.FAILED: ("missed", N_("Failed: a critical requirement was broken")),
    Verdict.NOT_SCORED: ("none", N_("Not scored: nothing was answered that scores")),
    Verdict.NO_MARK: ("none", N_("No mark to reach is set")),
}
CAUSES = {
    "people": N_("people"),
    "systems": N_("systems"),
    "processes": N_("processes"),
    "products": N_("products"),
    "customers": N_("customers"),
}
MOST_FINDINGS = 3
BELOW = N_("“%(section)s”: %(score)s, below its own mark of %(mark)s")
MOST_CRITICAL = 4


@dataclass(frozen=True)
class Row:
    """One section's score as a bar, with the standard's target or else the section's own mark.

    A section without a score has no bar: an empty one would look like none of its points.
    """

    number: int
    title: str
    score: Decimal | None
    target: Decimal | None
    verdict: str
    chart: Markup | None


@dataclass(frozen=True)
class Failed:
    """An answer that stands out on the first page."""

    number: str
    text: str
    answer: str
    comment: str
    clause: str
    cause: str
    points: Decimal | None


@dataclass(frozen=True)
class Measured:
    """A measured value and its limit, large enough for the first page."""

    title: str
    value: str
    limit: str
    verdict: str


@dataclass(frozen=True)
class FirstPage:
    """All that the first page says."""

    heading: Heading
    total: Decimal | None
    target: Decimal | None
    gap: Decimal | None
    mark: Decimal | None
    shape: str
    verdict: str
    below: tuple[str, ...]
    grade: str
    coverage: Decimal | None
    facts_total: Decimal | None
    standard: str
    standard_from: str
    measured: tuple[Measured, ...]
    location: Interval | None
    network: Decimal | None
    network_visits: int
    rows: tuple[Row, ...]
    critical: tuple[Failed, ...]
    more_critical: int
    findings: tuple[Failed, ...]
    more_findings: int


def build(data: ReportData, words: Words) -> FirstPage:
    """Answer first: how do we stand, what failed, what cost most."""
    result, standard = data.result, data.standard
    target = result.mark if result.total_target is None else result.total_target.target
    shape, verdict = VERDICTS[result.verdict]
    found = _findings(data, words)
    critical = _critical(data, words)
    return FirstPage(
        heading=heading(data, words),
        total=result.total,
        target=target,
        gap=None if result.total is None or target is None else result.total - target,
        mark=None if result.mark == target else result.mark,
        shape=shape,
        verdict=words.word(verdict),
        below=tuple(_below(data, words)),
        grade=_grade(data, words),
        coverage=result.coverage,
        facts_total=None if capped(data) else facts_alone(data),
        standard=words.text(standard.title) if standard else "",
        standard_from=words.day(standard.effective_from) if standard else "",
        measured=_measured(data, words)[:1],
        location=_location(data),
        network=data.network.total if data.network else None,
        network_visits=data.network.visits if data.network else 0,
        rows=tuple(_rows(data, words)),
        critical=critical[:MOST_CRITICAL],
        more_critical=max(0, len(critical) - MOST_CRITICAL),
        findings=found[:MOST_FINDINGS],
        more_findings=max(0, len(found) - MOST_FINDINGS),
    )


def _grade(data: ReportData, words: Words) -> str:
    named = {grade.key: grade.name for grade in data.checklist.grades}
    return words.text(named[data.result.grade]) if data.result.grade else ""


def _below(data: ReportData, words: Words) -> Iterator[str]:
    """Name the sections for whose own mark a visit with points enough did not pass."""
    result = data.result
    if result.verdict is not Verdict.NOT_PASSED or result.total is None:
        return
    if result.mark is not None and result.total < result.mark:
        return
    for section in data.checklist.sections:
        score, mark = result.sections[section.key], section.pass_mark
        if score is not None and mark is not None and score < mark:
            yield words.word(BELOW) % {
                "section": words.text(section.title),
                "score": words.percent(score),
                "mark": words.percent(mark),
            }


def _rows(data: ReportData, words: Words) -> Iterator[Row]:
    for number, section in enumerate(data.checklist.sections, 1):
        score, title = data.result.sections[section.key], words.text(section.title)
        target = data.standard.sections.get(section.key) if data.standard else None
        target = section.pass_mark if target is None else target
        tolerance = data.standard.tolerance if data.standard else Decimal(0)
        verdict = str(compare(score, target, tolerance).verdict) if target is not None else ""
        if score is None:
            verdict = "not assessed" if can_score(section) else "not scored"
            yield Row(number, title, score, target, verdict, None)
            continue
        said_so = f"{title}: {words.percent(score)}"
        if target is not None:
            said_so += f" / {words.percent(target)}"
        yield Row(number, title, score, target, verdict, bar(score, target, said_so))


def _critical(data: ReportData, words: Words) -> tuple[Failed, ...]:
    asked = data.result.asking.by_key
    return tuple(_failed(data, words, asked[key]) for key in data.result.failed_by)


def _findings(data: ReportData, words: Words) -> tuple[Failed, ...]:
    found = findings(data.checklist, data.result, data.standard)
    return tuple(
        _failed(data, words, one.asked, one.points_lost, one.cause)
        for one in found
        if one.points_lost > 0
    )


def _failed(
    data: ReportData,
    words: Words,
    one: Asked,
    points: Decimal | None = None,
    cause: str | None = None,
) -> Failed:
    return Failed(
        number=number_of(data, one),
        text=words.text(one.question.text),
        answer=said(data, one, words),
        comment=_short(one.answer.comment) if one.answer else "",
        clause=one.question.clause or "",
        cause=words.word(CAUSES[cause]) if cause else "",
        points=points,
    )


def _short(comment: str, most: int = 120) -> str:
    line = " ".join(comment.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def _measured(data: ReportData, words: Words) -> tuple[Measured, ...]:
    """Return what was measured against a limit, what broke its limit first."""
    found = [
        (score, data.standard.by_code[code])
        for code, score in data.result.clauses.items()
        if score.limit and score.measured is not None
    ]
    found.sort(key=lambda pair: pair[0].verdict != "missed")
    return tuple(
        Measured(
            words.text(clause.title),
            words.beside(score.measured, score.limit)[0],
            words.limit(score.limit),
            str(score.verdict),
        )
        for score, clause in found
    )


def _location(data: ReportData) -> Interval | None:
    totals = [visit.total for visit in data.earlier if visit.total is not None]
    if data.result.total is not None:
        totals.append(data.result.total)
    return mean_interval(totals)
