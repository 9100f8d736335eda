"""Which rows of a sheet are headings, questions, totals, or the heads once more."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from auditapp.checklists.spreadsheet import words
from auditapp.checklists.spreadsheet.columns import SECOND, View
from auditapp.sheets.reading import Line

What = Literal["section", "group", "question", "total", "heads", "unread"]
# Columns that only questions fill.
_SETTINGS = ("type", "options", "points", "weight", "critical", "clause", "help", "photo", "key")
_OFTEN = 0.6
_SOMETIMES = 0.3


@dataclass(frozen=True)
class Placed:
    """A row and what it is; `text` is what it says of a heading or a question."""

    line: Line
    what: What
    text: str = ""


@dataclass(frozen=True)
class _Row:
    line: Line
    said: Mapping[str, str]
    number: str
    text: str
    filled: int
    has_settings: bool

    @property
    def is_lone(self) -> bool:
        """Whether nothing but a text, and perhaps its number, stands in the row."""
        return self.filled == 1 and not self.has_settings

    @property
    def is_total(self) -> bool:
        """Whether it sums up rows above it."""
        asks = self.number or self.said.get("type") or self.said.get("options")
        return not asks and words.is_total(self.text or self.said.get("section", ""))

    @property
    def depth(self) -> int | None:
        """How deep its number stands."""
        return words.depth(self.number) if self.number else None


def laid_out(view: View, mapped: Mapping[str, int]) -> Iterator[Placed]:
    """Yield each row with what it is."""
    rows = [_row(view, line, mapped) for line in view.table.lines]
    layout = _Layout(rows, mapped)
    for at, row in enumerate(rows):
        if row.line.cells == view.table.heads:
            yield Placed(row.line, "heads")
        elif row.is_total:
            yield Placed(row.line, "total", row.text)
        else:
            yield layout.placed(at, row)


class _Layout:
    """What the rows of one sheet have in common, by which headings are told from questions."""

    def __init__(self, rows: list[_Row], mapped: Mapping[str, int]) -> None:
        self._rows = rows
        self._has_sections = "section" in mapped and any(
            row.said.get("section") and row.said.get("text") for row in rows
        )
        texts = [row for row in rows if row.text]
        count = max(len(texts), 1)
        self._is_numbered = sum(row.depth is not None for row in texts) / count >= _OFTEN
        self._has_settings = sum(row.has_settings for row in texts) / count >= _SOMETIMES
        self._depths = {row.depth for row in texts if row.depth is not None}

    def placed(self, at: int, row: _Row) -> Placed:
        if not row.text:
            section = row.said.get("section", "")
            return Placed(row.line, "section" if section else "unread", section)
        if self._has_sections:
            return Placed(row.line, "question", row.text)
        level = self._level(at, row)
        return Placed(row.line, level, row.text)

    def _level(self, at: int, row: _Row) -> What:
        if row.said.get("type") or row.said.get("options"):
            return "question"
        if self._is_above_the_next(at, row):
            shallow = min(depth for depth in self._depths if depth is not None)
            return "section" if row.depth == shallow else "group"
        if words.is_heading(row.text) and (row.is_lone or not row.number):
            return "section"
        if row.text.rstrip().endswith("?") or not row.is_lone:
            return "question"
        is_odd = self._is_numbered and row.depth is None
        return "section" if self._has_settings or is_odd else "question"

    def _is_above_the_next(self, at: int, row: _Row) -> bool:
        """Tell whether the next row's number goes deeper: 1, then 1.1."""
        if row.depth is None:
            return False
        following = next((one for one in self._rows[at + 1 :] if one.depth is not None), None)
        if following is None or following.depth is None or following.depth <= row.depth:
            return False
        stem = row.number.rstrip(".)")
        return row.depth == 0 or following.number.startswith(f"{stem}.")


def _row(view: View, line: Line, mapped: Mapping[str, int]) -> _Row:
    said = {key: line.cells[place] for key, place in mapped.items()}
    number, text = said.get("number", ""), said.get("text", "")
    beside = {mapped[key] for key in ("number", *SECOND) if key in mapped} | set(view.answers)
    filled = [place for place, cell in enumerate(line.cells) if cell and place not in beside]
    count = len(filled)
    if number and words.depth(number) is None and not text:
        number, text, count = "", number, 1  # a heading that spans the row stands in its first cell
    elif not text and count == 1 and not said.get("section"):
        settings = {mapped[key] for key in _SETTINGS if key in mapped}
        text = "" if filled[0] in settings - {0} else line.cells[filled[0]]
    if not number:
        number, _rest = words.numbered(text)
    has_settings = any(said.get(key) for key in _SETTINGS)
    is_heading = count == 1 and not said.get("text")
    return _Row(line, said, number, text, count, has_settings and not is_heading)
