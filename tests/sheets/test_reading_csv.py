"""CSV as people's programs write it: any encoding and delimiter, and what is no table at all."""

import pytest

from auditapp.core.problems import Problem
from auditapp.sheets import reading
from auditapp.sheets.reading import read_table

TEXT = "код;имя\nП-1;Ёлкин, Пётр\n\nП-2;Ирина № 5\n"


def code_of(content: bytes) -> str:
    with pytest.raises(Problem) as raised:
        read_table(content)
    return raised.value.code


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("cp1251"),
        TEXT.encode("utf-16"),
        b"\xfe\xff" + TEXT.encode("utf-16-be"),
        TEXT.replace("\n", "\r\n").encode("cp1251"),
    ],
    ids=["utf-8", "utf-8 with BOM", "cp1251", "utf-16", "utf-16 big endian", "cp1251 of Windows"],
)
def test_encoding_is_found(content: bytes) -> None:
    table = read_table(content)
    assert table.heads == ("код", "имя")
    assert [line.cells for line in table.lines] == [("П-1", "Ёлкин, Пётр"), ("П-2", "Ирина № 5")]


def test_utf_16_without_mark_is_found_by_its_zeroes() -> None:
    assert read_table("code;name\nP-1;Ann\n".encode("utf-16-le")).lines[0].cells == ("P-1", "Ann")


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_delimiter_is_found(delimiter: str) -> None:
    table = read_table(f'code{delimiter}name\nP-1{delimiter}"a;b,c"\n'.encode())
    assert table.lines[0].cells == ("P-1", "a;b,c")


def test_delimiter_that_excel_names_is_believed() -> None:
    table = read_table(b"sep=|\ncode;x|name\nP;1|Ann\n")
    assert (table.heads, table.lines[0].cells) == (("code;x", "name"), ("P;1", "Ann"))


def test_rows_keep_their_numbers_in_the_file() -> None:
    table = read_table(b"code,name\n\nP-1,Ann\n,\nP-2,Bob\n")
    assert [line.number for line in table.lines] == [3, 5]


def test_quoted_cell_may_hold_line_breaks() -> None:
    assert read_table(b'code,note\nP-1,"one\ntwo"\n').lines[0].cells == ("P-1", "one\ntwo")


def test_short_row_is_filled_up() -> None:
    assert read_table(b"code,name,note\nP-1\n").lines[0].cells == ("P-1", "", "")


def test_row_wider_than_the_heads_is_refused() -> None:
    assert code_of(b"code,name\nP-1,Ann,more\n") == "sheets.row_too_wide"


def test_quote_of_our_own_exports_is_taken_away() -> None:
    cells = read_table(b"code,phone\n'=1+1,'+7 921 000-00-00\n").lines[0].cells
    assert cells == ("=1+1", "+7 921 000-00-00")


@pytest.mark.parametrize("content", [b"", b"\n\n", b"code,name\n", b"code,name\n , \n"])
def test_file_without_rows_is_refused(content: bytes) -> None:
    assert code_of(content) == "sheets.empty"


@pytest.mark.parametrize(
    "content",
    [b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", b"%PDF-1.7\n\x01\x02\x98\x00", b"\xff\xfe\x00"],
    ids=["a picture", "a PDF", "half a letter of UTF-16"],
)
def test_what_is_no_table_is_refused(content: bytes) -> None:
    assert code_of(content) == "sheets.not_a_table"


def test_old_excel_is_refused_by_name() -> None:
    assert code_of(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600) == "sheets.old_excel"


def test_hundred_thousand_rows_are_refused() -> None:
    assert code_of(b"code\n" + b"P\n" * 100_000) == "sheets.too_many_rows"


def test_as_many_rows_as_allowed_are_read() -> None:
    assert len(read_table(b"code\n" + b"P\n" * reading.MOST_ROWS).lines) == reading.MOST_ROWS


def test_too_many_columns_are_refused_but_empty_ones_do_not_count() -> None:
    assert code_of(b"x;" * 101 + b"\n1\n") == "sheets.too_many_columns"
    assert read_table(b"code;" + b";" * 200 + b"\nP-1\n").heads[0] == "code"


def test_endless_cell_is_refused() -> None:
    assert code_of(b"code\n" + b"x" * 5001 + b"\n") == "sheets.cell_too_long"


def test_huge_file_is_refused_unread() -> None:
    assert code_of(b"x" * (reading.MOST_BYTES + 1)) == "sheets.too_large"
