"""Files that would harm whoever reads them, refused before a library for workbooks sees them."""

import io
import zipfile
import zlib
from typing import IO
from xml.parsers import expat

from auditapp.core.problems import Problem
from auditapp.sheets.reading import MOST_PARTS

MOST_BYTES = 10 * 2**20
MOST_UNPACKED_BYTES = 40 * 2**20
MOST_SHEETS = 50
# openpyxl takes some twenty microseconds for an element of a sheet, and more for one of a style.
MOST_ELEMENTS = 300_000
MOST_ELEMENTS_BESIDE = 60_000
DEEPEST = 60
_CHUNK = 2**16
_CELLS = ("xl/worksheets/", "xl/sharedstrings.xml")
_XML = (".xml", ".rels", ".vml")
_PACKED, _OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
# How Office names what it put under a password.
_UNDER_PASSWORD = "EncryptedPackage".encode("utf-16-le")
_HAS_PASSWORD = 0x1  # of a part's flags
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# What zipfile, zlib and expat say of files that are cut off or altered; ValueError: of names in
# no encoding and places before the beginning.
_BROKEN = (
    zipfile.BadZipFile,
    NotImplementedError,
    zlib.error,
    expat.ExpatError,
    EOFError,
    ValueError,
)


def refuse_hostile(content: bytes, file_name: str) -> tuple[str, ...]:
    """Look through a file in bounded time and memory; return the names of its sheets.

    Raises: Problem `xlsform.…` if it is no workbook, or not one to be read without harm.
    """
    if file_name.lower().endswith(".xlsm"):
        raise Problem("xlsform.macros")
    if content.startswith(_OLD_EXCEL):
        raise Problem("xlsform.encrypted" if _UNDER_PASSWORD in content else "sheets.old_excel")
    if not file_name.lower().endswith(".xlsx") or not content.startswith(_PACKED):
        raise Problem("xlsform.not_a_form")
    if len(content) > MOST_BYTES:
        raise _too_large()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return _look_through(packed)
    except _BROKEN as error:
        raise Problem("xlsform.not_a_form") from error


def _too_large() -> Problem:
    return Problem("xlsform.too_large", limit_mb=MOST_BYTES // 2**20)


def _look_through(packed: zipfile.ZipFile) -> tuple[str, ...]:
    parts = packed.infolist()
    # What a part says of its size bounds what is unpacked of it.
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED_BYTES:
        raise _too_large()
    if any(part.flag_bits & _HAS_PASSWORD for part in parts):
        raise Problem("xlsform.encrypted")
    names = [part.filename.lower() for part in parts]
    if any(name.endswith("vbaproject.bin") for name in names):
        raise Problem("xlsform.macros")
    is_odd = any(part.compress_type not in _METHODS for part in parts)
    if "xl/workbook.xml" not in names or len(set(names)) < len(names) or is_odd:
        raise Problem("xlsform.not_a_form")
    counted = _Counter()
    for part in parts:
        if part.filename.lower().endswith(_XML):
            with packed.open(part) as opened:
                counted.read(opened, part.filename.lower().startswith(_CELLS))
    return tuple(counted.sheets)


class _Counter:
    """Counts what a workbook holds, part by part, and knows no entity."""

    def __init__(self) -> None:
        self.sheets: list[str] = []
        self._elements = self._beside = self._depth = 0
        self._holds_cells = False

    def read(self, opened: IO[bytes], holds_cells: bool) -> None:
        parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        self._depth = 0
        self._holds_cells = holds_cells
        while chunk := opened.read(_CHUNK):
            parser.Parse(chunk, False)
        parser.Parse(b"", True)

    def _doctype(self, *_declared: object) -> None:
        raise Problem("xlsform.unsafe")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._elements += 1
        self._beside += not self._holds_cells
        self._depth += 1
        if name.rpartition(":")[2] == "sheet":
            self.sheets.append(attributes.get("name", ""))
        if "macroEnabled" in attributes.get("ContentType", ""):
            raise Problem("xlsform.macros")
        if (
            self._elements > MOST_ELEMENTS
            or self._beside > MOST_ELEMENTS_BESIDE
            or len(self.sheets) > MOST_SHEETS
            or self._depth > DEEPEST
        ):
            raise _too_large()

    def _end(self, _name: str) -> None:
        self._depth -= 1
