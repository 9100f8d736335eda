"""`yes_no`: two big buttons; scored by whether the answer is the expected one."""

from fractions import Fraction
from typing import Any

from auditapp.core.kinds.base import Kind, Voice, WrongValue, YesOrNo
from auditapp.core.numbers import NOUGHT, WHOLE
from auditapp.core.problems import N_

_WORDS = {"yes": N_("Yes"), "no": N_("No")}


class YesNo(Kind):
    """Yes or no."""

    expect: YesOrNo = "yes"

    def can_score(self) -> bool:
        return True

    def read(self, raw: Any) -> str:
        if not isinstance(raw, str) or raw not in _WORDS:
            raise WrongValue(N_("Answer yes or no."))
        return raw

    def score(self, value: Any) -> Fraction | None:
        return WHOLE if value == self.expect else NOUGHT

    def summary(self, value: Any, voice: Voice) -> str:
        return voice.word(_WORDS[value])
