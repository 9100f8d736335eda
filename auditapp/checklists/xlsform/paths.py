"""Conditions and bounds of a checklist in the XPath of forms, as far as it has words for them."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from auditapp.checklists.xlsform.expressions import Unsaid, quoted
from auditapp.core.conditions import Condition, Test
from auditapp.core.document import Checklist
from auditapp.core.kinds.base import Kind
from auditapp.core.kinds.moment import Date, DateTime
from auditapp.core.kinds.multi_choice import MultiChoice
from auditapp.core.kinds.number import NumberKind
from auditapp.core.kinds.words import Words
from auditapp.core.numbers import plain
from auditapp.core.problems import N_

_SIGNS = {"above": ">", "at_least": ">=", "below": "<", "at_most": "<="}
_JOINED = {"all": " and ", "any": " or "}


def relevant_of(asked: Condition, checklist: Checklist, names: Mapping[str, str]) -> str:
    """Return a condition as XPath, or nothing where it would say something else."""
    try:
        return _written(asked, checklist, names)
    except Unsaid:
        return ""


def _written(asked: Condition, checklist: Checklist, names: Mapping[str, str]) -> str:
    if isinstance(asked, Test):
        return _test(asked, checklist.question(asked.question).kind, names[asked.question])
    branches = [_written(one, checklist, names) for one in asked.branches]
    if asked.op == "not":
        return f"not({branches[0]})"
    inner = [
        one if isinstance(branch, Test) and branch.op != "in" else f"({one})"
        for one, branch in zip(branches, asked.branches, strict=True)
    ]
    return _JOINED[asked.op].join(inner)


def _test(test: Test, kind: Kind, name: str) -> str:
    ref = f"${{{name}}}"
    if test.op == "answered":
        return f"{ref} {'!=' if test.operand else '='} ''"
    if test.op == "includes":
        return f"selected({ref}, {quoted(test.operand)})"
    if test.op == "equals":
        return _equal(ref, kind, test.operand)
    if test.op == "in":
        return " or ".join(_equal(ref, kind, one) for one in test.operand)
    if test.op in _SIGNS:
        return f"{ref} {_SIGNS[test.op]} {_value(test.operand, kind)}"
    raise Unsaid(N_("XLSForm knows no 'does not apply'"))


def _equal(ref: str, kind: Kind, operand: Any) -> str:
    if isinstance(operand, frozenset):
        chosen = [f"selected({ref}, {quoted(one)})" for one in sorted(operand)]
        return "(" + " and ".join((*chosen, f"count-selected({ref}) = {len(operand)}")) + ")"
    return f"{ref} = {_value(operand, kind)}"


def _value(operand: Any, kind: Kind) -> str:
    if not isinstance(operand, str):
        return plain(operand)
    if isinstance(kind, Date):
        return f"date({quoted(operand)})"
    return f"date-time({quoted(operand)})" if isinstance(kind, DateTime) else quoted(operand)


def constraint_of(kind: Kind) -> str:
    """Return the bounds of a question as XPath, or nothing if it has none."""
    bounds: list[tuple[str, str, Any]] = []
    if isinstance(kind, NumberKind | Date | DateTime):
        bounds = [(".", ">=", kind.min), (".", "<=", kind.max)]
    elif isinstance(kind, Words):
        length = "string-length(.)"
        bounds = [(length, ">=", kind.min_length), (length, "<=", kind.max_length)]
    elif isinstance(kind, MultiChoice):
        count = "count-selected(.)"
        bounds = [(count, ">=", kind.at_least), (count, "<=", kind.at_most)]
    said = [f"{left} {sign} {_bound(to, kind)}" for left, sign, to in bounds if to is not None]
    if isinstance(kind, Words) and kind.pattern is not None:
        with suppress(Unsaid):
            said.append(f"regex(., {quoted(f'^(?:{kind.pattern})$')})")
    return " and ".join(said)


def _bound(bound: Any, kind: Kind) -> str:
    return str(bound) if isinstance(bound, int) else _value(bound, kind)
