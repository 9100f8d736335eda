"""Lists of choices: as options of a checklist, and the parts that a filter makes of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from auditapp.checklists.xlsform.conditions import Tree, number
from auditapp.checklists.xlsform.expressions import Node, Unsaid, parse
from auditapp.checklists.xlsform.losses import Ledger, Lost, Said, said
from auditapp.checklists.xlsform.reading import ROW
from auditapp.checklists.xlsform.texts import Languages
from auditapp.core.problems import N_

MOST_OPTIONS = 200
MOST_PARTS = 60
YES_NO = ("yes", "no")
YES_WORDS, NO_WORDS = {"yes", "да"}, {"no", "нет"}
_OWN = {"name", "label", "score", ROW}
_KEY = re.compile(r"[a-z0-9_]{1,80}")
_NOT_IN_A_KEY = re.compile(r"[^a-z0-9_]+")


def key_from(name: str, taken: set[str], otherwise: str) -> str:
    """Return a key like a name of the form that is not taken yet, and take it."""
    plain = name if _KEY.fullmatch(name) else _NOT_IN_A_KEY.sub("_", name.lower()).strip("_")[:60]
    key, turn = plain or otherwise, 2
    while key in taken:
        key, turn = f"{(plain or otherwise)[:70]}_{turn}", turn + 1
    taken.add(key)
    return key


@dataclass
class List:
    """One list: its options in our form, and what the form called each."""

    name: str
    options: list[Tree] = field(default_factory=list)
    keys: dict[str, str] = field(default_factory=dict)
    is_scored: bool = False

    def expects(self) -> str | None:
        """Return the answer that a list of yes and no expects; None if it is another list."""
        if tuple(option["key"] for option in self.options) != YES_NO:
            return None
        for option, words in zip(self.options, (YES_WORDS, NO_WORDS), strict=True):
            text = option["text"]
            said = text.values() if isinstance(text, dict) else [text]
            if not {one.casefold() for one in said} <= words:
                return None
        scores = [option.get("score") for option in self.options]
        return {(100, 0): "yes", (0, 100): "no"}.get(tuple(scores))  # type: ignore[arg-type]


def option_list(
    name: str,
    choices: list[Tree],
    languages: Languages,
    notes: list[str],
    ledger: Ledger,
    used: set[str] = frozenset(),  # type: ignore[assignment]
) -> List:
    """Make options of the rows of a list; `used` are columns that a filter reads."""

    def lose(choice: Tree, what: str | Said, why: str, **details: Any) -> None:
        ledger.lose(notes, Lost("choices", _row(choice), what, Said(why, details)))

    made = List(name)
    taken: set[str] = set()
    odd: dict[str, Tree] = {}
    for place, choice in enumerate(choices, 1):
        called = str(choice.get("name", ""))
        if called in made.keys:
            why = N_("the list has a choice of this name already; only the first is kept")
            lose(choice, f"{name}: {called}", why)
            continue
        key = made.keys[called] = key_from(called, taken, f"option_{place}")
        if key != called.lower():
            what = said(N_("%(list)s: the name %(name)s"), list=name, name=called)
            lose(choice, what, N_("keys have a-z, 0-9 and _ only; it is called %(key)s"), key=key)
        option: Tree = {"key": key, "text": languages.text(choice.get("label")) or called or key}
        score = _score(choice.get("score"))
        if score is not None:
            option["score"] = score
            made.is_scored = True
        elif choice.get("score"):
            lose(choice, f"score {choice['score']}", N_("a score is a number from -100 to 100"))
        made.options.append(option)
        for column in choice.keys() - _OWN - used:
            odd.setdefault(column, choice)
    for column, choice in sorted(odd.items()):
        what = said(
            N_("column %(column)s of the list %(list)s: %(value)s"),
            column=column, list=name, value=_written(choice[column]),
        )  # fmt: skip
        lose(choice, what, N_("options have no such thing here"))
    return made


def _written(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name} {one}" for name, one in value.items())
    return str(value)


def _row(choice: Tree) -> int | None:
    return int(choice[ROW]) if choice.get(ROW) else None


def _score(raw: Any) -> int | Decimal | None:
    found = number(str(raw)) if raw is not None else None
    return found if found is not None and -100 <= found <= 100 else None


@dataclass(frozen=True)
class Part:
    """What of a list is offered when the questions of the filter have these answers."""

    asked: tuple[tuple[str, str], ...]  # names of questions, and the answer of each
    choices: list[Tree]


def parts(choice_filter: str, choices: list[Tree]) -> tuple[set[str], list[Part]]:
    """Part a list by a filter; return the columns it reads too. Raises: Unsaid."""
    tree = parse(choice_filter)
    terms = [_term(node) for node in (tree[1:] if tree[0] == "all" else [tree])]
    found: dict[tuple[tuple[str, str], ...], list[Tree]] = {}
    for choice in choices:
        asked = tuple((name, str(choice.get(column, ""))) for column, name in terms)
        found.setdefault(asked, []).append(choice)
    if len(found) > MOST_PARTS:
        sentence = N_("it parts the list into %(count)s, at most %(most)s are made here")
        raise Unsaid(sentence, count=len(found), most=MOST_PARTS)
    return {column for column, _name in terms}, [Part(*one) for one in found.items()]


def _term(node: Node) -> tuple[str, str]:
    if node[0] == "=" and {node[1][0], node[2][0]} == {"name", "ref"}:
        column, asked = (node[1], node[2]) if node[1][0] == "name" else (node[2], node[1])
        return column[1], asked[1]
    raise Unsaid(N_("only filters like column = ${question} can be said here"))


def all_choices(form: Tree, node: Tree) -> Iterator[Tree]:
    """Yield the choices of a question, whichever way pyxform has them."""
    listed = node.get("choices") or form.get("choices", {}).get(node.get("list_name")) or []
    yield from (choice for choice in listed if isinstance(choice, dict))
