"""What every question type is: its settings, and how an answer is read, checked, scored, said.

A kind sees its own settings and one value. It never sees the row, the person or other answers.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any, ClassVar, Literal, Protocol

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints

from auditapp.core.problems import N_
from auditapp.core.text import Text


class WrongValue(ValueError):
    """The answer has the wrong type, or names an option that is not there."""


@dataclass(frozen=True)
class Fault:
    """What is wrong with a value that could be read: a code, a sentence, and what fills it."""

    code: str
    sentence: str
    details: dict[str, Any] = field(default_factory=dict)


class Voice(Protocol):
    """Says texts, numbers and words of the interface in the reader's language."""

    def text(self, text: Text) -> str:
        """Say a text of the document."""

    def number(self, number: Decimal) -> str:
        """Write a number as the reader writes numbers."""

    def word(self, sentence: str) -> str:
        """Translate a word or sentence of the interface."""


def bend(raw: Any) -> Any:
    """Read an unquoted yes, no, on, off, true, false as the words yes and no."""
    if isinstance(raw, bool):
        return "yes" if raw else "no"
    return raw


YesOrNo = Annotated[Literal["yes", "no"], BeforeValidator(bend)]
Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]+$", max_length=80)]
ValueKey = Annotated[
    str, BeforeValidator(bend), StringConstraints(pattern=r"^[a-z0-9_]+$", max_length=80)
]


class Part(BaseModel):
    """A part of a document: immutable, and without keys that it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Kind(Part):
    """The settings of one question type, and what follows from them."""

    answerable: ClassVar[bool] = True
    ordered: ClassVar[bool] = False
    files: ClassVar[bool] = False

    def can_score(self) -> bool:
        """Tell whether any answer to this question could be scored."""
        return False

    def is_empty(self, raw: Any) -> bool:
        """Tell whether what was sent is no answer at all."""
        return raw is None or raw in ("", [])

    def read(self, raw: Any) -> Any:
        """Return the value that was answered.

        Raises: WrongValue if the type is wrong or an option unknown.
        """
        raise WrongValue(N_("This question takes no answer."))

    def check(self, value: Any) -> Iterator[Fault]:
        """Yield what would stop a submission although the value could be read."""
        yield from ()

    def score(self, value: Any) -> Fraction | None:
        """Return what the value is worth, 0 to 1, or None if it is unscored."""
        return None

    def summary(self, value: Any, voice: Voice) -> str:
        """Say the value in one line, as a report shows it."""
        return str(value)

    def setting_faults(self) -> Iterator[tuple[str, str]]:
        """Yield (setting, sentence) for settings that contradict each other."""
        yield from ()
