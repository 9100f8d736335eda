"""What a form's `relevant` and `constraint` mean in a checklist's words."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from auditapp.checklists.xlsform.expressions import ORDERS, TURNED, Node, Unsaid, parse
from auditapp.checklists.xlsform.losses import Said, said
from auditapp.core.problems import N_

Tree = dict[str, Any]
MOST_TESTS = 200
_TESTS = {"<": "below", "<=": "at_most", ">": "above", ">=": "at_least"}
_MOMENTS = ("date", "date-time")
_NUMBERS = ("number", "duration", "scale")


@dataclass(frozen=True)
class Known:
    """A question that stands for a name of the form; a cascade has several for one name."""

    key: str
    type: str
    turns: object = None  # the repeated section it stands in
    options: Mapping[str, str] = field(default_factory=dict)  # the form's names to our keys


Names = Mapping[str, list[Known]]


def condition(text: str, names: Names, inside: object) -> Tree:
    """Return the show_if that an expression says. Raises: Unsaid."""
    tree = parse(text)
    try:
        return _condition(tree, names, inside)
    except Unsaid as error:
        if error.said.details.get("words") == _written(tree):  # it stands beside the reason
            raise Unsaid(N_("it cannot be said as a condition")) from None
        raise


def _condition(node: Node, names: Names, inside: object) -> Tree:
    if node[0] in ("any", "all"):
        found = [_condition(one, names, inside) for one in node[1:]]
        return _one_of(found) if node[0] == "any" else {"all": found}
    if node[0] in ORDERS:
        return _compared(node[0], node[1], node[2], names, inside)
    if node[0] == "call" and node[1] == "not" and len(node) == 3:
        return {"not": _condition(node[2], names, inside)}
    if node[0] == "call" and node[1] == "selected" and len(node) == 4 and node[3][0] == "text":
        return _equal(_questions(node[2], names, inside), ("text", node[3][1].strip()), True)
    raise _no_condition(node)


def _no_condition(node: Node) -> Unsaid:
    return Unsaid(N_("'%(words)s' cannot be said as a condition"), words=_written(node))


def _one_of(found: list[Tree]) -> Tree:
    """Several options of one question are one test."""
    asked = {one.get("question") for one in found if set(one) == {"question", "equals"}}
    plain = all(set(one) == {"question", "equals"} for one in found)
    if plain and len(asked) == 1 and not any(isinstance(one["equals"], list) for one in found):
        return {"question": found[0]["question"], "in": [one["equals"] for one in found]}
    return {"any": found}


def _compared(order: str, left: Node, right: Node, names: Names, inside: object) -> Tree:
    if left[0] != "ref" and right[0] in ("ref", "call") and _is_value(left):
        left, right, order = right, left, TURNED[order]
    if left[0] == "call" and left[1] == "string-length" and len(left) == 3 and left[2][0] == "ref":
        return _length(order, right, _questions(left[2], names, inside))
    asked = _questions(left, names, inside)
    if right == ("text", ""):
        if order in ("=", "!="):
            return _either(
                [{"question": one.key, "answered": order == "!="} for one in asked],
                "all" if order == "=" else "any",
            )
    elif order == "=":
        return _equal(asked, right, False)
    elif order == "!=":
        return {"not": _equal(asked, right, False)}
    elif len(asked) == 1:
        return {"question": asked[0].key, _TESTS[order]: _bound(asked[0], right)}
    raise _no_condition((order, left, right))


def _is_value(node: Node) -> bool:
    is_moment = node[0] == "call" and node[1] in _MOMENTS
    return node[0] in ("text", "number") or is_moment


def _length(order: str, right: Node, asked: list[Known]) -> Tree:
    if len(asked) == 1 and asked[0].type in ("text", "long_text"):
        if (order, right) in ((">", ("number", "0")), ("!=", ("number", "0"))):
            return {"question": asked[0].key, "answered": True}
        if (order, right) == ("=", ("number", "0")):
            return {"question": asked[0].key, "answered": False}
    raise Unsaid(N_("lengths of text are not compared"))


def _questions(node: Node, names: Names, inside: object) -> list[Known]:
    if node[0] != "ref":
        raise Unsaid(N_("'%(words)s' is not the answer of a question"), words=_written(node))
    known = names.get(node[1])
    if not known:
        sentence = N_("%(name)s is not a question before this one")
        raise Unsaid(sentence, name=_written(node))
    if any(one.turns is not None and one.turns is not inside for one in known):
        sentence = N_("%(name)s stands in a repeat and has no one answer out here")
        raise Unsaid(sentence, name=_written(node))
    return known


def _equal(asked: list[Known], value: Node, is_selected: bool) -> Tree:
    tests = []
    for one in asked:
        operand = _operand(one, value)
        if operand is None:
            continue
        if one.type == "multi_choice":
            test = {"includes": operand} if is_selected else {"equals": [operand]}
        else:
            test = {"equals": operand}
        tests.append({"question": one.key} | test)
    if not tests:
        sentence = N_("%(value)s is no answer to '%(key)s'")
        raise Unsaid(sentence, value=_written(value), key=asked[0].key)
    return _either(tests, "any")


def _either(tests: list[Tree], tree: str) -> Tree:
    if len(tests) > MOST_TESTS:
        raise Unsaid(N_("too many questions stand for one name"))
    return tests[0] if len(tests) == 1 else {tree: tests}


def _operand(asked: Known, value: Node) -> Any:
    if asked.type in ("choice", "multi_choice", "yes_no"):
        return asked.options.get(value[1]) if value[0] in ("text", "number") else None
    if asked.type in _NUMBERS:
        return number(value[1]) if value[0] in ("text", "number") else None
    if asked.type in ("date", "datetime", "time"):
        return _moment(value)
    if asked.type in ("text", "long_text") and value[0] == "text":
        return value[1]
    return None


def _bound(asked: Known, value: Node) -> Any:
    if asked.type in _NUMBERS or asked.type in ("date", "datetime", "time"):
        found = _operand(asked, value)
        if found is not None:
            return found
    sentence = N_("'%(key)s' and %(value)s are not compared")
    raise Unsaid(sentence, key=asked.key, value=_written(value))


def _moment(value: Node) -> str | None:
    if value[0] == "call" and value[1] in _MOMENTS and len(value) == 3:
        value = value[2]
    return value[1] if value[0] == "text" else None


def number(text: str) -> int | Decimal | None:
    """Return the number that a text writes, or None."""
    try:
        found = Decimal(text.strip())
    except InvalidOperation:
        return None
    if not found.is_finite() or abs(found.adjusted()) > 30:
        return None
    return int(found) if found == found.to_integral_value() else found


def settings(text: str, kind: str, is_whole: bool) -> tuple[Tree, list[Said]]:
    """Return the settings that a constraint says, and the parts of it that none can say."""
    found: Tree = {}
    unsaid = []
    try:
        tree = parse(text)
    except Unsaid as error:
        return {}, [error.said]
    parts = tree[1:] if tree[0] == "all" else [tree]
    for node in parts:
        one = _setting(node, kind, is_whole)
        if len(parts) == 1 and one is None:
            unsaid.append(said(N_("it has no counterpart here")))
        elif one is None or set(one) & set(found):
            unsaid.append(said(N_("'%(words)s' has no counterpart here"), words=_written(node)))
        else:
            found |= one
    return found, unsaid


def _setting(node: Node, kind: str, is_whole: bool) -> Tree | None:
    if kind in ("text", "long_text") and node[:3] == ("call", "regex", ("this",)):
        is_plain = len(node) == 4 and node[3][0] == "text"
        return {"pattern": _pattern(node[3][1])} if is_plain else None
    if node[0] not in ORDERS:
        return None
    order, left, right = node
    if _is_value(left):
        order, left, right = TURNED[order], right, left
    if left == ("this",) and kind in ("number", "date", "time", "datetime"):
        bound = number(right[1]) if right[0] == "number" else _moment(right)
        is_number = isinstance(bound, int | Decimal)
        if bound is None or is_number is not (kind == "number"):
            return None
        return _bounds(order, bound, "min", "max", is_whole)
    if left[:3] == ("call", "string-length", ("this",)) and kind in ("text", "long_text"):
        return _count(order, right, "min_length", "max_length")
    if left[:3] == ("call", "count-selected", ("this",)) and kind == "multi_choice":
        return _count(order, right, "at_least", "at_most")
    return None


def _count(order: str, right: Node, low: str, high: str) -> Tree | None:
    count = number(right[1]) if right[0] == "number" else None
    return _bounds(order, count, low, high, True) if isinstance(count, int) else None


def _bounds(order: str, bound: Any, low: str, high: str, is_whole: bool) -> Tree | None:
    if order == "=" and is_whole and low != "min":
        return {low: bound, high: bound}
    if order in (">", "<") and is_whole and isinstance(bound, int):
        return {low: bound + 1} if order == ">" else {high: bound - 1}
    return {">=": {low: bound}, "<=": {high: bound}}.get(order)


def _pattern(regex: str) -> str:
    whole = re.fullmatch(r"\^\(\?:(.*)\)\$", regex)
    return whole[1] if whole else regex


def _written(node: Node) -> str:
    if node[0] in ORDERS:
        return f"{_written(node[1])} {node[0]} {_written(node[2])}"
    if node[0] in ("any", "all"):
        return {"any": " or ", "all": " and "}[node[0]].join(map(_written, node[1:]))
    if node[0] == "call":
        return f"{node[1]}({', '.join(map(_written, node[2:]))})"
    if node[0] == "ref":
        return f"${{{node[1]}}}"
    if node[0] == "text":
        return f"'{node[1]}'"
    return "." if node[0] == "this" else str(node[1])
