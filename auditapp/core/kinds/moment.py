"""`date`, `time` and `datetime`: ISO 8601 strings, never scored."""

import re
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any, ClassVar

from auditapp.core.kinds.base import Fault, Kind, Voice, WrongValue
from auditapp.core.problems import N_

Moment = date | time | datetime

_DATE = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_TIME = r"[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?"
_ZONE = r"(Z|[+-][0-9]{2}:[0-9]{2})?"
SHAPES: dict[type[Moment], re.Pattern[str]] = {
    date: re.compile(_DATE),
    time: re.compile(_TIME),
    datetime: re.compile(f"{_DATE}T{_TIME}{_ZONE}"),
}


def read_moment(raw: str, shape: type[Moment]) -> Moment | None:
    """Return the moment of exactly that shape that `raw` writes in ISO 8601, or None."""
    if not SHAPES[shape].fullmatch(raw):
        return None
    try:
        return shape.fromisoformat(raw)
    except ValueError:
        return None


def before(earlier: Moment, later: Moment) -> bool | None:
    """Compare two moments; None if one knows its zone and the other does not."""
    try:
        return earlier < later  # type: ignore[operator]  # of one shape, by the callers
    except TypeError:
        return None


class MomentKind(Kind):
    """A moment within bounds, if it has any."""

    shape: ClassVar[type[Moment]]
    ordered = True
    min: str | None = None
    max: str | None = None

    def setting_faults(self) -> Iterator[tuple[str, str]]:
        for name in ("min", "max"):
            bound = getattr(self, name)
            if bound is not None and read_moment(bound, self.shape) is None:
                yield name, N_("Write it in ISO 8601, like 2026-11-20, 14:05 or 2026-11-20T14:05.")
        low = read_moment(self.min or "", self.shape)
        high = read_moment(self.max or "", self.shape)
        if low and high and before(high, low):
            yield "max", N_("'max' must not be below 'min'.")

    def read(self, raw: Any) -> str:
        if not isinstance(raw, str) or read_moment(raw, self.shape) is None:
            raise WrongValue(N_("Enter a date or time that exists."))
        return raw

    def check(self, value: Any) -> Iterator[Fault]:
        moment = read_moment(value, self.shape)
        low = read_moment(self.min, self.shape) if self.min else None
        high = read_moment(self.max, self.shape) if self.max else None
        if moment and low and before(moment, low):
            yield Fault("answers.too_early", N_("Not before %(min)s."), {"min": self.min})
        if moment and high and before(high, moment):
            yield Fault("answers.too_late", N_("Not after %(max)s."), {"max": self.max})

    def summary(self, value: Any, voice: Voice) -> str:
        return str(value).replace("T", " ")


class Date(MomentKind):
    """A day."""

    shape = date


class Time(MomentKind):
    """A time of day."""

    shape = time


class DateTime(MomentKind):
    """A day and a time, with or without a zone."""

    shape = datetime
