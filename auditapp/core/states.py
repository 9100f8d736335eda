"""States: the one state in which every question ends, from the first question to the last.

Says what is asked and what was answered; what is still missing is for `asking` to say.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any, NamedTuple

from auditapp.core.answers import Answer, Sheet
from auditapp.core.conditions import NOTHING, Seen, holds
from auditapp.core.document import Checklist, Question, Section
from auditapp.core.kinds.base import WrongValue
from auditapp.core.numbers import percent

MOST_TURNS = 500
_IN_TURN = re.compile(r"([a-z0-9_]{1,80})\[(0|[1-9][0-9]{0,3})\]\.([a-z0-9_]{1,80})")


class State(StrEnum):
    """The one state in which a question ends. Source: checklist-format, 'Scoring'."""

    HIDDEN = "hidden"
    NOT_APPLICABLE = "not applicable"
    NOT_CHECKED = "not checked"
    UNANSWERED = "unanswered"
    UNSCORED = "unscored"
    SCORED = "scored"


IN_FORCE = (State.SCORED, State.UNSCORED)


class Asked(NamedTuple):
    """One question in one turn, and what became of it; `score` is the fraction as published."""

    key: str
    question: Question
    section: Section
    turn: int | None
    state: State
    value: Any = None
    answer: Answer | None = None
    fraction: Fraction | None = None
    score: Decimal | None = None
    fault: str | None = None

    @property
    def failed(self) -> bool:
        """Whether it is scored below what passes for it."""
        return self.score is not None and self.score < self.question.fails_below

    @property
    def evidence_asked(self) -> bool:
        """Whether the question's evidence is asked for at this answer."""
        evidence = self.question.evidence
        if evidence is None or self.state not in IN_FORCE:
            return False
        return evidence.when == "always" or self.failed

    @property
    def evidence_due(self) -> frozenset[str]:
        """What evidence must be there: 'photo', 'comment', both or nothing.

        Where the answer itself is a photo or a file, it is the evidence: none is due beside it.
        """
        evidence = self.question.evidence
        if evidence is None or not evidence.required or not self.evidence_asked:
            return frozenset()
        return evidence.required - {"photo"} if self.question.kind.files else evidence.required


def interview(checklist: Checklist, sheet: Sheet) -> tuple[tuple[Asked, ...], dict[str, int]]:
    """Bring every question into its state; also say how many turns each repeated section has."""
    turns = _turns(checklist, sheet)
    return tuple(_Interview(checklist, sheet).run(turns)), turns


def _turns(checklist: Checklist, sheet: Sheet) -> dict[str, int]:
    turns = {s.key: s.repeat.min for s in checklist.sections if s.repeat}
    if not turns:
        return turns
    # A key that names no question of the section opens no turn of it.
    known = {(s.key, q.key) for s in checklist.sections for q in s.questions if s.repeat}
    for key in sheet.answers:
        match = _IN_TURN.fullmatch(key)
        if match and (match[1], match[3]) in known and int(match[2]) < MOST_TURNS:
            turns[match[1]] = max(turns[match[1]], int(match[2]) + 1)
    return turns


class _Interview:
    """Goes through the checklist once, from the first question to the last."""

    def __init__(self, checklist: Checklist, sheet: Sheet) -> None:
        self._checklist = checklist
        self._sheet = sheet
        self._outside: dict[str, Asked] = {}

    def run(self, turns: dict[str, int]) -> Iterator[Asked]:
        for section in self._checklist.sections:
            shown = section.show_if is None or holds(section.show_if, self._look)
            aside = section.na and section.key in self._sheet.na_sections
            if section.repeat is None:
                yield from self._turn(section, None, shown, aside, self._outside)
            for turn in range(turns.get(section.key, 0)):
                yield from self._turn(section, turn, shown, aside, {})

    def _look(self, key: str) -> Seen:
        return _seen(self._outside.get(key))

    def _turn(
        self, section: Section, turn: int | None, shown: bool, aside: bool, here: dict[str, Asked]
    ) -> Iterator[Asked]:
        def look(key: str) -> Seen:
            return _seen(here.get(key) or self._outside.get(key))

        for question in section.questions:
            key = question.key if turn is None else f"{section.key}[{turn}].{question.key}"
            asked = shown and (question.show_if is None or holds(question.show_if, look))
            one = self._ask(key, question, section, turn, asked, aside)
            here[question.key] = one
            yield one

    def _ask(
        self,
        key: str,
        question: Question,
        section: Section,
        turn: int | None,
        shown: bool,
        aside: bool,
    ) -> Asked:
        answer = self._sheet.answers.get(key)
        if not shown:
            return Asked(key, question, section, turn, State.HIDDEN, answer=answer)
        if aside or (answer is not None and answer.na and question.na):
            return Asked(key, question, section, turn, State.NOT_APPLICABLE, answer=answer)
        if answer is not None and answer.unchecked and not answer.na:
            return Asked(key, question, section, turn, State.NOT_CHECKED, answer=answer)
        if answer is None or answer.na or question.kind.is_empty(answer.value):
            return Asked(key, question, section, turn, State.UNANSWERED, answer=answer)
        try:
            value = question.kind.read(answer.value)
        except WrongValue as wrong:
            fault = str(wrong)
            return Asked(key, question, section, turn, State.UNANSWERED, answer=answer, fault=fault)
        fraction = question.kind.score(value) if question.weight else None
        if fraction is None:
            return Asked(key, question, section, turn, State.UNSCORED, value, answer)
        score = percent(fraction)
        return Asked(key, question, section, turn, State.SCORED, value, answer, fraction, score)


def _seen(one: Asked | None) -> Seen:
    if one is None:
        return NOTHING
    return Seen(one.value, one.state in IN_FORCE, one.state is State.NOT_APPLICABLE)
