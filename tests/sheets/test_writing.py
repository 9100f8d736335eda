"""What is handed out reads back as it was, and nothing in it is computed by a spreadsheet."""

import io
from datetime import date
from decimal import Decimal

import openpyxl
import pytest

from auditapp.sheets.reading import read_table
from auditapp.sheets.writing import csv_bytes, xlsx_bytes

HEADS = ["code", "name"]


@pytest.mark.parametrize(
    "text", ["=1+1", "+7 921", "-5", "@SUM(A1)", "\tx", "\rx", "\nx", "＝1+1", "＠x"]
)
def test_formula_stays_text(text: str) -> None:
    written = csv_bytes(HEADS, [["P-1", text]]).decode("utf-8-sig")
    assert f"'{text}" in written
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx_bytes("people", HEADS, [["P-1", text]]))).active
    assert sheet["B2"].data_type == "s"


def test_export_reads_back_as_it_was() -> None:
    rows = [["P-1", "+7 921"], ["P-2", 'Ёлкин; "Пётр", мл.'], ["P-3", "名前 🦊"], ["P-4", "a\nb"]]
    for content in (csv_bytes(HEADS, rows), xlsx_bytes("Люди: [все]", HEADS, rows)):
        table = read_table(content)
        assert [list(line.cells) for line in table.lines] == rows


def test_numbers_and_days_stay_numbers_and_days_in_a_workbook() -> None:
    row = [12, Decimal("87.50"), date(2026, 11, 22), None]
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx_bytes("x", ["a", "b", "c", "d"], [row]))).active
    assert (sheet["A2"].value, sheet["B2"].value) == (12, 87.5)
    assert sheet["C2"].value.date() == date(2026, 11, 22)
    assert sheet["D2"].value is None


def test_negative_number_is_no_formula() -> None:
    assert csv_bytes(["gap"], [[Decimal("-2.50")]]).decode("utf-8-sig") == "gap\r\n-2.50\r\n"


@pytest.mark.parametrize("title", ["", "'", "a" * 50, "[*]:?/\\"])
def test_any_title_makes_a_workbook(title: str) -> None:
    assert openpyxl.load_workbook(io.BytesIO(xlsx_bytes(title, HEADS, []))).sheetnames[0]
