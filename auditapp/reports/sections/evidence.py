"""The photos, each with its number, its question and its caption."""

from dataclasses import dataclass

from auditapp.core.problems import N_
from auditapp.core.states import Asked
from auditapp.reports.report import Photo, ReportData
from auditapp.reports.sections.said import number_of
from auditapp.reports.sections.words import Words

TITLE = N_("Evidence")


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
class Evidence:
    """The photos in rows of two; questions without required evidence; photos named but not here."""

    rows: tuple[tuple[Picture, ...], ...]
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
    named = sum(len(one.answer.photos) for one in data.result.asking.asked if one.answer)
    return Evidence(rows, missing, absent=0 if pictures else named)


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
