"""`number` and `duration`: a measured value, scored by bands or along a line, or not at all."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from typing import Annotated, Any

from pydantic import Field, StrictInt

from auditapp.core.kinds.base import Fault, Kind, Part, Voice, WrongValue
from auditapp.core.numbers import NOUGHT, Number, plain, read_number, way_gone
from auditapp.core.problems import N_
from auditapp.core.text import Text


class Band(Part):
    """Values up to and with `up_to` score this, per cent; without `up_to`: all that is left."""

    up_to: Number | None = None
    score: Annotated[Number, Field(ge=0, le=100)]

    @cached_property
    def fraction(self) -> Fraction:
        """The score as a fraction."""
        return Fraction(self.score) / 100


class Linear(Part):
    """100 % at `best`, 0 % at `worst`, in a straight line between."""

    best: Number
    worst: Number


class NumberKind(Kind):
    """A number with a unit."""

    ordered = True
    min: Number | None = None
    max: Number | None = None
    unit: Text | None = None
    decimals: Annotated[StrictInt, Field(ge=0, le=9)] | None = None
    bands: Annotated[tuple[Band, ...], Field(min_length=1, max_length=50)] | None = None
    linear: Linear | None = None

    def can_score(self) -> bool:
        return self.bands is not None or self.linear is not None

    def setting_faults(self) -> Iterator[tuple[str, str]]:
        if self.min is not None and self.max is not None and self.min >= self.max:
            yield "max", N_("'max' must be above 'min'.")
        if self.bands and self.linear:
            yield "linear", N_("Score by 'bands' or by 'linear', not by both.")
        if self.linear and self.linear.best == self.linear.worst:
            yield "linear", N_("'best' and 'worst' must differ.")
        if self.bands:
            yield from self._band_faults(self.bands)

    @staticmethod
    def _band_faults(bands: tuple[Band, ...]) -> Iterator[tuple[str, str]]:
        bounds = [band.up_to for band in bands[:-1]]
        if any(bound is None for bound in bounds):
            yield "bands", N_("Only the last band may leave 'up_to' out.")
            return
        known = [band.up_to for band in bands if band.up_to is not None]
        if any(low >= high for low, high in pairwise(known)):
            yield "bands", N_("Bands go upwards: each 'up_to' above the one before.")

    def read(self, raw: Any) -> Decimal:
        try:
            return read_number(raw)
        except ValueError as error:
            raise WrongValue(N_("Enter a number.")) from error

    def check(self, value: Any) -> Iterator[Fault]:
        if self.min is not None and value < self.min:
            yield Fault(
                "answers.too_low", N_("Enter at least %(min)s."), {"min": self.written(self.min)}
            )
        if self.max is not None and value > self.max:
            yield Fault(
                "answers.too_high", N_("Enter at most %(max)s."), {"max": self.written(self.max)}
            )
        if self.decimals is not None and value != round(value, self.decimals):
            yield Fault(
                "answers.decimals", N_("Decimals allowed: %(count)s."), {"count": self.decimals}
            )

    def written(self, number: Decimal) -> str:
        """Write a number as the form takes it."""
        return plain(number)

    def score(self, value: Any) -> Fraction | None:
        if self.bands:
            for band in self.bands:
                if band.up_to is None or value <= band.up_to:
                    return band.fraction
            return NOUGHT
        if self.linear:
            return way_gone(value, self.linear.worst, self.linear.best)
        return None

    def summary(self, value: Any, voice: Voice) -> str:
        number = voice.number(value)
        return f"{number}\u00a0{voice.text(self.unit)}" if self.unit else number


class Duration(NumberKind):
    """A length of time in seconds; a stopwatch on the phone."""

    def check(self, value: Any) -> Iterator[Fault]:
        if value < 0 and (self.min is None or self.min <= value):
            yield Fault("answers.too_low", N_("Enter minutes and seconds, like 4:10."))
        yield from super().check(value)

    def written(self, number: Decimal) -> str:
        return clock(number)

    def summary(self, value: Any, voice: Voice) -> str:
        return clock(value)


def clock(seconds: Decimal) -> str:
    """Write seconds as m:ss or h:mm:ss, rounded to whole seconds."""
    if seconds < 0:
        return f"\u2212{clock(-seconds)}"
    whole = int(seconds + Decimal("0.5"))
    hours, rest = divmod(whole, 3600)
    minutes, left = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{left:02}" if hours else f"{minutes}:{left:02}"
