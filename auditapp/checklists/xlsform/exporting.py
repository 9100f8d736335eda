"""An XLSForm out of a checklist, which comes back as the same checklist.

What XLSForm has words for is said in them. The rows are then read back by our own import, and
whatever did not come back as it went stands as JSON in a column of our own beside its row.
"""

import io
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from auditapp.checklists.xlsform.about import about
from auditapp.checklists.xlsform.conditions import Tree
from auditapp.checklists.xlsform.importing import import_form, of_form
from auditapp.checklists.xlsform.languages import name_of
from auditapp.checklists.xlsform.losses import Say, in_english
from auditapp.checklists.xlsform.paths import constraint_of, relevant_of
from auditapp.checklists.xlsform.questions import OURS
from auditapp.checklists.xlsform.reading import read_rows
from auditapp.core.canonical import canonical, canonical_json
from auditapp.core.document import Checklist, Question, Section
from auditapp.core.kinds.attachment import File
from auditapp.core.kinds.choice import Choice
from auditapp.core.kinds.options import Option, WithOptions
from auditapp.core.kinds.scale import Scale
from auditapp.core.kinds.yes_no import YesNo
from auditapp.core.numbers import plain
from auditapp.core.problems import Problem
from auditapp.core.text import Text

Row = dict[str, str]
MOST_IN_A_CELL = 30_000
_TYPES = {
    "multi_choice": "select_multiple", "choice": "select_one", "yes_no": "select_one",
    "scale": "range", "date": "date", "time": "time", "datetime": "dateTime", "text": "text",
    "long_text": "text", "photo": "image", "signature": "image", "position": "geopoint",
    "note": "note", "file": "file", "duration": "integer",
}  # fmt: skip
_YES_NO = {"en": ("Yes", "No"), "ru": ("Да", "Нет")}
_NO_CELL = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_NAME = re.compile(r"[a-z_][a-z0-9_]*")
# Names that pyxform keeps for itself, and a reference to which it would not read.
_KEPT_NAMES = {"meta", "instanceid", "instancename", "data"}


def export_form(checklist: Checklist, say: Say = in_english) -> bytes:
    """Return a checklist as an XLSForm, whose sheet About is in the language of `say`.

    Raises: Problem `xlsform.not_carried` if it would not come back as the same checklist.
    """
    sheets = _Sheets(checklist)
    _lay_beside(
        sheets, canonical(checklist), canonical(of_form(read_rows(sheets.rows())).checklist)
    )
    content = _workbook({**sheets.rows(), "About": about(say)})
    back = import_form(content, f"{checklist.key}.xlsx").checklist
    if canonical_json(back) != canonical_json(checklist):
        raise Problem("xlsform.not_carried")
    return content


def _lay_beside(sheets: "_Sheets", went: Tree, came: Tree) -> None:
    """Write beside each row what the import did not make of it by itself."""
    _lay(sheets.settings[0], went, came, {"sections"})
    for section, theirs, rows in zip(
        went["sections"], came["sections"], sheets.placed, strict=True
    ):
        _lay(rows.head, section, theirs, {"questions"})
        for question, other, row in zip(
            section["questions"], theirs["questions"], rows.questions, strict=True
        ):
            _lay(row, question, other, set())


def _lay(row: Row, went: Tree, came: Tree, apart: set[str]) -> None:
    own = {
        name: went.get(name)
        for name in (*went, *came)
        if name not in apart and _json(went.get(name)) != _json(came.get(name))
    }
    if own:
        # Neither a reference of XLSForm nor an escape of XLSX is to be seen in it.
        text = _json(own).replace("${", "\\u0024{").replace("_x", "\\u005fx")
        for turn, start in enumerate(range(0, len(text), MOST_IN_A_CELL), 1):
            row[OURS if turn == 1 else f"{OURS}_{turn}"] = text[start : start + MOST_IN_A_CELL]


def _json(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, default=_number)
    return (
        text
        if text.isprintable()
        else "".join(c if c.isprintable() else json.dumps(c)[1:-1] for c in text)
    )


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


@dataclass
class _Placed:
    """The rows of one section: its head's, and its questions'."""

    head: Row
    questions: list[Row]


class _Sheets:
    """The rows of the form, in dictionaries by column."""

    def __init__(self, checklist: Checklist) -> None:
        self.checklist = checklist
        self.survey: list[Row] = []
        self.choices: list[Row] = []
        self.placed: list[_Placed] = []
        self._names = {name_of(code): code for code in checklist.languages}
        self._taken = {question.key for question in checklist.questions}
        self._lists = set(checklist.answer_sets) | self._taken
        self._called = {key: self._form_name(key) for key in checklist.by_key}
        self._yes_no: dict[str, str] = {}
        self.settings = [self._head()]
        for name, options in checklist.answer_sets.items():
            self._list(name, options)
        for section in checklist.sections:
            self._section(section)

    def rows(self) -> dict[str, list[list[str]]]:
        """Return the sheets as rows of cells, their heads first."""
        whole = {"survey": self.survey, "choices": self.choices, "settings": self.settings}
        return {name: _table(rows) for name, rows in whole.items() if rows}

    def _head(self) -> Row:
        one = self.checklist
        return {
            "form_title": _cell(one.title.say(one.languages[0])),
            "form_id": one.key,
            "default_language": next(iter(self._names)),
            "clean_text_values": "no",
            "method": one.method,
            "industry": one.industry,
            "standard": one.standard or "",
            "pass_mark": "" if one.pass_mark is None else plain(one.pass_mark),
            "answer_sets": " ".join(one.answer_sets),
        }

    def _form_name(self, key: str) -> str:
        """Return a key as a name of XML, which begins with a letter."""
        name = key if _NAME.fullmatch(key) and key not in _KEPT_NAMES else f"q_{key}"
        while name != key and name in self._taken:
            name += "_"
        self._taken.add(name)
        return name

    def _group_name(self, key: str) -> str:
        name = key if _NAME.fullmatch(key) and key not in self._taken else f"section_{key}"
        while name in self._taken or name in _KEPT_NAMES:
            name += "_"
        self._taken.add(name)
        return name

    def _texts(self, column: str, text: Text | None) -> Row:
        if text is None:
            return {}
        if isinstance(text.root, str):
            return {f"{column}::{name}": _cell(text.root) for name in self._names}
        return {
            f"{column}::{name}": _cell(text.root[code])
            for name, code in self._names.items()
            if code in text.root
        }

    def _section(self, section: Section) -> None:
        kind = "repeat" if section.repeat else "group"
        head = {"type": f"begin_{kind}", "name": self._group_name(section.key)}
        head |= self._texts("label", section.title)
        if section.weight is not None:
            head["weight"] = plain(section.weight)
        if section.show_if:
            head["relevant"] = relevant_of(section.show_if, self.checklist, self._called)
        if section.repeat and section.repeat.max == section.repeat.min:
            head["repeat_count"] = str(section.repeat.max)
        self.survey.append(head)
        placed = _Placed(head, [])
        heading: Text | None = None
        for question in section.questions:
            if question.group != heading:
                self._end_heading(heading)
                heading = question.group
                self._begin_heading(heading, section.key)
            row = self._question(question)
            self.survey.append(row)
            placed.questions.append(row)
        self._end_heading(heading)
        self.survey.append({"type": f"end_{kind}"})
        self.placed.append(placed)

    def _begin_heading(self, heading: Text | None, key: str) -> None:
        if heading:
            name = self._group_name(f"{key}_group")
            self.survey.append(
                {"type": "begin_group", "name": name} | self._texts("label", heading)
            )

    def _end_heading(self, heading: Text | None) -> None:
        if heading:
            self.survey.append({"type": "end_group"})

    def _question(self, question: Question) -> Row:
        row = {"type": self._type(question), "name": self._called[question.key]}
        row |= self._texts("label", question.text) | self._texts("hint", question.help)
        if question.required and question.kind.answerable:
            row["required"] = "yes"
        if question.show_if:
            row["relevant"] = relevant_of(question.show_if, self.checklist, self._called)
        row["constraint"] = constraint_of(question.kind)
        row["appearance"] = _appearance(question)
        if isinstance(question.kind, Scale):
            low, high = question.kind.min, question.kind.max
            step = plain(question.kind.step)
            row["parameters"] = f"start={plain(low)} end={plain(high)} step={step}"
        row["media::image"] = question.image or ""
        if question.kind.can_score() or question.weight != 1:
            row["weight"] = plain(question.weight)
        if question.critical:
            below = question.critical.below
            row["critical"] = "yes" if below == 100 else plain(below)
        row["clause"] = question.clause or ""
        return row

    def _type(self, question: Question) -> str:
        kind = question.kind
        if question.type == "number":
            return "integer" if getattr(kind, "decimals", None) == 0 else "decimal"
        if isinstance(kind, File) and kind.accept == ("audio",):
            return "audio"
        named = _TYPES[question.type]
        if isinstance(kind, YesNo):
            return f"{named} {self._yes_no_list(kind.expect)}"
        if isinstance(kind, WithOptions):
            return f"{named} {kind.answer_set or self._own_list(question.key, kind.options)}"
        return named

    def _yes_no_list(self, expect: str) -> str:
        if expect not in self._yes_no:
            name = self._list_name("yes_no" if expect == "yes" else "no_yes")
            for place, key in enumerate(("yes", "no")):
                words = {
                    f"label::{named}": _YES_NO.get(code.split("-")[0], _YES_NO["en"])[place]
                    for named, code in self._names.items()
                }
                score = "100" if key == expect else "0"
                self.choices.append({"list_name": name, "name": key} | words | {"score": score})
            self._yes_no[expect] = name
        return self._yes_no[expect]

    def _own_list(self, key: str, options: Sequence[Option]) -> str:
        name = key if key not in self.checklist.answer_sets else self._list_name(f"{key}_options")
        self._list(name, options)
        return name

    def _list_name(self, name: str) -> str:
        while name in self._lists:
            name += "_"
        self._lists.add(name)
        return name

    def _list(self, name: str, options: Sequence[Option]) -> None:
        for option in options:
            row = {"list_name": name, "name": option.key} | self._texts("label", option.text)
            row["score"] = "" if option.score is None else plain(option.score)
            self.choices.append(row)


def _appearance(question: Question) -> str:
    if question.type in ("long_text", "signature"):
        return {"long_text": "multiline", "signature": "signature"}[question.type]
    is_menu = isinstance(question.kind, Choice) and question.kind.look == "menu"
    return "minimal" if is_menu else ""


def _cell(text: str) -> str:
    """Return a text that is one to pyxform and XLSX: '${' is a reference, '_x0041_' an escape."""
    return _NO_CELL.sub("\ufffd", text).replace("${", "$ {").replace("_x", "_ x")


def _table(rows: list[Row]) -> list[list[str]]:
    heads = list(dict.fromkeys(head for row in rows for head, cell in row.items() if cell))
    return [heads, *([row.get(head, "") for head in heads] for row in rows)]


def _workbook(sheets: dict[str, list[list[str]]]) -> bytes:
    # A start that hands out no workbook needs none of it.
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            sheet.set_column(0, max(len(rows[0]) - 1, 1), 24)
            if name == "About":
                sheet.set_column(1, 1, 100, wrapped)
            for at, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if cell:
                        sheet.write_string(at, column, cell, bold if at == 0 else None)
    return out.getvalue()
