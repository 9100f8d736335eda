"""Findings: the answers below standard, and what each cost in points of the total.

Grading a finding and opening actions come with the review; they are not decided here.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from auditapp.core.document import Checklist, Standard
from auditapp.core.numbers import NOUGHT, WHOLE, clip, percent, percent_of, weighted_mean
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
    prices = _prices(checklist, result.asking.asked)
    found = [_finding(checklist, one, prices[one.section.key], standard) for one in below]
    return tuple(sorted(found, key=lambda one: (-one.points_lost, not one.critical)))


def _finding(
    checklist: Checklist, one: Asked, price: "_Price", standard: Standard | None
) -> Finding:
    clause = one.question.clause
    cause = one.question.cause
    if cause is None and standard and clause in standard.by_code:
        cause = standard.by_code[clause].cause
    critical = one.question.critical is not None and one.failed
    gain = price.gain(checklist.question_weights[one.question.key], one.fraction)
    return Finding(one.key, one, gain, critical, clause, cause)


def _is_below(one: Asked) -> bool:
    return one.score is not None and one.score < 100


@dataclass(frozen=True)
class _Price:
    """What a unit of weight is worth in the total, and what all answers there can still add."""

    of_unit: Fraction
    room: Fraction

    def gain(self, weight: int, fraction: Fraction | None) -> Decimal:
        """What the total would gain had this one answer been perfect and all else as it is.

        Units: points. In whole numbers: fractions would be brought to lowest terms at each step.
        """
        if fraction is None:
            return percent(NOUGHT)
        above, below = fraction.as_integer_ratio()
        unit, of_unit = self.of_unit.as_integer_ratio()
        room, of_room = self.room.as_integer_ratio()
        missed, of_missed = weight * (below - above) * unit, below * of_unit
        if missed * of_room >= room * of_missed:
            return percent(self.room)
        return percent_of(missed, of_missed)


def _prices(checklist: Checklist, asked: Iterable[Asked]) -> dict[str, _Price]:
    if checklist.sections[0].weight is None:
        whole = _price(*weigh(checklist, asked), WHOLE)
        return {section.key: whole for section in checklist.sections}
    weighed = {key: weigh(checklist, there) for key, there in by_section(checklist, asked).items()}
    weights = checklist.section_weights
    scored = sum(weights[key] for key, (_terms, weight) in weighed.items() if weight)
    return {
        key: _price(terms, weight, Fraction(weights[key], scored) if scored else NOUGHT)
        for key, (terms, weight) in weighed.items()
    }


def _price(terms: list[tuple[int, Fraction]], weight: int, share: Fraction) -> _Price:
    if not weight:
        return _Price(NOUGHT, NOUGHT)
    # A bonus may have filled the room already: then nothing was lost.
    room = WHOLE - clip(weighted_mean(terms, weight))
    return _Price(share / weight, share * room)
