"""Every question with its answer and its points, section by section."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from auditapp.core.answers import Answer
from auditapp.core.problems import N_
from auditapp.core.states import Asked, State
from auditapp.reports.report import ReportData
from auditapp.reports.sections.evidence import numbered_photos
from auditapp.reports.sections.points import Points, points_of, sum_points
from auditapp.reports.sections.said import said
from auditapp.reports.sections.words import Words

TITLE = N_("Answers")
# Setting a paragraph takes time by the square of its length, and whoever sends may write anything.
MOST_OF_ONE, MOST_OF_ALL, LEAST_OF_ONE = 20_000, 400_000, 200
STATES = {
    State.HIDDEN: N_("not asked: its condition did not hold"),
    State.NOT_APPLICABLE: N_("does not apply"),
    State.NOT_CHECKED: N_("could not be checked"),
    State.UNANSWERED: N_("not answered"),
}


@dataclass(frozen=True)
class Row:
    """One question: `mark` is 'missed' or 'near' where points were lost, else empty."""

    number: str
    text: str
    group: str
    answer: str
    state: str
    mark: str
    critical: bool
    broken: bool
    bonus: bool
    subjective: bool
    points: Points | None
    comment: str
    clause: str
    photos: tuple[int, ...]


@dataclass(frozen=True)
class Turn:
    """The questions of a section, once; `title` names the turn where a section repeats."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Section:
    """One section with its score and its points."""

    number: int
    title: str
    score: Decimal | None
    points: Points
    aside: bool
    turns: tuple[Turn, ...]


@dataclass(frozen=True)
class Answers:
    """All sections in the order in which they were asked."""

    sections: tuple[Section, ...]


def build(data: ReportData, words: Words) -> Answers:
    """List what was asked and answered, and what it earned."""
    return Answers(tuple(_sections(data, words)))


def _sections(data: ReportData, words: Words) -> Iterator[Section]:
    photos, most = numbered_photos(data), _room(data)
    for number, section in enumerate(data.checklist.sections, 1):
        asked = [one for one in data.result.asking.asked if one.section.key == section.key]
        aside = section.na and section.key in data.sheet.na_sections
        turns = (
            Turn(_turn_title(words, one_turn), _rows(data, words, one_turn, photos, most))
            for one_turn in (list(group) for _, group in groupby(asked, lambda one: one.turn))
        )
        yield Section(
            number=number,
            title=words.text(section.title),
            score=data.result.sections[section.key],
            points=sum_points(asked),
            aside=aside,
            turns=() if aside else tuple(turns),
        )


def _turn_title(words: Words, asked: list[Asked]) -> str:
    first = asked[0]
    if first.turn is None or first.section.repeat is None:
        return ""
    return f"{words.text(first.section.repeat.title)} {first.turn + 1}"


def _room(data: ReportData) -> int:
    """Return how many characters of one text are printed, so that all of them can be."""
    given = [one.answer for one in data.result.asking.asked if one.answer]
    written = [min(_length(answer), 2 * MOST_OF_ONE) for answer in given]
    if sum(written) <= MOST_OF_ALL:
        return MOST_OF_ONE
    return min(MOST_OF_ONE, max(LEAST_OF_ONE, MOST_OF_ALL // (2 * len(written))))


def _length(answer: Answer) -> int:
    return len(answer.comment) + (len(answer.value) if isinstance(answer.value, str) else 0)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _rows(
    data: ReportData,
    words: Words,
    asked: list[Asked],
    photos: dict[str, list[int]],
    most: int,
) -> tuple[Row, ...]:
    rows, group = [], ""
    for one in asked:
        if not one.question.kind.answerable:
            continue
        heading = words.text(one.question.group) if one.question.group else ""
        rows.append(_row(data, words, one, "" if heading == group else heading, photos, most))
        group = heading
    return tuple(rows)


def _row(
    data: ReportData,
    words: Words,
    one: Asked,
    group: str,
    photos: dict[str, list[int]],
    most: int,
) -> Row:
    comment = one.answer.comment if one.answer and one.state is not State.HIDDEN else ""
    return Row(
        number=data.checklist.number_of[one.question.key],
        text=words.text(one.question.text),
        group=group,
        answer=_cut(said(data, one, words), most),
        state=words.word(STATES[one.state]) if one.state in STATES else "",
        mark=_mark(one),
        critical=bool(one.question.critical),
        broken=bool(one.question.critical) and one.failed,
        bonus=one.question.bonus,
        subjective=one.question.subjective,
        points=points_of(one),
        comment=_cut(" ".join(comment.split()), most),
        clause=one.question.clause or "",
        photos=tuple(photos.get(one.key, ())),
    )


def _mark(one: Asked) -> str:
    if one.fraction is None or one.fraction == 1 or one.question.bonus:
        return ""
    return "missed" if one.fraction == 0 or (one.question.critical and one.failed) else "near"
