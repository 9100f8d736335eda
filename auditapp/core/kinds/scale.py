"""`scale`: a row of numbers between two ends, each with a label if wanted."""

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any

from pydantic import Field, StrictBool

from auditapp.core.kinds.base import Fault, Kind, Voice, WrongValue
from auditapp.core.numbers import Number, in_steps, plain, read_number, way_gone
from auditapp.core.problems import N_
from auditapp.core.text import Text

MOST_POINTS = 1_000_001


class Scale(Kind):
    """A number from `min` to `max` in steps; `labels` name points by their number."""

    ordered = True
    min: Number
    max: Number
    step: Number = Decimal(1)
    labels: dict[str, Text] = Field(default_factory=dict)
    reverse: StrictBool = False

    def can_score(self) -> bool:
        return True

    @property
    def points(self) -> tuple[Decimal, ...]:
        """The numbers that can be chosen, lowest first."""
        count = int((self.max - self.min) / self.step) + 1
        return tuple(self.min + self.step * turn for turn in range(count))

    def label(self, point: Decimal) -> Text | None:
        """The label of a point, if it has one."""
        return self.labels.get(plain(point))

    def setting_faults(self) -> Iterator[tuple[str, str]]:
        if self.min >= self.max:
            yield "max", N_("'max' must be above 'min'.")
        elif self.step <= 0:
            yield "step", N_("'step' must be above 0.")
        elif (self.max - self.min) / self.step > MOST_POINTS - 1:
            yield "step", N_("A scale has too many points: make the steps bigger.")
        else:
            for label in self.labels:
                if not self._has_point(label):
                    yield "labels", N_("A label stands at a number that is not on the scale.")

    def _has_point(self, label: str) -> bool:
        try:
            point = read_number(Decimal(label))
        except (InvalidOperation, ValueError):
            return False
        return plain(point) == label and self._is_on(point)

    def _is_on(self, value: Decimal) -> bool:
        return self.min <= value <= self.max and in_steps(value, self.min, self.step)

    def read(self, raw: Any) -> Decimal:
        try:
            return read_number(raw)
        except ValueError as error:
            raise WrongValue(N_("Choose a number on the scale.")) from error

    def check(self, value: Any) -> Iterator[Fault]:
        if not self._is_on(value):
            yield Fault(
                "answers.off_scale",
                N_("Choose a number from %(min)s to %(max)s that is on the scale."),
                {"min": plain(self.min), "max": plain(self.max)},
            )

    def score(self, value: Any) -> Fraction | None:
        if self.reverse:
            return way_gone(value, self.max, self.min)
        return way_gone(value, self.min, self.max)

    def summary(self, value: Any, voice: Voice) -> str:
        label = self.label(value)
        number = voice.number(value)
        return f"{number} – {voice.text(label)}" if label else number
