"""Tables out of files that people bring: CSV in any usual encoding, and XLSX; bounded in all ways.

Cells are text as it stands, and formulas are never computed: of an XLSX cell it is what was last
shown in it.
"""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from auditapp.core.problems import Problem
from auditapp.sheets.writing import FORMULA_STARTS

# What may be wrong with a file: each is told where the file was chosen.
FAULTS = (
    "sheets.cell_too_long",
    "sheets.empty",
    "sheets.not_a_table",
    "sheets.old_excel",
    "sheets.row_too_wide",
    "sheets.too_large",
    "sheets.too_many_columns",
    "sheets.too_many_rows",
)
MOST_BYTES = 20 * 2**20
MOST_UNPACKED_BYTES = 150 * 2**20
MOST_PARTS = 2000
MOST_ROWS = 50_000
# Looked at, empty ones too: a small file may tell of a row, or a cell, as far away as it likes.
MOST_LINES = 2**20
MOST_CELLS = 20_000_000
MOST_COLUMNS = 100
MOST_CHARACTERS = 5000
DELIMITERS = ";,\t|"
# A line that Excel writes to say which delimiter follows.
_SAYS_DELIMITER = "sep="


@dataclass(frozen=True)
class Line:
    """One row of a file, by its number there, counted from one."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """The first row, which names the columns, and the rows that are not empty."""

    heads: tuple[str, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Sheet:
    """One sheet of a workbook as it stands, without its empty rows; of a CSV it has no name."""

    title: str
    lines: tuple[Line, ...]


def read_table(content: bytes) -> Table:
    """Read the first sheet as a table, by what the file is and not by what it is called.

    Raises: Problem `sheets.…` with what is wrong and what to do.
    """
    _title, rows = next(_sheets_of(content), ("", ()))
    return _table(rows)


def read_sheets(content: bytes, most: int = MOST_ROWS) -> tuple[Sheet, ...]:
    """Read all sheets that hold something, whatever stands in their first rows; up to so many rows.

    Raises: Problem `sheets.…` with what is wrong and what to do.
    """
    looked = _Looked(most)
    read = [Sheet(title, tuple(looked.lines(rows))) for title, rows in _sheets_of(content)]
    found = tuple(sheet for sheet in read if sheet.lines)
    if not found:
        raise Problem("sheets.empty")
    return found


def _sheets_of(content: bytes) -> Iterator[tuple[str, Iterable[list[str]]]]:
    if len(content) > MOST_BYTES:
        raise Problem("sheets.too_large", limit_mb=MOST_BYTES // 2**20)
    if content.startswith(b"PK\x03\x04"):
        yield from _xlsx_sheets(content)
    elif content.startswith(b"\xd0\xcf\x11\xe0"):
        raise Problem("sheets.old_excel")
    else:
        yield "", _csv_rows(_text_of(content))


def _table(rows: Iterable[list[str]]) -> Table:
    lines = list(_Looked(MOST_ROWS + 1).lines(rows))
    if len(lines) < 2:
        raise Problem("sheets.empty")
    heads = lines[0].cells
    return Table(heads, tuple(_as_wide(line, len(heads)) for line in lines[1:]))


class _Looked:
    """Counts what is looked at, in all sheets of a file together."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lines = self._cells = self._kept = 0

    def lines(self, rows: Iterable[list[str]]) -> Iterator[Line]:
        """Yield the rows that are not empty, each under its number."""
        for number, raw in enumerate(rows, 1):
            self._lines += 1
            self._cells += len(raw)
            if self._lines > MOST_LINES or self._cells > MOST_CELLS:
                raise Problem("sheets.too_many_rows", most=min(self._most, MOST_ROWS))
            cells = _trimmed(raw, number)
            if not any(cells):
                continue
            self._kept += 1
            if self._kept > self._most:
                raise Problem("sheets.too_many_rows", most=min(self._most, MOST_ROWS))
            yield Line(number, tuple(cells))


def _as_wide(line: Line, width: int) -> Line:
    """Cells beyond the heads stay only if something stands in them: nobody could name them."""
    if any(line.cells[width:]):
        raise Problem("sheets.row_too_wide", row=line.number)
    return Line(line.number, (line.cells + ("",) * width)[:width])


def _trimmed(raw: list[str], number: int) -> list[str]:
    if len(raw) > MOST_COLUMNS:
        del raw[_last_filled(raw) :]
    if len(raw) > MOST_COLUMNS:
        raise Problem("sheets.too_many_columns", most=MOST_COLUMNS)
    cells = [cell.strip() for cell in raw]
    if any(len(cell) > MOST_CHARACTERS for cell in cells):
        raise Problem("sheets.cell_too_long", row=number, most=MOST_CHARACTERS)
    return [_unquoted(cell) for cell in cells]


def _last_filled(cells: list[str]) -> int:
    return max((place for place, cell in enumerate(cells, 1) if cell), default=0)


def _unquoted(cell: str) -> str:
    """Take away the quote that our own exports put before what a spreadsheet would compute."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in FORMULA_STARTS else cell


# CSV


def _text_of(content: bytes) -> str:
    text = _decoded(content)
    if any(character in text for character in "\x00\x01\x02\x03\x04\x05\x06\x07\x08\x0e\x0f"):
        raise Problem("sheets.not_a_table")
    return text


def _decoded(content: bytes) -> str:
    """UTF-16 says so at its start or by its zeroes; else UTF-8, else what old Windows wrote."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _strictly(content, "utf-16")
    beginning = content[:2000]
    if beginning[1::2].count(0) > len(beginning) // 4:
        return _strictly(content, "utf-16-le")
    if beginning[::2].count(0) > len(beginning) // 4:
        return _strictly(content, "utf-16-be")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _strictly(content, "cp1251")


def _strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise Problem("sheets.not_a_table") from error


def _csv_rows(text: str) -> Iterator[list[str]]:
    first, _, rest = text.partition("\n")
    said = first.strip().lower().removeprefix(_SAYS_DELIMITER)
    if first.lower().startswith(_SAYS_DELIMITER) and len(said) == 1:
        yield []  # rows keep the numbers that they have in the file
        yield from _split(rest, said)
    else:
        yield from _split(text, _delimiter_of(text))


def _split(text: str, delimiter: str) -> Iterator[list[str]]:
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    except csv.Error as error:
        raise Problem("sheets.not_a_table") from error


def _delimiter_of(text: str) -> str:
    """Return what parts the first row into most cells; a single column has none, so any will do."""
    widths = {delimiter: _width(text, delimiter) for delimiter in DELIMITERS}
    return max(DELIMITERS, key=lambda delimiter: widths[delimiter])


def _width(text: str, delimiter: str) -> int:
    rows = _split(text[:100_000], delimiter)
    return next((len(row) for row in rows if any(row)), 0)


# XLSX


def _xlsx_sheets(content: bytes) -> Iterator[tuple[str, Iterator[list[str]]]]:
    _refuse_bombs(content)
    # A start that reads no file needs none of it.
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        sheets = [(str(sheet.title), sheet) for sheet in book.worksheets]
    except Exception as error:  # openpyxl meets a broken file with errors of many kinds
        raise Problem("sheets.not_a_table") from error
    for title, sheet in sheets:
        yield title, _xlsx_rows(sheet)


def _xlsx_rows(sheet: Any) -> Iterator[list[str]]:
    try:
        sheet.reset_dimensions()  # what the file says of its size may be wrong
        for row in sheet.iter_rows(values_only=True):
            yield [_cell_text(value) for value in row]
    except Exception as error:  # as above
        raise Problem("sheets.not_a_table") from error


def _refuse_bombs(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = packed.infolist()
    except zipfile.BadZipFile as error:
        raise Problem("sheets.not_a_table") from error
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED_BYTES:
        raise Problem("sheets.too_large", limit_mb=MOST_UNPACKED_BYTES // 2**20)
    if not any(part.filename == "xl/workbook.xml" for part in parts):
        raise Problem("sheets.not_a_table")


def _cell_text(value: Any) -> str:
    """Write a cell as people see it: whole numbers without their point, days in ISO form."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        midnight = value.time() == time()
        return value.date().isoformat() if midnight else value.isoformat(" ", "minutes")
    if isinstance(value, time):
        return value.isoformat("minutes")
    if isinstance(value, date):
        return value.isoformat()
    return str(value)
