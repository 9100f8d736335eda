"""How troubles are written down: the answer, how often of a hundred, its theme, what is said."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Lines = tuple[str, ...]


@dataclass(frozen=True)
class Trouble:
    """One answer below the best; `chance` is in per cent at a place neither good nor bad."""

    value: Any
    chance: float
    theme: str
    ru: Lines = ()
    en: Lines = ()
    photo: str | None = None
    na: bool = False
    unchecked: bool = False

    def lines(self, language: str) -> Lines:
        """What may be said, in the language of whoever writes."""
        return self.en if language == "en" else self.ru


@dataclass(frozen=True)
class Measured:
    """A time in seconds or a number: its median, how far it spreads, when it needs words."""

    median: float
    spread: float
    theme: str
    above: float = 0
    ru: Lines = ()
    en: Lines = ()
    step: int = 5

    def lines(self, language: str) -> Lines:
        """What may be said where it was too long."""
        return self.en if language == "en" else self.ru


@dataclass(frozen=True)
class Book:
    """All that is said of one checklist; the last words of good and poor visits."""

    troubles: Mapping[str, tuple[Trouble, ...]]
    measured: Mapping[str, Measured] = field(default_factory=dict)
    good_ru: Lines = ()
    good_en: Lines = ()
    poor_ru: Lines = ()
    poor_en: Lines = ()

    def remarks(self, language: str, *, good: bool) -> Lines:
        """The last words of a visit."""
        if language == "en":
            return self.good_en if good else self.poor_en
        return self.good_ru if good else self.poor_ru


def said(text: str) -> Lines:
    """Read sentences, one a line."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def trouble(
    value: Any, chance: float, theme: str, ru: str = "", en: str = "", photo: str | None = None
) -> Trouble:
    """Write a trouble down."""
    return Trouble(value, chance, theme, said(ru), said(en), photo)


def unseen(chance: float, ru: str, en: str = "") -> Trouble:
    """Write down that it could not be checked, and why."""
    return Trouble(None, chance, "", said(ru), said(en), unchecked=True)


def not_here(chance: float) -> Trouble:
    """Write down that the question does not apply."""
    return Trouble(None, chance, "", na=True)


def measured(
    median: float,
    spread: float,
    theme: str,
    above: float = 0,
    ru: str = "",
    en: str = "",
    step: int = 5,
) -> Measured:
    """Write a measured value down."""
    return Measured(median, spread, theme, above, said(ru), said(en), step)
