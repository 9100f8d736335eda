"""Workbooks: what their cells show, and those that are broken, hostile or something else."""

import io
import zipfile
from datetime import date, datetime, time

import openpyxl
import pytest

from auditapp.core.problems import Problem
from auditapp.sheets import reading
from auditapp.sheets.reading import read_table


def book(*rows: list[object]) -> bytes:
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(row)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def packed(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return out.getvalue()


def code_of(content: bytes) -> str:
    with pytest.raises(Problem) as raised:
        read_table(content)
    return raised.value.code


def test_cells_are_read_as_people_see_them() -> None:
    row = [1001.0, 2.5, "Ёлкин", date(2026, 11, 22), datetime(2026, 11, 22, 9, 30), time(9, 0)]  # noqa: DTZ001 - a cell has no zone
    table = read_table(book(["a", "b", "c", "d", "e", "f", "g"], [*row, None]))
    assert table.lines[0].cells == (
        *("1001", "2.5", "Ёлкин", "2026-11-22", "2026-11-22 09:30", "09:00"),
        "",
    )


def test_formula_is_what_it_last_showed_and_never_computed() -> None:
    table = read_table(book(["code", "name"], ["P-1", '=HYPERLINK("http://evil.example","x")']))
    assert table.lines[0].cells == ("P-1", "")


def test_broken_workbook_is_refused() -> None:
    whole = book(["code"], ["P-1"])
    assert code_of(whole[: len(whole) // 2]) == "sheets.not_a_table"
    assert code_of(packed(xl__workbook_xml=b"<nonsense")) == "sheets.not_a_table"


def test_other_packed_files_are_refused() -> None:
    assert code_of(packed(word__document_xml=b"<w/>")) == "sheets.not_a_table"


def test_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = packed(
        xl__workbook_xml=b"<workbook/>", xl__big_xml=b"0" * (reading.MOST_UNPACKED_BYTES + 1)
    )
    assert len(bomb) < 2**20
    assert code_of(bomb) == "sheets.too_large"


def test_workbook_of_a_thousand_parts_is_refused() -> None:
    parts = {f"p{number}": b"" for number in range(reading.MOST_PARTS + 1)}
    assert code_of(packed(**parts)) == "sheets.too_large"


def test_entities_from_outside_are_not_followed(tmp_path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("do not tell")
    whole = io.BytesIO(book(["code"], ["P-1"]))
    out = io.BytesIO()
    hostile = (
        f'<!DOCTYPE x [<!ENTITY e SYSTEM "file://{secret}">]>'
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        '<row r="1"><c r="A1" t="inlineStr"><is><t>code</t></is></c></row>'
        '<row r="2"><c r="A2" t="inlineStr"><is><t>&e;</t></is></c></row></sheetData></worksheet>'
    )
    with zipfile.ZipFile(whole) as given, zipfile.ZipFile(out, "w") as made:
        for part in given.infolist():
            is_sheet = part.filename.endswith("sheet1.xml")
            made.writestr(part.filename, hostile if is_sheet else given.read(part))
    assert code_of(out.getvalue()) in ("sheets.not_a_table", "sheets.empty")
