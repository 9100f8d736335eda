"""Every failure that a person can see: a stable code, a family, and a sentence.

A code is never reused for another meaning. Sentences are English msgids that say what to do next;
the web translates them and turns families into status codes.
"""

from enum import StrEnum
from typing import Any, NamedTuple


def N_(text: str) -> str:
    """Mark a sentence for translation; it is translated where it is shown."""
    return text


class Family(StrEnum):
    """What kind of failure it is; one status code each."""

    INVALID = "invalid"
    UNAUTHENTICATED = "unauthenticated"
    FORBIDDEN = "forbidden"
    MISSING = "missing"
    CONFLICT = "conflict"
    TOO_LARGE = "too large"
    UNAVAILABLE = "unavailable"


class ProblemKind(NamedTuple):
    """A family, and the sentence with %(name)s for details."""

    family: Family
    sentence: str


PROBLEMS: dict[str, ProblemKind] = {
    "answers.unreadable": ProblemKind(
        Family.INVALID, N_("The answers cannot be read: they are not in the form of this version.")
    ),
}


class Problem(Exception):
    """A failure with a code of `PROBLEMS` and the details its sentence names."""

    def __init__(self, code: str, **details: Any) -> None:
        self.code = code
        self.details = details
        super().__init__(f"{code} {details}" if details else code)

    @property
    def family(self) -> Family:
        """The family of the code."""
        return PROBLEMS[self.code].family

    @property
    def sentence(self) -> str:
        """The sentence, not yet translated or filled."""
        return PROBLEMS[self.code].sentence
