"""Sheets as quality departments keep them: titles above, headings between, totals below."""

import io
from collections.abc import Sequence

import xlsxwriter

Rows = Sequence[Sequence[object]]


def workbook(**sheets: Rows) -> bytes:
    """Write sheets; a row of one cell is merged over six columns, as headings are."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for at, row in enumerate(rows):
                if len(row) == 1 and row[0]:
                    sheet.merge_range(at, 0, at, 5, row[0])
                else:
                    sheet.write_row(at, 0, row)
    return out.getvalue()


def shop() -> bytes:
    """A form for printing: answers to tick, sections as merged rows, sums below each."""
    return workbook(
        Чек_лист=[
            ["Чек-лист проверки магазина «Ромашка»"],
            ["Дата проверки: ____________   Проверяющий: ____________"],
            [],
            ["№ п/п", "Критерий оценки", "Ответ", "", "", "Макс. балл", "Комментарий"],
            ["", "", "Да", "Нет", "Н/П", "", ""],
            ["1. Внешний вид магазина"],
            ["1.1", "Вывеска чистая, подсветка исправна", "", "", "", 5, ""],
            ["1.2", "Витрины и стёкла без загрязнений", "", "", "", 5, ""],
            ["", "Итого по разделу", "", "", "", 10, ""],
            ["2. Работа персонала"],
            ["2.1", "Продавец поздоровался первым", "", "", "", 10, ""],
            ["2.2", "Предложил помощь в течение 2 минут?", "", "", "", 15, "Засечь время"],
            ["", "Итого по разделу", "", "", "", 25, ""],
            ["", "ИТОГО", "", "", "", 35, ""],
            ["Подпись управляющего: ____________"],
        ]
    )


def restaurant() -> bytes:
    """A list of questions from old Excel: a section in its first row only, types and options."""
    rows = [
        "Раздел;Вопрос;Тип ответа;Варианты ответов;Вес;Критичность;Пункт стандарта;"
        "Как проверять;Фото",
        "Встреча;Вас поприветствовали у входа?;;Да=100; Нет=0;2;;п. 1.1;В течение минуты;",
        ";Сколько секунд вы ждали хостес?;число;;;;1.2;;",
        ";Оцените опрятность хостес;;Да=5 / Частично=3 / Нет=0;;;;;по желанию",
        "Кухня;Температура блюда;выбор;Горячее (100) / Тёплое (50) / Холодное (0);3;да;;;"
        "обязательно",
        ";Общее впечатление от блюда;шкала 1-10;;1;;;;",
        ";Чистота столовых приборов;;Да/Нет;1,5;крит;9.9;;при нарушении",
        ";Что понравилось больше всего?;свободный ответ;;;;;;",
        ";;;Да/Нет;;;;;",
        ";Запах в зале;ароматизатор;;;;;;",
    ]
    lines = [one.replace("Да=100; Нет=0", '"Да=100; Нет=0"') for one in rows]
    return "\r\n".join(lines).encode("cp1251")


def hotel() -> bytes:
    """An English workbook with a page of explanations before the audit itself."""
    return workbook(
        Instructions=[["How to use this form"], ["Tick one answer for each item."]],
        Audit=[
            ["Hotel brand audit 2026", "", "", "", "", ""],
            ["Area", "Item", "Response options", "Score", "Critical?", "Guidance", "May not apply"],
            ["Front desk", "Guest greeted by name", "Yes/No/N.A.", 4, "", "Listen at check-in", ""],
            ["", "Check-in time", "Under 3 min; 3-5 min; Longer", "5; 3; 0", "", "", ""],
            ["", "Uniform complete", "Yes/No", 2, "x", "", "yes"],
            ["Room", "Bed linen", "Excellent (5) / Good (3) / Poor (0)", "", "", "", ""],
            ["", "Bathroom cleanliness", "1-5", 10, "", "", ""],
            ["", "Which amenities were there?", "text", "", "", "", ""],
            ["Front desk", "Luggage offered", "Yes/No", 1, "", "", ""],
            ["", "TOTAL SCORE", "", 22, "", "", ""],
        ],
    )


def calls() -> bytes:
    """Criteria for calls: shares of weight, loud headings, one column of two-part scales."""
    return workbook(
        Лист1=[
            ["Критерий", "Шкала", "Вес, %"],
            ["ПРИВЕТСТВИЕ", "", ""],
            ["Оператор представился", "Выполнено / Не выполнено", "10%"],
            ["Уточнил, как обращаться", "Выполнено / Частично выполнено / Не выполнено", "15%"],
            ["РАБОТА С ВОЗРАЖЕНИЯМИ", "", ""],
            ["Не перебивал клиента", "Выполнено / Не выполнено", "45%"],
            ["Сколько раз ставил на удержание", "число", "30%"],
        ]
    )
