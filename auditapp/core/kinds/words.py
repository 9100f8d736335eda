"""`text` and `long_text`: words of the shopper's own, never scored."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Annotated, Any

from pydantic import Field, StrictInt, StringConstraints, TypeAdapter, ValidationError
from pydantic_core import SchemaError

from auditapp.core.kinds.base import Fault, Kind, WrongValue
from auditapp.core.problems import N_

MOST_CHARACTERS = 20_000
Length = Annotated[StrictInt, Field(ge=0, le=MOST_CHARACTERS)]


@lru_cache(maxsize=512)
def _matcher(pattern: str) -> TypeAdapter[str]:
    # The Rust engine that pydantic carries runs in linear time, whatever the pattern.
    return TypeAdapter(Annotated[str, StringConstraints(pattern=rf"\A(?:{pattern})\z")])


class Words(Kind):
    """One line of text."""

    min_length: Length | None = None
    max_length: Length | None = None
    pattern: Annotated[str, Field(max_length=500)] | None = None

    def setting_faults(self) -> Iterator[tuple[str, str]]:
        low, high = self.min_length, self.max_length
        if low is not None and high is not None and low > high:
            yield "max_length", N_("'max_length' must not be below 'min_length'.")
        if self.pattern is not None:
            try:
                # Alone first: "a)|(b" is a pattern only between our own brackets.
                TypeAdapter(Annotated[str, StringConstraints(pattern=self.pattern)])
                _matcher(self.pattern)
            except SchemaError:
                yield (
                    "pattern",
                    N_("The pattern cannot be read: no look-around, no back-references."),
                )

    def read(self, raw: Any) -> str:
        if not isinstance(raw, str):
            raise WrongValue(N_("Enter text."))
        return raw

    def check(self, value: Any) -> Iterator[Fault]:
        if self.min_length is not None and len(value) < self.min_length:
            yield Fault(
                "answers.too_short",
                N_("Write at least %(count)s characters."),
                {"count": self.min_length},
            )
        most = MOST_CHARACTERS if self.max_length is None else self.max_length
        if len(value) > most:
            yield Fault(
                "answers.too_long", N_("Write at most %(count)s characters."), {"count": most}
            )
        if self.pattern is not None and not self._matches(value):
            yield Fault("answers.pattern", N_("This does not have the form that is asked for."))

    def _matches(self, value: str) -> bool:
        try:
            _matcher(self.pattern or "").validate_python(value)
        except ValidationError:
            return False
        return True


class LongWords(Words):
    """Several lines of text."""
