"""Every clause that the checklist asks about, against its target, its limit and its past."""

from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from auditapp.core.document import Clause
from auditapp.core.problems import N_
from auditapp.core.standards import ClauseScore, ClauseVerdict
from auditapp.reports.charts import sparkline
from auditapp.reports.report import ReportData
from auditapp.reports.sections.words import Words

TITLE = N_("Against the standard")


@dataclass(frozen=True)
class Row:
    """One clause; numbers as they are printed."""

    code: str
    title: str
    requirement: str
    target: str
    result: str
    gap: str
    verdict: str
    by_points: str
    network: str
    industry: str
    chart: Markup | None


@dataclass(frozen=True)
class AgainstStandard:
    """The clauses, and what is needed to read them."""

    standard: str
    effective_from: str
    tolerance: Decimal
    rows: tuple[Row, ...]
    not_asked: tuple[str, ...]
    assessed: int
    counts: dict[str, int]
    visits: int
    network_visits: int


def build(data: ReportData, words: Words) -> AgainstStandard | None:
    """Hold the visit against its standard; None without one."""
    standard = data.standard
    if standard is None:
        return None
    asked = {question.clause for question in data.checklist.questions}
    rows = tuple(
        _row(data, words, clause, data.result.clauses[clause.code])
        for clause in standard.clauses
        if clause.code in asked
    )
    return AgainstStandard(
        standard=words.text(standard.title),
        effective_from=words.day(standard.effective_from),
        tolerance=standard.tolerance,
        rows=rows,
        not_asked=tuple(c.code for c in standard.clauses if c.code not in asked),
        assessed=sum(row.verdict != ClauseVerdict.NOT_ASSESSED for row in rows),
        counts={str(v): sum(row.verdict == v for row in rows) for v in ClauseVerdict},
        visits=len(data.earlier) + 1,
        network_visits=data.network.visits if data.network else 0,
    )


def _row(data: ReportData, words: Words, clause: Clause, score: ClauseScore) -> Row:
    limit = score.limit
    target, result, gap = words.number(score.target), "–", words.signed(score.gap)
    if limit is not None:
        target = words.limit(limit)
        result, gap = words.beside(score.measured, limit)
    elif score.score is not None:
        result = words.number(score.score)
    network = data.network.clauses.get(clause.code) if data.network else None
    return Row(
        code=clause.code,
        title=words.text(clause.title),
        requirement=words.text(clause.requirement),
        target=target,
        result=result,
        gap=gap,
        verdict=str(score.verdict),
        by_points=words.percent(score.score) if limit and score.score is not None else "",
        network="" if network is None else words.percent(network),
        industry=_industry(clause, words),
        chart=_chart(data, words, clause, score),
    )


def _industry(clause: Clause, words: Words) -> str:
    if clause.industry is None:
        return ""
    known = clause.industry
    return f"{words.percent(known.value)} ({words.text(known.source)}, {known.year})"


def _chart(data: ReportData, words: Words, clause: Clause, score: ClauseScore) -> Markup | None:
    if not data.earlier:
        return None
    scores = [visit.clauses.get(clause.code) for visit in data.earlier] + [score.score]
    return sparkline(scores, score.target, ", ".join(words.percent(one) for one in scores))
