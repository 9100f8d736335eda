"""The photos, each with its number, its question and its caption."""

from collections.abc import Iterator
from dataclasses import dataclass

from auditapp.core.kinds.attachment import File
from auditapp.core.kinds.attachment import Photo as PhotoKind
from auditapp.core.problems import N_
from auditapp.core.states import IN_FORCE, Asked
from auditapp.reports.report import Attached, Photo, ReportData
from auditapp.reports.sections.said import number_of
from auditapp.reports.sections.words import Words

TITLE = N_("Evidence")
KINDS = {
    "audio": N_("audio recording"),
    "video": N_("video recording"),
    "pdf": N_("PDF document"),
    "file": N_("file"),
}
DIGEST_LENGTH = 64


@dataclass(frozen=True)
class Picture:
    """One photo as it is printed."""

    at: int
    id: str
    number: str
    question: str
    caption: str
    failed: bool


@dataclass(frozen=True)
class Named:
    """A recording or a paper: what it belongs to, and what is known of it."""

    number: str
    question: str
    about: tuple[str, ...]


@dataclass(frozen=True)
class Evidence:
    """The photos in rows of two; the files; what is missing; photos named but not here."""

    rows: tuple[tuple[Picture, ...], ...]
    files: tuple[Named, ...]
    missing: tuple[str, ...]
    absent: int


def build(data: ReportData, words: Words) -> Evidence:
    """Set the photos two to a row, in the order of the questions."""
    pictures = [
        _picture(data, words, at, photo) for at, photo in enumerate(ordered_photos(data), 1)
    ]
    shown = {photo.key for photo in data.photos}
    missing = tuple(
        number_of(data, one)
        for one in data.result.asking.asked
        if "photo" in one.evidence_due
        and one.key not in shown
        and not (one.answer and one.answer.photos)
    )
    rows = tuple(tuple(pictures[at : at + 2]) for at in range(0, len(pictures), 2))
    named = sum(_photos_named(one) for one in data.result.asking.asked)
    files = tuple(_files(data, words))
    return Evidence(rows, files, missing, absent=0 if pictures else named)


def _photos_named(one: Asked) -> int:
    beside = len(one.answer.photos) if one.answer else 0
    asked_for = isinstance(one.question.kind, PhotoKind) and one.state in IN_FORCE
    return beside + (len(one.value) if asked_for else 0)


def _files(data: ReportData, words: Words) -> Iterator[Named]:
    """List the files by question, those too that the answers name and nothing more is known of.

    What a phone calls a recording may say when it was made, or by whom: the location never learns.
    """
    for one in data.result.asking.asked:
        here = [file for file in data.files if file.key == one.key]
        known = {file.id for file in here}
        names = [_about(file, words, data.edition == "quality") for file in here]
        if isinstance(one.question.kind, File) and one.state in IN_FORCE:
            unknown = [name for name in one.value if name not in known]
            names += [_unknown(name, words, data.edition == "quality") for name in unknown]
        for about in names:
            yield Named(number_of(data, one), words.text(one.question.text), about)


def _about(file: Attached, words: Words, named: bool) -> tuple[str, ...]:
    kind = KINDS.get(file.media_type.partition("/")[0], KINDS["file"])
    if file.media_type == "application/pdf":
        kind = KINDS["pdf"]
    said = (words.word(kind), words.size(file.size_bytes))
    return (file.name, *said) if file.name and named else said


def _unknown(name: str, words: Words, named: bool) -> tuple[str, ...]:
    kind = words.word(KINDS["file"])
    return (name, kind) if named and len(name) < DIGEST_LENGTH else (kind,)


def ordered_photos(data: ReportData) -> list[Photo]:
    """Return the photos in the order of the questions; those of no question last."""
    order = {one.key: at for at, one in enumerate(data.result.asking.asked)}
    return sorted(data.photos, key=lambda photo: order.get(photo.key, len(order)))


def numbered_photos(data: ReportData) -> dict[str, list[int]]:
    """Return the numbers of the photos that belong to each answer."""
    numbers: dict[str, list[int]] = {}
    for at, photo in enumerate(ordered_photos(data), 1):
        numbers.setdefault(photo.key, []).append(at)
    return numbers


def _picture(data: ReportData, words: Words, at: int, photo: Photo) -> Picture:
    one: Asked | None = data.result.asking.by_key.get(photo.key)
    return Picture(
        at=at,
        id=photo.id,
        number=number_of(data, one) if one else "",
        question=words.text(one.question.text) if one else "",
        caption=" ".join(photo.caption.split()),
        failed=bool(one and one.failed),
    )
