"""A workbook through pyxform: whether it is an XLSForm, and what it says.

The only module that knows pyxform, which loads slowly: it is imported when a form comes. What it
makes of a form stands under a private name there, so it is read here and nowhere else.
"""

import io
import warnings
from collections.abc import Callable, Iterable
from typing import Any

from auditapp.checklists.xlsform.guarding import refuse_hostile
from auditapp.checklists.xlsform.losses import Say, in_english
from auditapp.checklists.xlsform.refusals import reason_of
from auditapp.core.problems import Problem

# Beside every row that a workbook holds: its number, which pyxform would forget.
ROW = "auditapp_row"
MOST_ROWS = 10_000
MOST_CHARACTERS = 2_000_000
MOST_COLUMNS = 300
MOST_REASON = 1000
SHEETS = ("survey", "choices", "settings", "external_choices", "entities", "osm")
# Characters that pyxform would straighten, and stand-ins from the private use area of Unicode.
_KEPT = str.maketrans("‘’“”\xa0", "\uf510\uf511\uf512\uf513\uf514")
_BACK = str.maketrans("\uf510\uf511\uf512\uf513\uf514", "‘’“”\xa0")
_WORDS = ("label", "hint", "guidance", "caption", "auditapp", "form_title", "title", "set form t")

Tree = dict[str, Any]


def read_form(content: bytes, file_name: str, say: Say = in_english) -> Tree:
    """Return what an XLSForm says, as pyxform names it.

    Raises: Problem `xlsform.…`, with pyxform's reason, by `say`, if it refuses the form.
    """
    refuse_hostile(content, file_name)
    return _converted(lambda: _book(content, file_name.rpartition(".")[0]), say)


def read_rows(sheets: dict[str, list[list[str]]]) -> Tree:
    """Return what rows say that are no workbook yet; whether they hold together is not asked.

    Raises: as `read_form` does.
    """
    return _converted(
        lambda: _whole([(name, _Rows(rows)) for name, rows in sheets.items()], "form"),
        in_english,
        is_whole=False,
    )


def _converted(book: Callable[[], Tree], say: Say, is_whole: bool = True) -> Tree:
    from pyxform.errors import PyXFormError

    survey: list[tuple[int, Tree]] = []
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of styles
            read = book()
            survey += [(int(one[ROW]), dict(one)) for one in read.get("survey", ()) if one]
            found = _said(read) if is_whole else _structure(read)
    except Problem:
        raise
    except PyXFormError as error:
        reason = reason_of(" ".join(str(error).split()), say, survey)
        raise _refused(reason) from error
    except Exception as error:  # pyxform and openpyxl meet what they never saw in many ways
        raise _refused(str(error) or type(error).__name__) from error
    if not isinstance(found, dict):
        raise _refused("nothing was read")
    return _straight(found)


def _said(book: Tree) -> Any:
    from pyxform.xls2xform import convert

    return convert(xlsform=book, validate=False)._pyxform  # see the head of this module


def _structure(book: Tree) -> Any:
    from pyxform.xls2json import workbook_to_json
    from pyxform.xls2json_backends import get_xlsform

    return workbook_to_json(get_xlsform(book), fallback_form_name="form", warnings=[])


def _refused(reason: str) -> Problem:
    return Problem("xlsform.refused", reason=" ".join(reason.split())[:MOST_REASON])


def _straight(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _straight(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_straight(item) for item in value]
    return value.translate(_BACK) if isinstance(value, str) else value


def _book(content: bytes, name: str) -> Tree:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    try:
        return _whole([(sheet.title, _SheetRows(sheet)) for sheet in book.worksheets], name)
    finally:
        book.close()


class _Rows:
    """Rows that are no workbook yet."""

    def __init__(self, rows: list[list[str]]) -> None:
        self._rows = rows

    def first(self) -> Iterable[Any]:
        """Return the row that names the columns."""
        return self._rows[0] if self._rows else []

    def others(self, width: int) -> Iterable[Iterable[Any]]:
        """Return the other rows, so many columns of them."""
        return (row[:width] for row in self._rows[1:])


class _SheetRows(_Rows):
    """Rows of a workbook: openpyxl fills up each to the width that is asked for."""

    def __init__(self, sheet: Any) -> None:
        self._sheet = sheet
        sheet.reset_dimensions()  # what the file says of its size may be wrong

    def first(self) -> Iterable[Any]:
        top = self._sheet.iter_rows(max_row=1, max_col=MOST_COLUMNS, values_only=True)
        return next(iter(top), ())

    def others(self, width: int) -> Iterable[Iterable[Any]]:
        return self._sheet.iter_rows(min_row=2, max_col=max(width, 1), values_only=True)  # type: ignore[no-any-return]


def _whole(sheets: list[tuple[str, _Rows]], name: str) -> Tree:
    book: Tree = {"sheet_names": [], "fallback_form_name": name or "form"}
    for title, rows in sheets:
        book["sheet_names"].append(title)
        known = title.lower() if title.lower() in SHEETS else None
        if known is None and len(sheets) == 1:
            known = "survey"
        if known:
            book |= _sheet(known, rows)
    return book


def _sheet(name: str, rows: _Rows) -> Tree:
    from pyxform.xls2json_backends import get_excel_column_headers, get_excel_rows

    budget = _Budget()
    first = [budget.cell(cell) for cell in rows.first()]
    heads = get_excel_column_headers(first)
    words = {head: (head or "").lower().startswith(_WORDS) for head in heads}
    lines = get_excel_rows(
        heads,
        (budget.row(row) for row in rows.others(len(heads))),
        lambda cell, _row, head: cell.value.translate(_KEPT) if words[head] else cell.plain(),
    )
    for number, line in enumerate(lines, 2):
        if line:
            line[ROW] = str(number)
    header = {head: None for head in heads if head is not None} | {ROW: None}
    return {name: lines, f"{name}_header": [header]}


class _Cell:
    """A cell as pyxform's reader takes it."""

    def __init__(self, value: str | None) -> None:
        self.value = value

    def plain(self) -> str:
        return (self.value or "").replace("\xa0", " ")


class _Budget:
    """Takes the cells of one sheet as text until there are too many of them."""

    def __init__(self) -> None:
        self._rows = self._characters = 0

    def row(self, cells: Iterable[Any]) -> tuple[_Cell, ...]:
        self._rows += 1
        if self._rows > MOST_ROWS:
            raise Problem("xlsform.too_many_rows", most=MOST_ROWS)
        return tuple(_Cell(self.cell(value)) for value in cells)

    def cell(self, value: Any) -> str | None:
        from pyxform.xls2json_backends import xlsx_value_to_str

        if value is None:
            return None
        text = value.strip() if isinstance(value, str) else xlsx_value_to_str(value)
        self._characters += len(text)
        if self._characters > MOST_CHARACTERS:
            raise Problem("xlsform.too_many_rows", most=MOST_ROWS)
        return text or None
