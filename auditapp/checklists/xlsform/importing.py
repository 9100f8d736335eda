"""A checklist out of an XLSForm: in order by our own reader, and all that was lost told."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from auditapp.checklists.source import read_source
from auditapp.checklists.writing import yaml_text
from auditapp.checklists.xlsform.choices import (
    MOST_OPTIONS,
    List,
    all_choices,
    key_from,
    option_list,
    parts,
)
from auditapp.checklists.xlsform.conditions import Known, condition, number
from auditapp.checklists.xlsform.expressions import Unsaid, quoted
from auditapp.checklists.xlsform.losses import Ledger, Lost
from auditapp.checklists.xlsform.questions import (
    appearances,
    kind_of,
    lose_the_rest,
    overlay,
    own_settings,
    take_bind,
    take_media,
    take_scoring,
    why_not,
)
from auditapp.checklists.xlsform.reading import ROW, Tree, read_form
from auditapp.checklists.xlsform.repairing import in_order, no_checklist
from auditapp.checklists.xlsform.texts import Languages
from auditapp.core.document import Checklist
from auditapp.core.problems import Problem
from auditapp.core.reading import DocumentErrors

OTHER = "Specify other."
_HEAD = ("method", "industry", "standard", "pass_mark")
_ASSUMED = {"method": "mystery_shop", "industry": "general"}
_KNOWN_SETTINGS = {
    "type", "name", "title", "id_string", "sms_keyword", "default_language", "children", "choices",
    "clean_text_values", "answer_sets", ROW, *_HEAD,
}  # fmt: skip
_GENERATED = "reserved_name_for_field_list_labels"


@dataclass(frozen=True)
class Imported:
    """A checklist, and what of the form is not in it."""

    checklist: Checklist
    lost: tuple[Lost, ...]


def import_form(content: bytes, file_name: str) -> Imported:
    """Make a checklist of an XLSForm.

    Raises: Problem `xlsform.…` if it is refused.
    """
    found = of_form(read_form(content, file_name))
    try:
        read_source(yaml_text(found.checklist))
    except DocumentErrors as error:  # as a file it may be too long
        raise no_checklist(error) from error
    return found


def of_form(form: Tree) -> Imported:
    """Make a checklist of what pyxform read."""
    walk = _Walk(form)
    tree = walk.tree()
    checklist = in_order(tree, walk.ledger)
    return Imported(checklist, tuple(walk.ledger.lost))


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


@dataclass
class _Walk:
    form: Tree
    ledger: Ledger = field(default_factory=Ledger)

    def __post_init__(self) -> None:
        self.languages = Languages(self.form)
        self.notes: list[str] = []
        self.sections: list[Tree] = []
        self.answer_sets: Tree = {}
        self.names: dict[str, list[Known]] = {}
        self._last: _Owner | None = None
        self._section_keys: set[str] = set()
        self._keys: set[str] = set()
        self._lists: dict[str, List] = {}
        self._shared = self._shared_lists()
        self._row: int | None = None

    def tree(self) -> Tree:
        """Return the whole document."""
        loose = _Owner({"key": "form", "title": self._title()})
        self._children(self.form["children"], _Place(loose))
        if not self.sections:
            raise Problem("xlsform.no_questions")
        return self._head()

    # The head

    def _title(self) -> Any:
        return str(self.form.get("title") or self.form["name"])

    def _head(self) -> Tree:
        form = self.form
        lose = self._loser(self.notes, "settings", _row(form))
        own = own_settings(form, lose)
        key = re.sub(r"[^a-z0-9]+", "-", str(form["id_string"]).lower()).strip("-")[:80] or "form"
        tree: Tree = {"format": 1, "key": key, "title": self._title()}
        tree |= {name: str(form[name]) for name in _HEAD if form.get(name)}
        if "pass_mark" in tree:
            tree["pass_mark"] = _number(tree["pass_mark"])
        for name, usual in _ASSUMED.items():
            if name not in tree and name not in own:
                tree[name] = usual
                lose(name, f"the form does not say it; it is taken to be {usual}")
        self._lose_of_head(own, lose)
        tree |= {"languages": self.languages.all, "sections": self.sections}
        tree |= {"answer_sets": self.answer_sets} if self.answer_sets else {}
        tree |= {"notes": self.notes} if self.notes else {}
        overlay(tree, {name: value for name, value in own.items() if name != "sections"})
        return tree

    def _lose_of_head(self, own: Tree, lose: Any) -> None:
        if self.languages.is_guessed and "languages" not in own:
            lose("language", f"the form names none; it is taken to be {self.languages.all[0]}")
        for name in self.languages.unknown:
            code = self.languages.codes[name]
            lose(f"language {name}", f"it is not known by this name; its code is made up: {code}")
        for name, value in self.form.items():
            if name not in _KNOWN_SETTINGS and not name.startswith("auditapp") and value:
                lose(f"{name} {value}", "there is no such setting here")

    def _loser(self, notes: list[str], sheet: str, row: int | None) -> Any:
        return lambda what, why: self.ledger.lose(notes, Lost(sheet, row, what, why))

    # Rows

    def _children(self, children: list[Tree], place: _Place) -> None:
        for node in children:
            self._row = _row(node) or self._row
            if node["type"] in ("group", "repeat"):
                self._group(node, place)
            elif ROW in node or (node["type"] == "text" and node.get("label") == OTHER):
                self._asked(node, place)

    def _group(self, node: Tree, place: _Place) -> None:
        if ROW not in node:
            return  # what pyxform adds
        notes: list[str] = []
        lose = self._loser(notes, "survey", self._row)
        own = own_settings(node, lose)
        is_repeat = node["type"] == "repeat"
        inside = place.owner if place.owner.repeats else None
        found = None if "show_if" in own else self._condition(node, inside, lose)
        conditions = place.conditions + ((found,) if found else ())
        label = self.languages.text(node.get("label"))
        self._lose_of_group(node, lose)
        if inside and is_repeat:
            lose(f"repeat {node['name']}", "a section that repeats holds no other that does")
        if (place.depth and not is_repeat) or inside:
            (
                self.notes if place.owner.tree.get("notes") is None else place.owner.tree["notes"]
            ).extend(notes)
            below = _Place(place.owner, label or place.group, conditions, place.depth + 1)
        else:
            above = place.owner.tree if place.depth else {}
            section = self._section(node, label, conditions, above, lose)
            if notes:
                section["notes"] = notes
            overlay(section, own)
            self._section_keys.add(section["key"])
            below = _Place(_Owner(section, is_repeat), None, (), place.depth + 1)
            if is_repeat:
                below.owner.repeats = True
        self._children(node.get("children", []), below)

    def _section(
        self, node: Tree, label: Any, conditions: tuple[Tree, ...], above: Tree, lose: Any
    ) -> Tree:
        title = label or above.get("title") or str(node["name"])
        made: Tree = {"key": str(node["name"]), "title": title}
        made["key"] = re.sub(r"[^a-z0-9_]+", "_", made["key"].lower())[:80] or "section"
        conditions = ((above["show_if"],) if above.get("show_if") else ()) + conditions
        if conditions:
            made["show_if"] = conditions[0] if len(conditions) == 1 else {"all": list(conditions)}
        if node.get("weight"):
            weight = _number(str(node["weight"]))
            if isinstance(weight, str):
                lose(f"weight {weight}", "a weight is a number from 0 up")
            else:
                made["weight"] = weight
        if node["type"] == "repeat":
            made["repeat"] = {"title": title} | self._turns(node, lose)
        return made

    def _turns(self, node: Tree, lose: Any) -> Tree:
        said = str((node.get("control") or {}).get("jr:count") or "")
        if not said:
            return {}
        made = next((n for n in _all(self.form["children"]) if f"${{{n['name']}}}" == said), {})
        count = _number(str((made.get("bind") or {}).get("calculate", "")))
        if isinstance(count, int) and 1 <= count <= 100 and ROW not in made:
            return {"min": count, "max": count}
        said = (made.get("bind") or {}).get("calculate", said) if ROW not in made else said
        lose(
            f"repeat_count {said}",
            "a section repeats a fixed number of times, or as often as wished",
        )
        return {}

    def _lose_of_group(self, node: Tree, lose: Any) -> None:
        rest = {name: value for name, value in node.items() if name not in ("media", "bind")}
        lose_the_rest(rest, lose)
        for name in ("hint", "guidance_hint", "media"):
            if node.get(name):
                lose(f"{name} of {node['name']}", "a heading has its title only")
        for word in appearances(node):
            if word not in ("field-list", "table-list") and not re.fullmatch(r"w\d+", word):
                lose(f"appearance {word}", "it looks and works in one way here")
        for name in ("critical", "clause"):
            if node.get(name):
                lose(f"{name} {node[name]}", "only questions have one")

    def _condition(self, node: Tree, inside: object, lose: Any) -> Tree | None:
        said = str((node.get("bind") or {}).get("relevant") or "").strip()
        if not said or said in ("true()", "yes"):
            return None
        try:
            return condition(said, self.names, inside)
        except Unsaid as error:
            lose(f"relevant {said}", f"{error}; it is always shown")
            return None

    def _asked(self, node: Tree, place: _Place) -> None:
        if str(node["name"]).startswith(_GENERATED):
            return
        reason = why_not(node["type"], node)
        if reason:
            self.ledger.lose(self.notes, Lost("survey", self._row, _said(node), reason))
            return
        notes: list[str] = []
        made = self._question(node, place, notes)
        if not made:
            self.notes.extend(notes)
            return
        section = self._open(place.owner)
        for question in made:
            section["questions"].append(question)

    def _open(self, owner: _Owner) -> Tree:
        if self._last is not owner:
            if "questions" in owner.tree:  # it was left for a repeat: go on under the same title
                owner.tree = {
                    n: v for n, v in owner.tree.items() if n not in ("questions", "notes")
                }
            taken = {section["key"] for section in self.sections}
            owner.tree["key"] = key_from(owner.tree["key"], taken, "section")
            owner.tree["questions"] = []
            self.sections.append(owner.tree)
            self._last = owner
        return owner.tree

    # Questions

    def _question(self, node: Tree, place: _Place, notes: list[str]) -> list[Tree]:
        lose = self._loser(notes, "survey", self._row)
        own = own_settings(node, lose)
        made = kind_of(node, lose)
        inside = place.owner if place.owner.repeats else None
        name = str(node["name"])
        key = own.get("key") or key_from(name, self._keys, f"question_{len(self._keys) + 1}")
        self._keys.add(key)
        if key != name.lower() and "key" not in own:
            lose(f"the name {name}", f"keys have a-z, 0-9 and _ only, and are unique; it is {key}")
        base: Tree = {"key": key, "type": made["type"], "text": self._label(node, lose)}
        base |= self._help(node)
        if place.group:
            base["group"] = place.group
        own_condition = None if "show_if" in own else self._condition(node, inside, lose)
        conditions = [*place.conditions, *([own_condition] if own_condition else [])]
        take_bind(node, made, lose, bool(own))
        take_media(node, made, lose)
        lose_the_rest(node, lose)
        found = list(self._kinds(node, key, made, conditions, inside, notes, lose))
        whole = []
        for turn, (one, asked, options) in enumerate(found):
            question = base | one
            if asked:
                question["show_if"] = asked[0] if len(asked) == 1 else {"all": asked}
            take_scoring(node, question, lose if not turn else _nothing)
            if len(found) > 1:
                question["key"] = one["key"]
            overlay(question, own)
            if notes and not turn:
                question["notes"] = notes
            known = Known(question["key"], question["type"], inside, options)
            whole.append((question, known))
        if found and made["type"] != "note":
            self.names[name] = [known for _question, known in whole]
        else:
            self.names.pop(name, None)
        return [question for question, _known in whole]

    def _label(self, node: Tree, lose: Any) -> Any:
        text = self.languages.text(node.get("label"))
        if text is None:
            lose(f"{node['name']} has no label", "a question has a text; its name stands for it")
            return str(node["name"])
        if "${" in str(text):
            lose("${…} in the label", "answers are not put into texts; it stands as it is written")
        return text

    def _help(self, node: Tree) -> Tree:
        hint = self.languages.text(node.get("hint"))
        more = self.languages.text(node.get("guidance_hint"))
        if hint is None or more is None:
            said = hint if more is None else more
            return {} if said is None else {"help": said}
        if isinstance(hint, str) and isinstance(more, str):
            return {"help": f"{hint}\n\n{more}"}
        both = {}
        for code in self.languages.all:
            said = [one if isinstance(one, str) else one.get(code) for one in (hint, more)]
            both[code] = "\n\n".join(one for one in said if one)
        return {"help": {code: words for code, words in both.items() if words}}

    def _kinds(
        self, node: Tree, key: str, made: Tree, asked: list[Tree], inside: object,
        notes: list[str], lose: Any,
    ) -> Iterator[tuple[Tree, list[Tree], dict[str, str]]]:  # fmt: skip
        if "options" in made or made["type"] not in ("choice", "multi_choice"):
            options = {"OK": "ok"} if "options" in made else {}
            yield made, asked, options
            return
        said = str(node.get("choice_filter") or "").strip()
        listed = list(all_choices(self.form, node))
        if not said:
            yield self._whole_list(node, key, made, listed, notes, lose), asked, self._keys_of(node)
            return
        try:
            columns, found = parts(said, listed)
            cascade = list(self._cascade(node, key, made, found, inside, columns, notes, lose))
        except Unsaid as error:
            lose(f"choice_filter {said}", f"{error}; all choices are offered")
            yield self._whole_list(node, key, made, listed, notes, lose), asked, self._keys_of(node)
            return
        for one, tests, options in cascade:
            yield one, asked + tests, options

    def _cascade(
        self, node: Tree, key: str, made: Tree, found: list[Any], inside: object,
        columns: set[str], notes: list[str], lose: Any,
    ) -> Iterator[tuple[Tree, list[Tree], dict[str, str]]]:  # fmt: skip
        count = 0
        for part in found:
            try:
                tests = [
                    condition(f"${{{name}}} = {quoted(value)}", self.names, inside)
                    for name, value in part.asked
                ]
            except Unsaid as error:
                offered = ", ".join(str(choice.get("name")) for choice in part.choices)
                lose(f"the choices {offered}", str(error))
                continue
            listed = option_list(
                str(node["list_name"]), part.choices, self.languages, notes, self.ledger, columns
            )
            if len(listed.options) > MOST_OPTIONS:
                raise Unsaid(f"more than {MOST_OPTIONS} choices are left at once")
            own = key_from("_".join((key, *(v for _n, v in part.asked))), self._keys, f"{key}_part")
            count += 1
            yield made | {"key": own, "options": listed.options}, tests, listed.keys
        if not count:
            raise Unsaid("no answer leaves a choice")

    def _keys_of(self, node: Tree) -> dict[str, str]:
        return self._lists[str(node["list_name"])].keys

    def _whole_list(
        self, node: Tree, key: str, made: Tree, listed: list[Tree], notes: list[str], lose: Any
    ) -> Tree:
        name = str(node["list_name"])
        if name not in self._lists:
            self._lists[name] = option_list(name, listed, self.languages, self.notes, self.ledger)
        found = self._lists[name]
        if len(found.options) > MOST_OPTIONS or not found.options:
            lose(
                f"the list {name} of {len(found.options)}",
                f"a question has 1 to {MOST_OPTIONS} options; it is asked as text",
            )
            left = {n: v for n, v in made.items() if n not in ("look", "at_least", "at_most")}
            return left | {"type": "text"}
        expects = found.expects() if made["type"] == "choice" else None
        if expects:
            left = {n: v for n, v in made.items() if n != "look"}
            return left | {"type": "yes_no"} | ({"expect": "no"} if expects == "no" else {})
        if name in self._shared:
            own = re.sub(r"[^a-z0-9_]+", "_", name.lower())[:80]
            self.answer_sets[own] = found.options
            return made | {"options": own}
        return made | {"options": found.options}

    def _shared_lists(self) -> set[str]:
        """Tell which lists several questions have, or the form says so: they get a name."""
        seen: set[str] = set()
        shared = set(str(self.form.get("answer_sets") or "").split())
        plain = {}
        for node in _all(self.form["children"]):
            name = str(node.get("list_name") or "")
            if not name or node.get("choice_filter"):
                continue
            if name in seen:
                shared.add(name)
            seen.add(name)
        for name in shared:
            plain.setdefault(re.sub(r"[^a-z0-9_]+", "_", name.lower())[:80], name)
        return set(plain.values())


def _nothing(_what: str, _why: str) -> None:
    pass


def _row(node: Tree) -> int | None:
    return int(node[ROW]) if str(node.get(ROW, "")).isdigit() else None


def _number(text: str) -> Any:
    found = number(text)
    return text if found is None else found


def _all(children: list[Tree]) -> Iterator[Tree]:
    for node in children:
        yield node
        yield from _all(node.get("children", []))


def _said(node: Tree) -> str:
    """Write a row that has no counterpart so that nothing of it is forgotten."""
    known = ("type", "name", ROW, "choices", "children", "parameters", "itemset")
    bind = node.get("bind") or {}
    rest = {n: v for n, v in node.items() if n not in (*known, "bind", "control")} | bind
    said = "; ".join(f"{name} {value}" for name, value in rest.items() if value not in ("", {}))
    return f"{node['type']} {node['name']}" + (f" ({said})" if said else "")
