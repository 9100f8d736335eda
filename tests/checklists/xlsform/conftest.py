"""Forms as people make them: a workbook of the sheets survey, choices and settings."""

import io
from collections.abc import Callable

import pytest
import xlsxwriter


def workbook(**sheets: str) -> bytes:
    """A workbook of sheets that are written as tables: a line a row, cells between bars."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        for name, table in sheets.items():
            sheet = book.add_worksheet(name)
            lines = [line.strip() for line in table.strip().splitlines()]
            for row, line in enumerate(lines):
                for column, cell in enumerate(line.split("|")):
                    sheet.write_string(row, column, cell.strip())
    return out.getvalue()


@pytest.fixture
def form() -> Callable[..., bytes]:
    return workbook
