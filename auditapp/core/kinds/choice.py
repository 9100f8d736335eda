"""`choice`: one of several options; an option without a score leaves the question unscored."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any, Literal

from auditapp.core.kinds.base import Voice, WrongValue
from auditapp.core.kinds.options import WithOptions
from auditapp.core.problems import N_


class Choice(WithOptions):
    """One option; `look` says how the form draws it."""

    look: Literal["buttons", "list", "menu"] = "buttons"

    def setting_faults(self) -> Iterator[tuple[str, str]]:
        yield from super().setting_faults()
        if any(option.score is not None and option.score < 0 for option in self.options):
            yield "options", N_("An option of a choice scores 0 to 100.")

    def read(self, raw: Any) -> str:
        if not isinstance(raw, str) or self.option(raw) is None:
            raise WrongValue(N_("Choose one of the options."))
        return raw

    def score(self, value: Any) -> Fraction | None:
        option = self.option(value)
        return option.fraction if option else None

    def summary(self, value: Any, voice: Voice) -> str:
        option = self.option(value)
        return voice.text(option.text) if option else str(value)
