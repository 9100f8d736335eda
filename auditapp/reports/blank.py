"""A version's form on paper: what is asked, with room to answer it with a pen.

Pure data for one template. It says nowhere which answer is the good one, nor what any is worth.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby
from typing import Any

from markupsafe import Markup

from auditapp.checklists.routes.saying import METHODS, Saying
from auditapp.core.company import Mark
from auditapp.core.document import Checklist, Evidence, Question, Section
from auditapp.core.kinds.attachment import Several
from auditapp.core.kinds.multi_choice import MultiChoice
from auditapp.core.kinds.number import Duration, NumberKind
from auditapp.core.kinds.options import WithOptions
from auditapp.core.kinds.scale import Scale
from auditapp.core.kinds.yes_no import YesNo
from auditapp.core.numbers import plain
from auditapp.core.problems import N_
from auditapp.core.text import Text
from auditapp.web.markdown import markdown

ONE, ANY = "○", "☐"
MOST_TURNS = 3
MOST_POINTS = 11  # of a scale in a row; with more the number is written
BESIDE = 12  # options that stand beside the question; more go under it in columns
IN_A_ROW = 40  # characters of all options that still go on one line
_HEADING = re.compile(r"<(/?)h([1-6])>")


@dataclass(frozen=True)
class Row:
    """One question with room for its answer; `room` names how the template draws that room."""

    number: str
    text: str
    room: str
    help: str = ""
    group: str = ""
    critical: bool = False
    optional: bool = False
    only_if: str = ""
    ask: str = ""
    box: str = ONE
    options: tuple[str, ...] = ()
    ends: tuple[str, str] = ("", "")
    unit: str = ""
    bounds: str = ""
    may_not_apply: bool = False
    evidence: str = ""
    photo: bool = False
    comment: bool = False
    picture: str = ""


@dataclass(frozen=True)
class Turn:
    """The questions of a section, once; titled if the section is filled several times."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Part:
    """A section."""

    number: int
    title: str
    only_if: str
    repeats: str
    can_set_aside: bool
    turns: tuple[Turn, ...]


@dataclass(frozen=True)
class Blank:
    """A whole form on paper."""

    language: str
    title: str
    company: str
    mark: Mark | None
    method: str
    mystery: bool
    key: str
    version: int
    questions: int
    brief: Markup
    has_critical: bool
    parts: tuple[Part, ...]
    pictures: frozenset[str] = field(default=frozenset())


@dataclass(frozen=True)
class OnPaper(Saying):
    """Says what a checklist holds; a question is called by its number, as it stands in print."""

    def named(self, key: str) -> str:
        """Name a question by its number."""
        return self.checklist.number_of[key]


def blank(
    checklist: Checklist,
    version: int,
    language: str,
    company: str = "",
    mark: Mark | None = None,
    has_picture: Callable[[str], bool] = lambda key: False,
) -> Blank:
    """Put a version on paper, its texts in `language`, all else in that of the locale."""
    writer = _Writer(checklist, OnPaper(checklist, language), has_picture)
    asked = [one for one in checklist.questions if one.kind.answerable]
    return Blank(
        language=language,
        title=writer.text(checklist.title),
        company=company,
        mark=mark,
        method=str(METHODS[checklist.method]),
        mystery=checklist.method == "mystery_shop",
        key=checklist.key,
        version=version,
        questions=len(asked),
        brief=_below_title(markdown(writer.text(checklist.brief))),
        has_critical=any(one.critical for one in asked),
        parts=tuple(map(writer.part, range(1, len(checklist.sections) + 1), checklist.sections)),
        pictures=frozenset(one.key for one in asked if one.image and has_picture(one.key)),
    )


def _below_title(html: Markup) -> Markup:
    """Take the headings of a brief down under that of the page."""

    def lower(found: re.Match[str]) -> str:
        return f"<{found[1]}h{min(int(found[2]) + 1, 4)}>"

    return Markup(_HEADING.sub(lower, html))  # noqa: S704 - it was safe, and levels are digits


class _Writer:
    def __init__(
        self, checklist: Checklist, say: OnPaper, has_picture: Callable[[str], bool]
    ) -> None:
        self.checklist, self.say, self.has_picture = checklist, say, has_picture

    def text(self, text: Text | None) -> str:
        return self.say.text(text) if text else ""

    def word(self, sentence: str, **details: Any) -> str:
        return self.say.word(sentence) % details if details else self.say.word(sentence)

    def part(self, number: int, section: Section) -> Part:
        return Part(
            number=number,
            title=self.text(section.title),
            only_if=self.say.condition(section.show_if) if section.show_if else "",
            repeats=self._repeats(section),
            can_set_aside=section.na,
            turns=tuple(self._turns(section)),
        )

    def _repeats(self, section: Section) -> str:
        held = section.repeat
        if held is None:
            return ""
        if held.max is None:
            return self.word(N_("For each further one take another copy of this section."))
        if held.max <= _turns_of(section):
            return ""
        return self.word(
            N_("Up to %(count)s: for each further one take another copy of this section."),
            count=held.max,
        )

    def _turns(self, section: Section) -> Iterator[Turn]:
        rows = tuple(self._rows(section))
        title = self.text(section.repeat.title) if section.repeat else ""
        for turn in range(1, _turns_of(section) + 1):
            yield Turn(f"{title} {turn}" if title else "", rows)

    def _rows(self, section: Section) -> Iterator[Row]:
        for group, held in groupby(section.questions, lambda one: self.text(one.group)):
            for at, question in enumerate(held):
                yield self._row(question, group if at == 0 else "")

    def _row(self, question: Question, group: str) -> Row:
        kind, evidence = question.kind, question.evidence
        room: dict[str, Any] = {"room": question.type}
        if isinstance(kind, Scale):
            room = self._scale(kind)
        elif isinstance(kind, WithOptions | YesNo):
            room = self._options(question)
        elif isinstance(kind, NumberKind) and not isinstance(kind, Duration):
            room["unit"] = self.text(kind.unit)
            if kind.min is not None and kind.max is not None:
                room["bounds"] = f"{self.say.number(kind.min)} … {self.say.number(kind.max)}"
        elif isinstance(kind, Several):
            room["ask"] = self._how_many(kind)
        return Row(
            number=self.checklist.number_of[question.key],
            text=self.text(question.text),
            help=self.text(question.help),
            group=group,
            critical=question.critical is not None,
            optional=not question.required and kind.answerable,
            only_if=self.say.condition(question.show_if) if question.show_if else "",
            may_not_apply=question.na,
            evidence=self._evidence(evidence) if evidence else "",
            photo=bool(evidence and evidence.photo) and not kind.files,
            comment=bool(evidence and evidence.comment),
            picture=question.key if question.image and self.has_picture(question.key) else "",
            **room,
        )

    def _options(self, question: Question) -> dict[str, Any]:
        kind = question.kind
        if not isinstance(kind, WithOptions):
            return {"room": "row", "options": (self.word(N_("Yes")), self.word(N_("No")))}
        texts = tuple(self.text(one.text) for one in kind.options)
        if len(texts) > BESIDE:
            room = "columns"
        else:
            room = "row" if sum(map(len, texts)) + 4 * len(texts) <= IN_A_ROW else "list"
        if isinstance(kind, MultiChoice):
            room = "list" if room == "row" else room
            return {"room": room, "options": texts, "box": ANY, "ask": self._how_much(kind)}
        return {"room": room, "options": texts}

    def _how_much(self, kind: MultiChoice) -> str:
        low, high = kind.at_least, kind.at_most
        if low and high:
            return self.word(N_("Tick %(low)s to %(high)s"), low=low, high=high)
        if low:
            return self.word(N_("Tick at least %(count)s"), count=low)
        if high:
            return self.word(N_("Tick at most %(count)s"), count=high)
        return self.word(N_("Tick all that apply"))

    def _scale(self, kind: Scale) -> dict[str, Any]:
        low, high = kind.min, kind.max
        ends = (self._point(kind, low), self._point(kind, high))
        # The count first: a scale may have a million points.
        count = int((high - low) / kind.step) + 1
        if count > MOST_POINTS:
            return {"room": "number", "bounds": f"{ends[0]} … {ends[1]}"}
        if len(kind.labels) > 2:
            texts = tuple(self._point(kind, point) for point in kind.points)
            return {"room": "list", "options": texts}
        named = ends if kind.labels else ("", "")
        texts = tuple(self.say.number(point) for point in kind.points)
        return {"room": "points", "options": texts, "ends": named}

    def _point(self, kind: Scale, point: Decimal) -> str:
        label = kind.labels.get(plain(point))
        number = self.say.number(point)
        return f"{number} – {self.text(label)}" if label else number

    def _how_many(self, kind: Several) -> str:
        low, high = kind.min, kind.max
        if low and high and low < high:
            return self.word(N_("from %(low)s to %(high)s"), low=low, high=high)
        if low:
            return self.word(N_("at least %(value)s"), value=low)
        return self.word(N_("at most %(value)s"), value=high) if high else ""

    def _evidence(self, evidence: Evidence) -> str:
        named = {
            ("photo", "required"): N_("a photo"),
            ("photo", "optional"): N_("a photo if possible"),
            ("comment", "required"): N_("a comment"),
            ("comment", "optional"): N_("a comment if possible"),
        }
        wanted = (("photo", evidence.photo), ("comment", evidence.comment))
        what = ", ".join(self.word(named[one]) for one in wanted if one[1])
        if not what:
            return ""
        always = evidence.when == "always"
        return self.word(
            N_("In any case: %(what)s.") if always else N_("After a poor answer: %(what)s."),
            what=what,
        )


def _turns_of(section: Section) -> int:
    """Return how often a section is printed: as often as it must be filled, within reason."""
    return min(max(section.repeat.min, 1), MOST_TURNS) if section.repeat else 1
