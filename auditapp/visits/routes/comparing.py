"""A copy beside what was taken in, in the reader's words: each difference, and nothing else."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from typing import Any

from flask_babel import format_decimal, get_locale
from flask_babel import gettext as _

from auditapp.checklists.queries import checklist_in
from auditapp.core.answers import Answer, Sheet, read_sheet
from auditapp.core.document import Checklist
from auditapp.core.kinds.attachment import Signature
from auditapp.core.kinds.base import WrongValue
from auditapp.core.kinds.moment import Date, DateTime
from auditapp.core.kinds.position import Position
from auditapp.core.problems import Problem
from auditapp.core.states import State
from auditapp.core.text import Text
from auditapp.visits import queries
from auditapp.visits.commands.parcels import read_moment, storable
from auditapp.visits.models import SubmissionConflict, Visit
from auditapp.visits.queries import Difference, Given
from auditapp.web.pages import local_day, local_time

MOST_ROWS, MOST_CHARACTERS = 500, 2000  # the file has all


@dataclass(frozen=True)
class Said:
    """An answer in words, its comment, and the photos beside it."""

    words: str
    comment: str = ""
    photos: str = ""


@dataclass(frozen=True)
class Row:
    """What differs: its number and words, where it stands, and both answers."""

    number: str
    text: str
    group: str
    taken: Said
    sent: Said


@dataclass(frozen=True)
class Compared:
    """A copy beside what was taken in; `version` is that of the copy where it is another."""

    device_at: str
    rows: list[Row]
    count: int
    is_taken: bool
    version: int | None
    is_known: bool
    missing: int


def compared(one: Visit, beside: SubmissionConflict) -> Compared:
    """Say what differs. Raises: Problem `submissions.unreadable` if it lies too deep to be read."""
    try:
        return _compare(one, beside)
    except RecursionError:
        raise Problem("submissions.unreadable") from None


def _compare(one: Visit, beside: SubmissionConflict) -> Compared:
    tree, checklist = queries.read_tree(beside.payload), queries.checklist_of(one)
    sheet, version = read_sheet(tree), None
    said = tree.get("version")
    is_other = isinstance(said, str) and bool(said) and said != one.checklist_version.sha256
    if is_other and said.isascii():
        version = queries.named_version(said)
    submission = queries.submission_of(one)
    before = queries.read_tree(submission.payload) if submission else {"answers": {}}
    photos = {**_named(before), **_named(tree)}
    taken = queries.given(checklist, read_sheet(before))
    sent = queries.given(checklist_in(version) if version else checklist, sheet)
    found = list(queries.differences(taken, sent))
    about = list(_about(one, read_sheet(before), sheet, sent))
    here = {row.photo.sha256 for rows in queries.photos_of(one).values() for row in rows}
    return Compared(
        device_at=_clock(beside.device_at, one.location.time_zone),
        rows=[*about, *(_row(each, photos) for each in islice(found, MOST_ROWS))],
        count=len(about) + len(found),
        is_taken=submission is not None,
        version=version.version if version else None,
        is_known=version is not None or not is_other,
        missing=len(_named(tree).keys() - here),
    )


def _named(tree: Any) -> dict[str, str]:
    """Return the photos and files that were listed, with their names, by SHA-256."""
    listed = tree.get("photos")
    rows = [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
    return {
        one["sha256"]: name if isinstance(name := one.get("name"), str) else ""
        for one in rows
        if isinstance(one.get("sha256"), str)
    }


def _about(one: Visit, before: Sheet, sheet: Sheet, sent: Mapping[str, Given]) -> Iterator[Row]:
    """Go through what belongs to no question: when it was, what was set aside, from where."""
    checklist = next((each.checklist for each in sent.values()), queries.checklist_of(one))
    pairs = (
        (_("Time of the visit"), _when(one, before), _when(one, sheet)),
        (_("Sections set aside"), _aside(checklist, before), _aside(checklist, sheet)),
        (_("Position at the start"), _start(before.check_in), _start(sheet.check_in)),
    )
    for text, taken, other in pairs:
        if taken != other:
            yield Row("", text, "", Said(_cut(taken)), Said(_cut(other)))


def _when(one: Visit, sheet: Sheet) -> str:
    zone, written = one.location.time_zone, sheet.visited_at or ""
    return _clock(read_moment(written, zone), zone) or written


def _clock(at: datetime | None, zone: str) -> str:
    try:
        return local_time(at, zone)
    except OverflowError:  # the last day that there is
        return ""


def _aside(checklist: Checklist, sheet: Sheet) -> str:
    voice, keys = _Voice(checklist), sorted(sheet.na_sections)
    titles = {each.key: voice.text(each.title) for each in checklist.sections}
    return "; ".join(titles.get(key, key) for key in keys)


def _start(given: Answer) -> str:
    try:
        point = None if given.value is None else Position().read(given.value)
    except WrongValue:
        return json.dumps(given.value, ensure_ascii=False)
    where = f"{point.lat:.5f}, {point.lon:.5f}" if point else ""
    return " · ".join(filter(None, (where, given.comment)))


def _row(each: Difference, photos: Mapping[str, str]) -> Row:
    known = [one for one in (each.taken, each.sent) if one is not None and one.asked is not None]
    taken, sent = _say(each.taken, photos), _say(each.sent, photos)
    if not known or known[0].asked is None:
        return Row("", _cut(each.key), _("no question of the checklist"), taken, sent)
    asked, voice = known[0].asked, _Voice(known[0].checklist)
    group = voice.text(asked.section.title)
    if asked.turn is not None:
        group += f" ({asked.turn + 1})"
    number = known[0].checklist.number_of[asked.question.key]
    return Row(number, voice.text(asked.question.text), group, taken, sent)


def _say(given: Given | None, photos: Mapping[str, str]) -> Said:
    if given is None:
        return Said(_("not answered"))
    answer = given.answer
    beside = ", ".join(_file_words(sha256, photos) for sha256 in answer.photos)
    return Said(_cut(_words(given, photos)), _cut(answer.comment), _cut(beside))


def _words(given: Given, photos: Mapping[str, str]) -> str:
    if given.answer.na:
        return _("does not apply")
    if given.answer.unchecked:
        return _("could not be checked")
    if given.value is None:
        return _("not answered")
    said = _value(given, photos)
    is_hidden = given.asked is not None and given.asked.state is State.HIDDEN
    return f"{said} ({_('not asked: its condition did not hold')})" if is_hidden else said


def _value(given: Given, photos: Mapping[str, str]) -> str:
    """Say a value as its question says it; what cannot be read stands as it came."""
    raw, kind = given.answer.value, given.asked.question.kind if given.asked else None
    try:
        value = kind.read(raw) if kind else raw
    except WrongValue:
        kind, value = None, raw
    if kind is None:
        return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    if isinstance(kind, Date):
        return local_day(date.fromisoformat(value))
    if isinstance(kind, DateTime):
        return datetime.fromisoformat(value).isoformat(" ", "minutes")
    if kind.files:
        named = [value] if isinstance(kind, Signature) else value
        return ", ".join(_file_words(sha256, photos) for sha256 in named)
    return kind.summary(value, _Voice(given.checklist))


def _file_words(sha256: str, photos: Mapping[str, str]) -> str:
    """Say which file: its name, and what tells it from another of that name."""
    return " · ".join(filter(None, (photos.get(sha256, ""), sha256[:8])))


def _cut(text: str) -> str:
    text = storable(text[: MOST_CHARACTERS + 1])
    return text if len(text) <= MOST_CHARACTERS else text[: MOST_CHARACTERS - 1].rstrip() + "…"


@dataclass(frozen=True)
class _Voice:
    """Says what a checklist says in the reader's language."""

    checklist: Checklist

    def text(self, text: Text) -> str:
        return self.checklist.say(text, str(get_locale()))

    def number(self, number: Decimal) -> str:
        return str(format_decimal(number, "#,##0.##########"))

    def word(self, sentence: str) -> str:
        return str(_(sentence))
