"""Rescoring: the same answers scored by another version or standard, and what that moves.

Every visit counts as it was and as it would be: nothing is drawn from a larger number, so nothing
here has an interval. Answers go along by their questions' keys, as long as they mean the same.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from auditapp.core.answers import Answer, Sheet
from auditapp.core.document import Checklist, Question, Section, Standard
from auditapp.core.kinds.base import Kind
from auditapp.core.kinds.scale import Scale
from auditapp.core.numbers import hundredths
from auditapp.core.scoring import Result, Verdict, score
from auditapp.core.states import Asked, State

BANDS = 10
_RANKS = {Verdict.FAILED: 0, Verdict.NOT_PASSED: 1, Verdict.PASSED: 2}
_IN_TURN = re.compile(r"([a-z0-9_]+)\[(\d+)\]\.([a-z0-9_]+)")

# What a standard says something of: ("total", ""), ("section", its key), ("clause", its code).
Measured = tuple[str, str]
Place = tuple[Section, Question]


@dataclass(frozen=True)
class Worth:
    """What a visit is worth; `held` says how it stands to what its standard asks.

    `decided_by` are the sections whose own marks alone kept it from passing.
    """

    total: Decimal | None
    coverage: Decimal | None
    verdict: str
    held: Mapping[Measured, str] = field(default_factory=dict)
    decided_by: tuple[str, ...] = ()


@dataclass(frozen=True)
class Past:
    """A visit: what was answered, by which version, what it was worth, its standard now."""

    name: str
    sheet: Sheet
    checklist: Checklist
    worth: Worth
    standard: Standard | None = None


class Moved(NamedTuple):
    """One visit, as it was and as it would be."""

    name: str
    before: Worth
    after: Worth

    @property
    def shift(self) -> Decimal | None:
        """By how many points the total moves; None without one on either side."""
        if self.before.total is None or self.after.total is None:
            return None
        return self.after.total - self.before.total

    @property
    def turns(self) -> bool:
        """Whether the verdict is another one."""
        return self.before.verdict != self.after.verdict

    @property
    def rises(self) -> int:
        """1 for a better verdict, -1 for a worse one, 0 where neither can be said."""
        before, after = (_RANKS.get(Verdict(one.verdict)) for one in (self.before, self.after))
        if before is None or after is None:
            return 0
        return (after > before) - (after < before)


@dataclass(frozen=True)
class Outlook:
    """What scoring visits anew moves.

    The last three count visits by question: where it was not asked, where the answer means
    something else now, where it was answered and is no longer there.
    """

    visits: tuple[Moved, ...]
    unasked: Mapping[str, int]
    unfit: Mapping[str, int]
    dropped: Mapping[str, int]

    @cached_property
    def compared(self) -> tuple[Moved, ...]:
        """The visits that have a total before and after."""
        return tuple(one for one in self.visits if one.shift is not None)

    @cached_property
    def means(self) -> tuple[Decimal, Decimal] | None:
        """The mean total of the visits that compare, before and after."""
        return _means((one.before.total, one.after.total) for one in self.compared)

    @cached_property
    def coverages(self) -> tuple[Decimal, Decimal] | None:
        """The mean coverage, before and after."""
        return _means((one.before.coverage, one.after.coverage) for one in self.visits)

    @cached_property
    def turned(self) -> dict[tuple[str, str], int]:
        """How many visits go from one verdict to another, the most first."""
        found = Counter((one.before.verdict, one.after.verdict) for one in self.visits if one.turns)
        return dict(found.most_common())

    @cached_property
    def bands(self) -> tuple[tuple[int, int], ...]:
        """How many totals lie in each tenth from 0 to 100, before and after."""
        before = Counter(_band(one.before.total) for one in self.visits)
        after = Counter(_band(one.after.total) for one in self.visits)
        return tuple((before[band], after[band]) for band in range(BANDS))

    @cached_property
    def measured(self) -> dict[Measured, tuple[Counter[str], Counter[str]]]:
        """How often what the standard asks is met, near or missed, where that moves."""
        found: dict[Measured, tuple[Counter[str], Counter[str]]] = {}
        for one in self.visits:
            for side, worth in enumerate((one.before, one.after)):
                for what, verdict in worth.held.items():
                    found.setdefault(what, (Counter(), Counter()))[side][verdict] += 1
        return {what: pair for what, pair in found.items() if pair[0] != pair[1]}

    def farthest(self, most: int) -> tuple[Moved, ...]:
        """Return the visits that move most: verdicts before totals, nothing that stands still."""
        moved = [one for one in self.visits if one.turns or one.shift]
        moved.sort(key=lambda one: (not one.turns, -abs(one.shift or Decimal(0))))
        return tuple(moved[:most])


def rescore(pasts: Iterable[Past], checklist: Checklist | None = None) -> Outlook:
    """Score visits anew by a checklist; without one, each by its own version."""
    counts: tuple[Counter[str], ...] = (Counter(), Counter(), Counter())
    carriers: dict[int, _Carrier] = {}
    visits = []
    for past in pasts:
        if checklist is None:
            result = score(past.checklist, past.sheet, past.standard)
        else:
            # Of a thousand visits few differ in their versions.
            if id(past.checklist) not in carriers:
                carriers[id(past.checklist)] = _Carrier(past.checklist, checklist)
            sheet, lost = carriers[id(past.checklist)].carry(past.sheet)
            result = score(checklist, sheet, past.standard)
            for count, keys in zip(counts, _without(result, sheet, lost), strict=True):
                count.update(keys)
        moved = Moved(past.name, past.worth, worth_of(result))
        visits.append(_with_reason(moved, past) if moved.turns else moved)
    return Outlook(tuple(visits), *map(dict, counts))


def worth_of(result: Result) -> Worth:
    """Return what of a result is compared."""
    held: dict[Measured, str] = {
        ("clause", code): one.verdict.value for code, one in result.clauses.items()
    }
    held |= {("section", key): one.verdict.value for key, one in result.section_targets.items()}
    if result.total_target:
        held["total", ""] = result.total_target.verdict.value
    return Worth(result.total, result.coverage, result.verdict.value, held, _decided_by(result))


def _decided_by(result: Result) -> tuple[str, ...]:
    is_enough = result.mark is None or (result.total is not None and result.total >= result.mark)
    is_missed = result.verdict is Verdict.NOT_PASSED and is_enough
    return result.missed_sections if is_missed else ()


def _with_reason(moved: Moved, past: Past) -> Moved:
    # How a visit came out is kept, why is not: it is asked of the few whose verdict turns.
    if moved.before.verdict != Verdict.NOT_PASSED:
        return moved
    sections = _decided_by(score(past.checklist, past.sheet, past.standard))
    return moved._replace(before=replace(moved.before, decided_by=sections))


class _Lost(NamedTuple):
    unfit: frozenset[str]
    dropped: frozenset[str]


class _Carrier:
    """Takes the answers to questions of one version to those of another."""

    def __init__(self, old: Checklist, new: Checklist) -> None:
        self._old = old  # kept, for carriers are told apart by it
        self._to = _places(new)
        asked = _places(old)
        self._alike = {
            key
            for key, (_section, question) in self._to.items()
            if key in asked and _answered_alike(asked[key][1], question)
        }

    def carry(self, sheet: Sheet) -> tuple[Sheet, _Lost]:
        """Return the sheet for the new version, and the questions whose answers stay behind."""
        read = [(*_question_of(key), answer) for key, answer in sheet.answers.items()]
        turns = Counter(name for _turn, name, _answer in read)
        carried: dict[str, Answer] = {}
        unfit: set[str] = set()
        dropped: set[str] = set()
        for turn, name, answer in read:
            place = self._to.get(name)
            # Of several turns none can stand for a section that is filled once.
            fits = place and name in self._alike and (place[0].repeat or turns[name] == 1)
            if place and fits:
                carried[_key_in(place, turn)] = answer
            elif _says(answer):
                (unfit if place else dropped).add(name)
        return replace(sheet, answers=carried), _Lost(frozenset(unfit), frozenset(dropped))


def _without(result: Result, sheet: Sheet, lost: _Lost) -> tuple[frozenset[str], ...]:
    open_ = [one for one in result.asking.asked if one.state is State.UNANSWERED]
    keys = {one.question.key for one in open_ if one.question.kind.answerable}
    unread = {one.question.key for one in open_ if _is_unread(one)}
    unasked = {one.question.key for one in open_ if one.key not in sheet.answers} & keys
    return frozenset(unasked - lost.unfit), frozenset(unread) | (lost.unfit & keys), lost.dropped


def _is_unread(one: Asked) -> bool:
    """Tell whether there is an answer that the question does not know, as an option that went."""
    return one.fault is not None or (one.answer is not None and one.answer.na)


def _answered_alike(old: Question, new: Question) -> bool:
    """Tell whether an answer to one says the same to the other, however it is scored."""
    return old.type == new.type and _measured_in(old.kind) == _measured_in(new.kind)


def _measured_in(kind: Kind) -> object:
    ends = (kind.min, kind.max) if isinstance(kind, Scale) else None
    return ends, getattr(kind, "unit", None)


def _places(checklist: Checklist) -> dict[str, Place]:
    return {one.key: (section, one) for section in checklist.sections for one in section.questions}


def _question_of(key: str) -> tuple[int, str]:
    match = _IN_TURN.fullmatch(key)
    return (int(match[2]), match[3]) if match else (0, key)


def _key_in(place: Place, turn: int) -> str:
    section, question = place
    return question.key if section.repeat is None else f"{section.key}[{turn}].{question.key}"


def _says(answer: Answer) -> bool:
    return answer.value not in (None, "", []) or answer.na or answer.unchecked


def _band(total: Decimal | None) -> int | None:
    return None if total is None else min(int(total) * BANDS // 100, BANDS - 1)


def _means(
    pairs: Iterable[tuple[Decimal | None, Decimal | None]],
) -> tuple[Decimal, Decimal] | None:
    known = [(Fraction(a), Fraction(b)) for a, b in pairs if a is not None and b is not None]
    if not known:
        return None
    sums = (sum(side, Fraction(0)) for side in zip(*known, strict=True))
    before, after = (hundredths(one / len(known)) for one in sums)
    return before, after
