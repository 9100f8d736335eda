"""An XLSForm of a thousand rows becomes a checklist, beside pyxform alone."""

import io
from collections.abc import Iterator

from openpyxl import Workbook
from pyxform.xls2xform import convert

from auditapp.checklists.xlsform.importing import import_form
from bench.figures import Figure, median_ms

ROWS, TIMES, A_GROUP = 1000, 3, 20
GOAL_MS = 10_000
HEAD = ("type", "name", "label::English (en)", "label::Русский (ru)", "relevant", "weight")
SETTINGS = (("form_title", "form_id"), ("A thousand questions", "thousand"))


def figures() -> Iterator[Figure]:
    """Measure the import."""
    content = workbook()
    made = import_form(content, "thousand.xlsx")
    if len(made.checklist.questions) != ROWS:
        raise RuntimeError(f"{len(made.checklist.questions)} questions of {ROWS}")
    yield Figure(
        f"XLSForm of {ROWS} questions to a checklist",
        median_ms(lambda: import_form(content, "thousand.xlsx"), TIMES),
        "ms",
        goal=GOAL_MS,
        floor=median_ms(lambda: pyxform_alone(content), TIMES),
        floor_is="pyxform alone, from the workbook to its own tree",
    )


def workbook() -> bytes:
    """Return a workbook of questions with choices, numbers and conditions, in groups of twenty."""
    book = Workbook()
    survey, choices, settings = book.active, book.create_sheet("choices"), book.create_sheet("s")
    survey.title, settings.title = "survey", "settings"
    survey.append(HEAD)
    kinds = ("select_one grades", "integer", "text", "select_multiple grades")
    for number in range(ROWS):
        if number % A_GROUP == 0:
            survey.append(("begin_group", f"g{number}", f"Part {number}", f"Часть {number}"))
        shown = f"${{q{number - 4}}} = 'good'" if number % A_GROUP == 4 else None
        said = (f"Question {number}?", f"Вопрос {number}?")
        survey.append((kinds[number % 4], f"q{number}", *said, shown, number % 3 + 1))
        if number % A_GROUP == A_GROUP - 1:
            survey.append(("end_group",))
    choices.append(("list_name", "name", "label::English (en)", "label::Русский (ru)", "score"))
    for name, english, russian, score in (
        ("good", "Good", "Хорошо", 100),
        ("bad", "Bad", "Плохо", 0),
    ):
        choices.append(("grades", name, english, russian, score))
    for row in SETTINGS:
        settings.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def pyxform_alone(content: bytes) -> object:
    """Let pyxform read the workbook by itself, and make of it what it does, nothing more."""
    return convert(xlsform=content, validate=False, file_type=".xlsx")
