"""Which row of a sheet names its columns, and what each column says: guessed, to be corrected."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from auditapp.checklists.spreadsheet import words
from auditapp.core.problems import N_
from auditapp.sheets.mapping import Field
from auditapp.sheets.reading import Line, Sheet, Table

LOOKED_THROUGH = 40
LONGEST_HEAD = 80


def _heads(text: str) -> tuple[str, ...]:
    return tuple(text.split("|"))


FIELDS = (
    Field(
        "text", N_("Question"),
        _heads(
            "вопрос|вопросы|критерий|критерии|критерий оценки|показатель|требование|параметр|"
            "что проверяем|что проверить|пункт проверки|проверяемый параметр|чек пункт|"
            "наименование|формулировка|содержание|текст вопроса|объект проверки|question|"
            "questions|item|items|criterion|criteria|check|checkpoint|check point|what to check|"
            "requirement|point|question text|audit question|name|название"
        ),
        required=True,
    ),
    Field(
        "section", N_("Section"),
        _heads(
            "раздел|блок|секция|категория|зона|этап|тема|направление|группа вопросов|section|"
            "area|category|block|topic|part|chapter|department|zone|stage"
        ),
    ),
    Field(
        "group", N_("Heading inside the section"),
        _heads("подраздел|подгруппа|подкатегория|подблок|группа|subsection|subcategory|group"),
    ),
    Field(
        "number", N_("Number"),
        _heads("№|n|no|номер|№ п п|п п|№ вопроса|#|num|nr|number|item no|question no|no №"),
    ),
    Field(
        "type", N_("Type of answer"),
        _heads(
            "тип|тип вопроса|тип ответа|формат ответа|вид ответа|формат|type|question type|"
            "answer type|response type|response format"
        ),
    ),
    Field(
        "options", N_("Options"),
        _heads(
            "варианты|варианты ответа|варианты ответов|возможные ответы|ответы|шкала|"
            "шкала оценки|шкала оценивания|options|answers|answer options|choices|responses|"
            "response options|possible answers|scale"
        ),
    ),
    Field(
        "points", N_("Points: of the question, or of each option"),
        _heads(
            "балл|баллы|макс балл|максимальный балл|максимум баллов|баллы за ответ|оценка в баллах|"
            "стоимость|points|score|scores|max score|max points|points per option|maximum|max"
        ),
    ),
    Field(
        "weight", N_("Weight"),
        _heads(
            "вес|вес вопроса|весовой коэффициент|коэффициент|значимость|важность|weight|weighting|"
            "importance"
        ),
    ),
    Field(
        "critical", N_("Critical"),
        _heads(
            "критичность|критичный|критический|критично|стоп фактор|стоп критерий|критическое|"
            "critical|critical question|knockout|auto fail|automatic fail|must have"
        ),
    ),
    Field(
        "clause", N_("Clause of the standard"),
        _heads(
            "пункт стандарта|стандарт|норматив|ссылка на стандарт|код пункта|регламент|"
            "пункт регламента|пункт|clause|standard|standard clause|reference|ref|regulation"
        ),
    ),
    Field(
        "help", N_("Help"),
        _heads(
            "пояснение|пояснения|подсказка|как проверять|как оценивать|уточнение|описание|"
            "примечание|инструкция|help|hint|guidance|description|explanation|how to check|"
            "instruction|instructions|comment for auditor"
        ),
    ),
    Field(
        "photo", N_("Photo"),
        _heads("фото|фотография|фотофиксация|требуется фото|нужно фото|photo|photo required"),
    ),
    Field(
        "comment", N_("Comment asked for"),
        _heads("комментарий обязателен|обязательный комментарий|comment required"),
    ),
    Field(
        "required", N_("Must be answered"),
        _heads("обязательный|обязательность|обязателен|required|mandatory|compulsory"),
    ),
    Field(
        "na", N_("May not apply"),
        _heads("может не применяться|допускается н п|можно н п|na allowed|may not apply"),
    ),
    Field("key", N_("Key"), _heads("ключ|id|код вопроса|key|question id|question key")),
    Field(
        "condition", N_("When it is asked"),
        _heads(
            "условие|условия|условие показа|показывать если|задавать если|когда задается|"
            "зависит от|condition|conditions|show if|ask if|only if|depends on|display condition|"
            "skip logic|logic"
        ),
    ),
    Field("notes", N_("Notes for editors"), _heads("заметки|для редактора|notes|remarks|remark")),
    Field(
        "text_2", N_("Question, second language"),
        _heads("перевод|перевод вопроса|translation|question translation"),
    ),
    Field("section_2", N_("Section, second language"), ()),
    Field("group_2", N_("Heading inside the section, second language"), ()),
    Field("options_2", N_("Options, second language"), _heads("перевод вариантов")),
    Field("help_2", N_("Help, second language"), _heads("перевод пояснения")),
)  # fmt: skip
BY_KEY = {field.key: field for field in FIELDS}
SECOND = tuple(field.key for field in FIELDS if field.key.endswith("_2"))
# How heads say of which language a column is: Question (EN), вопрос на английском.
_OF_LANGUAGE = re.compile(
    r"\b(?:en|eng|english|англ|английский|на английском|ru|rus|russian|рус|русский|на русском|"
    r"in english|in russian|2|второй язык|second language)\b"
)


@dataclass(frozen=True)
class View:
    """A sheet with the row that names its columns: what stands above it, and below.

    `answers` are columns in which answers are ticked: their heads are the options of all rows.
    """

    title: str
    head: int  # the number of the row, 0 for none
    above: tuple[Line, ...]
    table: Table
    answers: tuple[int, ...]

    @property
    def names(self) -> list[str]:
        """What each column is called: by its head, else as spreadsheets count."""
        return [head or _letters(place) for place, head in enumerate(self.table.heads)]

    @property
    def answer_heads(self) -> list[str]:
        """The heads of the columns in which answers are ticked."""
        return [self.table.heads[place] for place in self.answers]


def view(sheet: Sheet, head: int | None = None) -> View:
    """Return a sheet by the row of its headings, which is guessed if it is not said."""
    at = _guessed_head(sheet.lines) if head is None else _place_of(sheet.lines, head)
    width = max(len(line.cells) for line in sheet.lines)
    below = sheet.lines if at is None else sheet.lines[at + 1 :]
    heads = [""] * width if at is None else _wide(sheet.lines[at].cells, width)
    if below and at is not None and _goes_on(heads, below[0]):
        heads = [low or high for high, low in zip(heads, _wide(below[0].cells, width), strict=True)]
        below = below[1:]
    lines = tuple(Line(line.number, tuple(_wide(line.cells, width))) for line in below)
    table = Table(tuple(head[:LONGEST_HEAD] for head in heads), lines)
    above = sheet.lines[:at] if at else ()
    number = 0 if at is None else sheet.lines[at].number
    return View(sheet.title, number, above, table, _answer_columns(table))


def best_sheet(sheets: Sequence[Sheet]) -> int:
    """Return the place of the sheet that is most like a checklist."""
    worth = [_worth_of(sheet) for sheet in sheets]
    return worth.index(max(worth))


def _worth_of(sheet: Sheet) -> tuple[int, int]:
    at = _guessed_head(sheet.lines)
    return (0 if at is None else _likeness(sheet.lines[at].cells), len(sheet.lines))


def guessed(found: View) -> dict[str, int]:
    """Return which column says what, as far as the heads tell; the text is found in any case."""
    pairs = sorted(
        (
            (-_match(head, field), turn, place)
            for place, head in enumerate(found.table.heads)
            for turn, field in enumerate(FIELDS)
            if place not in found.answers and _match(head, field)
        ),
    )
    mapped: dict[str, int] = {}
    for _score, turn, place in pairs:
        key = FIELDS[turn].key
        if key not in mapped and place not in mapped.values():
            mapped[key] = place
    if "text" not in mapped:
        longest = _longest_column(found.table, set(mapped.values()) | set(found.answers))
        if longest is not None:
            mapped["text"] = longest
    return mapped | _second_columns(found, mapped)


def _second_columns(found: View, mapped: dict[str, int]) -> dict[str, int]:
    """Return the columns that say the same in another language; the one further left is first."""
    made: dict[str, int] = {}
    for key in SECOND:
        first = key.removesuffix("_2")
        if key in mapped or first not in mapped:
            continue
        taken = {*mapped.values(), *made.values(), *found.answers}
        for place, head in enumerate(found.table.heads):
            if place not in taken and _is_twin(head, found.table.heads[mapped[first]], first):
                made |= {first: min(place, mapped[first]), key: max(place, mapped[first])}
                break
    return made


def _is_twin(head: str, other: str, key: str) -> bool:
    bare = " ".join(_OF_LANGUAGE.sub(" ", words.plain(head)).split())
    is_marked = bare != words.plain(head) or words.is_cyrillic(head) != words.is_cyrillic(other)
    return is_marked and bare in BY_KEY[key].heads


def _letters(place: int) -> str:
    high, low = divmod(place, 26)
    return (_letters(high - 1) if high else "") + chr(ord("A") + low)


def _wide(cells: Sequence[str], width: int) -> list[str]:
    return [*cells, *[""] * (width - len(cells))][:width]


def _place_of(lines: Sequence[Line], number: int) -> int | None:
    return next((at for at, line in enumerate(lines) if line.number == number), None)


def _guessed_head(lines: Sequence[Line]) -> int | None:
    worth = [_likeness(line.cells) for line in lines[:LOOKED_THROUGH]]
    best = max(worth, default=0)
    return worth.index(best) if best else None


def _likeness(cells: Sequence[str]) -> int:
    """Return how many columns a row seems to name; a row of one long text names none."""
    known = 0
    for field in FIELDS:
        known += any(len(cell) <= LONGEST_HEAD and _match(cell, field) >= 1000 for cell in cells)
    answers = sum(words.is_answer(cell) for cell in cells)
    filled = sum(1 for cell in cells if cell)
    is_single = filled == 1 and len(cells) == 1
    return known * 2 + min(answers, 3) if known and (filled > 1 or is_single) else 0


def _match(head: str, field: Field) -> int:
    """Return how well a head names a field: whole, or by some of its words."""
    whole = words.plain(head)
    if not whole:
        return 0
    if whole in field.heads:
        return 1000 + len(whole)
    padded = f" {whole} "
    held = (len(one) for one in field.heads if len(one) > 2 and f" {one} " in padded)
    return max(held, default=0)


def _goes_on(heads: Sequence[str], line: Line) -> bool:
    """Tell whether the next row names columns too, under a head that spans several of them."""
    filled = [(place, cell) for place, cell in enumerate(line.cells) if cell]
    if not filled or heads[0] == "" or line.cells[0]:
        return False
    return all(words.is_answer(cell) for _place, cell in filled)


def _answer_columns(table: Table) -> tuple[int, ...]:
    named = [place for place, head in enumerate(table.heads) if words.is_answer(head)]
    scored = [place for place in named if not words.is_na(table.heads[place])]
    return tuple(named) if len(scored) > 1 else ()


def _longest_column(table: Table, taken: set[int]) -> int | None:
    sums = {
        place: sum(len(line.cells[place]) for line in table.lines)
        for place in range(len(table.heads))
        if place not in taken
    }
    best = max(sums, key=lambda place: sums[place], default=None)
    return best if best is not None and sums[best] else None
