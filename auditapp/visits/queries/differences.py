"""What two sheets of one visit answer differently; each is read by its own checklist."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from auditapp.core.answers import Answer, Sheet
from auditapp.core.document import Checklist
from auditapp.core.kinds.base import WrongValue
from auditapp.core.states import Asked, interview


@dataclass(frozen=True)
class Given:
    """One answer as a sheet has it; `asked` is None where its checklist has no such question."""

    checklist: Checklist
    answer: Answer
    asked: Asked | None

    @property
    def value(self) -> Any:
        """The value as its question reads it, None for none; as it came where it cannot be."""
        raw = self.answer.value
        if self.asked is None:
            return None if raw in ("", []) else raw
        kind = self.asked.question.kind
        if not kind.answerable or kind.is_empty(raw):
            return None
        try:
            return kind.read(raw)
        except WrongValue:
            return raw

    @property
    def says(self) -> tuple[Any, ...]:
        """All that it says, to be compared."""
        answer = self.answer
        return (self.value, answer.na, answer.unchecked, answer.comment, answer.photos)


@dataclass(frozen=True)
class Difference:
    """A question that was answered in two ways, or in one of the two alone."""

    key: str
    taken: Given | None
    sent: Given | None


NOTHING = (None, False, False, "", ())


def given(checklist: Checklist, sheet: Sheet) -> Mapping[str, Given]:
    """Return what a sheet answers, in the order of the checklist; what it does not know last."""
    asked = {one.key: one for one in interview(checklist, sheet)[0]}
    keys = dict.fromkeys([*(key for key in asked if key in sheet.answers), *sheet.answers])
    said = {key: Given(checklist, sheet.answers[key], asked.get(key)) for key in keys}
    return {key: one for key, one in said.items() if one.says != NOTHING}


def differences(taken: Mapping[str, Given], sent: Mapping[str, Given]) -> Iterator[Difference]:
    """Go through what differs, in the order of the questions."""
    for key in _in_order(taken, sent):
        one, other = taken.get(key), sent.get(key)
        if one is None or other is None or one.says != other.says:
            yield Difference(key, one, other)


def _in_order(taken: Mapping[str, Given], sent: Mapping[str, Given]) -> Iterator[str]:
    """Put the keys of both in one order: those of the visit's checklist, the copy's, the rest."""
    first = next(iter(taken.values()), None) or next(iter(sent.values()), None)
    if first is None:
        return
    place = {key: at for at, key in enumerate(first.checklist.by_key)}

    def at(key: str) -> tuple[int, str, int, int]:
        asked = (taken.get(key) or sent[key]).asked
        if asked is None:
            return len(place) + 1, "", 0, 0
        first_of_section = place.get(asked.section.questions[0].key, len(place))
        turn = -1 if asked.turn is None else asked.turn
        return first_of_section, asked.section.key, turn, place.get(asked.question.key, len(place))

    yield from sorted({**taken, **sent}, key=at)
