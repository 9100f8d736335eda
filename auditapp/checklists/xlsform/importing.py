"""A checklist out of an XLSForm: in order by our own reader, and all that was lost told.

Walks the rows: groups become sections, headings or conditions; what is asked is `asking`'s
business, the settings are `head`'s.
"""

import re
from dataclasses import dataclass
from typing import Any

from auditapp.checklists.source import MOST_BYTES
from auditapp.checklists.writing import yaml_text
from auditapp.checklists.xlsform.asking import Asking, Row, all_nodes
from auditapp.checklists.xlsform.choices import key_from
from auditapp.checklists.xlsform.head import as_number, head_of, title_of
from auditapp.checklists.xlsform.losses import Ledger, Lost, Said, Say, in_english, said
from auditapp.checklists.xlsform.questions import (
    Lose,
    appearances,
    lose_the_rest,
    overlay,
    own_settings,
    short,
    why_not,
)
from auditapp.checklists.xlsform.reading import ROW, Tree, read_form
from auditapp.checklists.xlsform.repairing import OF_ROW, in_order
from auditapp.checklists.xlsform.texts import Languages
from auditapp.core.document import Checklist
from auditapp.core.problems import N_, Problem

OTHER = "Specify other."
_GENERATED = "reserved_name_for_field_list_labels"


@dataclass(frozen=True)
class Imported:
    """A checklist, and what of the form is not in it."""

    checklist: Checklist
    lost: tuple[Lost, ...]


def import_form(content: bytes, file_name: str, say: Say = in_english) -> Imported:
    """Make a checklist of an XLSForm; its notes are in the language of `say`.

    Raises: Problem `xlsform.…`, `drafts.too_large` if it is refused.
    """
    found = of_form(read_form(content, file_name, say), say)
    if len(yaml_text(found.checklist).encode()) > MOST_BYTES:  # it could not be read as a file
        raise Problem("drafts.too_large", most=MOST_BYTES // 1024)
    return found


def of_form(form: Tree, say: Say = in_english) -> Imported:
    """Make a checklist of what pyxform read."""
    ledger = Ledger(say)
    tree = _Walk(form, ledger).tree()
    checklist = in_order(tree, ledger)
    return Imported(checklist, tuple(ledger.lost))


@dataclass
class _Owner:
    """A section to be: it is made when its first question comes."""

    tree: Tree
    repeats: bool = False


@dataclass(frozen=True)
class _Place:
    """Where the walk stands: the section, the heading and the conditions of groups inside it."""

    owner: _Owner
    group: Any = None
    conditions: tuple[Tree, ...] = ()
    depth: int = 0

    @property
    def inside(self) -> _Owner | None:
        """The repeated section that it is in."""
        return self.owner if self.owner.repeats else None


class _Walk:
    def __init__(self, form: Tree, ledger: Ledger) -> None:
        self._form = form
        self._ledger = ledger
        self._languages = Languages(form)
        self._notes: list[str] = []
        self._sections: list[Tree] = []
        self._asking = Asking(form, self._languages, ledger, self._notes)
        self._last: _Owner | None = None
        self._row: int | None = None

    def tree(self) -> Tree:
        """Return the whole document."""
        loose = _Owner({"key": "form", "title": title_of(self._form)})
        self._children(self._form["children"], _Place(loose))
        if not self._sections:
            raise Problem("xlsform.no_questions")
        parts = {"sections": self._sections, "answer_sets": self._asking.answer_sets}
        lose = self._asking.loser(self._notes, "settings", _row(self._form))
        return head_of(self._form, self._languages, parts | {"notes": self._notes}, lose)

    def _children(self, children: list[Tree], place: _Place) -> None:
        for node in children:
            self._row = _row(node) or self._row
            if node["type"] in ("group", "repeat"):
                self._group(node, place)
            elif ROW in node or (node["type"] == "text" and node.get("label") == OTHER):
                self._asked(node, place)

    def _asked(self, node: Tree, place: _Place) -> None:
        if str(node["name"]).startswith(_GENERATED):
            return
        reason = why_not(node["type"], node)
        if reason:
            self._ledger.lose(self._notes, Lost("survey", self._row, _whole(node), Said(reason)))
            return
        row = Row(node, self._row, place.inside, place.group, place.conditions)
        made = self._asking.questions(row)
        if made:
            self._open(place.owner)["questions"] += [one | {OF_ROW: self._row} for one in made]
        else:
            self._notes.extend(row.notes)

    def _open(self, owner: _Owner) -> Tree:
        if self._last is not owner:
            if "questions" in owner.tree:  # it was left for a repeat: go on under the same title
                owner.tree = {
                    n: v for n, v in owner.tree.items() if n not in ("questions", "notes")
                }
            taken = {section["key"] for section in self._sections}
            owner.tree["key"] = key_from(owner.tree["key"], taken, "section")
            owner.tree["questions"] = []
            self._sections.append(owner.tree)
            self._last = owner
        return owner.tree

    # Groups

    def _group(self, node: Tree, place: _Place) -> None:
        if ROW not in node:
            return  # what pyxform adds
        notes: list[str] = []
        lose = self._asking.loser(notes, "survey", self._row)
        own = own_settings(node, lose)
        is_repeat = node["type"] == "repeat"
        shown = None if "show_if" in own else self._asking.condition(node, place.inside, lose)
        conditions = place.conditions + ((shown,) if shown else ())
        label = self._languages.text(node.get("label"))
        _lose_of_group(node, lose)
        if place.inside and is_repeat:
            what = said(N_("repeat %(name)s"), name=node["name"])
            lose(what, N_("a section that repeats holds no other that does"))
        if (place.depth and not is_repeat) or place.inside:
            kept = place.owner.tree.get("notes")
            (self._notes if kept is None else kept).extend(notes)
            below = _Place(place.owner, label or place.group, conditions, place.depth + 1)
        else:
            above = place.owner.tree if place.depth else {}
            section = self._section(node, label, conditions, above, lose)
            if notes:
                section["notes"] = notes
            overlay(section, own)
            below = _Place(_Owner(section, is_repeat), None, (), place.depth + 1)
        self._children(node.get("children", []), below)

    def _section(
        self, node: Tree, label: Any, conditions: tuple[Tree, ...], above: Tree, lose: Lose
    ) -> Tree:
        title = label or above.get("title") or str(node["name"])
        key = re.sub(r"[^a-z0-9_]+", "_", str(node["name"]).lower())[:80] or "section"
        made: Tree = {"key": key, "title": title, OF_ROW: self._row}
        conditions = ((above["show_if"],) if above.get("show_if") else ()) + conditions
        if conditions:
            made["show_if"] = conditions[0] if len(conditions) == 1 else {"all": list(conditions)}
        if node.get("weight"):
            weight = as_number(str(node["weight"]))
            if isinstance(weight, str):
                lose(f"weight {weight}", N_("a weight is a number from 0 up"))
            else:
                made["weight"] = weight
        if node["type"] == "repeat":
            made["repeat"] = {"title": title} | self._turns(node, lose)
        return made

    def _turns(self, node: Tree, lose: Lose) -> Tree:
        counted = str((node.get("control") or {}).get("jr:count") or "")
        if not counted:
            return {}
        nodes = all_nodes(self._form["children"])
        made = next((n for n in nodes if f"${{{n['name']}}}" == counted), {})
        calculated = (made.get("bind") or {}).get("calculate", "")
        count = as_number(str(calculated))
        if isinstance(count, int) and 1 <= count <= 100 and ROW not in made:
            return {"min": count, "max": count}
        written = calculated or counted if ROW not in made else counted
        why = N_("a section repeats a fixed number of times, or as often as wished")
        lose(f"repeat_count {written}", why)
        return {}


def _lose_of_group(node: Tree, lose: Lose) -> None:
    rest = {name: value for name, value in node.items() if name not in ("media", "bind")}
    lose_the_rest(rest, lose)
    for name in ("hint", "guidance_hint", "media"):
        if node.get(name):
            what = said(N_("%(column)s of %(name)s"), column=name, name=node["name"])
            lose(what, N_("a heading has its title only"))
    for word in appearances(node):
        if word not in ("field-list", "table-list") and not re.fullmatch(r"w\d+", word):
            lose(f"appearance {word}", N_("it looks and works in one way here"))
    for name in ("critical", "clause"):
        if node.get(name):
            lose(f"{name} {node[name]}", N_("only questions have one"))


def _row(node: Tree) -> int | None:
    return int(node[ROW]) if str(node.get(ROW, "")).isdigit() else None


def _whole(node: Tree) -> str:
    """Write a row that has no counterpart so that nothing of it is forgotten."""
    known = ("type", "name", ROW, "choices", "children", "parameters", "itemset")
    bind = node.get("bind") or {}
    rest = {n: v for n, v in node.items() if n not in (*known, "bind", "control")} | bind
    written = "; ".join(f"{name} {short(v)}" for name, v in rest.items() if v not in ("", {}))
    named = node["type"] if node["name"] == node["type"] else f"{node['type']} {node['name']}"
    return named + (f" ({written})" if written else "")
