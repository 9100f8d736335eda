"""A checklist out of the rows of a sheet: in order by our own reader, all that was lost told."""

import json
import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from auditapp.checklists.source import MOST_BYTES
from auditapp.checklists.spreadsheet import words
from auditapp.checklists.spreadsheet.asking import Lose, Usual, asked
from auditapp.checklists.spreadsheet.columns import SECOND, View
from auditapp.checklists.spreadsheet.layout import Placed, laid_out
from auditapp.checklists.spreadsheet.options import of_parts
from auditapp.checklists.spreadsheet.second import both, take_second, text_of
from auditapp.checklists.xlsform.losses import Ledger, Lost, Said, Say, in_english, said
from auditapp.checklists.xlsform.repairing import OF_ROW, in_order
from auditapp.core.canonical import canonical_json
from auditapp.core.document import Checklist
from auditapp.core.editing import key_for
from auditapp.core.problems import N_, Problem

Tree = dict[str, Any]
SHORT = 200
MOST_NAMED = 25
AS_SUBTOTALS = N_(
    "Headings whose points are the sum of their questions, so nothing was taken of them "
    "(rows: %(rows)s)"
)
_MOST_ROWS_HAVE = 0.5
_NUMBERED = 0.6
_WHY = {
    "total": N_("it sums up other rows; the score follows from the answers"),
    "heads": N_("it names the columns once more"),
    "unread": N_("there is no question in it"),
}


@dataclass(frozen=True)
class Head:
    """What a sheet does not say: the head of the checklist; `codes` are those of its standard.

    `second` is the language of the columns that say the same once more.
    """

    title: str
    language: str
    method: str
    industry: str
    standard: str | None = None
    codes: frozenset[str] = frozenset()
    second: str | None = None


@dataclass(frozen=True)
class Imported:
    """A checklist, the rows that are not in it, what of others was lost, and what was assumed."""

    checklist: Checklist
    left_out: tuple[Lost, ...]
    lost: tuple[Lost, ...]
    assumed: tuple[Said, ...]


def import_sheet(
    view: View, mapped: Mapping[str, int], head: Head, say: Say = in_english
) -> Imported:
    """Make a checklist of a sheet; its notes are in the language of `say`.

    Raises: Problem `spreadsheet.no_questions`, `xlsform.no_checklist`, `drafts.too_large`.
    """
    walk = _Walk(view, mapped, head, Ledger(say))
    checklist = in_order(walk.tree(), walk.ledger, view.title)
    if len(canonical_json(checklist).encode()) > MOST_BYTES:
        raise Problem("drafts.too_large", most=MOST_BYTES // 1024)
    assumed = tuple(said(one, rows=_listed(rows)) for one, rows in walk.assumed.items())
    left_out = sorted(walk.left_out, key=lambda lost: lost.row or 0)
    return Imported(checklist, tuple(left_out), tuple(walk.ledger.lost), assumed)


@dataclass
class _Section:
    """A section to be: it stays if a question comes; `line` is that of a heading."""

    tree: Tree
    line: int | None = None
    weight: Decimal | None = None
    questions: list[Tree] = field(default_factory=list)


class _Walk:
    def __init__(self, view: View, mapped: Mapping[str, int], head: Head, ledger: Ledger) -> None:
        self.ledger = ledger
        self.left_out: list[Lost] = []
        self.assumed: dict[str, list[int]] = {}
        self._view, self._mapped, self._head = view, mapped, head
        self._notes: list[str] = []
        self._sections: list[_Section] = []
        self._by_title: dict[str, _Section] = {}
        self._section: _Section | None = None
        self._group: Any = ""
        has_second = head.second and any(key in mapped for key in SECOND)
        self._languages = [head.language, *([head.second] if has_second else [])]
        self._keys: set[str] = set()
        self._rows = list(laid_out(view, mapped))
        self._usual = self._usual_of_all()
        self._strips = self._are_numbered()

    def tree(self) -> Tree:
        """Return the whole document."""
        for placed in self._rows:
            self._take(placed)
        full = [one for one in self._sections if one.questions]
        if not full:
            raise Problem("spreadsheet.no_questions")
        for one in self._sections:
            if not one.questions and one.line is not None:
                self._leave_out(one.line, self._first(one), N_("no question follows it"))
        self._weigh(full)
        tree = self._top()
        shared = _shared([question for one in full for question in one.questions])
        tree |= {"sections": [one.tree | {"questions": one.questions} for one in full]}
        return tree | ({"answer_sets": shared} if shared else {})

    def _top(self) -> Tree:
        head = self._head
        tree: Tree = {
            "format": 1,
            "key": key_for(head.title, (), "checklist", "-"),
            "title": head.title,
            "method": head.method,
            "industry": head.industry,
            "languages": self._languages,
        }
        tree |= {"standard": head.standard} if head.standard else {}
        return tree | ({"notes": self._notes} if self._notes else {})

    # What rows have in common

    def _usual_of_all(self) -> Usual:
        heads = [self._view.table.heads[place] for place in self._view.answers]
        texts = [one for one in self._rows if one.what == "question"]
        rich = sum(bool(self._cell(one, "type") or self._cell(one, "options")) for one in texts)
        return Usual(
            offer=of_parts(heads),
            expects_options=bool(texts) and rich / len(texts) >= _MOST_ROWS_HAVE,
            standard=self._head.standard,
            codes=self._head.codes,
        )

    def _are_numbered(self) -> bool:
        texts = [one.text for one in self._rows if one.what == "question"]
        return sum(bool(words.numbered(text)[0]) for text in texts) >= _NUMBERED * len(texts)

    def _cell(self, placed: Placed, key: str) -> str:
        place = self._mapped.get(key)
        return "" if place is None else placed.line.cells[place]

    # Rows

    def _take(self, placed: Placed) -> None:
        if placed.what == "question":
            self._ask(placed)
        elif placed.what == "section":
            self._head_of_section(placed)
        elif placed.what == "group":
            self._group = self._both(words.title(placed.text), placed, "group_2", "text_2")
        else:
            row = " · ".join(cell for cell in placed.line.cells if cell)
            lost = self._leave_out(placed.line.number, row, _WHY[placed.what])
            if placed.what == "unread":
                self._notes.append(lost.told(self.ledger.say))

    def _leave_out(self, row: int, what: str, why: str) -> Lost:
        short = what if len(what) <= SHORT else what[:SHORT] + "…"
        lost = Lost(self._view.title, row, short, said(why))
        self.left_out.append(lost)
        return lost

    def _head_of_section(self, placed: Placed) -> None:
        title = words.title(placed.text)
        whole = self._both(title, placed, "section_2", "text_2")
        if self._cell(placed, "section") == placed.text:
            self._go_to(title, whole)
            return
        weight = words.number(self._cell(placed, "weight") or self._cell(placed, "points"))
        self._begin(title, whole, placed.line.number, weight)

    def _both(self, title: str, placed: Placed, *keys: str) -> Any:
        found = next(filter(None, (self._cell(placed, key) for key in keys)), "")
        return both(title, words.title(found) if found else "", self._languages)

    def _first(self, section: _Section) -> str:
        title = section.tree["title"]
        return str(title[self._head.language] if isinstance(title, dict) else title)

    def _begin(
        self, title: str, whole: Any, line: int | None = None, weight: Decimal | None = None
    ) -> _Section:
        key = key_for(title, {one.tree["key"] for one in self._sections}, "section")
        self._section = _Section({"key": key, "title": whole, OF_ROW: line}, line, weight)
        self._sections.append(self._section)
        self._group = ""
        return self._section

    def _go_to(self, title: str, whole: Any) -> _Section:
        """Return the section that a column names, which other rows may have begun."""
        known = self._by_title.get(words.plain(title))
        if known is None:
            known = self._by_title[words.plain(title)] = self._begin(title, whole)
        elif known is not self._section:
            self._section, self._group = known, ""
        return known

    def _ask(self, placed: Placed) -> None:
        titled = self._cell(placed, "section")
        if titled:
            title = words.title(titled)
            section = self._go_to(title, self._both(title, placed, "section_2"))
        else:
            section = self._section or self._begin(self._head.title, self._head.title)
        group = words.title(self._cell(placed, "group"))
        self._group = self._both(group, placed, "group_2") if group else self._group
        row = {key: self._cell(placed, key) for key in self._mapped}
        row["text"] = words.numbered(placed.text)[1] if self._strips else placed.text
        row["text_2"] = text_of(row, self._strips)
        notes = [row["notes"]] if row.get("notes") else []
        lose = self._loser(placed.line.number, notes)
        question = asked(row, self._usual, lose, self._assumer(placed.line.number))
        take_second(question, row, self._languages, lose)
        question = {"key": self._key(row, lose)} | question
        question |= {"group": self._group} if self._group else {}
        question |= {OF_ROW: placed.line.number}
        section.questions.append(question | ({"notes": notes} if notes else {}))

    def _loser(self, row: int, notes: list[str]) -> Lose:
        def lose(what: str | Said, why: str, **details: Any) -> None:
            self.ledger.lose(notes, Lost(self._view.title, row, what, Said(why, details)))

        return lose

    def _assumer(self, row: int) -> Callable[[str], None]:
        return lambda sentence: self.assumed.setdefault(sentence, []).append(row)

    def _key(self, row: Mapping[str, str], lose: Lose) -> str:
        written = row.get("key", "").strip().lower()
        if re.fullmatch(r"[a-z0-9_]{1,80}", written) and written not in self._keys:
            key = written
        else:
            key = key_for(row["text"], self._keys, "question")
            if written:
                why = N_("keys have a-z, 0-9 and _ only, and are unique; it is %(key)s")
                lose(said(N_("the key %(key)s"), key=written), why, key=key)
        self._keys.add(key)
        return key

    def _weigh(self, sections: list[_Section]) -> None:
        """Give sections the weights of their headings, unless these only sum up the rows."""
        weighed = [one for one in sections if one.weight is not None]
        sums = [sum(Decimal(q.get("weight", 1)) for q in one.questions) for one in weighed]
        if [one.weight for one in weighed] == sums:
            for one in weighed:
                self._assumer(one.line or 0)(AS_SUBTOTALS)
        elif len(weighed) == len(sections):
            for one in weighed:
                one.tree["weight"] = one.weight
        else:
            for one in weighed:
                lose = self._loser(one.line or 0, one.tree.setdefault("notes", []))
                what = said(N_("the weight %(weight)s"), weight=one.weight)
                lose(what, N_("either all sections have a weight or none has"))


def _listed(rows: list[int]) -> str:
    return ", ".join(map(str, rows[:MOST_NAMED])) + ("…" if len(rows) > MOST_NAMED else "")


def _shared(questions: list[Tree]) -> Tree:
    """Give options that several questions have a name, and return them by it."""
    lists = Counter(_written(one) for one in questions if "options" in one)
    names: dict[str, str] = {}
    sets: Tree = {}
    for question in questions:
        written = _written(question) if "options" in question else ""
        if lists[written] < 2:
            continue
        if written not in names:
            texts = " ".join(_first_words(option["text"]) for option in question["options"])
            names[written] = key_for(texts, sets, "answers")
            sets[names[written]] = question["options"]
        question["options"] = names[written]
    return sets


def _first_words(text: Any) -> str:
    return str(next(iter(text.values())) if isinstance(text, dict) else text)


def _written(question: Tree) -> str:
    return json.dumps(question["options"], ensure_ascii=False, default=str)
