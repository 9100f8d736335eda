"""How sure a number is: intervals over visits and over yes-or-no criteria.

The visit is the unit of sampling: callers give one value a visit, never one an answer. Knows
nothing of checklists. The quantile of Student's t is computed here, so that no large library lies
on the way of a page.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import lru_cache
from statistics import NormalDist

_CENT = Decimal("0.01")
_MOST_EXACT_DEGREES = 1000


@dataclass(frozen=True)
class Interval:
    """A mean or a share in per cent, with its 95 % interval and the number of visits behind it."""

    mean: Decimal
    low: Decimal
    high: Decimal
    n: int


def mean_interval(values: Iterable[Decimal]) -> Interval | None:
    """Return the mean of per cents, one a visit, with its 95 % interval; None below two values.

    Source: Student's t over visits, clipped to 0..100.
    """
    exact = [Fraction(value) for value in values]
    n = len(exact)
    if n < 2:
        return None
    mean = sum(exact, Fraction(0)) / n
    variance = sum(((value - mean) ** 2 for value in exact), Fraction(0)) / (n - 1)
    half = t_quantile(n - 1) * math.sqrt(variance / n)
    return _interval(float(mean), float(mean) - half, float(mean) + half, n)


def wilson(successes: int, n: int) -> Interval | None:
    """Return the share of successes in per cent with its 95 % interval; None without visits.

    Raises: ValueError if there are more successes than visits, or fewer than none.
    Source: Wilson, 1927.
    """
    if not 0 <= successes <= n:
        raise ValueError("successes must lie between 0 and n")
    if n == 0:
        return None
    share, z2 = successes / n, NormalDist().inv_cdf(0.975) ** 2
    middle = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = math.sqrt(z2 * (share * (1 - share) + z2 / (4 * n)) / n) / (1 + z2 / n)
    return _interval(100 * share, 100 * (middle - half), 100 * (middle + half), n)


@lru_cache(maxsize=256)
def t_quantile(degrees: int, two_sided: float = 0.95) -> float:
    """Return t such that Student's t lies within ±t with the given probability.

    Raises: ValueError without a degree of freedom.
    """
    if degrees < 1:
        raise ValueError("at least one degree of freedom is needed")
    if degrees > _MOST_EXACT_DEGREES:
        return _large_t_quantile(degrees, two_sided)
    low, high = 0.0, math.pi / 2
    for _ in range(60):
        middle = (low + high) / 2
        if _within(middle, degrees) < two_sided:
            low = middle
        else:
            high = middle
    return math.sqrt(degrees) * math.tan((low + high) / 2)


def _within(theta: float, degrees: int) -> float:
    """Return P(|T| ≤ √ν · tan θ). Source: Abramowitz and Stegun, 26.7.3 and 26.7.4."""
    cosine, sine = math.cos(theta), math.sin(theta)
    odd = degrees % 2
    term = cosine if odd else 1.0
    total = 0.0
    for power in range(1 + odd, degrees, 2):
        total += term
        term *= cosine * cosine * power / (power + 1)
    return 2 / math.pi * (theta + sine * total) if odd else sine * total


def _large_t_quantile(degrees: int, two_sided: float) -> float:
    """Return the quantile by its expansion. Source: Abramowitz and Stegun, 26.7.5."""
    z = NormalDist().inv_cdf((1 + two_sided) / 2)
    first = (z**3 + z) / 4
    second = (5 * z**5 + 16 * z**3 + 3 * z) / 96
    return z + first / degrees + second / degrees**2


def _interval(mean: float, low: float, high: float, n: int) -> Interval:
    return Interval(_hundredths(mean), _hundredths(max(low, 0)), _hundredths(min(high, 100)), n)


def _hundredths(number: float) -> Decimal:
    return Decimal(repr(number)).quantize(_CENT, rounding=ROUND_HALF_UP)
