"""Sheets of quality departments become checklists: what is guessed, read, left out and assumed."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from auditapp.checklists.spreadsheet.columns import best_sheet, guessed, view
from auditapp.checklists.spreadsheet.importing import Head, Imported, import_sheet
from auditapp.core.canonical import canonical
from auditapp.core.problems import Problem
from auditapp.sheets.reading import Line, Sheet, read_sheets
from tests.checklists.spreadsheet.conftest import calls, hotel, restaurant, shop

HEAD = Head("Лист", "ru", "internal_audit", "retail", "promise", frozenset({"1.1", "1.2"}))


def imported(content: bytes) -> Imported:
    sheets = read_sheets(content)
    seen = view(sheets[best_sheet(sheets)])
    return import_sheet(seen, guessed(seen), HEAD)


def of_rows(*rows: str) -> Imported:
    lines = tuple(Line(at, tuple(row.split("|"))) for at, row in enumerate(rows, 1))
    seen = view(Sheet("s", lines))
    return import_sheet(seen, guessed(seen), HEAD)


def outline(found: Imported) -> list[tuple[str, list[str]]]:
    return [
        (section.title.root, [question.text.root for question in section.questions])
        for section in found.checklist.sections
    ]


def question(found: Imported, text: str) -> dict[str, Any]:
    """One question as its document writes it, an answer set written out."""
    tree = canonical(found.checklist)
    asked = [one for section in tree["sections"] for one in section["questions"]]
    one = next(one for one in asked if text in one["text"])
    if isinstance(one.get("options"), str):
        one["options"] = tree["answer_sets"][one["options"]]
    if "options" in one:
        one["options"] = [(each["text"], each.get("score")) for each in one["options"]]
    return {name: value for name, value in one.items() if name not in ("key", "text")}


def rows(found: Imported) -> list[int | None]:
    return [lost.row for lost in found.left_out]


def test_form_for_printing_has_merged_headings_and_answers_to_tick():
    found = imported(shop())
    assert [(title, len(texts)) for title, texts in outline(found)] == [
        ("Внешний вид магазина", 2), ("Работа персонала", 2),
    ]  # fmt: skip
    assert question(found, "поздоровался") == {"type": "yes_no", "weight": 10, "na": True}
    assert rows(found) == [9, 13, 14, 15]
    assert (found.lost, found.assumed) == ((), ())


def test_list_from_old_excel_has_sections_in_their_first_row_only():
    found = imported(restaurant())
    assert [title for title, _texts in outline(found)] == ["Встреча", "Кухня"]
    assert question(found, "поприветствовали") == {
        "type": "yes_no", "clause": "1.1", "weight": 2, "help": "В течение минуты",
    }  # fmt: skip
    assert question(found, "опрятность") == {
        "type": "choice", "weight": 5, "options": [("Да", 100), ("Частично", 60), ("Нет", 0)],
        "evidence": {"when": "always", "photo": "optional"},
    }  # fmt: skip
    assert question(found, "Температура")["critical"] is True
    assert question(found, "впечатление") == {"type": "scale", "min": 1, "max": 10}
    assert question(found, "приборов") == {
        "type": "yes_no", "weight": Decimal("1.5"), "critical": True,
        "evidence": {"when": "fail", "photo": "required"},
        "notes": ["row 7: the clause 9.9: the standard has no such clause."],
    }  # fmt: skip
    assert [question(found, text)["type"] for text in ("секунд", "понравилось", "Запах")] == [
        "number", "long_text", "text",
    ]  # fmt: skip
    assert rows(found) == [9]
    assert [str(lost.what) for lost in found.lost] == ["the clause 9.9", "the type “ароматизатор”"]


def test_english_workbook_begins_with_a_page_of_explanations():
    found = imported(hotel())
    assert [(title, len(texts)) for title, texts in outline(found)] == [
        ("Front desk", 4), ("Room", 3),
    ]  # fmt: skip
    assert question(found, "greeted") == {
        "type": "yes_no", "weight": 4, "na": True, "help": "Listen at check-in",
    }  # fmt: skip
    assert question(found, "time")["options"] == [
        ("Under 3 min", 100), ("3-5 min", 60), ("Longer", 0),
    ]  # fmt: skip
    assert question(found, "Bathroom") == {"type": "scale", "weight": 10, "min": 1, "max": 5}
    assert question(found, "amenities")["type"] == "text"
    assert rows(found) == [10]


def test_criteria_of_calls_have_loud_headings_and_shares_of_weight():
    found = imported(calls())
    assert [title for title, _texts in outline(found)] == [
        "ПРИВЕТСТВИЕ", "РАБОТА С ВОЗРАЖЕНИЯМИ",
    ]  # fmt: skip
    assert question(found, "Уточнил") == {
        "type": "choice", "weight": 15,
        "options": [("Выполнено", 100), ("Частично выполнено", 50), ("Не выполнено", 0)],
    }  # fmt: skip
    assert list(found.checklist.answer_sets) == ["vypolneno_ne_vypolneno"]
    assert any("usual ones" in str(one) for one in found.assumed)
    assert any("the weight 30" in str(one.what) for one in found.lost)


@pytest.mark.parametrize(
    ("cell", "kind", "options"),
    [
        ("Да=100; Нет=0", "yes_no", None),
        ("yes/no/N.A.", "yes_no", None),
        ("Нет (100) / Да (0)", "yes_no", None),
        ("Да - 2, Иногда - 1, Нет - 0, Н/П", "choice", [("Да", 100), ("Иногда", 50), ("Нет", 0)]),
        ("5 = Kind\n3 = Good\n-5 = Rude", "choice", [("Kind", 100), ("Good", 60), ("Rude", 0)]),
        ("1) Тепло\n2) Холодно", "choice", [("Тепло", None), ("Холодно", None)]),
        ("Да 0 / Нет -10", "choice", [("Да 0", None), ("Нет", None)]),
        ("от 0 до 10", "scale", None),
        ("1,2,3,4,5", "scale", None),
        ("число", "number", None),
        ("A|B", "choice", [("A", None), ("B", None)]),
    ],
)  # fmt: skip
def test_options_are_read_as_people_write_them(cell, kind, options):
    lines = (Line(1, ("Вопрос", "Варианты")), Line(2, ("Как?", cell)))
    seen = view(Sheet("", lines))
    asked = question(import_sheet(seen, guessed(seen), HEAD), "Как?")
    assert (asked["type"], asked.get("options")) == (kind, options)
    assert asked.get("na", False) is any(word in cell for word in ("N.A.", "Н/П"))
    assert asked.get("expect", "yes") == ("no" if cell.startswith("Нет") else "yes")


def test_numbers_tell_sections_and_headings_apart():
    found = of_rows(
        "Audit|", "No|Check", "1|Outside", "1.1|Parking", "1.1.1|Is it clean", "1.1.2|Is it lit",
        "1.2|Door", "1.2.1|Is it open", "2|Inside", "2.1|Floor", "2.1.1|Is it dry",
    )  # fmt: skip
    assert [(title, len(texts)) for title, texts in outline(found)] == [
        ("Outside", 3),
        ("Inside", 1),
    ]
    groups = [one.group.root for one in found.checklist.questions if one.group]
    assert groups == ["Parking", "Parking", "Door", "Floor"]


def test_points_of_headings_are_weights_unless_they_sum_up_the_rows():
    weighed = of_rows("Критерий|Балл", "Раздел 1. Зал|60", "Чисто|5", "Раздел 2. Бар|40", "Тихо|5")
    assert [one.weight for one in weighed.checklist.sections] == [60, 40]
    summed = of_rows("Критерий|Балл", "Раздел 1. Зал|5", "Чисто|5", "Раздел 2. Бар|5", "Тихо|5")
    assert [one.weight for one in summed.checklist.sections] == [None, None]
    assert [one.title.root for one in summed.checklist.sections] == ["Зал", "Бар"]
    assert any("sum of their questions" in str(one) for one in summed.assumed)


def test_second_language_is_taken_from_columns_of_its_own():
    rows = (
        "Раздел|Section|Вопрос|Question|Варианты (RU)|Options (EN)|Пояснение|Условие",
        "Вход|Entrance|Чисто?|Is it clean?|Да / Частично / Нет|Yes / Partly / No|Пол|",
        "||Светло?|Is it light?|Да / Частично / Нет|Yes / No||если чисто",
        "||Тепло?||Да / Частично / Нет|Yes / Partly / No||",
    )
    lines = tuple(Line(at, tuple(row.split("|"))) for at, row in enumerate(rows, 1))
    seen = view(Sheet("s", lines))
    mapped = guessed(seen)
    assert [mapped[key] for key in ("section", "section_2", "text", "text_2")] == [0, 1, 2, 3]
    assert [mapped[key] for key in ("options", "options_2", "condition")] == [4, 5, 7]
    found = import_sheet(seen, mapped, replace(HEAD, second="en"))
    tree = canonical(found.checklist)
    (section,) = tree["sections"]
    assert (tree["languages"], section["title"]["en"]) == (["ru", "en"], "Entrance")
    clean, light, warm = section["questions"]
    assert (clean["text"], clean["help"]) == ({"ru": "Чисто?", "en": "Is it clean?"}, "Пол")
    assert clean["options"] == warm["options"]
    texts = [one["text"] for one in tree["answer_sets"][clean["options"]]]
    assert texts[1] == {"ru": "Частично", "en": "Partly"}
    assert (warm["text"], light["options"][1]["text"]) == ("Тепло?", "Частично")
    # What a condition says in words is told row by row, and kept.
    assert [(one.row, str(one.what)) for one in found.lost] == [
        (3, "the condition “если чисто”"),
        (3, "the options Yes / No"),
    ]
    assert "“если чисто”" in light["notes"][0]
    # Without a second language they are left alone.
    alone = canonical(import_sheet(seen, mapped, HEAD).checklist)
    assert (alone["languages"], alone["sections"][0]["title"]) == (["ru"], "Вход")


def test_list_without_headings_is_one_section():
    found = of_rows("1. Is the door open?", "2. Is the light on?")
    assert outline(found) == [("Лист", ["Is the door open?", "Is the light on?"])]


def test_sheet_without_a_question_is_refused():
    with pytest.raises(Problem, match=r"spreadsheet\.no_questions"):
        of_rows("Вопрос|Тип", "|да/нет", "Итого|")
