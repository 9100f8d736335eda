"""Conditions in a panel: the questions before a part, and words for what rows cannot show."""

from typing import Any

from flask_babel import gettext

from auditapp.checklists.routes.panel_words import OPS
from auditapp.checklists.routes.parts import (
    Tree,
    as_json,
    as_map,
    clocked,
    cut,
    maps,
    options_of,
    say,
    shown,
)
from auditapp.core.conditions import DEEPEST, TESTS
from auditapp.core.kinds.base import bend

_MOMENTS = {"date": "date", "time": "time", "datetime": "datetime-local"}
_SCALARS = ("yes_no", "choice", "multi_choice", "scale", "number", "duration")


def numbered(tree: Tree) -> dict[int, str]:
    """Return the number of each question as people see it, '2.1', by the identity of its map."""
    return {
        id(question): f"{at_section}.{at_question}"
        for at_section, section in maps(tree.get("sections"))
        for at_question, question in maps(section.get("questions"))
    }


def name_of(question: Tree, number: str, spoken: str, languages: tuple[str, ...]) -> str:
    """Name a question by its number and its first words."""
    words = cut(say(question.get("text"), spoken, languages))
    # Texts inside of formatted strings are not found for the catalogue.
    unnamed = shown(question.get("key")) or gettext("(no words yet)")
    return f"{number} {words or unnamed}"


def earlier(
    tree: Tree, section: Tree, part: Tree, spoken: str, languages: tuple[str, ...]
) -> list[Tree]:
    """Return the questions that a condition of the part may look at, section by section.

    `part` is a question of the section, or the section itself.
    """
    numbers, groups = numbered(tree), []
    for number, one in maps(tree.get("sections")):
        if one is section and part is section:
            break
        asked = []
        for _place, question in maps(one.get("questions")):
            if question is part:
                break
            asked.append(question)
        # From outside a repeated section there is no one answer in it.
        if one is section or one.get("repeat") is None:
            title = say(one.get("title"), spoken, languages)
            told = [
                _offered(question, numbers[id(question)], tree, spoken, languages)
                for question in asked
                if isinstance(question.get("key"), str) and question.get("type") != "note"
            ]
            groups.append({"title": f"{number}. {cut(title)}", "questions": told})
        if one is section:
            break
    return [group for group in groups if group["questions"]]


def _offered(
    question: Tree, number: str, tree: Tree, spoken: str, languages: tuple[str, ...]
) -> Tree:
    kind = type_of(question)
    values = []
    if kind == "yes_no":
        values = [("yes", str(gettext("Yes"))), ("no", str(gettext("No")))]
    elif kind in ("choice", "multi_choice"):
        values = [
            (key, cut(say(text, spoken, languages)) or key)
            for key, text, _score in options_of(question, tree)
        ]
    unit = question.get("unit") if kind == "number" else None
    return {
        "key": question["key"],
        "name": name_of(question, number, spoken, languages),
        "family": _family(kind),
        "values": values,
        "na": question.get("na") is True or kind is None,
        **({"input": _MOMENTS[kind]} if kind in _MOMENTS else {}),
        **({"unit": say(unit, spoken, languages)} if unit is not None else {}),
    }


def type_of(question: Tree) -> str | None:
    """Return the type that a question names, if it names one."""
    named = question.get("type")
    return named if isinstance(named, str) else None


def _family(kind: str | None) -> str:
    if kind in _SCALARS:
        return kind
    if kind in _MOMENTS:
        return "moment"
    return "words" if kind in ("text", "long_text") else "other"


class Condition:
    """Says a condition of a tree that may be faulty in any way."""

    def __init__(self, tree: Tree, spoken: str, languages: tuple[str, ...]) -> None:
        self._tree, self._spoken, self._languages = tree, spoken, languages
        numbers = numbered(tree)
        self._questions = {
            question["key"]: (question, numbers[id(question)])
            for _number, section in maps(tree.get("sections"))
            for _place, question in maps(section.get("questions"))
            if isinstance(question.get("key"), str)
        }

    def kept(self, raw: Any) -> dict[str, str]:
        """Return words for each branch of the first two levels, by its path."""
        if raw is None:
            return {}
        found = {"": self.say(raw)}
        for mode, place, branch in _branches(raw):
            path = f"{mode}.{place}"
            found[path] = self.say(branch)
            for inner, at, leaf in _branches(branch):
                found[f"{path}.{inner}.{at}"] = self.say(leaf)
        return found

    def say(self, raw: Any, depth: int = 0) -> str:
        """Say a condition, or show it as it stands where that cannot be done."""
        if depth <= DEEPEST and isinstance(raw, dict) and len(raw) == 1:
            [(mode, inner)] = raw.items()
            if mode == "not":
                what = self.say(inner, depth + 1)
                return str(gettext("it is not so that %(what)s", what=what))
            if mode in ("all", "any") and isinstance(inner, list) and inner:
                between = gettext("and") if mode == "all" else gettext("or")
                return f" {between} ".join(self._branch(one, depth + 1) for one in inner)
        tests = [key for key in as_map(raw) if key in TESTS]
        if isinstance(raw, dict) and set(raw) == {"question", *tests} and len(tests) == 1:
            return self._test(raw, tests[0])
        return as_json(raw)

    def _branch(self, raw: Any, depth: int) -> str:
        said = self.say(raw, depth)
        return f"({said})" if isinstance(raw, dict) and len(raw) == 1 else said

    def _test(self, raw: Tree, op: str) -> str:
        named, value = shown(raw["question"]), raw[op]
        question, number = self._questions.get(named, ({}, ""))
        kind = type_of(question)
        name = name_of(question, number, self._spoken, self._languages).strip()
        named = str(gettext("“%(words)s”", words=name if question else named))
        if op in ("answered", "na"):
            return f"{named} {OPS[op if value is True else f'not_{op}']}"
        words = OPS.get(f"{_family(kind)}.{op}", OPS[op])
        values = value if isinstance(value, list) else [value]
        told = ", ".join(self._value(question, one) for one in values)
        return f"{named} {words} {told}"

    def _value(self, question: Tree, value: Any) -> str:
        value = bend(value)
        if question.get("type") == "yes_no" and value in ("yes", "no"):
            return str(gettext("Yes") if value == "yes" else gettext("No"))
        for key, text, _score in options_of(question, self._tree):
            if key == value:
                words = say(text, self._spoken, self._languages) or key
                return str(gettext("“%(words)s”", words=words))
        return clocked(value) if question.get("type") == "duration" else shown(value)


def _branches(raw: Any) -> list[tuple[str, int, Any]]:
    if not isinstance(raw, dict) or len(raw) != 1:
        return []
    [(mode, inner)] = raw.items()
    is_tree = mode in ("all", "any") and isinstance(inner, list)
    return [(mode, place, branch) for place, branch in enumerate(inner)] if is_tree else []
