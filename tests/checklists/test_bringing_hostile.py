"""Files that would harm, or are something else: each is refused on the page, in words."""

import io
import zipfile
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from auditapp.checklists.routes import importing
from auditapp.sheets.models import Upload
from auditapp.storage.db import db
from tests.checklists.spreadsheet.conftest import calls
from tests.checklists.test_bringing import SHOP
from tests.checklists.xlsform.test_hostile import LAUGHS, OUTSIDE, with_part

SHEET = calls()
OFFICE = b"\xd0\xcf\x11\xe0" + bytes(600)
PASSWORD = OFFICE + "EncryptedPackage".encode("utf-16-le")
NOT_READ = "This is not a workbook that can be read"
TOO_LARGE = "The file is too large: at most 10 MB"
MISNAMED = "The name of the file does not fit what is in it"
ENTITIES = "The workbook declares XML entities"
MANY_SHEETS = b"<w>" + b'<sheet name="a"/>' * 1000 + b"</w>"


def bomb() -> bytes:
    """A part of zeros that unpacks to fifty megabytes."""
    return with_part(SHEET, "xl/media/a.bin", bytes(50 * 2**20))


def sealed() -> bytes:
    """A workbook whose parts say that they are under a password."""
    parts = bytearray(SHEET)
    parts[parts.index(b"PK\x01\x02") + 8] |= 1
    return bytes(parts)


def word() -> bytes:
    """A document of Word under the name of a workbook."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("word/document.xml", "<w/>")
    return out.getvalue()


HOSTILE = {
    "bomb.xlsx": (bomb(), TOO_LARGE),
    "laughs.xlsx": (with_part(SHEET, "xl/sharedStrings.xml", LAUGHS.encode()), ENTITIES),
    "outside.xlsx": (with_part(SHEET, "xl/styles.xml", OUTSIDE.encode()), ENTITIES),
    "sheets.xlsx": (with_part(SHEET, "xl/workbook.xml", MANY_SHEETS), TOO_LARGE),
    "macros.xlsm": (SHEET, "The workbook holds macros"),
    "hidden.xlsx": (with_part(SHEET, "xl/vbaProject.bin", b"x"), "The workbook holds macros"),
    "large.xlsx": (SHEET + bytes(11 * 2**20), TOO_LARGE),
    "large.csv": (b"a;b\n" * 3 * 2**20, TOO_LARGE),
    "long.csv": (b"question\n" + b"Is it open?\n" * 2001, "The file has more than 2000 rows"),
    "sealed.xlsx": (sealed(), "opens with a password only"),
    "office.xlsx": (PASSWORD, "opens with a password only"),
    "old.xls": (OFFICE, "This is a file of old Excel"),
    "cut.xlsx": (SHEET[: len(SHEET) // 2], NOT_READ),
    "word.xlsx": (word(), NOT_READ),
    "shop.xlsx": (SHOP.encode(), MISNAMED),
    "sheet.yaml": (SHEET, MISNAMED),
    "sheet.csv": (SHEET, MISNAMED),
    "picture.csv": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "This is not a table"),
    "empty.csv": (b"", "The file holds no rows"),
}  # fmt: skip


def test_hostile_files_are_refused_on_the_page(
    app: Flask, client_of: Callable[..., FlaskClient]
) -> None:
    admin = client_of("admin")
    for name, (content, said) in HOSTILE.items():
        answer = admin.post("/checklists/bring", data={"file": (io.BytesIO(content), name)})
        answer.request.environ["wsgi.input"].close()  # the client's own copy of a large file
        assert 400 <= answer.status_code < 500, name
        assert said in answer.text, name
        assert 'id="file-error"' in answer.text, name
    with app.app_context():
        assert db.session.query(Upload).count() == 0


def test_file_beyond_all_bounds_is_refused_on_the_page_too(
    app: Flask, client_of: Callable[..., FlaskClient]
) -> None:
    admin = client_of("admin")
    app.config["MAX_CONTENT_LENGTH"] = 5000
    large = {"file": (io.BytesIO(bytes(5000)), "a.xlsx")}
    answer = admin.post("/checklists/bring", data=large)
    assert (answer.status_code, TOO_LARGE in answer.text) == (413, True)
    elsewhere = admin.post("/locations/import", data={"file": (io.BytesIO(bytes(5000)), "a.csv")})
    assert elsewhere.status_code == 413
    assert TOO_LARGE not in elsewhere.text


def test_formula_stays_text(client_of: Callable[..., FlaskClient]) -> None:
    rows = b"question;options\n=HYPERLINK(1);Yes/No\n"
    admin = client_of("admin")
    address = admin.post("/checklists/bring", data={"file": (io.BytesIO(rows), "a.csv")}).location
    assert "=HYPERLINK(1)" in admin.get(address).text


@pytest.mark.parametrize("name", ["", "no-ending", "a.json"])
def test_yaml_is_known_by_what_it_is(client_of: Callable[..., FlaskClient], name: str) -> None:
    assert not importing.is_table(name, b"format: 1")
