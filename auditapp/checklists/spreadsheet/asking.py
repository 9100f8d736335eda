"""One row of a sheet as one question: its type, its options, and what cannot be carried over."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Protocol

from auditapp.checklists.spreadsheet import words
from auditapp.checklists.spreadsheet.options import MOST, Offered, offered
from auditapp.checklists.xlsform.losses import Said, said
from auditapp.core.editing import key_for
from auditapp.core.problems import N_

Tree = dict[str, Any]
MOST_WEIGHT = 1_000_000
AS_YES_NO = N_("Asked as yes or no, because no other answers are named (rows: %(rows)s)")
AS_TEXT = N_(
    "Asked as a line of text, because the row has neither a type nor options (rows: %(rows)s)"
)
AS_USUAL = N_(
    "Answers without scores got the usual ones, 100 for good, 50 for half, 0 for bad "
    "(rows: %(rows)s)"
)
AS_POINTS = N_("Points became per cent of the highest, and the highest the weight (rows: %(rows)s)")
AS_NOUGHT = N_("A score under 0 counts 0 where one answer is chosen (rows: %(rows)s)")
AS_SCALE = N_("A scale from 1 to 5 is assumed, because the row names no bounds (rows: %(rows)s)")
_UNSCORED = N_("an answer of this type is not scored")
_SCORED = ("yes_no", "scale")
_CODE = re.compile(r"[^\w.-]+")


class Lose(Protocol):
    """Tells what of a row is not carried over, and why, as a part of a sentence."""

    def __call__(self, what: str | Said, why: str, **details: Any) -> None: ...


@dataclass(frozen=True)
class Usual:
    """What holds for all rows: the answers that stand in heads, whether rows name theirs."""

    offer: Offered | None
    expects_options: bool
    standard: str | None
    codes: frozenset[str]


def asked(row: Mapping[str, str], usual: Usual, lose: Lose, assume: Callable[[str], None]) -> Tree:
    """Return the question of a row, without its key and its place."""
    kind, settings, found = _kind(row, usual, lose, assume)
    made: Tree = {"type": kind, "text": row["text"]} | settings
    if row.get("help"):
        made["help"] = row["help"]
    if (found and found.na) or words.truth(row.get("na", "")):
        made["na"] = True
    if words.truth(row.get("required", "")) is False and kind != "note":
        made["required"] = False
    _weigh(row, made, found, lose)
    _take_critical(row, made, lose)
    _take_clause(row, made, usual, lose)
    _take_evidence(row, made, lose)
    if row.get("condition"):
        what = said(N_("the condition “%(condition)s”"), condition=row["condition"])
        lose(what, N_("set it in the draft, under “When it is asked”"))
    return made


def is_scored(made: Tree) -> bool:
    """Tell whether an answer to a question can count."""
    listed = made.get("options") or ()
    return made["type"] in _SCORED or any("score" in option for option in listed)


# Types


def _kind(
    row: Mapping[str, str], usual: Usual, lose: Lose, assume: Callable[[str], None]
) -> tuple[str, Tree, Offered | None]:
    cell, listed = row.get("type", ""), row.get("options", "")
    named = words.said_type(cell) if cell else None
    found = offered(listed, row.get("points", "")) if listed else None
    if listed and not named and _is_single(found):
        named, found = words.said_type(listed), None
        if not named:
            lose(listed, N_("one option is no choice"))
    if cell and not named:
        inside = offered(cell, row.get("points", ""))
        if found is None and inside and (inside.bounds or len(inside.answers) > 1):
            found = inside
        else:
            lose(
                said(N_("the type “%(type)s”"), type=cell), N_("there is no such type of question")
            )
    found = found or (usual.offer if named is None else None)
    if named is None:
        kind, settings = _guessed(found, usual, assume)
    else:
        kind, settings = _named(*named, found, lose, assume)
    _tell(found, kind, assume)
    return kind, settings, found


def _is_single(found: Offered | None) -> bool:
    return found is not None and not found.bounds and len(found.answers) < 2


def _guessed(
    found: Offered | None, usual: Usual, assume: Callable[[str], None]
) -> tuple[str, Tree]:
    if found is None:
        assume(AS_TEXT if usual.expects_options else AS_YES_NO)
        return ("text" if usual.expects_options else "yes_no"), {}
    if found.bounds:
        return "scale", dict(found.bounds)
    if found.yes_no:
        return "yes_no", _expected(found)
    return "choice", {"options": _options(found)}


def _named(
    kind: str, settings: Tree, found: Offered | None, lose: Lose, assume: Callable[[str], None]
) -> tuple[str, Tree]:
    if kind in ("choice", "multi_choice", "yes_no") and found and found.bounds:
        return "scale", dict(found.bounds)
    if kind == "yes_no":
        if found is None or found.yes_no:
            return "yes_no", _expected(found)
        kind = "choice"
    if kind == "scale":
        bounds = settings or (found.bounds if found else None)
        if not bounds and found and found.answers:
            return "choice", {"options": _options(found)}
        if not bounds:
            assume(AS_SCALE)
        return "scale", dict(bounds or {"min": 1, "max": 5})
    if kind in ("choice", "multi_choice"):
        if found is None or len(found.answers) > MOST:
            lose(said(N_("the options")), N_("there are none, or more than %(most)s"), most=MOST)
            return "text", {}
        return kind, {"options": _options(found, kind)}
    if found:
        what = ", ".join(one.text for one in found.answers)
        lose(said(N_("the options %(options)s"), options=what), N_("this type has no options"))
    return kind, {}


def _expected(found: Offered | None) -> Tree:
    return {"expect": "no"} if found and found.yes_no == "no" else {}


def _tell(found: Offered | None, kind: str, assume: Callable[[str], None]) -> None:
    if found is None or kind not in ("choice", "multi_choice", "yes_no"):
        return
    if found.highest is not None:
        assume(AS_POINTS)
    if found.is_assumed and kind != "yes_no":
        assume(AS_USUAL)
    if kind == "choice" and any(one.score is not None and one.score < 0 for one in found.answers):
        assume(AS_NOUGHT)


def _options(found: Offered, kind: str = "choice") -> list[Tree]:
    lowest = 0 if kind == "choice" else -100
    made: list[Tree] = []
    taken: set[str] = set()
    for answer in found.answers:
        key = key_for(answer.text, taken, "option")
        taken.add(key)
        made.append({"key": key, "text": answer.text})
        if answer.score is not None:
            made[-1]["score"] = _plain(max(answer.score, Decimal(lowest)))
    return made


# What a question counts


def _weigh(row: Mapping[str, str], made: Tree, found: Offered | None, lose: Lose) -> None:
    written, points = row.get("weight", ""), row.get("points", "")
    weight = words.number(written) if written else None
    if written and (weight is None or not 0 <= weight <= MOST_WEIGHT):
        what = said(N_("the weight %(weight)s"), weight=written)
        lose(what, N_("a weight is a number from 0 up"))
        weight = None
    single = words.number(points) if points else None
    if points and single is None and (found is None or found.highest is None):
        _lose_points(points, found, lose)
    if weight is None and found and found.highest is not None:
        weight = found.highest
    elif weight is None and single is not None and single >= 0:
        weight = single
    elif written and single is not None:
        what = said(N_("the points %(points)s"), points=points)
        lose(what, N_("the weight beside them counts"))
    if weight is None:
        return
    if is_scored(made):
        made["weight"] = _plain(weight)
    elif weight and made["type"] != "note":
        lose(said(N_("the weight %(weight)s"), weight=_plain(weight)), _UNSCORED)


def _lose_points(points: str, found: Offered | None, lose: Lose) -> None:
    if found and any(one.score is not None for one in found.answers) and not found.is_assumed:
        return  # they stand with the options
    lose(said(N_("the points %(points)s"), points=points), N_("they do not fit the options"))


def _take_critical(row: Mapping[str, str], made: Tree, lose: Lose) -> None:
    written = row.get("critical", "")
    if not written:
        return
    said_so = words.truth(written)
    if said_so is None and "крит" in words.plain(written) + " " and "не " not in written.lower():
        said_so = True
    if said_so is None and words.plain(written) in ("critical", "к", "c", "k", "стоп"):
        said_so = True
    below = words.number(written)
    what = said(N_("critical: %(words)s"), words=written)
    if said_so is False:
        return
    if said_so is None and (below is None or not 0 < below <= 100):
        lose(what, N_("yes, no or a number up to 100 is expected"))
    elif not is_scored(made) or made.get("weight") == 0:
        lose(what, _UNSCORED)
    else:
        made["critical"] = True if said_so else {"below": _plain(below or Decimal(100))}


def _take_clause(row: Mapping[str, str], made: Tree, usual: Usual, lose: Lose) -> None:
    written = row.get("clause", "")
    if not written:
        return
    what = said(N_("the clause %(clause)s"), clause=written)
    bare = re.sub(r"(?i)^(п\.|п |пункт|№|clause|cl\.)\s*", "", written).strip()
    code = _CODE.sub("-", bare.upper()).strip("-.")
    if usual.standard is None:
        lose(what, N_("no standard was chosen"))
    elif code not in usual.codes:
        lose(what, N_("the standard has no such clause"))
    else:
        made["clause"] = code


def _take_evidence(row: Mapping[str, str], made: Tree, lose: Lose) -> None:
    wanted = {}
    for name in ("photo", "comment"):
        written = row.get(name, "")
        found = words.when_asked(written) if written else None
        if found:
            wanted[name] = found
        elif written and words.truth(written) is None:
            what = said(N_("%(column)s: %(words)s"), column=name, words=written)
            lose(what, N_("yes, no, “on fail” or “if possible” is expected"))
    if not wanted or made["type"] == "note":
        return
    when = "fail" if all(one[0] == "fail" for one in wanted.values()) else "always"
    if when == "fail" and not is_scored(made):  # it never fails
        made["evidence"] = {"when": "always"} | dict.fromkeys(wanted, "optional")
    else:
        made["evidence"] = {"when": when} | {name: one[1] for name, one in wanted.items()}


def _plain(number: Decimal) -> int | Decimal:
    return int(number) if number == number.to_integral_value() else number.normalize()
