"""What the benchmarks work on: a checklist of any length, its answers, photos. Always the same."""

from io import BytesIO
from itertools import count
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw

from auditapp.checklists.source import read_source
from auditapp.core.answers import Answer, Sheet
from auditapp.core.conditions import Test
from auditapp.core.document import Checklist, Question, Section, Standard
from auditapp.core.kinds.yes_no import YesNo
from auditapp.core.reading import read_checklist, read_standard

A_SECTION = 10
CLAUSES = 12
KINDS: tuple[dict[str, Any], ...] = (
    {"type": "yes_no"},
    {"type": "scale", "min": 1, "max": 5},
    {
        "type": "duration",
        "bands": [{"up_to": 60, "score": 100}, {"up_to": 180, "score": 50}, {"score": 0}],
    },
    {"type": "choice", "options": "extent"},
)
EXTENT = [
    {"key": "whole", "text": {"en": "Wholly", "ru": "Полностью"}, "score": 100},
    {"key": "half", "text": {"en": "In part", "ru": "Частично"}, "score": 50},
    {"key": "none", "text": {"en": "Not at all", "ru": "Нет"}, "score": 0},
]
VALUES = ("no", 4, 90, "half")
HELPED = 2
SHOP_VISIT = Path(__file__).parents[1] / "checklists" / "shop-visit.yaml"


def standard() -> Standard:
    """Return a standard of twelve clauses."""
    clauses = [
        {
            "code": f"C-{number}",
            "title": {"en": f"Clause {number}", "ru": f"Пункт {number}"},
            "requirement": {
                "en": f"What clause number {number} asks of everyone who meets customers.",
                "ru": f"Чего пункт {number} требует от каждого, кто встречает покупателей.",
            },
            "target": 80 + number,
        }
        for number in range(CLAUSES)
    ]
    return read_standard(
        {
            "format": 1,
            "key": "bench-standard",
            "title": {"en": "Standard", "ru": "Стандарт"},
            "effective_from": "2026-01-01",
            "target": 85,
            "tolerance": 5,
            "clauses": clauses,
        }
    )


def checklist(questions: int) -> Checklist:
    """Return a checklist with so many questions, ten a section."""
    starts = range(0, questions, A_SECTION)
    return read_checklist(
        {
            "format": 1,
            "key": f"bench-{questions}",
            "title": {"en": f"Visit of {questions}", "ru": f"Визит из {questions}"},
            "method": "mystery_shop",
            "industry": "retail",
            "languages": ["en", "ru"],
            "standard": "bench-standard",
            "pass_mark": 85,
            "answer_sets": {"extent": EXTENT},
            "sections": [
                {
                    "key": f"s{start}",
                    "title": {"en": f"Section {start}", "ru": f"Раздел {start}"},
                    "weight": start % 3 + 1,
                    "questions": [
                        question(n) for n in range(start, min(start + A_SECTION, questions))
                    ],
                }
                for start in starts
            ],
        }
    )


def question(number: int) -> dict[str, Any]:
    """Return one question; every seventh is critical, every fifth hangs on the one before."""
    asked: dict[str, Any] = {
        "key": f"q{number}",
        "text": {
            "en": f"Was thing number {number} as the standard wants it?",
            "ru": f"Была ли вещь номер {number} такой, как требует стандарт?",
        },
        **KINDS[number % len(KINDS)],
        "clause": f"C-{number % CLAUSES}",
        "weight": number % 3 + 1,
        "cause": "people",
        "evidence": {"when": "fail", "photo": "optional", "comment": "optional"},
    }
    if number % 7 == 0:
        asked["critical"] = {"below": 10}
    if number % 5 == 4:
        asked["show_if"] = {"question": f"q{number - 1}", "answered": True}
    return asked


def shop_visit(questions: int, *, conditions: bool = False) -> Checklist:
    """Return the shop visit with nothing hidden, some of it asked again until there are so many.

    With `conditions`, every second question after a yes or no hangs on that.
    """
    document = read_source(SHOP_VISIT.read_bytes())
    if not isinstance(document, Checklist):
        raise TypeError(SHOP_VISIT)
    sections = [section.model_copy(update={"show_if": None}) for section in document.sections]
    made = list(sections)
    for number in count(2):
        spare = questions - sum(len(section.questions) for section in made)
        if spare < sum(len(section.questions) for section in sections):
            break
        made += [again(section, number) for section in sections]
    more = [again(section, number).questions for section in sections]
    rest = [one for part in more for one in part][2 : 2 + spare]
    made[-1] = made[-1].model_copy(update={"questions": (*made[-1].questions, *rest)})
    hang = hung if conditions else shown
    made = [section.model_copy(update={"questions": hang(section.questions)}) for section in made]
    return document.model_copy(update={"sections": tuple(made), "key": f"shop-{questions}"})


def again(section: Section, number: int) -> Section:
    """Return a section as it is asked once more; with all help, many would be too large."""
    without = {"help": None} if number > HELPED else {}
    renamed = tuple(
        one.model_copy(update={"key": f"{one.key}_{number}", **without})
        for one in section.questions
    )
    update = {"key": f"{section.key}_{number}", "repeat": None, "questions": renamed}
    return section.model_copy(update=update)


def shown(questions: tuple[Question, ...]) -> tuple[Question, ...]:
    """Return the questions without their conditions."""
    return tuple(one.model_copy(update={"show_if": None}) for one in questions)


def hung(questions: tuple[Question, ...]) -> tuple[Question, ...]:
    """Let every second question after a yes or no hang on that."""
    made = list(shown(questions))
    for at, before in enumerate(made[:-1]):
        if isinstance(before.kind, YesNo) and at % 2 == 0:
            condition = Test(before.key, "equals", "yes")
            made[at + 1] = made[at + 1].model_copy(update={"show_if": condition})
    return tuple(made)


def sheet(asked: Checklist, photos: tuple[str, ...] = ()) -> Sheet:
    """Answer every question, some well and some not, every third with a comment."""
    answers = {}
    for number, one in enumerate(asked.questions):
        comment = "It was like this when we came, and nobody mended it." if number % 3 == 0 else ""
        shown = (photos[number],) if number < len(photos) else ()
        answers[one.key] = Answer(VALUES[number % len(VALUES)], comment=comment, photos=shown)
    return Sheet(answers, language="en", visited_at="2026-11-20T14:05:00+03:00")


def photo(number: int, size: tuple[int, int] = (480, 360)) -> bytes:
    """Return a photo full of detail, as a shelf is: about 20 KB as a thumbnail."""
    image = Image.effect_mandelbrot(size, (-2 + number / 50, -1.2, 0.6, 1.2), 60)
    image = Image.merge("RGB", (image, image.rotate(180), image))
    draw = ImageDraw.Draw(image)
    for step in range(number, 400, 9):
        box = [(step * 7 % size[0], step * 13 % size[1]), (step * 7 % size[0] + 30, size[1])]
        draw.rectangle(box, fill=(step % 255, step * 3 % 255, step * 5 % 255))
    buffer = BytesIO()
    image.save(buffer, "JPEG", quality=82)
    return buffer.getvalue()
