"""How a report writes numbers, days, times and words in the reader's language.

Serves as the core's `Voice`. The translation of the interface's words is passed in, so that
sections can be built without an application.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property, lru_cache

from babel import Locale
from babel.dates import format_date, format_time
from babel.numbers import format_decimal, get_decimal_symbol

from auditapp.core.document import Checklist, Limit
from auditapp.core.kinds.number import clock
from auditapp.core.problems import N_
from auditapp.core.text import Text

MINUS = "\u2212"
MOST_DECIMALS = 2  # what is published has no more
MEGABYTE = 2**20
_PARTS_OF_DAY = (
    (5, N_("night")),
    (12, N_("morning")),
    (17, N_("afternoon")),
    (22, N_("evening")),
    (24, N_("night")),
)
VERDICTS = {
    "met": N_("met"),
    "near": N_("near"),
    "missed": N_("missed"),
    "not assessed": N_("not assessed"),
    "not scored": N_("not scored"),
}


def in_english(one: str, many: str, num: int) -> str:
    """Count in English, where nobody translates."""
    return (one if num == 1 else many) % {"num": num}


@dataclass(frozen=True)
class Words:
    """A voice for one report: its language, its checklist's fallback, its translator."""

    language: str
    checklist: Checklist
    translate: Callable[[str], str] = str
    ngettext: Callable[[str, str, int], str] = in_english

    @cached_property
    def locale(self) -> Locale:
        """The reader's locale; English is written the British way."""
        return Locale.parse("en-GB" if self.language == "en" else self.language, sep="-")

    def text(self, text: Text) -> str:
        """Say a text of the checklist or its standard."""
        return self.checklist.say(text, self.language)

    def word(self, sentence: str) -> str:
        """Translate a word or sentence of the interface."""
        return self.translate(sentence)

    def verdict(self, verdict: str) -> str:
        """Say how a score stands to its target."""
        return self.translate(VERDICTS[verdict])

    def number(self, number: Decimal) -> str:
        """Write a number with as many decimals as it has."""
        return _number(number.normalize(), self.locale)

    def percent(self, number: Decimal | None) -> str:
        """Write per cents: '78,4 %' with a no-break space where the language wants one."""
        if number is None:
            return "–"
        return self.locale.percent_formats[None].pattern.replace("#,##0", self.number(number))

    def signed(self, number: Decimal | None) -> str:
        """Write a difference in points with its sign."""
        if number is None:
            return "–"
        return f"+{self.number(number)}" if number > 0 else self.number(number)

    def measured(self, value: Decimal | None, unit: str) -> str:
        """Write a measured value: seconds as minutes and seconds, else with its unit."""
        if value is None:
            return "–"
        return self._clock(value, 0) if unit == "s" else f"{self.number(value)}\u00a0{unit}"

    def beside(self, value: Decimal | None, limit: Limit) -> tuple[str, str]:
        """Write a measured value and how far it lies from its limit, never rounded onto it.

        The distance is that from the upper bound, save where the value lies under the lower one.
        """
        bound = limit.at_least if limit.at_most is None else limit.at_most
        if value is None or bound is None:
            return self.measured(value, limit.unit), "–"
        if limit.at_least is not None and value < limit.at_least:
            bound = limit.at_least
        decimals = _telling(value, bound) if limit.unit == "s" else MOST_DECIMALS
        shown = _rounded(value, decimals)
        sign = "+" if shown > bound else MINUS if shown < bound else ""
        if limit.unit == "s":
            gap = self._clock(abs(shown - bound), decimals if shown != bound else 0)
            return self._clock(shown, decimals), sign + gap
        return self.measured(value, limit.unit), sign + self.measured(
            abs(value - bound), limit.unit
        )

    def limit(self, limit: Limit) -> str:
        """Write a limit on a measured value: '≤ 3:00'."""
        bounds = (("≥", limit.at_least), ("≤", limit.at_most))
        return ", ".join(
            f"{sign}\u00a0{self._bound(bound, limit.unit)}"
            for sign, bound in bounds
            if bound is not None
        )

    def _bound(self, bound: Decimal, unit: str) -> str:
        return self._clock(bound, _decimals(bound)) if unit == "s" else self.measured(bound, unit)

    def _clock(self, seconds: Decimal, decimals: int) -> str:
        """Write seconds as on a clock, with so many decimals."""
        shown = _rounded(abs(seconds), decimals)
        sign = MINUS if seconds < 0 and shown else ""
        _, _, fraction = f"{shown:.{decimals}f}".partition(".")
        point = get_decimal_symbol(self.locale) if fraction else ""
        return f"{sign}{clock(Decimal(int(shown)))}{point}{fraction}"

    def size(self, size_bytes: int) -> str:
        """Write the size of a file, in KB or MB."""
        if size_bytes < MEGABYTE:
            return self.word(N_("%(number)s KB")) % {"number": max(1, size_bytes // 1024)}
        rounded = _rounded(Decimal(size_bytes) / MEGABYTE, 1)
        return self.word(N_("%(number)s MB")) % {"number": self.number(rounded)}

    def day(self, day: date) -> str:
        """Write a day in words."""
        return format_date(day, "d MMMM y", locale=self.locale)

    def short_day(self, day: date) -> str:
        """Write a day in numbers."""
        return format_date(
            day, "dd.MM.y" if self.language == "ru" else "dd/MM/y", locale=self.locale
        )

    def minute(self, moment: datetime | time) -> str:
        """Write a time of day as on a clock of 24 hours."""
        return format_time(moment.replace(tzinfo=None), "HH:mm", locale=self.locale)

    def part_of_day(self, moment: datetime | time) -> str:
        """Say a time no closer than the part of the day."""
        return self.word(next(name for until, name in _PARTS_OF_DAY if moment.hour < until))


def _rounded(number: Decimal, decimals: int) -> Decimal:
    return number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def _decimals(number: Decimal) -> int:
    exponent = number.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _telling(value: Decimal, bound: Decimal) -> int:
    """Return how many decimals tell a value from a bound: none, if they are told apart anyway."""
    least = _decimals(bound)
    most = max(least, _decimals(value))
    return next((d for d in range(least, most) if _rounded(value, d) != bound), most)


@lru_cache(maxsize=2000)
def _number(number: Decimal, locale: Locale) -> str:
    return format_decimal(number, "#,##0.##########", locale=locale).replace("-", MINUS)
