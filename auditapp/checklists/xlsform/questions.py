"""One row of a form as one question: its type, its settings, and what cannot be carried over."""

import json
import re
from decimal import Decimal
from typing import Any, NoReturn, Protocol

from auditapp.checklists.xlsform.conditions import Tree, number, settings
from auditapp.checklists.xlsform.losses import Said, said
from auditapp.checklists.xlsform.reading import ROW
from auditapp.core.problems import N_

TYPES = {
    "select one": "choice",
    "select all that apply": "multi_choice",
    "acknowledge": "choice",
    "trigger": "choice",
    "range": "scale",
    "integer": "number",
    "int": "number",
    "decimal": "number",
    "date": "date",
    "time": "time",
    "datetime": "datetime",
    "dateTime": "datetime",
    "text": "text",
    "string": "text",
    "barcode": "text",
    "photo": "photo",
    "image": "photo",
    "audio": "file",
    "file": "file",
    "geopoint": "position",
    "note": "note",
}
OURS = "auditapp"
NO_SUCH_THING = N_("there is no such thing here")
_ELSEWHERE = N_("choices from another file are not read")
_ONE_POINT = N_("a position is one point")
_WHY = {
    "calculate": N_("nothing is calculated in a checklist; scores follow from answers"),
    "hidden": N_("there are no hidden values"),
    "rank": N_("there is no order of preference"),
    "video": N_("recordings are sound or PDF"),
    "geotrace": _ONE_POINT,
    "geoshape": _ONE_POINT,
    "select one external": _ELSEWHERE,
    "loop": N_("loops are not unrolled"),
}
_METADATA = (
    *("start", "end", "today", "deviceid", "subscriberid", "simserial", "phonenumber", "username"),
    *("email", "audit", "start-geopoint", "background-audio", "background-geopoint"),
    *("uri:deviceid", "uri:username", "uri:phonenumber", "uri:email", "uri:subscriberid"),
    "uri:simserial",
)
# What says nothing that a checklist would have to keep.
_TAKEN = {
    "type", "name", "label", "hint", "guidance_hint", "list_name", "itemset", "choices", "children",
    "choice_filter", "weight", "critical", "clause", ROW, "bind", "control", "media", "parameters",
    "columns", "query", "disabled",
}  # fmt: skip
_DRAWN = ("likert", "quick", "compact", "columns", "horizontal", "w", "field-list", "table-list")
_MENUS = ("minimal", "autocomplete", "search")


class Lose(Protocol):
    """Tells what of a row is not carried over, and why, as a part of a sentence."""

    def __call__(self, what: str | Said, why: str | Said, **details: Any) -> None: ...


def why_not(named: str, node: Tree) -> str | None:
    """Say why a type has no counterpart; None if it has one."""
    if named in _METADATA:
        return N_("the phone and the server note such things by themselves")
    if str(node.get("itemset", "")).lower().endswith((".csv", ".xml", ".geojson")):
        return _ELSEWHERE
    if named in TYPES:
        return None
    return _WHY.get(named, N_("there is no such type of question"))


def appearances(node: Tree) -> list[str]:
    """Return the words of a row's appearance."""
    return str((node.get("control") or {}).get("appearance") or "").split()


def kind_of(node: Tree, lose: Lose) -> Tree:
    """Return type and settings that follow from the row itself, options aside."""
    named = node["type"]
    kind = TYPES[named]
    words = appearances(node)
    made: Tree = {"type": kind} | _drawn(node, kind, words)
    if named == "audio":
        made["accept"] = ["audio"]
    elif kind == "scale":
        made |= _scale(node)
    elif named in ("integer", "int"):
        made["decimals"] = 0
    elif named == "barcode":
        lose("type barcode", N_("codes are typed in, not scanned"))
    elif named in ("acknowledge", "trigger"):
        made["options"] = [{"key": "ok", "text": "OK"}]
    for word in words:
        if not _has_meaning(word, made["type"]):
            lose(f"appearance {word}", N_("it looks and works in one way here"))
    return made


def _drawn(node: Tree, kind: str, words: list[str]) -> Tree:
    """Return what follows from the way a question is drawn."""
    if kind == "text" and ("multiline" in words or (node.get("control") or {}).get("rows")):
        return {"type": "long_text"}
    if kind == "photo" and "signature" in words:
        return {"type": "signature"}
    is_menu = kind == "choice" and any(word.startswith(_MENUS) for word in words)
    return {"look": "menu"} if is_menu else {}


def _has_meaning(word: str, kind: str) -> bool:
    if kind in ("choice", "multi_choice", "note") or word in _DRAWN:
        menu = kind == "choice" and word.startswith(_MENUS)
        return menu or re.sub(r"[-\d].*", "", word) in _DRAWN or word in _DRAWN
    return (kind, word) in (("long_text", "multiline"), ("signature", "signature"))


def _scale(node: Tree) -> Tree:
    given = node.get("parameters")
    said = given if isinstance(given, dict) else {}
    wanted = (("min", "start", 0), ("max", "end", 10), ("step", "step", 1))
    made = {ours: _or(number(str(said.get(theirs, ""))), usual) for ours, theirs, usual in wanted}
    if made["min"] > made["max"]:
        made |= {"min": made["max"], "max": made["min"], "reverse": True}
    return made


def _or(found: Any, usual: int) -> Any:
    return usual if found is None else found


def take_bind(node: Tree, made: Tree, lose: Lose, is_overruled: bool) -> None:
    """Take over constraint and required; the condition is the walk's business."""
    bind = dict(node.get("bind") or {})
    bind.pop("relevant", None)
    if node["type"] == "range":
        bind.pop("type", None)  # pyxform says it, not the form
    constraint = bind.pop("constraint", None)
    if constraint:
        found, unsaid = settings(str(constraint), made["type"], made.get("decimals") == 0)
        made |= found
        for part in unsaid if not is_overruled else ():
            lose(f"constraint {constraint}", part)
    required = str(bind.pop("required", "no")).strip().lower()
    if required not in ("no", "false", "false()", "", "yes", "true", "true()"):
        lose(f"required {required}", N_("an answer is required always or never"))
    if made["type"] != "note" and required not in ("yes", "true", "true()"):
        made["required"] = False
    for name, value in bind.items():
        if value not in ("", None) and not name.startswith("orx:"):
            what = {"jr:constraintMsg": "constraint_message", "jr:requiredMsg": "required_message"}
            named = str(what.get(name, name)).removeprefix("jr:")
            lose(f"{named} {short(value)}", N_("there is no place for it"))


def take_scoring(node: Tree, made: Tree, lose: Lose) -> None:
    """Take over weight, critical and clause. Nothing counts that the form does not score."""
    weight = node.get("weight")
    if weight:
        found = number(str(weight))
        if found is None or found < 0:
            lose(f"weight {weight}", N_("a weight is a number from 0 up"))
        else:
            made["weight"] = found
    if "weight" not in made and made["type"] == "scale":
        made["weight"] = 0
    critical = str(node.get("critical") or "").strip().lower()
    below = number(critical)
    if below is not None:
        made["critical"] = {"below": below}
    elif critical in ("yes", "true", "x"):
        made["critical"] = True
    elif critical not in ("", "no", "false"):
        lose(f"critical {critical}", N_("yes, no or a number is expected"))
    if node.get("clause"):
        made["clause"] = str(node["clause"])


def take_media(node: Tree, made: Tree, lose: Lose) -> None:
    """Take over the one picture of a question."""
    for name, value in (node.get("media") or {}).items():
        files = list(dict.fromkeys(value.values())) if isinstance(value, dict) else [value]
        if name == "image" and re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9._-]{0,119}", str(files[0])):
            made["image"] = str(files.pop(0))
        for file in files:
            if name in ("image", "big-image"):
                lose(f"{name} {file}", N_("a question has one picture in all languages"))
            else:
                lose(f"{name} {file}", N_("a question shows a picture; it plays nothing"))


def lose_the_rest(node: Tree, lose: Lose) -> None:
    """Name every column that nothing was made of."""
    for name, value in node.items():
        if name not in _TAKEN and not name.startswith(OURS) and value not in ("", None, {}, []):
            lose(f"{name} {short(value)}", NO_SUCH_THING)
    given = node.get("parameters")
    if given and node["type"] != "range":
        lose(f"parameters {short(given)}", NO_SUCH_THING)
    for name, value in (node.get("control") or {}).items():
        known = ("appearance", "rows", "start", "end", "step", "jr:count", "bodyless")
        if name not in known:
            lose(f"{name} {short(value)}", NO_SUCH_THING)


def short(value: Any) -> str:
    """Write what a cell says; of texts in several languages all, one after another."""
    if isinstance(value, dict) and all(isinstance(one, str) for one in value.values()):
        return " · ".join(dict.fromkeys(value.values()))
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)


def own_settings(node: Tree, lose: Lose) -> Tree:
    """Return what our own export wrote beside the row, as JSON in one or more cells."""
    cells, turn = [], 1
    while node.get(OURS if turn == 1 else f"{OURS}_{turn}"):
        cells.append(str(node[OURS if turn == 1 else f"{OURS}_{turn}"]))
        turn += 1
    if not cells:
        return {}
    try:
        found = json.loads("".join(cells), parse_float=Decimal, parse_constant=_no)
    except (ValueError, ArithmeticError, RecursionError):
        found = None
    if not isinstance(found, dict):
        what = said(N_("column %(column)s"), column=OURS)
        lose(what, N_("it holds a JSON object, as an export writes it"))
        return {}
    return found


def _no(constant: str) -> NoReturn:
    raise ValueError(constant)


def overlay(made: Tree, own: Tree) -> None:
    """Lay our own settings over what the row says; null takes away."""
    for name, value in own.items():
        if value is None:
            made.pop(name, None)
        else:
            made[name] = value
