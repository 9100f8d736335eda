"""Answers: reading what was sent, and the state in which every question ends.

Says what is asked, what is answered, what is missing. What an answer is worth in sum is scoring's.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from typing import Any

from auditapp.core.conditions import NOTHING, Seen, holds
from auditapp.core.document import Checklist, Question, Section
from auditapp.core.kinds.base import WrongValue
from auditapp.core.kinds.position import Point, Position, distance_m
from auditapp.core.problems import N_, Problem

MOST_ANSWERS = 20_000
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


IN_FORCE = frozenset({State.UNSCORED, State.SCORED})


@dataclass(frozen=True)
class Answer:
    """What was sent for one question: a value, or why there is none."""

    value: Any = None
    na: bool = False
    unchecked: bool = False
    comment: str = ""
    photos: tuple[str, ...] = ()

    def payload(self) -> dict[str, Any]:
        """Return the answer as JSON."""
        said: dict[str, Any] = {}
        if self.na:
            said["na"] = True
        elif self.unchecked:
            said["unchecked"] = True
        else:
            said["value"] = self.value
        if self.comment:
            said["comment"] = self.comment
        if self.photos:
            said["photos"] = list(self.photos)
        return said


@dataclass(frozen=True)
class Issue:
    """A problem or notice: the question it is tied to (empty for the whole), code and sentence."""

    key: str
    code: str
    sentence: str
    details: dict[str, Any] = field(default_factory=dict)

    def say(self) -> str:
        """The sentence in English."""
        return self.sentence % self.details if self.details else self.sentence


@dataclass(frozen=True)
class Sheet:
    """The answers of one visit, by key; `till[0].greeted` in a repeated section."""

    answers: Mapping[str, Answer] = field(default_factory=dict)
    na_sections: frozenset[str] = frozenset()
    language: str = ""
    location: str = ""
    visited_at: str | None = None
    faults: tuple[Issue, ...] = ()

    def payload(self) -> dict[str, Any]:
        """Return the sheet as JSON, as `read_sheet` reads it."""
        return {
            "language": self.language,
            "location": self.location,
            "visited_at": self.visited_at,
            "answers": {key: answer.payload() for key, answer in self.answers.items()},
            "na_sections": sorted(self.na_sections),
        }


def read_sheet(payload: Any) -> Sheet:
    """Read what was sent; a malformed answer counts as none and is noted in `faults`.

    Raises: Problem 'answers.unreadable' if there is no map of answers at all.
    """
    if not isinstance(payload, dict) or not isinstance(payload.get("answers"), dict):
        raise Problem("answers.unreadable")
    raw = payload["answers"]
    if len(raw) > MOST_ANSWERS:
        raise Problem("answers.unreadable")
    faults: list[Issue] = []
    set_aside = _set_aside(payload.get("na_sections"), faults)
    answers = {str(key): _read_answer(str(key), item, faults) for key, item in raw.items()}
    return Sheet(
        answers=answers,
        na_sections=set_aside,
        language=_words(payload.get("language")),
        location=_words(payload.get("location")),
        visited_at=_words(payload.get("visited_at")) or None,
        faults=tuple(faults),
    )


def _set_aside(raw: Any, faults: list[Issue]) -> frozenset[str]:
    listed = raw if isinstance(raw, list) else []
    keys = frozenset(key for key in listed if isinstance(key, str))
    if (raw is not None and not isinstance(raw, list)) or len(keys) < len(listed):
        sentence = N_("The list of sections set aside cannot be read.")
        faults.append(Issue("", "answers.malformed", sentence))
    return keys


def _words(raw: Any) -> str:
    return raw if isinstance(raw, str) else ""


def _read_answer(key: str, raw: Any, faults: list[Issue]) -> Answer:
    if not isinstance(raw, dict):
        faults.append(
            Issue(key, "answers.malformed", N_("This answer cannot be read: give it again."))
        )
        return Answer()
    photos = raw.get("photos")
    listed = photos if isinstance(photos, list) else []
    answer = Answer(
        value=raw.get("value"),
        na=raw.get("na") is True,
        unchecked=raw.get("unchecked") is True,
        comment=_words(raw.get("comment")),
        photos=tuple(photo for photo in listed if isinstance(photo, str)),
    )
    if not all(_is_whole(name, item) for name, item in raw.items()):
        faults.append(Issue(key, "answers.malformed", N_("Part of this answer cannot be read.")))
    return answer


def _is_whole(name: str, item: Any) -> bool:
    if name == "photos":
        return isinstance(item, list) and all(isinstance(photo, str) for photo in item)
    shapes = {"value": object, "na": bool, "unchecked": bool, "comment": str}
    return name in shapes and (item is None or isinstance(item, shapes[name]))


@dataclass(frozen=True)
class Asked:
    """One question in one turn, and what became of it."""

    key: str
    question: Question
    section: Section
    turn: int | None
    state: State
    value: Any = None
    answer: Answer | None = None
    fraction: Fraction | None = None
    fault: str | None = None

    @cached_property
    def failed(self) -> bool:
        """Whether it is scored below what passes for it."""
        return self.fraction is not None and self.fraction < self.question.fails_below

    @cached_property
    def evidence_asked(self) -> bool:
        """Whether the question's evidence is asked for at this answer."""
        evidence = self.question.evidence
        if evidence is None or self.state not in IN_FORCE:
            return False
        return evidence.when == "always" or self.failed

    @property
    def evidence_due(self) -> frozenset[str]:
        """What evidence must be there: 'photo', 'comment', both or nothing."""
        evidence = self.question.evidence
        if evidence is None or not self.evidence_asked:
            return frozenset()
        due = (("photo", evidence.photo), ("comment", evidence.comment))
        return frozenset(name for name, wanted in due if wanted == "required")


@dataclass(frozen=True)
class Asking:
    """Every question of the checklist with its state, and what stands in the way of sending."""

    asked: tuple[Asked, ...]
    turns: dict[str, int]
    problems: tuple[Issue, ...]
    notices: tuple[Issue, ...]

    @cached_property
    def by_key(self) -> dict[str, Asked]:
        """The questions by key and turn."""
        return {one.key: one for one in self.asked}


def ask(checklist: Checklist, sheet: Sheet, place: Point | None = None) -> Asking:
    """Bring every question into its state; with `place`, check positions against the location."""
    turns = _turns(checklist, sheet)
    asked = _Interview(checklist, sheet).run(turns)
    whole = Asking(tuple(asked), turns, (), ())
    problems = (*_malformed(sheet, whole), *_problems(checklist, sheet, whole, place))
    return Asking(whole.asked, turns, problems, tuple(_notices(whole)))


def _turns(checklist: Checklist, sheet: Sheet) -> dict[str, int]:
    turns = {s.key: s.repeat.min for s in checklist.sections if s.repeat}
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
        self._outside: dict[str, Seen] = {}

    def run(self, turns: dict[str, int]) -> Iterator[Asked]:
        for section in self._checklist.sections:
            shown = section.show_if is None or holds(section.show_if, self._look)
            aside = section.na and section.key in self._sheet.na_sections
            if section.repeat is None:
                yield from self._turn(section, None, shown, aside, self._outside)
            for turn in range(turns.get(section.key, 0)):
                yield from self._turn(section, turn, shown, aside, {})

    def _look(self, key: str) -> Seen:
        return self._outside.get(key, NOTHING)

    def _turn(
        self, section: Section, turn: int | None, shown: bool, aside: bool, seen: dict[str, Seen]
    ) -> Iterator[Asked]:
        def look(key: str) -> Seen:
            return seen.get(key) or self._look(key)

        for question in section.questions:
            key = question.key if turn is None else f"{section.key}[{turn}].{question.key}"
            here = shown and (question.show_if is None or holds(question.show_if, look))
            one = self._ask(key, question, section, turn, here, aside)
            in_force = one.state in IN_FORCE
            seen[question.key] = Seen(one.value, in_force, one.state is State.NOT_APPLICABLE)
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
            return Asked(key, question, section, turn, State.UNANSWERED, None, answer, None, fault)
        fraction = question.kind.score(value) if question.weight else None
        state = State.UNSCORED if fraction is None else State.SCORED
        return Asked(key, question, section, turn, state, value, answer, fraction)


def _malformed(sheet: Sheet, asking: Asking) -> Iterator[Issue]:
    # An answer to a hidden question never stops a submission, however it looks.
    for issue in sheet.faults:
        one = asking.by_key.get(issue.key)
        if one is None or one.state is not State.HIDDEN:
            yield issue


def _problems(
    checklist: Checklist, sheet: Sheet, asking: Asking, place: Point | None
) -> Iterator[Issue]:
    yield from _section_problems(checklist, sheet, asking)
    for one in asking.asked:
        if one.state is not State.HIDDEN:
            yield from _question_problems(one, place)
    for key in sheet.answers:
        if key not in asking.by_key:
            sentence = N_("The checklist has no question '%(key)s'.")
            yield Issue(key, "answers.unknown_question", sentence, {"key": key})


def _section_problems(checklist: Checklist, sheet: Sheet, asking: Asking) -> Iterator[Issue]:
    may = {section.key for section in checklist.sections if section.na}
    for key in sorted(sheet.na_sections - may):
        sentence = N_("The section '%(key)s' cannot be set aside.")
        yield Issue(key, "answers.section_not_na", sentence, {"key": key})
    shown = {one.section.key for one in asking.asked if one.state is not State.HIDDEN}
    for section in checklist.sections:
        most = section.repeat.max if section.repeat else None
        if most is not None and section.key in shown and asking.turns[section.key] > most:
            sentence = N_("The section '%(key)s' is filled at most %(count)s times.")
            details = {"key": section.key, "count": most}
            yield Issue(f"{section.key}[{most}]", "answers.too_many_turns", sentence, details)


def _question_problems(one: Asked, place: Point | None) -> Iterator[Issue]:
    if one.state is State.NOT_CHECKED:
        if one.answer is None or not one.answer.comment.strip():
            sentence = N_("Say why it could not be checked.")
            yield Issue(one.key, "answers.unchecked_comment", sentence)
    elif one.state is State.UNANSWERED:
        yield from _missing(one)
    elif one.state in IN_FORCE:
        for fault in one.question.kind.check(one.value):
            yield Issue(one.key, fault.code, fault.sentence, fault.details)
        yield from _distance(one, place)
        yield from _evidence(one)


def _missing(one: Asked) -> Iterator[Issue]:
    if one.fault is not None:
        yield Issue(one.key, "answers.wrong_value", one.fault)
    elif one.answer is not None and one.answer.na:
        yield Issue(one.key, "answers.not_na", N_("'Does not apply' is not an answer here."))
    elif one.question.required and one.question.kind.answerable:
        yield Issue(one.key, "answers.missing", N_("This question is not answered yet."))


def _distance(one: Asked, place: Point | None) -> Iterator[Issue]:
    kind = one.question.kind
    if place is None or not isinstance(kind, Position) or kind.within is None:
        return
    away = distance_m(one.value, place)
    if Decimal(away) > kind.within + (one.value.accuracy or 0):
        sentence = N_("This is %(away)s m from the location; up to %(within)s m is expected.")
        yield Issue(one.key, "answers.far", sentence, {"away": away, "within": int(kind.within)})


def _evidence(one: Asked) -> Iterator[Issue]:
    due = one.evidence_due
    answer = one.answer or Answer()
    if "comment" in due and not answer.comment.strip():
        yield Issue(one.key, "answers.evidence_comment", N_("Describe what happened."))
    if "photo" in due and not answer.photos:
        yield Issue(one.key, "answers.evidence_photo", N_("Add a photo."))


def _says(answer: Answer) -> bool:
    empty = answer.value is None or answer.value == "" or answer.value == []
    return not empty or bool(answer.na or answer.unchecked or answer.comment or answer.photos)


def _notices(asking: Asking) -> Iterator[Issue]:
    for one in asking.asked:
        if one.state is State.HIDDEN and one.answer is not None and _says(one.answer):
            sentence = N_("'%(key)s' is not asked here: its answer is dropped.")
            yield Issue(one.key, "answers.hidden", sentence, {"key": one.key})
