"""`multi_choice`: any number of options; scores add up and are clipped to 0 to 1."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Annotated, Any

from pydantic import Field, StrictInt

from auditapp.core.kinds.base import Fault, Voice, WrongValue
from auditapp.core.kinds.options import WithOptions
from auditapp.core.numbers import NOUGHT, clip
from auditapp.core.problems import N_

Count = Annotated[StrictInt, Field(ge=0, le=200)]


class MultiChoice(WithOptions):
    """A set of options; none chosen is an answer too."""

    at_least: Count | None = None
    at_most: Count | None = None

    def setting_faults(self) -> Iterator[tuple[str, str]]:
        yield from super().setting_faults()
        if self.at_least is not None and self.at_most is not None and self.at_least > self.at_most:
            yield "at_most", N_("'at_most' must not be below 'at_least'.")

    def is_empty(self, raw: Any) -> bool:
        return raw is None or raw == ""

    def read(self, raw: Any) -> tuple[str, ...]:
        if not isinstance(raw, list | tuple) or not all(isinstance(key, str) for key in raw):
            raise WrongValue(N_("Choose among the options."))
        chosen = set(raw)
        if len(chosen) > len(self.options) or any(self.option(key) is None for key in chosen):
            raise WrongValue(N_("Choose among the options."))
        return tuple(option.key for option in self.options if option.key in chosen)

    def check(self, value: Any) -> Iterator[Fault]:
        if self.at_least is not None and len(value) < self.at_least:
            yield Fault(
                "answers.too_few", N_("Choose at least %(count)s."), {"count": self.at_least}
            )
        if self.at_most is not None and len(value) > self.at_most:
            yield Fault(
                "answers.too_many", N_("Choose at most %(count)s."), {"count": self.at_most}
            )

    def score(self, value: Any) -> Fraction | None:
        if not self.can_score():
            return None
        chosen = (option.fraction for option in self.options if option.key in value)
        return clip(sum((fraction for fraction in chosen if fraction), NOUGHT))

    def summary(self, value: Any, voice: Voice) -> str:
        texts = [voice.text(option.text) for option in self.options if option.key in value]
        return "; ".join(texts) if texts else voice.word(N_("None of them"))
