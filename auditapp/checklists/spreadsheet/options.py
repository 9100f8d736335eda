"""What a cell offers to choose from, and what each answer is worth."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from auditapp.checklists.spreadsheet import words

MOST = 200
LONGEST = 300  # of an option whose score is looked for
_KEPT = re.compile(r"(?i)(?<![^\W\d_])(н/[пода]|n/a)(?![^\W\d_])")
_HELD = "\uf520"
_UNIT = r"(?:\s*(%|балл\w*|б\.|points?|pts?\.?))?"
_NUMBER = r"([-+−]?\d{1,6}(?:[.,]\d{1,4})?)"
_WITH_SCORE = (
    re.compile(rf"(?i)(.+?)\s*[(\[]\s*{_NUMBER}{_UNIT}\s*[)\]]"),
    re.compile(rf"(?i)(.+?)\s*(?:=|:|[-–—](?=\s))\s*{_NUMBER}{_UNIT}"),
    re.compile(r"(?i)(.+?)\s+([-+−]\d{1,6}(?:[.,]\d{1,4})?)()"),
    re.compile(r"(?i)(.+?)\s+(\d{1,6}(?:[.,]\d{1,4})?)\s*(%|балл\w*|points?|pts?\.?)"),
)
_SCORE_FIRST = re.compile(rf"(?i){_NUMBER}{_UNIT}\s*(?:=|:|\s[-–—]\s)\s*(\D.*)")
_BULLET = re.compile(r"^(?:[•·*▪–—-]\s+|\d{1,2}[.)]\s+)")


@dataclass(frozen=True)
class Answer:
    """One answer and its score, per cent; without one it is not scored."""

    text: str
    score: Decimal | None = None


@dataclass(frozen=True)
class Offered:
    """What can be answered: whether it may not apply, and what was found out about the scores.

    `highest` is what the best answer brought, if the scores were points; they are per cent of it
    then. `is_assumed` if nobody wrote scores, and the answers are usual ones.
    """

    answers: tuple[Answer, ...]
    na: bool = False
    highest: Decimal | None = None
    is_assumed: bool = False
    bounds: dict[str, int] | None = None

    @property
    def yes_no(self) -> str | None:
        """The answer that is expected, if these are yes and no."""
        said = [words.yes_or_no(one.text) for one in self.answers]
        scores = {name: one.score for name, one in zip(said, self.answers, strict=True)}
        if len(said) != 2 or set(said) != {"yes", "no"}:
            return None
        return {(100, 0): "yes", (0, 100): "no"}.get((scores["yes"], scores["no"]))  # type: ignore[arg-type]


def offered(cell: str, scores: str = "") -> Offered | None:
    """Read a cell of options, with or without their scores; None if it holds none."""
    bounds = words.scale(cell)
    if bounds:
        return Offered((), bounds=bounds)
    parts = [_BULLET.sub("", one).strip() for one in _split(cell)]
    return of_parts([one for one in parts if one], _split(scores))


def of_parts(parts: Sequence[str], scores: Sequence[str] = ()) -> Offered | None:
    """Read options that stand apart already."""
    if not parts:
        return None
    bounds = _bounds(parts)
    if bounds:
        return Offered((), bounds=bounds)
    read = [_scored(part) for part in parts]
    given = [words.number(one) for one in scores]
    if len(given) == len(read) and None not in given:
        read = [(text, score, "") for (text, _none, _unit), score in zip(read, given, strict=True)]
    na = any(words.is_na(text) for text, _score, _unit in read)
    left = [one for one in read if not words.is_na(one[0])]
    if not left:
        return None
    is_per_cent = any(unit == "%" for _text, _score, unit in left)
    return _rated(Offered(tuple(Answer(text, score) for text, score, _ in left), na), is_per_cent)


def _split(cell: str) -> list[str]:
    held: list[str] = []

    def hold(found: re.Match[str]) -> str:
        held.append(found[0])
        return _HELD

    text = _KEPT.sub(hold, cell)
    sign = next((one for one in "\n;|/" if one in text), ",")
    kept = iter(held)
    parts = (re.sub(_HELD, lambda _one: next(kept), part) for part in text.split(sign))
    return [part.strip() for part in parts if part.strip()]


def _scored(part: str) -> tuple[str, Decimal | None, str]:
    if len(part) > LONGEST:
        return part, None, ""
    first = _SCORE_FIRST.fullmatch(part)
    if first:
        return first[3].strip(), words.number(first[1]), first[2] or ""
    for pattern in _WITH_SCORE:
        found = pattern.fullmatch(part)
        if found:
            return found[1].strip(), words.number(found[2]), found[3] or ""
    return part, None, ""


def _bounds(parts: Sequence[str]) -> dict[str, int] | None:
    numbers = [int(one) for one in parts if re.fullmatch(r"\d{1,3}", one)]
    if len(numbers) < len(parts) or len(numbers) < 3:
        return None
    low, high = min(numbers), max(numbers)
    return {"min": low, "max": high} if sorted(numbers) == list(range(low, high + 1)) else None


def _rated(found: Offered, is_per_cent: bool) -> Offered:
    scores = [one.score for one in found.answers if one.score is not None]
    if not scores:
        usual = [words.worth(one.text) for one in found.answers]
        if None in usual or len(set(usual)) < 2:
            return found
        answers = tuple(
            Answer(one.text, Decimal(worth))  # type: ignore[arg-type]
            for one, worth in zip(found.answers, usual, strict=True)
        )
        return replace(found, answers=answers, is_assumed=True)
    best = max(scores)
    if is_per_cent or best == 100:
        return replace(found, answers=tuple(_within(one) for one in found.answers))
    if best <= 0:  # fines only: nothing can be reached
        return replace(found, answers=tuple(Answer(one.text) for one in found.answers))
    answers = tuple(_within(_of(one, best)) for one in found.answers)
    return replace(found, answers=answers, highest=best)


def _of(answer: Answer, best: Decimal) -> Answer:
    if answer.score is None:
        return answer
    share = (answer.score * 100 / best).quantize(Decimal("0.01"))
    return Answer(answer.text, share)


def _within(answer: Answer) -> Answer:
    if answer.score is None:
        return answer
    return Answer(answer.text, min(max(answer.score, Decimal(-100)), Decimal(100)))
