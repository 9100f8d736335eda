"""Doubts: what is unusual enough about a visit to be looked at, with the figures that say so.

They show their evidence and refuse nothing. Honest visits trip them too, and each kind says so.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from auditapp.core.answers import Sheet
from auditapp.core.asking import Asking
from auditapp.core.document import Checklist
from auditapp.core.kinds.choice import Choice
from auditapp.core.kinds.position import Point, Position, distance_m
from auditapp.core.kinds.scale import Scale
from auditapp.core.kinds.yes_no import YesNo
from auditapp.core.numbers import plain
from auditapp.core.problems import N_
from auditapp.core.states import IN_FORCE, Asked, State

# The upper end of how fast most adults read prose silently (Brysbaert 2019: 175 to 300).
WORDS_A_MINUTE = 300
TOUCH_S = 1  # find the answer and touch it
FEWEST_ANSWERS = 10  # below it a second more or less decides
# Beyond what a phone is off in a street of houses, and about as large as a shopping centre.
FAR_M = 500
FEWEST_CHOICES = 15  # on a short form it happens by chance
# Phones set by the network are right to a second; five minutes is what Kerberos lets pass too.
CLOCKS_APART = timedelta(minutes=5)
MOST_BITS_APART = 3  # of 64: with four bands of bits, one band at least is then the same


class DoubtKind(NamedTuple):
    """What a family of doubts is called, and how often honest visits trip it."""

    title: str
    honest: str


KINDS: dict[str, DoubtKind] = {
    "pace": DoubtKind(
        N_("Filled in very fast"),
        N_(
            "Whoever knows the checklist by heart reads less and can be this fast honestly. "
            "How often that happens is not known yet."
        ),
    ),
    "distance": DoubtKind(
        N_("Far from the location"),
        N_(
            "Indoors phones are off by much, and a location may stand wrongly on the map. "
            "How often that happens is not known yet."
        ),
    ),
    "photo": DoubtKind(
        N_("Photo seen before"),
        N_(
            "A wrong picture is picked by mistake too, and receipts or signs look alike. "
            "How often that happens is not known yet."
        ),
    ),
    "alike": DoubtKind(
        N_("All answers alike"),
        N_(
            "Where the good answer is always the same one, every faultless visit trips this: "
            "as often as the location has no faults."
        ),
    ),
    "clocks": DoubtKind(
        N_("Times do not fit"),
        N_(
            "A clock set by hand or a day mistyped does this honestly. "
            "How often that happens is not known yet."
        ),
    ),
}
SENTENCES: dict[str, str] = {
    "pace": N_(
        "Filled in within %(taken_s)s. Reading the questions (words: %(words)s) and touching the "
        "answers (%(answers)s) takes %(needed_s)s at least."
    ),
    "distance.check_in": N_(
        "At the check-in %(away_m)s m from the location; up to %(within_m)s m is expected, and "
        "the phone may be off by %(accuracy_m)s m."
    ),
    "distance.answer": N_(
        "Question %(number)s: %(away_m)s m from the location; up to %(within_m)s m is expected, "
        "and the phone may be off by %(accuracy_m)s m."
    ),
    "photo.same": N_("Question %(number)s: the very same file is in another visit."),
    "photo.alike": N_(
        "Question %(number)s: nearly the same picture is in another visit (points that differ: "
        "%(bits)s of 64)."
    ),
    "alike": N_(
        "Of each sort of question with choices (%(answers)s answered) the same answer was given "
        "from first to last."
    ),
    "clocks.ahead": N_("When it was sent, the clock of the phone was ahead by %(apart_s)s."),
    "clocks.behind": N_("When it was sent, the clock of the phone was behind by %(apart_s)s."),
    "clocks.reversed": N_(
        "By the clock of the phone it was begun on %(begun_at)s and finished on %(ended_at)s."
    ),
    "clocks.later": N_("The visit is said to have been on %(visited_at)s, after it was received."),
    "clocks.earlier": N_(
        "The visit is said to have been on %(visited_at)s, before it was assigned."
    ),
}


@dataclass(frozen=True)
class Doubt:
    """One thing to look at: its code, and the figures; the family is the code's first word."""

    code: str
    details: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Times:
    """What clocks and people say of one visit; what nobody said is None."""

    received_at: datetime
    assigned_at: datetime
    visited_at: datetime | None = None
    device_at: datetime | None = None
    begun_at: datetime | None = None
    ended_at: datetime | None = None
    elapsed_s: float | None = None

    @property
    def taken_s(self) -> float | None:
        """How long it was filled in: the longer of what was measured and what clocks say."""
        known = [] if self.elapsed_s is None else [self.elapsed_s]
        if self.begun_at and self.ended_at:
            known.append((self.ended_at - self.begun_at).total_seconds())
        return max(known) if known else None


def doubts(
    checklist: Checklist, sheet: Sheet, asking: Asking, place: Point | None, times: Times
) -> Iterator[Doubt]:
    """Go through everything that the visit alone tells; photos need those of other visits."""
    answered = [one for one in asking.asked if one.state in IN_FORCE]
    yield from _pace(checklist, sheet.language, answered, times.taken_s)
    if place is not None:
        yield from _distances(checklist, sheet, answered, place)
    yield from _alike(answered)
    yield from _clocks(times)


def bits_apart(one: Iterable[int], other: Iterable[int]) -> int:
    """Count the bits in which two pictures' prints differ, band by band."""
    return sum((a ^ b).bit_count() for a, b in zip(one, other, strict=True))


# The questions of a few checklists are read again and again.
@lru_cache(maxsize=4096)
def _words_in(text: str) -> int:
    return len(text.split())


def _pace(
    checklist: Checklist, language: str, answered: list[Asked], taken_s: float | None
) -> Iterator[Doubt]:
    if taken_s is None or len(answered) < FEWEST_ANSWERS:
        return
    # The second turn of a section is not read again.
    read = {one.question.key: one.question for one in answered}
    words = sum(_words_in(checklist.say(one.text, language)) for one in read.values())
    needed_s = words * 60 / WORDS_A_MINUTE + len(answered) * TOUCH_S
    if taken_s < needed_s:
        figures = {"taken_s": max(0, round(taken_s)), "needed_s": round(needed_s)}
        yield Doubt("pace", {**figures, "words": words, "answers": len(answered)})


def _distances(
    checklist: Checklist, sheet: Sheet, answered: list[Asked], place: Point
) -> Iterator[Doubt]:
    here = sheet.here if checklist.check_in != "none" else None
    if here is not None and (far := _far(here, place, FAR_M)):
        yield Doubt("distance.check_in", far)
    for one in answered:
        kind = one.question.kind
        if isinstance(kind, Position) and (far := _far(one.value, place, kind.within or FAR_M)):
            number = checklist.number_of[one.question.key]
            yield Doubt("distance.answer", {"number": number, **far})


def _far(here: Point, place: Point, within: Decimal | int) -> dict[str, Any] | None:
    away, accuracy = distance_m(here, place), here.accuracy or Decimal(0)
    if away - accuracy <= within:
        return None
    return {"away_m": away, "within_m": plain(Decimal(within)), "accuracy_m": plain(accuracy)}


def _alike(answered: list[Asked]) -> Iterator[Doubt]:
    pressed: dict[str, set[Any]] = defaultdict(set)
    count = 0
    for one in answered:
        if one.state is State.SCORED and (where := _where(one)) is not None:
            pressed[one.question.type].add(where)
            count += 1
            if len(pressed[one.question.type]) > 1:
                return
    if count >= FEWEST_CHOICES:
        yield Doubt("alike", {"answers": count})


def _where(one: Asked) -> Any:
    """Return which of the places to touch it was, counted within questions of its sort."""
    match one.question.kind:
        case YesNo():
            return one.value
        case Scale() as kind:
            return (one.value - kind.min) / (kind.max - kind.min)
        case Choice() as kind:
            return next(at for at, option in enumerate(kind.options) if option.key == one.value)
    return None


def _clocks(times: Times) -> Iterator[Doubt]:
    if times.device_at is not None:
        apart = times.device_at - times.received_at
        if abs(apart) > CLOCKS_APART:
            word = "ahead" if apart > timedelta(0) else "behind"
            yield Doubt(f"clocks.{word}", {"apart_s": round(abs(apart).total_seconds())})
    if times.begun_at and times.ended_at and times.ended_at < times.begun_at:
        said = {"begun_at": times.begun_at.isoformat(), "ended_at": times.ended_at.isoformat()}
        yield Doubt("clocks.reversed", said)
    if times.visited_at is not None:
        stated = {"visited_at": times.visited_at.isoformat()}
        if times.visited_at > times.received_at + CLOCKS_APART:
            yield Doubt("clocks.later", stated)
        elif times.visited_at < times.assigned_at - CLOCKS_APART:
            yield Doubt("clocks.earlier", stated)
