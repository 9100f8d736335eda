"""Findings: the answers below standard, and what each cost in points of the total.

Grading a finding and opening actions come with the review; they are not decided here.
"""

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from auditapp.core.asking import Asking
from auditapp.core.document import Checklist, Standard
from auditapp.core.numbers import hundredths, percent
from auditapp.core.scoring import Result, weighted_mean
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
    found = [_finding(checklist, result, one, standard) for one in below]
    return tuple(sorted(found, key=lambda one: (-one.points_lost, not one.critical)))


def _finding(
    checklist: Checklist, result: Result, one: Asked, standard: Standard | None
) -> Finding:
    clause = one.question.clause
    cause = one.question.cause
    if cause is None and standard and clause in standard.by_code:
        cause = standard.by_code[clause].cause
    lost = hundredths(100 * _price(checklist, result.asking, one))
    critical = one.question.critical is not None and one.failed
    return Finding(one.key, one, lost, critical, clause, cause)


def _is_below(one: Asked) -> bool:
    return one.fraction is not None and percent(one.fraction) < 100


def _price(checklist: Checklist, asking: Asking, one: Asked) -> Fraction:
    # What the total would gain had this one answer been perfect and all else as it is.
    if checklist.sections[0].weight is None:
        return _gain(asking.asked, one)
    within = tuple(other for other in asking.asked if other.section.key == one.section.key)
    scored = {other.section.key for other in asking.asked if _counts(other)}
    weights = {section.key: Fraction(section.weight or 0) for section in checklist.sections}
    whole = sum((weights[key] for key in scored), Fraction(0))
    return _gain(within, one) * weights[one.section.key] / whole if whole else Fraction(0)


def _counts(one: Asked) -> bool:
    return one.fraction is not None and one.question.weight > 0 and not one.question.bonus


def _gain(asked: tuple[Asked, ...], one: Asked) -> Fraction:
    better = (replace(other, fraction=Fraction(1)) if other is one else other for other in asked)
    return (weighted_mean(better) or Fraction(0)) - (weighted_mean(asked) or Fraction(0))
