"""Questions out of rows: their names, the lists they offer, and parts of lists that follow from
answers. Remembers what later rows may refer to."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from auditapp.checklists.xlsform.choices import (
    MOST_OPTIONS,
    List,
    Part,
    all_choices,
    key_from,
    option_list,
    parts,
)
from auditapp.checklists.xlsform.conditions import Known, condition
from auditapp.checklists.xlsform.expressions import Unsaid, quoted
from auditapp.checklists.xlsform.losses import Ledger, Lost, Said, said
from auditapp.checklists.xlsform.questions import (
    Lose,
    kind_of,
    lose_the_rest,
    overlay,
    own_settings,
    take_bind,
    take_media,
    take_scoring,
)
from auditapp.checklists.xlsform.reading import Tree
from auditapp.checklists.xlsform.texts import Languages
from auditapp.core.problems import N_

# A question that a row becomes, when it is asked, and what the form calls its options.
Made = tuple[Tree, list[Tree], dict[str, str]]


@dataclass(frozen=True)
class Row:
    """A row to be asked: where it stands, and where its losses are noted."""

    node: Tree
    number: int | None
    inside: object  # the repeated section it stands in
    group: Any
    conditions: tuple[Tree, ...]
    notes: list[str] = field(default_factory=list)


class Asking:
    """Makes questions of rows, one after another."""

    def __init__(self, form: Tree, languages: Languages, ledger: Ledger, notes: list[str]) -> None:
        self.answer_sets: Tree = {}
        self._form = form
        self._languages = languages
        self._ledger = ledger
        self._notes = notes  # of the document, for lists that many questions share
        self._names: dict[str, list[Known]] = {}
        self._keys: set[str] = set()
        self._lists: dict[str, List] = {}
        self._shared = self._shared_lists()

    def loser(self, notes: list[str], sheet: str, row: int | None) -> Lose:
        """Return what tells losses of one row, and notes them."""

        def lose(what: str | Said, why: str | Said, **details: Any) -> None:
            reason = why if isinstance(why, Said) else Said(why, details)
            self._ledger.lose(notes, Lost(sheet, row, what, reason))

        return lose

    def condition(self, node: Tree, inside: object, lose: Lose) -> Tree | None:
        """Return when a row is asked, if not always."""
        relevant = str((node.get("bind") or {}).get("relevant") or "").strip()
        if not relevant or relevant in ("true()", "yes"):
            return None
        try:
            return condition(relevant, self._names, inside)
        except Unsaid as error:
            lose(f"relevant {relevant}", N_("%(reason)s; it is always shown"), reason=error.said)
            return None

    def questions(self, row: Row) -> list[Tree]:
        """Return the questions that a row becomes: one, or one for each part of its list."""
        node, notes = row.node, row.notes
        lose = self.loser(notes, "survey", row.number)
        own = own_settings(node, lose)
        made = kind_of(node, lose)
        key = self._key(node, own, lose)
        base: Tree = {"key": key, "type": made["type"], "text": self._label(node, lose)}
        base |= self._help(node) | ({"group": row.group} if row.group else {})
        own_condition = None if "show_if" in own else self.condition(node, row.inside, lose)
        asked = [*row.conditions, *([own_condition] if own_condition else [])]
        take_bind(node, made, lose, bool(own))
        take_media(node, made, lose)
        lose_the_rest(node, lose)
        whole, known = [], []
        found = list(self._kinds(row, key, made, asked, lose))
        for turn, (one, tests, options) in enumerate(found):
            question = base | one
            if tests:
                question["show_if"] = tests[0] if len(tests) == 1 else {"all": tests}
            take_scoring(node, question, lose if not turn else _nothing)
            if len(found) > 1:
                question["key"] = one["key"]
            overlay(question, own)
            if notes and not turn:
                question["notes"] = notes
            whole.append(question)
            known.append(Known(question["key"], question["type"], row.inside, options))
        self._remember(str(node["name"]), known if made["type"] != "note" else [])
        return whole

    def _remember(self, name: str, known: list[Known]) -> None:
        if known:
            self._names[name] = known
        else:
            self._names.pop(name, None)

    def _key(self, node: Tree, own: Tree, lose: Lose) -> str:
        name = str(node["name"])
        key = own.get("key") or key_from(name, self._keys, f"question_{len(self._keys) + 1}")
        self._keys.add(key)
        if key != name.lower() and "key" not in own:
            why = N_("keys have a-z, 0-9 and _ only, and are unique; it is %(key)s")
            lose(said(N_("the name %(name)s"), name=name), why, key=key)
        return str(key)

    def _label(self, node: Tree, lose: Lose) -> Any:
        text = self._languages.text(node.get("label"))
        if text is None:
            what = said(N_("%(name)s has no label"), name=node["name"])
            lose(what, N_("a question has a text; its name stands for it"))
            return str(node["name"])
        if "${" in str(text):
            why = N_("answers are not put into texts; it stands as it is written")
            lose(said(N_("${…} in the label")), why)
        return text

    def _help(self, node: Tree) -> Tree:
        hint = self._languages.text(node.get("hint"))
        more = self._languages.text(node.get("guidance_hint"))
        if hint is None or more is None:
            words = hint if more is None else more
            return {} if words is None else {"help": words}
        if isinstance(hint, str) and isinstance(more, str):
            return {"help": f"{hint}\n\n{more}"}
        both = {}
        for code in self._languages.all:
            spoken = [one if isinstance(one, str) else one.get(code) for one in (hint, more)]
            both[code] = "\n\n".join(one for one in spoken if one)
        return {"help": {code: words for code, words in both.items() if words}}

    # What is offered

    def _kinds(
        self, row: Row, key: str, made: Tree, asked: list[Tree], lose: Lose
    ) -> Iterator[Made]:
        node = row.node
        if "options" in made or made["type"] not in ("choice", "multi_choice"):
            options = {"OK": "ok"} if "options" in made else {}
            yield made, asked, options
            return
        filtered = str(node.get("choice_filter") or "").strip()
        listed = list(all_choices(self._form, node))
        if filtered:
            try:
                columns, found = parts(filtered, listed)
                cascade = list(self._cascade(row, key, made, found, columns, lose))
            except Unsaid as error:
                why = N_("%(reason)s; all choices are offered")
                lose(f"choice_filter {filtered}", why, reason=error.said)
            else:
                yield from ((one, asked + tests, options) for one, tests, options in cascade)
                return
        whole = self._whole_list(node, made, listed, lose)
        yield whole, asked, self._lists[str(node["list_name"])].keys

    def _cascade(
        self, row: Row, key: str, made: Tree, found: list[Part], columns: set[str], lose: Lose
    ) -> Iterator[Made]:
        count = 0
        for part in found:
            try:
                tests = [
                    condition(f"${{{name}}} = {quoted(value)}", self._names, row.inside)
                    for name, value in part.asked
                ]
            except Unsaid as error:
                offered = ", ".join(str(choice.get("name")) for choice in part.choices)
                lose(said(N_("the choices %(offered)s"), offered=offered), error.said)
                continue
            name = str(row.node["list_name"])
            listed = option_list(
                name, part.choices, self._languages, row.notes, self._ledger, columns
            )
            if len(listed.options) > MOST_OPTIONS:
                raise Unsaid(N_("more than %(most)s choices are left at once"), most=MOST_OPTIONS)
            own = key_from("_".join((key, *(v for _n, v in part.asked))), self._keys, f"{key}_part")
            count += 1
            yield made | {"key": own, "options": listed.options}, tests, listed.keys
        if not count:
            raise Unsaid(N_("no answer leaves a choice"))

    def _whole_list(self, node: Tree, made: Tree, listed: list[Tree], lose: Lose) -> Tree:
        name = str(node["list_name"])
        if name not in self._lists:
            self._lists[name] = option_list(
                name, listed, self._languages, self._notes, self._ledger
            )
        found = self._lists[name]
        if len(found.options) > MOST_OPTIONS or not found.options:
            lose(
                said(N_("the list %(name)s of %(count)s"), name=name, count=len(found.options)),
                N_("a question has 1 to %(most)s options; it is asked as text"),
                most=MOST_OPTIONS,
            )
            left = {n: v for n, v in made.items() if n not in ("look", "at_least", "at_most")}
            return left | {"type": "text"}
        expects = found.expects() if made["type"] == "choice" else None
        if expects:
            left = {n: v for n, v in made.items() if n != "look"}
            return left | {"type": "yes_no"} | ({"expect": "no"} if expects == "no" else {})
        if name in self._shared:
            own = _set_key(name)
            self.answer_sets[own] = found.options
            return made | {"options": own}
        return made | {"options": found.options}

    def _shared_lists(self) -> set[str]:
        """Tell which lists several questions have, or the form says so: they get a name."""
        seen: set[str] = set()
        shared = set(str(self._form.get("answer_sets") or "").split())
        for node in all_nodes(self._form["children"]):
            name = str(node.get("list_name") or "")
            if name and not node.get("choice_filter"):
                (shared if name in seen else seen).add(name)
        plain: dict[str, str] = {}
        for name in shared:
            plain.setdefault(_set_key(name), name)
        return set(plain.values())


def all_nodes(children: list[Tree]) -> Iterator[Tree]:
    """Yield rows and groups, and what stands in these."""
    for node in children:
        yield node
        yield from all_nodes(node.get("children", []))


def _set_key(name: str) -> str:
    return re.sub(r"[^a-z0-9_]+", "_", name.lower())[:80]


def _nothing(what: str | Said, why: str | Said, **details: Any) -> None:
    pass
