"""How scores stand to a standard: clause by clause, by section, and in total.

Source: checklist-format, 'Standard'.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from auditapp.core.document import Checklist, Clause, Limit, Standard
from auditapp.core.kinds.number import NumberKind
from auditapp.core.numbers import hundredths, percent, two_places, weighted_mean
from auditapp.core.states import IN_FORCE, Asked


class ClauseVerdict(StrEnum):
    """How a score stands to its target."""

    MET = "met"
    NEAR = "near"
    MISSED = "missed"
    NOT_ASSESSED = "not assessed"


@dataclass(frozen=True)
class Comparison:
    """A score, its target and the gap between them, in per cent and points."""

    score: Decimal | None
    target: Decimal
    gap: Decimal | None
    verdict: ClauseVerdict


@dataclass(frozen=True)
class ClauseScore(Comparison):
    """A clause; with a limit, the measured value too, which alone decides."""

    measured: Decimal | None = None
    limit: Limit | None = None


def in_force(standards: Iterable[Standard], on: date) -> Standard | None:
    """Return the standard with the latest `effective_from` up to that day."""
    begun = [standard for standard in standards if standard.effective_from <= on]
    return max(begun, key=lambda standard: standard.effective_from, default=None)


def compare(score: Decimal | None, target: Decimal, tolerance: Decimal) -> Comparison:
    """Hold a published score against a target."""
    if score is None:
        return Comparison(None, target, None, ClauseVerdict.NOT_ASSESSED)
    gap = two_places(score - target)
    if score >= target:
        return Comparison(score, target, gap, ClauseVerdict.MET)
    near = score >= target - tolerance
    return Comparison(score, target, gap, ClauseVerdict.NEAR if near else ClauseVerdict.MISSED)


def compare_sections(
    scores: Mapping[str, Decimal | None], standard: Standard
) -> dict[str, Comparison]:
    """Hold each section that the standard has a target for against it."""
    return {
        key: compare(score, standard.sections[key], standard.tolerance)
        for key, score in scores.items()
        if key in standard.sections
    }


def score_clauses(
    checklist: Checklist, asked: Iterable[Asked], standard: Standard
) -> dict[str, ClauseScore]:
    """Score every clause of the standard from the questions that cite it."""
    citing: dict[str, list[Asked]] = {}
    for one in asked:
        if one.question.clause is not None and one.state in IN_FORCE:
            citing.setdefault(one.question.clause, []).append(one)
    return {
        clause.code: _score_clause(checklist, clause, citing.get(clause.code, []), standard)
        for clause in standard.clauses
    }


def _score_clause(
    checklist: Checklist, clause: Clause, citing: list[Asked], standard: Standard
) -> ClauseScore:
    weights = checklist.question_weights
    scored = [
        (weights[one.question.key], one.fraction) for one in citing if one.fraction is not None
    ]
    below = sum(weight for weight, _fraction in scored)
    score = percent(weighted_mean(scored, below)) if below else None
    compared = compare(score, standard.target_of(clause), standard.tolerance)
    if clause.limit is None:
        return ClauseScore(compared.score, compared.target, compared.gap, compared.verdict)
    measured = _measured(citing, clause.limit)
    verdict = _within(measured, clause.limit)
    return ClauseScore(
        compared.score, compared.target, compared.gap, verdict, measured, clause.limit
    )


def _measured(citing: list[Asked], limit: Limit) -> Decimal | None:
    values = [
        Fraction(one.value)
        for one in citing
        if isinstance(one.question.kind, NumberKind) and one.question.measure == limit.measure
    ]
    return hundredths(sum(values, Fraction(0)) / len(values)) if values else None


def _within(measured: Decimal | None, limit: Limit) -> ClauseVerdict:
    if measured is None:
        return ClauseVerdict.NOT_ASSESSED
    over = limit.at_most is not None and measured > limit.at_most
    under = limit.at_least is not None and measured < limit.at_least
    return ClauseVerdict.MISSED if over or under else ClauseVerdict.MET
