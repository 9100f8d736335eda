"""Fills a checklist in: as a faultless visit would be, save for what a story says otherwise."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from auditapp.core.answers import Answer, Sheet
from auditapp.core.document import Checklist
from auditapp.core.kinds.attachment import File, Photo, Signature
from auditapp.core.kinds.base import Kind
from auditapp.core.kinds.moment import Date, DateTime, Time
from auditapp.core.kinds.multi_choice import MultiChoice
from auditapp.core.kinds.number import NumberKind
from auditapp.core.kinds.options import WithOptions
from auditapp.core.kinds.position import Position
from auditapp.core.kinds.scale import Scale
from auditapp.core.kinds.words import LongWords, Words
from auditapp.core.kinds.yes_no import YesNo
from auditapp.core.states import Asked, State, interview

MOST_ROUNDS = 50


@dataclass(frozen=True)
class Said:
    """What a story says of one question; `photo` names a picture of `demo.photos`."""

    value: Any = None
    comment: str = ""
    photo: str | None = None
    na: bool = False
    unchecked: bool = False

    def answer(self) -> Answer:
        """Return it as an answer, without its photo."""
        return Answer(self.value, self.na, self.unchecked, self.comment)


Story = Mapping[str, Said]
Decide = Callable[[Asked], Said | None]


def fill(
    checklist: Checklist,
    story: Story,
    visited_at: datetime,
    photos: Mapping[str, str],
    decide: Decide | None = None,
    start: Sheet | None = None,
) -> Sheet:
    """Answer everything that is asked; `photos` has the id of the photo by question.

    What the story leaves open is for `decide`, question by question as they come to be asked, and
    faultless where that says nothing. It may add to `photos` as it goes. `start` has what belongs
    to the whole sheet.
    """
    sheet = replace(
        start or Sheet(language=checklist.languages[0]),
        answers={key: said.answer() for key, said in story.items()},
        visited_at=visited_at.isoformat(),
    )
    for _ in range(MOST_ROUNDS):
        open_now = [one for one in interview(checklist, sheet)[0] if is_open(one)]
        if not open_now:
            break
        # Opinions come last: they are formed by all that was seen.
        observed = [one for one in open_now if not one.question.subjective]
        given = {one.key: _answer(one, visited_at, photos, decide) for one in observed or open_now}
        sheet = replace(sheet, answers={**sheet.answers, **given})
    return with_photos(sheet, checklist, photos)


def _answer(
    one: Asked, visited_at: datetime, photos: Mapping[str, str], decide: Decide | None
) -> Answer:
    said = decide(one) if decide else None
    if said is None or one.question.kind.files:
        return best_answer(one, visited_at, photos.get(one.key))
    return said.answer()


def is_open(one: Asked) -> bool:
    """Whether a question still wants an answer."""
    return one.state is State.UNANSWERED and one.question.required and one.question.kind.answerable


def best_answer(one: Asked, visited_at: datetime, photo: str | None) -> Answer:
    """Return what a faultless visit would have answered."""
    if isinstance(one.question.kind, Signature):
        return Answer(photo)
    if isinstance(one.question.kind, Photo | File):
        return Answer([photo] if photo else [])
    return Answer(best_value(one.question.kind, visited_at))


def best_value(kind: Kind, visited_at: datetime) -> Any:
    """Return the value of a kind that scores most, or a plausible one."""
    match kind:
        case YesNo():
            return kind.expect
        case MultiChoice():
            return [option.key for option in kind.options if (option.score or 0) > 0]
        case WithOptions():
            return max(kind.options, key=lambda option: option.score or 0).key
        case Scale():
            return written(kind.min if kind.reverse else kind.max)
        case NumberKind():
            return best_number(kind)
    return plausible_value(kind, visited_at)


def plausible_value(kind: Kind, visited_at: datetime) -> Any:
    """Return a value of a kind that never scores."""
    match kind:
        case Time():
            return visited_at.strftime("%H:%M")
        case DateTime():
            return visited_at.isoformat(timespec="minutes")
        case Date():
            return (visited_at + timedelta(days=30)).date().isoformat()
        case Position():
            return {"lat": 59.9272, "lon": 30.3189, "accuracy": 12}
        case Words() | LongWords():
            return "Без замечаний"
    raise ValueError(f"no answer is known for {kind!r}")


def best_number(kind: NumberKind) -> int | float:
    """Return the number that scores most."""
    if kind.linear:
        return written(kind.linear.best)
    if kind.bands:
        return written(kind.bands[0].up_to or Decimal(0))
    return written(kind.min or Decimal(0))


def written(number: Decimal) -> int | float:
    """Return a decimal as a number of JSON."""
    return int(number) if number == int(number) else float(number)


def with_photos(sheet: Sheet, checklist: Checklist, photos: Mapping[str, str]) -> Sheet:
    """Put the photos beside the answers that are not photos themselves."""
    beside = {
        key: replace(sheet.answers[key], photos=(photo,))
        for key, photo in photos.items()
        if key in sheet.answers and not checklist.by_key[key.rpartition(".")[2]].kind.files
    }
    return replace(sheet, answers={**sheet.answers, **beside})
