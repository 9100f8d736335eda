"""The options of `choice` and `multi_choice`, written out or shared as an answer set."""

from collections.abc import Iterator
from fractions import Fraction
from functools import cached_property
from typing import Annotated

from pydantic import Field

from auditapp.core.kinds.base import Key, Kind, Part, ValueKey
from auditapp.core.numbers import Number
from auditapp.core.problems import N_
from auditapp.core.text import Text

LOWEST, HIGHEST = -100, 100


class Option(Part):
    """One option: a key, its words, and what it scores, −100 to 100 per cent."""

    key: ValueKey
    text: Text
    score: Annotated[Number, Field(ge=LOWEST, le=HIGHEST)] | None = None

    @cached_property
    def fraction(self) -> Fraction | None:
        """The score as a fraction, if it has one."""
        return None if self.score is None else Fraction(self.score) / 100


class WithOptions(Kind):
    """A question answered from a list; `answer_set` names the shared list it came from."""

    options: Annotated[tuple[Option, ...], Field(min_length=1, max_length=200)]
    answer_set: Key | None = Field(default=None, exclude=True)

    def can_score(self) -> bool:
        return any(option.score is not None for option in self.options)

    @cached_property
    def by_key(self) -> dict[str, Option]:
        """The options by their keys."""
        return {option.key: option for option in self.options}

    def option(self, key: str) -> Option | None:
        """The option of that key, or None."""
        return self.by_key.get(key)

    def setting_faults(self) -> Iterator[tuple[str, str]]:
        keys = [option.key for option in self.options]
        if len(set(keys)) < len(keys):
            yield "options", N_("Two options have the same key.")
