"""Conditions: when a question is asked. A tree of tests, each on one question before it.

Knows questions by their keys alone; what state a question is in, the caller says.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, NamedTuple

from auditapp.core.kinds.base import bend
from auditapp.core.kinds.moment import Moment, before, read_moment
from auditapp.core.numbers import read_setting
from auditapp.core.problems import N_

ORDER = ("above", "at_least", "below", "at_most")
STATE = ("answered", "na")
TESTS = ("equals", "in", "includes", *ORDER, *STATE)
TREES = ("all", "any", "not")
DEEPEST = 20

Path = tuple[str | int, ...]


class Seen(NamedTuple):
    """What a condition may know of a question: its value if in force, and whether it is n/a."""

    value: Any
    answered: bool
    not_applicable: bool


NOTHING = Seen(None, False, False)


@dataclass(frozen=True)
class Test:
    """One test of one question."""

    question: str
    op: str
    operand: Any


@dataclass(frozen=True)
class Tree:
    """`all`, `any` or `not` of the branches below."""

    op: str
    branches: tuple["Condition", ...]


Condition = Test | Tree
Refuse = Callable[[Path, str, dict[str, Any]], None]


def read_condition(raw: Any, path: Path, refuse: Refuse, depth: int = 0) -> Condition | None:
    """Read a condition; report every fault to `refuse` and return None for what has one."""
    if depth > DEEPEST:
        refuse(path, N_("The condition is nested too deeply."), {})
        return None
    if not isinstance(raw, dict):
        refuse(path, N_("A condition names a question and a test, or all, any, not."), {})
        return None
    trees = [key for key in raw if key in TREES]
    if trees and len(raw) == 1:
        return _read_tree(trees[0], raw[trees[0]], (*path, trees[0]), refuse, depth)
    return _read_test(raw, path, refuse)


def _read_tree(op: str, raw: Any, path: Path, refuse: Refuse, depth: int) -> Tree | None:
    if op == "not":
        branch = read_condition(raw, path, refuse, depth + 1)
        return Tree(op, (branch,)) if branch else None
    if not isinstance(raw, list) or not raw:
        refuse(path, N_("A list of conditions is expected here."), {})
        return None
    branches = [
        read_condition(item, (*path, place), refuse, depth + 1) for place, item in enumerate(raw)
    ]
    known = tuple(branch for branch in branches if branch is not None)
    return Tree(op, known) if len(known) == len(branches) else None


def _read_test(raw: dict[str, Any], path: Path, refuse: Refuse) -> Test | None:
    if any(key in TREES for key in raw):
        refuse(path, N_("'all', 'any' and 'not' stand alone: put the rest inside."), {})
        return None
    unknown = [key for key in raw if key != "question" and key not in TESTS]
    for key in unknown:
        refuse((*path, key), "unknown_key", {"key": key, "known": ("question", *TESTS, *TREES)})
    ops = [key for key in raw if key in TESTS]
    question = raw.get("question")
    if not isinstance(question, str):
        refuse(path, N_("The condition does not name a 'question'."), {})
        return None
    if len(ops) != 1:
        if not unknown:
            refuse(path, N_("Give exactly one test: %(tests)s."), {"tests": ", ".join(TESTS)})
        return None
    op = ops[0]
    operand = _read_operand(op, raw[op])
    if operand is None or (isinstance(operand, tuple | frozenset) and None in operand):
        refuse((*path, op), N_("'%(test)s' cannot be compared with this."), {"test": op})
        return None
    return Test(question, op, operand)


def _read_operand(op: str, raw: Any) -> Any:
    if op in STATE:
        return raw if isinstance(raw, bool) else None
    if op == "in":
        return tuple(map(comparable, raw)) if isinstance(raw, list) and raw else None
    value = comparable(raw)
    if op in ORDER:
        return value if isinstance(value, Decimal) or _moment(value) else None
    if op == "includes":
        return value if isinstance(value, str) else None
    return value


def comparable(raw: Any) -> Any:
    """Bring an operand into the form in which it is compared, or return None.

    Numbers become decimals, lists sets, true and false the words yes and no.
    """
    raw = bend(raw)
    if isinstance(raw, list | tuple | set | frozenset):
        return frozenset(comparable(item) for item in raw)
    if isinstance(raw, int | float | Decimal):
        try:
            return read_setting(raw)
        except ValueError:
            return None
    return raw if isinstance(raw, str) else None


def _moment(value: Any) -> Moment | None:
    if not isinstance(value, str):
        return None
    for shape in (date, time, datetime):
        moment = read_moment(value, shape)
        if moment is not None:
            return moment
    return None


def tests_of(condition: Condition, path: Path) -> Iterator[tuple[Path, Test]]:
    """Yield every test of the tree with its path, in the order written."""
    if isinstance(condition, Test):
        yield path, condition
        return
    for place, branch in enumerate(condition.branches):
        step = () if condition.op == "not" else (place,)
        yield from tests_of(branch, (*path, condition.op, *step))


def holds(condition: Condition, look: Callable[[str], Seen]) -> bool:
    """Tell whether the condition is true of what `look` says of each question."""
    if isinstance(condition, Test):
        return _true(condition, look(condition.question))
    if condition.op == "all":
        return all(holds(branch, look) for branch in condition.branches)
    if condition.op == "any":
        return any(holds(branch, look) for branch in condition.branches)
    return not holds(condition.branches[0], look)


def _true(test: Test, seen: Seen) -> bool:
    if test.op == "answered":
        return seen.answered is test.operand
    if test.op == "na":
        return seen.not_applicable is test.operand
    if not seen.answered:
        return False
    if test.op == "includes":
        return isinstance(seen.value, tuple) and test.operand in seen.value
    if test.op == "equals":
        return bool(_compared(seen.value) == test.operand)
    if test.op == "in":
        return _compared(seen.value) in test.operand
    return _in_order(test.op, seen.value, test.operand)


def _compared(value: Any) -> Any:
    return frozenset(value) if isinstance(value, tuple) else value


def _in_order(op: str, value: Any, operand: Any) -> bool:
    if isinstance(operand, str):
        value, operand = _moment(value), _moment(operand)
        if value is None or type(value) is not type(operand):
            return False
    elif not isinstance(value, Decimal):
        return False
    if op in ("above", "at_most"):
        over = before(operand, value)
        return over is not None and over is (op == "above")
    under = before(value, operand)
    return under is not None and under is (op == "below")


def canonical(condition: Condition) -> dict[str, Any]:
    """Return the condition as it is written in a document."""
    if isinstance(condition, Test):
        return {"question": condition.question, condition.op: _written(condition.operand)}
    if condition.op == "not":
        return {"not": canonical(condition.branches[0])}
    return {condition.op: [canonical(branch) for branch in condition.branches]}


def _written(operand: Any) -> Any:
    if isinstance(operand, frozenset):
        return sorted((_written(item) for item in operand), key=str)
    if isinstance(operand, tuple):
        return [_written(item) for item in operand]
    return operand
