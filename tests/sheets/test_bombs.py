"""Small files that would keep the server busy for hours: refused after a little of them."""

import io
import zipfile

import openpyxl
import pytest

from auditapp.core.problems import Problem
from auditapp.sheets.reading import read_table

SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
HEADS = '<row r="1"><c r="A1" t="inlineStr"><is><t>code</t></is></c></row>'
LAST = '<row r="{row}"><c r="A{row}" t="inlineStr"><is><t>P-1</t></is></c></row>'
WIDE = '<row><c r="XFD1"/></row>'


def book_of(rows: str) -> bytes:
    """A whole workbook whose sheet holds rows as they are written here."""
    whole, out = io.BytesIO(), io.BytesIO()
    openpyxl.Workbook().save(whole)
    sheet = f'<worksheet xmlns="{SPACE}"><sheetData>{HEADS}{rows}</sheetData></worksheet>'
    with (
        zipfile.ZipFile(whole) as given,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for part in given.infolist():
            is_sheet = part.filename.endswith("sheet1.xml")
            made.writestr(part.filename, sheet if is_sheet else given.read(part))
    return out.getvalue()


@pytest.mark.parametrize("row", [2_000_000, 10**15])
def test_row_far_below_the_others_is_refused(row: int) -> None:
    with pytest.raises(Problem, match=r"sheets\.too_many_rows"):
        read_table(book_of(LAST.format(row=row)))


def test_rows_told_to_be_as_wide_as_can_be_are_refused() -> None:
    with pytest.raises(Problem, match=r"sheets\.too_many_rows"):
        read_table(book_of(WIDE * 2_000))


def test_text_of_empty_lines_is_refused() -> None:
    with pytest.raises(Problem, match=r"sheets\.too_many_rows"):
        read_table(b"code\n" + b"\n" * 2_000_000 + b"P-1\n")


def test_empty_rows_between_are_passed_over() -> None:
    table = read_table(book_of(LAST.format(row=1_000_000)))
    assert [(line.number, line.cells) for line in table.lines] == [(1_000_000, ("P-1",))]
