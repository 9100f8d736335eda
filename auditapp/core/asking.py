"""Asking: every question with its state, what stands in the way of sending, what is dropped.

What an answer is worth in sum is scoring's.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from auditapp.core.answers import CHECK_IN, Answer, Issue, Sheet
from auditapp.core.document import Checklist
from auditapp.core.kinds.position import Point, Position, distance_m
from auditapp.core.kinds.words import MOST_CHARACTERS
from auditapp.core.problems import N_
from auditapp.core.states import IN_FORCE, Asked, State, interview

# Before Python 3.12 naming a member of an enumeration costs a call each time.
_HIDDEN = State.HIDDEN


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
    whole = Asking(*interview(checklist, sheet), (), ())
    problems = (*_malformed(sheet, whole), *_problems(checklist, sheet, whole, place))
    return replace(whole, problems=problems, notices=tuple(_notices(whole)))


def _malformed(sheet: Sheet, asking: Asking) -> Iterator[Issue]:
    # An answer to a hidden question never stops a submission, however it looks.
    for issue in sheet.faults:
        one = asking.by_key.get(issue.key)
        if one is None or one.state is not State.HIDDEN:
            yield issue


def _problems(
    checklist: Checklist, sheet: Sheet, asking: Asking, place: Point | None
) -> Iterator[Issue]:
    yield from _check_in_problems(checklist, sheet)
    yield from _section_problems(checklist, sheet, asking)
    for one in asking.asked:
        if one.state is not _HIDDEN:
            yield from _question_problems(one, place)
    for key in sheet.answers:
        if key not in asking.by_key:
            sentence = N_("The checklist has no question '%(key)s'.")
            yield Issue(key, "answers.unknown_question", sentence, {"key": key})


def _check_in_problems(checklist: Checklist, sheet: Sheet) -> Iterator[Issue]:
    given = sheet.check_in
    if checklist.check_in == "none" or sheet.here is not None:
        return
    if given.value is not None:
        sentence = N_("No position can be read from this. A short link does not carry one.")
        yield Issue(CHECK_IN, "answers.wrong_value", sentence)
    elif checklist.check_in == "required" and not (given.unchecked and given.comment.strip()):
        sentence = N_("Say where you are, or why it cannot be determined.")
        yield Issue(CHECK_IN, "answers.missing", sentence)


def _section_problems(checklist: Checklist, sheet: Sheet, asking: Asking) -> Iterator[Issue]:
    may = {section.key for section in checklist.sections if section.na}
    for key in sorted(sheet.na_sections - may):
        sentence = N_("The section '%(key)s' cannot be set aside.")
        yield Issue(key, "answers.section_not_na", sentence, {"key": key})
    for section in checklist.sections:
        most = section.repeat.max if section.repeat else None
        if most is None or asking.turns[section.key] <= most:
            continue
        if any(one.section is section and one.state is not _HIDDEN for one in asking.asked):
            sentence = N_("The section '%(key)s' is filled at most %(count)s times.")
            details = {"key": section.key, "count": most}
            yield Issue(f"{section.key}[{most}]", "answers.too_many_turns", sentence, details)


def _question_problems(one: Asked, place: Point | None) -> Iterator[Issue]:
    if one.answer is not None and len(one.answer.comment) > MOST_CHARACTERS:
        sentence = N_("Write at most %(count)s characters.")
        yield Issue(one.key, "answers.too_long", sentence, {"count": MOST_CHARACTERS})
    if one.state in IN_FORCE:
        for fault in one.question.kind.check(one.value):
            yield Issue(one.key, fault.code, fault.sentence, fault.details)
        if place is not None:
            yield from _distance(one, place)
        if one.evidence_due:
            yield from _evidence(one)
    elif one.state is State.UNANSWERED:
        yield from _missing(one)
    elif one.state is State.NOT_CHECKED and not (one.answer and one.answer.comment.strip()):
        sentence = N_("Say why it could not be checked.")
        yield Issue(one.key, "answers.unchecked_comment", sentence)


def _missing(one: Asked) -> Iterator[Issue]:
    if one.fault is not None:
        yield Issue(one.key, "answers.wrong_value", one.fault)
    elif one.answer is not None and one.answer.na:
        yield Issue(one.key, "answers.not_na", N_("'Does not apply' is not an answer here."))
    elif one.question.required and one.question.kind.answerable:
        yield Issue(one.key, "answers.missing", N_("This question is not answered yet."))


def _distance(one: Asked, place: Point) -> Iterator[Issue]:
    kind = one.question.kind
    if not isinstance(kind, Position) or kind.within is None:
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
        if one.state is _HIDDEN and one.answer is not None and _says(one.answer):
            sentence = N_("'%(key)s' is not asked here: its answer is dropped.")
            yield Issue(one.key, "answers.hidden", sentence, {"key": one.key})
