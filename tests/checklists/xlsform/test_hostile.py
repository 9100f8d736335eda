"""Workbooks made to do harm are refused before a library for workbooks reads them."""

import io
import subprocess
import sys
import zipfile

import pytest

from auditapp.checklists.xlsform.guarding import refuse_hostile
from auditapp.checklists.xlsform.importing import import_form
from auditapp.core.problems import Problem

SURVEY = "type | name | label\n text | a | A"
LAUGHS = (
    '<!DOCTYPE s [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;">]><s>&c;</s>'
)
OUTSIDE = '<!DOCTYPE s [<!ENTITY a SYSTEM "file:///etc/passwd">]><s>&a;</s>'


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    """The workbook with one part put in, or put in the place of another."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as given,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as made,
    ):
        for one in given.infolist():
            if one.filename != name:
                made.writestr(one.filename, given.read(one))
        made.writestr(name, part)
    return out.getvalue()


@pytest.mark.parametrize("text", [LAUGHS, OUTSIDE, "<!DOCTYPE s><s/>"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("name", ["xl/sharedStrings.xml", "xl/styles.xml", "_rels/.rels"])
def test_entities_are_refused(form, text, encoding, name):
    content = with_part(form(survey=SURVEY), name, text.encode(encoding))
    with pytest.raises(Problem, match=r"xlsform\.unsafe"):
        refuse_hostile(content, "f.xlsx")


def test_bombs_are_refused(form):
    whole = form(survey=SURVEY)
    zeros = with_part(whole, "xl/media/a.bin", bytes(41 * 2**20))
    elements = with_part(whole, "xl/styles.xml", b"<s>" + b"<a/>" * 60_001 + b"</s>")
    deep = with_part(whole, "xl/styles.xml", b"<a>" * 100_000)
    sheets = with_part(whole, "xl/workbook.xml", b"<w>" + b'<sheet name="a"/>' * 1000 + b"</w>")
    parts = io.BytesIO(whole)
    with zipfile.ZipFile(parts, "a") as many:
        for turn in range(2001):
            many.writestr(f"{turn}", "")
    for content in (zeros, elements, deep, sheets, parts.getvalue(), whole + bytes(10 * 2**20)):
        with pytest.raises(Problem, match=r"xlsform\.too_large"):
            refuse_hostile(content, "f.xlsx")


def test_macros_are_refused(form):
    whole = form(survey=SURVEY)
    typed = b'<Types><Override ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/>'
    for content, name in (
        (whole, "f.xlsm"),
        (with_part(whole, "xl/vbaProject.bin", b"x"), "f.xlsx"),
        (with_part(whole, "[Content_Types].xml", typed + b"</Types>"), "f.xlsx"),
    ):
        with pytest.raises(Problem, match=r"xlsform\.macros"):
            refuse_hostile(content, name)


def test_what_is_no_workbook_is_refused(form):
    whole = form(survey=SURVEY)
    word = io.BytesIO()
    with zipfile.ZipFile(word, "w") as made:
        made.writestr("word/document.xml", "<w/>")
    broken = with_part(whole, "xl/styles.xml", b"<s")
    for content, name in (
        (b"", "f.xlsx"), (b"a;b", "f.xlsx"), (b"PK\x03\x04" + bytes(99), "f.xlsx"),
        (whole, "f.xls"), (whole, "f.csv"), (whole, "f"),
        (word.getvalue(), "f.xlsx"), (broken, "f.xlsx"), (whole[:-50], "f.xlsx"),
    ):  # fmt: skip
        with pytest.raises(Problem, match=r"xlsform\.not_a_form"):
            refuse_hostile(content, name)


def test_what_opens_with_a_password_only_is_refused_in_words(form):
    parts = bytearray(form(survey=SURVEY))
    parts[parts.index(b"PK\x01\x02") + 8] |= 1
    office = b"\xd0\xcf\x11\xe0" + bytes(99)
    told = {
        bytes(parts): "xlsform.encrypted",
        office + "EncryptedPackage".encode("utf-16-le"): "xlsform.encrypted",
        office: "sheets.old_excel",
    }
    for content, code in told.items():
        with pytest.raises(Problem, match=code):
            refuse_hostile(content, "f.xlsx")


def test_text_told_many_times_is_refused(form):
    """A shared string is written once, and a sheet may show it in any number of cells."""
    rows = "\n".join(["note | n | " + "x" * 30_000] * 100)
    with pytest.raises(Problem, match=r"xlsform\.too_many_rows"):
        import_form(form(survey=f"type | name | label\n{rows}"), "f.xlsx")


@pytest.mark.slow
def test_pyxform_waits_until_a_form_comes():
    """It takes a second to load: neither this module nor those that lead to it need it."""
    told = "import sys, auditapp.cli.checklist, auditapp.checklists.xlsform.importing as i;"
    code = told + "sys.exit('pyxform' in sys.modules or 'openpyxl' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
