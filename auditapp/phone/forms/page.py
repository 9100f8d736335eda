"""Builds what the form draws from the checklist and the draft.

It says nowhere which answer is the good one.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from typing import Any

from flask_babel import gettext as _

from auditapp.core.answers import CHECK_IN, Answer, Issue, Sheet
from auditapp.core.asking import Asking
from auditapp.core.conditions import NOTHING, Seen, holds
from auditapp.core.document import Checklist, Question, Section
from auditapp.core.kinds.choice import Choice
from auditapp.core.kinds.multi_choice import MultiChoice
from auditapp.core.kinds.options import WithOptions
from auditapp.core.kinds.scale import Scale
from auditapp.core.numbers import plain
from auditapp.core.problems import N_
from auditapp.core.states import IN_FORCE, Asked, State
from auditapp.phone.forms.posted import MARK, state_of
from auditapp.phone.forms.shapes import (
    Button,
    CheckIn,
    Field,
    Group,
    Listed,
    Page,
    Part,
    Turn,
    View,
)
from auditapp.phone.forms.values import FIELDS, NONE_OF_THEM

MISSING = "answers.missing"
WRONG = "answers.wrong_value"
CLOCK = N_("Enter minutes and seconds, like 4:10.")  # what two fields of a clock take
DEMANDS = frozenset(
    {"answers.evidence_comment", "answers.evidence_photo", "answers.unchecked_comment"}
)
FEW_POINTS = 7
OPEN = "#"  # where the number of a turn goes that is not there yet
ROW_POINTS = 11
ACCEPT = {"audio": "audio/*", "pdf": "application/pdf"}


def anchor(key: str) -> str:
    """Return the part of an id that names a question: till[0].greeted becomes till.0.greeted."""
    return key.replace("[", ".").replace("]", "")


def build_page(
    checklist: Checklist, sheet: Sheet, asking: Asking, view: View, after: str | None = None
) -> Page:
    """Build the form; `first_open` is the first open question from `after` on, else of all."""
    builder = _Builder(checklist, sheet, asking, view)
    parts = tuple(map(builder.part, checklist.sections))
    return Page(
        check_in=builder.check_in(),
        parts=parts,
        problems=tuple(builder.listed()),
        required=builder.required,
        left=len(builder.open_keys),
        first_open=builder.first_open(after),
    )


class _Builder:
    def __init__(self, checklist: Checklist, sheet: Sheet, asking: Asking, view: View) -> None:
        self.checklist, self.sheet, self.asking, self.view = checklist, sheet, asking, view
        self.issues: dict[str, list[Issue]] = defaultdict(list)
        for issue in asking.problems:
            self.issues[issue.key].append(issue)
        for key, refused in view.refused.items():
            self.issues[key].extend(refused)
        self.by_section: dict[str, list[Asked]] = defaultdict(list)
        for one in asking.asked:
            self.by_section[one.section.key].append(one)

    @property
    def open_keys(self) -> list[str]:
        """What still stands in the way, in the order of the form."""
        first = [CHECK_IN] if self.issues.get(CHECK_IN) else []
        first += [] if self.sheet.visited_at else ["visited_at"]
        return first + [one.key for one in self.asking.asked if self.issues.get(one.key)]

    @property
    def required(self) -> int:
        of_the_visit = 2 if self.checklist.check_in == "required" else 1
        return of_the_visit + sum(
            one.state is not State.HIDDEN
            and one.section.key not in self.sheet.na_sections
            and one.question.kind.answerable
            and (one.question.required or bool(self.issues.get(one.key)))
            for one in self.asking.asked
        )

    def first_open(self, after: str | None) -> str:
        """Return the anchor of the question to go on with, or of the end."""
        waiting = set(self.open_keys)
        order = [CHECK_IN, "visited_at", *(one.key for one in self.asking.asked)]
        start = order.index(after) if after in order else 0
        for key in order[start:] + order[:start]:
            if key in waiting:
                return f"q-{anchor(key)}"
        return "end"

    def listed(self) -> Iterator[Listed]:
        """Every problem of the whole form, in its order."""
        if not self.view.strict and not self.view.refused and not self.view.strays:
            return
        for issue in self._shown(CHECK_IN):
            yield Listed(f"q-{CHECK_IN}", "", _("Where are you now?"), issue)
        if self.view.strict and not self.sheet.visited_at:
            issue = Issue("visited_at", MISSING, N_("Enter the date and time."))
            yield Listed("q-visited_at", "", _("When did the visit begin?"), issue)
        known = {one.key: one for one in self.asking.asked}
        for key, one in known.items():
            number = self.checklist.number_of[one.question.key]
            for issue in self._problems(one):
                yield Listed(f"q-{anchor(key)}", number, self._say(one.question.text), issue)
        for key in self.issues.keys() - known.keys() - {CHECK_IN}:
            for issue in self.issues[key]:
                yield Listed("end", "", "", issue)
        for issue in self.view.strays:
            yield Listed("end", "", "", issue)

    def check_in(self) -> CheckIn | None:
        """Build the question where the person is, if the checklist asks it."""
        if self.checklist.check_in == "none":
            return None
        given = self.sheet.check_in
        return CheckIn(
            text=FIELDS["position"].show(given.value)[0],
            why=given.comment,
            required=self.checklist.check_in == "required",
            problems=tuple(self._shown(CHECK_IN)),
        )

    def _say(self, text: Any) -> str:
        return self.checklist.say(text, self.view.language) if text else ""

    def part(self, section: Section) -> Part:
        """Build a section; what is not asked now stands in it hidden, for a script to show."""
        held = self.by_section[section.key]
        asked = [one for one in held if one.state is not State.HIDDEN]
        repeat, turns = section.repeat, self.asking.turns.get(section.key, 0)
        aside = section.na and section.key in self.sheet.na_sections
        counted = [one for one in asked if one.question.kind.answerable]
        most = repeat.max if repeat else None
        return Part(
            key=section.key,
            title=self._say(section.title),
            turns=tuple(self._turns(section, held)),
            pattern=self._pattern(section),
            hidden=not asked and not (repeat and turns == 0 and self._reachable(section)),
            total=len(counted),
            done=sum(one.state is not State.UNANSWERED for one in counted),
            can_set_aside=section.na,
            set_aside=aside,
            repeats=repeat is not None and not aside,
            can_add=most is None or turns < most,
            can_drop=repeat is not None and turns > repeat.min,
            asks_drop=self.view.drops == section.key,
        )

    def _reachable(self, section: Section) -> bool:
        """Whether a section without a single turn is asked for: only its condition hides it."""
        return section.show_if is None or holds(section.show_if, self._seen)

    def _seen(self, key: str) -> Seen:
        one = self.asking.by_key.get(key)
        if one is None:
            return NOTHING
        return Seen(one.value, one.state in IN_FORCE, one.state is State.NOT_APPLICABLE)

    def _turns(self, section: Section, held: list[Asked]) -> Iterator[Turn]:
        if section.repeat is None:
            yield self._turn("", held)
        for turn in range(self.asking.turns.get(section.key, 0)):
            title = f"{self._say(section.repeat.title)} {turn + 1}" if section.repeat else ""
            yield self._turn(title, [one for one in held if one.turn == turn])

    def _pattern(self, section: Section) -> Turn | None:
        """Build what a further turn of a repeated section is made from, its number left open."""
        if section.repeat is None:
            return None
        blank = [
            Asked(f"{section.key}[{OPEN}].{one.key}", one, section, None, State.UNANSWERED)
            for one in section.questions
        ]
        return self._turn(f"{self._say(section.repeat.title)} {OPEN}", blank)

    def _turn(self, title: str, held: list[Asked]) -> Turn:
        runs = groupby(held, lambda one: self._say(one.question.group))
        return Turn(title, tuple(self._group(words, list(run)) for words, run in runs))

    def _group(self, words: str, held: list[Asked]) -> Group:
        hidden = all(map(self._is_hidden, held))
        return Group(words, hidden, tuple(map(self._field, held)))

    def _is_hidden(self, one: Asked) -> bool:
        aside = one.section.na and one.section.key in self.sheet.na_sections
        return aside or one.state is State.HIDDEN

    def _field(self, one: Asked) -> Field:
        question, answer = one.question, one.answer or Answer()
        values = self._values(question, answer)
        options = tuple(self._options(question, values))
        look = _look(question)
        in_buttons = bool(options) and look != "menu" and question.type != "multi_choice"
        own_files = tuple(map(self.view.shown, _ids(answer.value))) if question.kind.files else ()
        beside = tuple(map(self.view.shown, answer.photos))
        return Field(
            name=one.key,
            id=anchor(one.key),
            number=self.checklist.number_of[question.key],
            kind=question.type,
            words=self._say(question.text),
            help=self._say(question.help),
            ideal=self.view.ideal(question.key) if question.image else "",
            hidden=self._is_hidden(one),
            required=question.required,
            values=values,
            options=options,
            look=look,
            ends=self._ends(question),
            unit=self._say(getattr(question.kind, "unit", None)),
            accept=",".join(ACCEPT[kind] for kind in getattr(question.kind, "accept", ())),
            state=state_of(answer),
            state_name=f"{'v' if in_buttons else 's'}:{one.key}",
            mark=MARK if in_buttons else "",
            may_not_apply=question.na,
            comment=answer.comment,
            files=own_files or beside,
            beside=beside,
            takes_photos=not question.kind.files,
            demanded=tuple(_demands(one)),
            problems=tuple(self._problems(one)),
        )

    def _problems(self, one: Asked) -> Iterator[Issue]:
        for issue in self._shown(one.key):
            is_clock = one.question.type == "duration" and issue.code == WRONG
            yield replace(issue, sentence=CLOCK) if is_clock else issue

    def _shown(self, key: str) -> Iterator[Issue]:
        for issue in self.issues.get(key, ()):
            if self.view.strict or issue.code not in DEMANDS | {MISSING}:
                yield issue

    def _values(self, question: Question, answer: Answer) -> tuple[str, ...]:
        values = FIELDS[question.type].show(answer.value)
        if question.type == "number":
            return tuple(value.replace(".", self.view.comma) for value in values)
        return values

    def _options(self, question: Question, values: tuple[str, ...]) -> Iterator[Button]:
        for value, words in self._choices(question):
            yield Button(value, words, value in values)

    def _choices(self, question: Question) -> Iterator[tuple[str, str]]:
        kind = question.kind
        if question.type == "yes_no":
            yield from (("yes", _("Yes")), ("no", _("No")))
        elif isinstance(kind, WithOptions):
            yield from ((option.key, self._say(option.text)) for option in kind.options)
            if isinstance(kind, MultiChoice) and not kind.at_least:
                yield NONE_OF_THEM, _("None of these")
        elif isinstance(kind, Scale):
            told = _look(question) == "list"
            for point in kind.points:
                label = self._say(kind.label(point)) if told else ""
                yield plain(point), f"{plain(point)} – {label}" if label else plain(point)

    def _ends(self, question: Question) -> tuple[str, str] | None:
        kind = question.kind
        if not isinstance(kind, Scale) or not kind.labels or _look(question) == "list":
            return None
        told = [(point, self._say(kind.label(point))) for point in (kind.min, kind.max)]
        low, high = (f"{plain(point)} – {words}" if words else "" for point, words in told)
        return (low, high)


def _look(question: Question) -> str:
    kind = question.kind
    if isinstance(kind, Choice):
        return kind.look
    if isinstance(kind, Scale):
        points = len(kind.points)
        if points > ROW_POINTS:
            return "menu"
        if len(kind.labels) > 2:
            return "list"
        return "row" if points <= FEW_POINTS else "row many"
    return ""


def _ids(value: Any) -> list[str]:
    listed = value if isinstance(value, list | tuple) else [value] if value else []
    return [str(item) for item in listed]


def _demands(one: Asked) -> Iterator[str]:
    """What is asked for beside the answer, as a failed answer or one not checked demands it."""
    evidence = one.question.evidence
    if one.state is State.NOT_CHECKED:
        yield N_("Say why it could not be checked.")
    if evidence is None or not one.evidence_asked or one.state not in IN_FORCE:
        return
    if evidence.comment:
        yield N_("Describe what happened.")
    if "photo" in one.evidence_due:
        yield N_("Add a photo.")
    elif evidence.photo and not one.question.kind.files:
        yield N_("A photo, if you can.")
