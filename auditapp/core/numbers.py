"""Numbers as people write them: exact decimals within bounds, never binary floating point.

Bounds keep a number from costing more than it says: 1e999999999 is ten characters and would fill
the memory as a fraction.
"""

from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Context, Decimal, Inexact, InvalidOperation
from fractions import Fraction
from functools import lru_cache
from math import lcm
from typing import Annotated, Any

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from auditapp.core.problems import N_

LARGEST = Decimal(10) ** 15
MOST_DECIMALS = 30
MOST_SETTING_DIGITS = 15
NOUGHT = Fraction(0)
WHOLE = Fraction(1)
_MOST = int(LARGEST)
_CENT = Decimal("0.01")
# Numbers within the bounds have 46 digits at most: differences and remainders of them are exact.
_EXACT = Context(prec=100, traps=[Inexact, InvalidOperation])


def read_number(raw: Any) -> Decimal:
    """Return the decimal as written.

    Raises: ValueError if it is no number, not finite, above 10^15, or has over 30 decimals.
    """
    if type(raw) is int and -_MOST <= raw <= _MOST:
        return Decimal(raw)
    if isinstance(raw, bool) or not isinstance(raw, int | float | Decimal):
        raise ValueError(N_("A number is expected here."))
    try:
        number = Decimal(repr(raw)) if isinstance(raw, float) else Decimal(raw)
    except (InvalidOperation, ValueError):
        raise ValueError(N_("A number is expected here.")) from None
    if not number.is_finite():
        raise ValueError(N_("A number is expected here, neither NaN nor infinity."))
    exponent = number.as_tuple().exponent
    if number.adjusted() > 15 or abs(number) > LARGEST or int(exponent) < -MOST_DECIMALS:
        raise ValueError(
            N_("The number is out of bounds: at most 10^15, with at most 30 decimals.")
        )
    return number


def read_setting(raw: Any) -> Decimal:
    """Return the decimal of a document's number.

    Raises: ValueError as `read_number` does, and if it has over 15 digits: so many survive every
    JSON reader unchanged, so a document means the same everywhere.
    """
    number = read_number(raw)
    if len("".join(map(str, number.as_tuple().digits)).strip("0")) > MOST_SETTING_DIGITS:
        raise ValueError(N_("A number here has at most 15 digits."))
    return number


def _validated(raw: Any) -> Decimal:
    try:
        return read_setting(raw)
    except ValueError as error:
        raise PydanticCustomError("number", "{reason}", {"reason": str(error)}) from None


Number = Annotated[Decimal, BeforeValidator(_validated)]


def percent(fraction: Fraction) -> Decimal:
    """Publish a fraction: per cent with two decimals, rounded half up.

    Source: checklist-format, 'Published scores'.
    """
    return percent_of(fraction.numerator, fraction.denominator)


def percent_of(above: int, below: int) -> Decimal:
    """Publish `above` over `below` as `percent` does; they need not be in lowest terms."""
    return _half_up(above * 10_000, below)


def hundredths(exact: Fraction) -> Decimal:
    """Round an exact number half up to two decimals; halves go away from zero."""
    return _half_up(exact.numerator * 100, exact.denominator)


# Of all scores that there could be, few ever occur.
@lru_cache(maxsize=4096)
def _half_up(numerator: int, denominator: int) -> Decimal:
    whole = (2 * abs(numerator) + denominator) // (2 * denominator)
    return Decimal(-whole if numerator < 0 else whole) * _CENT


def clip(fraction: Fraction) -> Fraction:
    """Bring a fraction into 0 to 1."""
    above, below = fraction.as_integer_ratio()
    if above <= 0:
        return NOUGHT
    return fraction if above < below else WHOLE


# A scale has few points, and thousands of visits choose among them.
@lru_cache(maxsize=4096)
def way_gone(value: Decimal, start: Decimal, end: Decimal) -> Fraction:
    """Return how much of the way from `start` to `end` is behind `value`, 0 to 1, exactly."""
    gone, gone_below = _EXACT.subtract(value, start).as_integer_ratio()
    way, way_below = _EXACT.subtract(end, start).as_integer_ratio()
    return clip(Fraction(gone * way_below, way * gone_below))


def in_steps(value: Decimal, start: Decimal, step: Decimal) -> bool:
    """Tell whether whole steps lead from `start` to `value`."""
    return not _EXACT.remainder(_EXACT.subtract(value, start), step)


def in_one_unit(weights: Mapping[str, Decimal]) -> dict[str, int]:
    """Return the weights as whole numbers of one unit: for a mean their proportions are enough."""
    ratios = {key: weight.as_integer_ratio() for key, weight in weights.items()}
    unit = lcm(*(below for _above, below in ratios.values()))
    return {key: above * (unit // below) for key, (above, below) in ratios.items()}


def weighted_mean(terms: Iterable[tuple[int, Fraction]], weight: int) -> Fraction:
    """Return Σ w·f over `weight`, exactly.

    Terms of one denominator are added as integers: a fraction for every term would cost ten times
    as much, and a visit has few denominators.
    """
    sums: dict[int, int] = {}
    for share, fraction in terms:
        above, below = fraction.as_integer_ratio()
        sums[below] = sums.get(below, 0) + share * above
    common = lcm(*sums)
    whole = sum(above * (common // below) for below, above in sums.items())
    return Fraction(whole, common * weight)


def two_places(number: Decimal) -> Decimal:
    """Round a decimal half up to two decimals, as scores are shown."""
    return number.quantize(_CENT, rounding=ROUND_HALF_UP)


def plain(number: Decimal) -> str:
    """Write a decimal without exponent and without zeros that say nothing."""
    written = format(number, "f")
    return written.rstrip("0").rstrip(".") if "." in written else written
