"""Points: what answers earned of what they could, exactly, for showing and for checking by hand."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from auditapp.core.document import Section
from auditapp.core.numbers import hundredths
from auditapp.core.states import Asked, State


@dataclass(frozen=True)
class Points:
    """Points earned of points possible; what a bonus earned is in the first and not the second."""

    earned: Decimal
    possible: Decimal


def can_score(section: Section) -> bool:
    """Tell whether any answer in a section could count."""
    return any(question.can_score for question in section.questions)


def points_of(one: Asked) -> Points | None:
    """Return what one answer earned, None if it is not scored."""
    if one.fraction is None:
        return None
    weight = Fraction(one.question.weight)
    return Points(hundredths(weight * one.fraction), hundredths(weight))


def sum_points(asked: Iterable[Asked]) -> Points:
    """Add up the scored answers as the total does."""
    earned = possible = Fraction(0)
    for one in asked:
        if one.fraction is not None:
            weight = Fraction(one.question.weight)
            earned += weight * one.fraction
            possible += 0 if one.question.bonus else weight
    return Points(hundredths(earned), hundredths(possible))


def seen_points(asked: Iterable[Asked]) -> Points:
    """Return the weight that was scored of the weight that applied: the two halves of coverage."""
    seen = whole = Fraction(0)
    for one in asked:
        if one.question.bonus:
            continue
        weight = Fraction(one.question.weight)
        if one.state is State.SCORED:
            seen, whole = seen + weight, whole + weight
        elif one.state in (State.NOT_CHECKED, State.UNANSWERED) and one.question.can_score:
            whole += weight
    return Points(hundredths(seen), hundredths(whole))
