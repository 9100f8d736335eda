"""Findings: the answers below standard, and what each cost in points of the total.

Grading a finding and opening actions come with the review; they are not decided here.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from auditapp.core.document import Checklist, Standard
from auditapp.core.numbers import hundredths, percent, weighted_sum
from auditapp.core.scoring import Result
from auditapp.core.states import Asked

_WHOLE = Fraction(1)


@dataclass(frozen=True)
class Finding:
    """One answer below standard. Units: `points_lost` in points of the total, uncapped."""

    key: str
    asked: Asked
    points_lost: Decimal
    critical: bool
    clause: str | None
    cause: str | None


def findings(
    checklist: Checklist, result: Result, standard: Standard | None = None
) -> tuple[Finding, ...]:
    """Return every answer scored under 100, the dearest first; of one price critical ones first.

    Shape: one that a critical question's bound lets pass is there too, and not called critical.
    """
    below = [one for one in result.asking.asked if _is_below(one) and not one.question.bonus]
    sums = _sums(checklist, result.asking.asked)
    found = [_finding(one, sums[one.section.key], standard) for one in below]
    return tuple(sorted(found, key=lambda one: (-one.points_lost, not one.critical)))


def _finding(one: Asked, sums: "_Sums", standard: Standard | None) -> Finding:
    clause = one.question.clause
    cause = one.question.cause
    if cause is None and standard and clause in standard.by_code:
        cause = standard.by_code[clause].cause
    critical = one.question.critical is not None and one.failed
    return Finding(one.key, one, hundredths(100 * sums.gain(one)), critical, clause, cause)


def _is_below(one: Asked) -> bool:
    return one.fraction is not None and percent(one.fraction) < 100


@dataclass(frozen=True)
class _Sums:
    """Σ w·f and Σ w over what an answer is averaged with, and the share of that in the total."""

    above: Fraction
    below: Fraction
    share: Fraction

    def gain(self, one: Asked) -> Fraction:
        """What the total would gain had this one answer been perfect and all else as it is."""
        if one.fraction is None or not self.below:
            return Fraction(0)
        better = self.above + one.question.exact_weight * (1 - one.fraction)
        return (
            min(better / self.below, _WHOLE) - min(self.above / self.below, _WHOLE)
        ) * self.share


def _sums(checklist: Checklist, asked: Iterable[Asked]) -> dict[str, _Sums]:
    if checklist.sections[0].weight is None:
        whole = _sum(asked, _WHOLE)
        return {section.key: whole for section in checklist.sections}
    within: dict[str, list[Asked]] = {section.key: [] for section in checklist.sections}
    for one in asked:
        within[one.section.key].append(one)
    weights = {section.key: Fraction(section.weight or 0) for section in checklist.sections}
    found = {key: _sum(there, weights[key]) for key, there in within.items()}
    weight = sum((weights[key] for key, sums in found.items() if sums.below), Fraction(0))
    return {
        key: replace(sums, share=sums.share / weight if weight else Fraction(0))
        for key, sums in found.items()
    }


def _sum(asked: Iterable[Asked], share: Fraction) -> _Sums:
    scored = [(one.question, one.fraction) for one in asked if one.fraction is not None]
    above = weighted_sum((question.exact_weight, fraction) for question, fraction in scored)
    below = weighted_sum((q.exact_weight, _WHOLE) for q, _fraction in scored if not q.bonus)
    return _Sums(above, below, share)
