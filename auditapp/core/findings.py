"""Findings: the answers below standard, and what each cost in points of the total.

Grading a finding and opening actions come with the review; they are not decided here.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from auditapp.core.document import Checklist, Standard
from auditapp.core.numbers import NOUGHT, WHOLE, clip, percent, weighted_mean
from auditapp.core.scoring import Result, by_section, weigh
from auditapp.core.states import Asked


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
    means = _means(checklist, result.asking.asked)
    found = [_finding(checklist, one, means[one.section.key], standard) for one in below]
    return tuple(sorted(found, key=lambda one: (-one.points_lost, not one.critical)))


def _finding(checklist: Checklist, one: Asked, mean: "_Mean", standard: Standard | None) -> Finding:
    clause = one.question.clause
    cause = one.question.cause
    if cause is None and standard and clause in standard.by_code:
        cause = standard.by_code[clause].cause
    critical = one.question.critical is not None and one.failed
    gain = mean.gain(checklist.question_weights[one.question.key], one.fraction)
    return Finding(one.key, one, percent(gain), critical, clause, cause)


def _is_below(one: Asked) -> bool:
    return one.score is not None and one.score < 100


@dataclass(frozen=True)
class _Mean:
    """What answers are averaged to, uncapped, over which weight, and its share in the total."""

    value: Fraction
    weight: int
    share: Fraction = WHOLE

    def gain(self, weight: int, fraction: Fraction | None) -> Fraction:
        """What the total would gain had this one answer been perfect and all else as it is."""
        if fraction is None or not self.weight:
            return NOUGHT
        better = self.value + (WHOLE - fraction) * Fraction(weight, self.weight)
        return (clip(better) - clip(self.value)) * self.share


def _means(checklist: Checklist, asked: Iterable[Asked]) -> dict[str, _Mean]:
    if checklist.sections[0].weight is None:
        whole = _mean(checklist, asked)
        return {section.key: whole for section in checklist.sections}
    found = {key: _mean(checklist, there) for key, there in by_section(checklist, asked).items()}
    weights = checklist.section_weights
    whole_weight = sum(weights[key] for key, mean in found.items() if mean.weight)
    return {
        key: replace(mean, share=Fraction(weights[key], whole_weight) if whole_weight else NOUGHT)
        for key, mean in found.items()
    }


def _mean(checklist: Checklist, asked: Iterable[Asked]) -> _Mean:
    terms, weight = weigh(checklist, asked)
    return _Mean(weighted_mean(terms, weight) if weight else NOUGHT, weight)
