"""Tables as files to take away: CSV and XLSX, in which text stays text."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

Cell = str | int | float | Decimal | date | datetime | bool | None

CSV = "text/csv"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# What spreadsheets take for the start of a formula: also in full width, as some keyboards write.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# XlsxWriter leaves out longer text in silence; Excel holds no more in a cell.
MOST_CHARACTERS = 32_767
USUAL_WIDTH = 18


@dataclass(frozen=True)
class Tab:
    """One sheet of a workbook; with `widths`, in characters, its text is set in several lines."""

    title: str
    heads: Sequence[str]
    rows: Iterable[Sequence[Cell]]
    widths: Sequence[int] = ()


def csv_bytes(heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return a table as CSV in UTF-8; text that a spreadsheet would compute is quoted.

    The mark at the start tells spreadsheets that it is UTF-8.
    """
    out = io.StringIO(newline="")
    table = csv.writer(out)
    table.writerow(heads)
    for row in rows:
        table.writerow(map(_as_text, row))
    return ("\ufeff" + out.getvalue()).encode()


def xlsx_bytes(title: str, heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return a table as a workbook of one sheet: numbers as numbers, days as days, text as text."""
    return workbook_bytes([Tab(title, heads, rows)])


def workbook_bytes(tabs: Iterable[Tab]) -> bytes:
    """Return tables as a workbook, a sheet each: what `xlsx_bytes` says holds for all of them."""
    # A start that hands out no workbook needs none of it.
    import xlsxwriter

    out = io.BytesIO()
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_date_format": "yyyy-mm-dd",
    }
    with xlsxwriter.Workbook(out, options) as book:
        bold = book.add_format({"bold": True})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        for tab in tabs:
            sheet = book.add_worksheet(_sheet_name(tab.title))
            sheet.freeze_panes(1, 0)
            for column, width in enumerate(tab.widths or [USUAL_WIDTH] * len(tab.heads)):
                sheet.set_column(column, column, width, wrapped if tab.widths else None)
            sheet.write_row(0, 0, tab.heads, bold)
            last = 0
            for last, row in enumerate(tab.rows, 1):
                for column, value in enumerate(row):
                    _write(sheet, last, column, value)
            if tab.widths:
                sheet.autofilter(0, 0, last, len(tab.heads) - 1)
                sheet.set_landscape()
                sheet.fit_to_pages(1, 0)
                sheet.repeat_rows(0)
    return out.getvalue()


def _write(sheet: object, row: int, column: int, value: Cell) -> None:
    if value is None or value == "":
        return
    if isinstance(value, str):
        sheet.write_string(row, column, value[:MOST_CHARACTERS])  # type: ignore[attr-defined]
    elif isinstance(value, datetime):
        sheet.write_string(row, column, value.isoformat(" ", "minutes"))  # type: ignore[attr-defined]
    else:
        sheet.write(row, column, value)  # type: ignore[attr-defined]


def _as_text(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes")
    text = str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(FORMULA_STARTS) else text


def _sheet_name(title: str) -> str:
    """Return what Excel takes as the name of a sheet."""
    allowed = "".join(c for c in title if c not in "[]:*?/\\")
    return allowed.strip("'")[:31] or "1"
