"""What a checklist and a standard are: immutable, and valid if they exist at all.

Built by `reading`; positions in a file and YAML are not known here.
"""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictBool,
    StrictInt,
    StringConstraints,
)
from pydantic_core import PydanticCustomError

from auditapp.core.conditions import Condition
from auditapp.core.kinds.base import Key, Kind, Part
from auditapp.core.kinds.options import Option, WithOptions
from auditapp.core.numbers import Number, in_one_unit
from auditapp.core.problems import N_
from auditapp.core.text import LANGUAGE, Text


def _read_format(raw: Any) -> Any:
    # To Python true is 1 too.
    return None if isinstance(raw, bool) else raw


DocumentKey = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+$", max_length=80)]
Language = Annotated[str, StringConstraints(pattern=LANGUAGE)]
Percent = Annotated[Number, Field(ge=0, le=100)]
Weight = Annotated[Number, Field(ge=0, le=1_000_000)]
Word = Annotated[str, StringConstraints(min_length=1, max_length=80)]
FileName = Annotated[
    str, StringConstraints(pattern=r"^[A-Za-z0-9_][A-Za-z0-9._-]*$", max_length=120)
]
Cause = Literal["people", "systems", "processes", "products", "customers"]
Dimension = Literal["tangibles", "reliability", "responsiveness", "assurance", "empathy"]
Method = Literal["mystery_shop", "internal_audit", "customer_survey", "complaint", "response_time"]
AnswerSet = Annotated[tuple[Option, ...], Field(min_length=1, max_length=200)]
Format = Annotated[Literal[1], BeforeValidator(_read_format)]
Notes = tuple[Annotated[str, StringConstraints(max_length=20_000)], ...]


def _read_code(raw: Any) -> Any:
    if not isinstance(raw, str) or not raw or len(raw) > 40:
        raise PydanticCustomError("code", N_("A clause code is expected here, like GRT-1."))
    if not all(c in ".-" or c.isdecimal() or (c.isalpha() and c == c.upper()) for c in raw):
        raise PydanticCustomError(
            "code", N_("A clause code has capital letters, digits, '.' and '-' only.")
        )
    return raw


def _read_day(raw: Any) -> Any:
    try:
        if isinstance(raw, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", raw):
            return date.fromisoformat(raw)
    except ValueError:
        pass
    raise PydanticCustomError("day", N_("A day is expected here, like 2026-01-31."))


ClauseCode = Annotated[str, BeforeValidator(_read_code)]
Day = Annotated[date, BeforeValidator(_read_day)]


class Critical(Part):
    """A critical question fails only under this score, per cent."""

    below: Annotated[Number, Field(gt=0, le=100)] = Decimal(100)


def _read_critical(raw: Any) -> Any:
    if isinstance(raw, bool):
        return {} if raw else None
    if raw == {}:
        raise PydanticCustomError("critical", N_("true, false or {below: …} is expected here."))
    return raw


class Evidence(Part):
    """What is asked for beside the answer, and when."""

    when: Literal["always", "fail"]
    photo: Literal["optional", "required"] | None = None
    comment: Literal["optional", "required"] | None = None

    @cached_property
    def required(self) -> frozenset[str]:
        """What must be there when it is asked for: 'photo', 'comment', both or nothing."""
        asked = (("photo", self.photo), ("comment", self.comment))
        return frozenset(name for name, wanted in asked if wanted == "required")


class Repeat(Part):
    """How often a section may be filled, and what one turn is called."""

    min: Annotated[StrictInt, Field(ge=0, le=100)] = 1
    max: Annotated[StrictInt, Field(ge=1, le=500)] | None = None
    title: Text


class Grade(Part):
    """A name for a band of the total."""

    key: Key
    from_: Annotated[Percent, Field(alias="from")]
    name: Text


class Question(Part):
    """One question; the settings of its type stand in `kind`."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    key: Key
    type: str
    text: Text
    help: Text | None = None
    image: FileName | None = None
    clause: ClauseCode | None = None
    weight: Weight = Decimal(1)
    critical: Annotated[Critical | None, BeforeValidator(_read_critical)] = None
    group: Text | None = None
    bonus: StrictBool = False
    na: StrictBool = False
    required: StrictBool = True
    cause: Cause | None = None
    measure: Word | None = None
    dimension: Dimension | None = None
    subjective: StrictBool = False
    evidence: Evidence | None = None
    show_if: Condition | None = None
    kind: Kind
    notes: Notes = ()

    @cached_property
    def can_score(self) -> bool:
        """Whether an answer to it could count."""
        return self.weight > 0 and self.kind.can_score()

    @cached_property
    def fails_below(self) -> Decimal:
        """The published score under which the answer fails."""
        return self.critical.below if self.critical else Decimal(100)


class Section(Part):
    """Questions under one heading."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    key: Key
    title: Text
    weight: Weight | None = None
    pass_mark: Percent | None = None
    na: StrictBool = False
    owner: Key | None = None
    show_if: Condition | None = None
    repeat: Repeat | None = None
    questions: tuple[Question, ...]
    notes: Notes = ()


def _texts(part: Any) -> Iterator[Text]:
    """Yield every text of a part of a document, shared answers once."""
    if isinstance(part, Text):
        yield part
    elif isinstance(part, WithOptions) and part.answer_set:
        return
    elif isinstance(part, BaseModel):
        for name in type(part).model_fields:
            yield from _texts(getattr(part, name))
    elif isinstance(part, dict | tuple):
        for one in part.values() if isinstance(part, dict) else part:
            yield from _texts(one)


class Checklist(Part):
    """What an auditor answers."""

    format: Format
    key: DocumentKey
    title: Text
    method: Method
    industry: Word
    languages: Annotated[tuple[Language, ...], Field(min_length=1, max_length=40)]
    standard: DocumentKey | None = None
    pass_mark: Percent | None = None
    critical_cap: Percent | None = None
    brief: Text | None = None
    live_score: StrictBool = False
    check_in: Literal["none", "ask", "required"] = "none"
    owners: dict[Key, Text] = Field(default_factory=dict)
    grades: tuple[Grade, ...] = ()
    answer_sets: dict[Key, AnswerSet] = Field(default_factory=dict)
    sections: tuple[Section, ...]
    notes: Notes = ()

    def say(self, text: Text, language: str) -> str:
        """Say a text in `language`, else in the document's first language."""
        return text.say(language, self.languages[0])

    def lacking(self, language: str) -> int:
        """Return how many texts are not written in `language`, and are said in another."""
        return sum(language not in text.words and "" not in text.words for text in _texts(self))

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """All questions in the order they are asked."""
        return tuple(question for section in self.sections for question in section.questions)

    @cached_property
    def by_key(self) -> dict[str, Question]:
        """The questions by their keys."""
        return {question.key: question for question in self.questions}

    @cached_property
    def question_weights(self) -> dict[str, int]:
        """The weights of the questions, by key, as whole numbers of one unit."""
        return in_one_unit({question.key: question.weight for question in self.questions})

    @cached_property
    def section_weights(self) -> dict[str, int]:
        """The weights of the sections, by key, as whole numbers of one unit; none counts 0."""
        return in_one_unit({one.key: one.weight or Decimal(0) for one in self.sections})

    @cached_property
    def number_of(self) -> dict[str, str]:
        """The number of each question as people see it, '2.1' for the first of section two."""
        return {
            question.key: f"{section_at}.{question_at}"
            for section_at, section in enumerate(self.sections, 1)
            for question_at, question in enumerate(section.questions, 1)
        }

    def question(self, key: str) -> Question:
        """Return the question of that key. Raises: KeyError if there is none."""
        return self.by_key[key]


class Limit(Part):
    """A bound on a measured value, in its own unit."""

    measure: Word
    unit: Annotated[str, StringConstraints(min_length=1, max_length=20)]
    at_most: Number | None = None
    at_least: Number | None = None


class Benchmark(Part):
    """A figure from outside, with where it was published."""

    value: Number
    source: Text
    year: Annotated[StrictInt, Field(ge=1900, le=2200)]


class Clause(Part):
    """One promise of the company."""

    code: ClauseCode
    title: Text
    requirement: Text
    target: Percent | None = None
    limit: Limit | None = None
    cause: Cause | None = None
    industry: Benchmark | None = None


class Standard(Part):
    """What the company promises, in force from a day on."""

    format: Format
    key: DocumentKey
    title: Text
    effective_from: Day
    target: Percent
    tolerance: Percent = Decimal(0)
    sections: dict[Key, Percent] = Field(default_factory=dict)
    clauses: tuple[Clause, ...]
    notes: Notes = ()

    @cached_property
    def by_code(self) -> dict[str, Clause]:
        """The clauses by their codes."""
        return {clause.code: clause for clause in self.clauses}

    def clause(self, code: str) -> Clause:
        """Return the clause of that code. Raises: KeyError if there is none."""
        return self.by_code[code]

    def target_of(self, clause: Clause) -> Decimal:
        """The clause's own target, else the standard's."""
        return self.target if clause.target is None else clause.target
