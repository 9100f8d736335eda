"""What a form says and a checklist cannot: told line by line, and kept in its notes.

The sentences are ours, and are said in the language of whoever brings the form; what the form
says stands in them as it is.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from auditapp.core.problems import N_

MOST_WORDS = 2000
# Says a sentence of ours in a language.
Say = Callable[[str], str]


@dataclass(frozen=True)
class Said:
    """A sentence of ours and what fills it, which may be such sentences again."""

    sentence: str
    details: Mapping[str, Any] = field(default_factory=dict)

    def told(self, say: Say) -> str:
        """Say it in a language."""
        words = say(self.sentence)
        if not self.details:
            return words
        return words % {name: told(one, say) for name, one in self.details.items()}

    def __str__(self) -> str:
        return self.told(in_english)


def in_english(sentence: str) -> str:
    """Say a sentence of ours as it was written."""
    return sentence


def said(sentence: str, **details: Any) -> Said:
    """Return a sentence of ours with what fills it."""
    return Said(sentence, details)


def told(words: Any, say: Say) -> str:
    """Say a sentence of ours in a language, and the words of others as they stand."""
    return words.told(say) if isinstance(words, Said) else str(words)


@dataclass(frozen=True)
class Lost:
    """One thing that was not carried over: where it stood, what it says, and why."""

    sheet: str
    row: int | None
    what: str | Said
    why: Said

    def what_in(self, say: Say) -> str:
        """Return what was not carried over, bounded and in print."""
        what = "".join(c if c.isprintable() else " " for c in told(self.what, say))
        return what if len(what) <= MOST_WORDS else what[:MOST_WORDS] + "…"

    def why_in(self, say: Say) -> str:
        """Return the reason, as a part of a sentence."""
        return self.why.told(say).removesuffix(".")

    def told(self, say: Say) -> str:
        """Say all of it in one line."""
        place = self.sheet
        if self.row is not None:
            sentence = N_("%(sheet)s, row %(row)s") if self.sheet else N_("row %(row)s")
            place = Said(sentence, {"sheet": self.sheet, "row": self.row}).told(say)
        return f"{place}: {self.what_in(say)}: {self.why_in(say)}."

    def __str__(self) -> str:
        return self.told(in_english)


class Ledger:
    """Collects what is lost, in the language in which it is noted."""

    def __init__(self, say: Say = in_english) -> None:
        self.lost: list[Lost] = []
        self.say = say

    def lose(self, notes: list[str], lost: Lost) -> None:
        """Remember a loss, and note it with what it belongs to."""
        self.lost.append(lost)
        notes.append(lost.told(self.say))
