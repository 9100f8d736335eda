"""The canonical form of a document: one tree for one meaning, so that its digest names it.

Keys stand in the order of the format's description; what equals its default is left out.
"""

import hashlib
import json
import re
from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from auditapp.core import conditions
from auditapp.core.document import Checklist, Question, Standard
from auditapp.core.kinds.options import WithOptions
from auditapp.core.text import Text

_UNPRINTED = re.compile(r"[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def canonical(document: Checklist | Standard) -> dict[str, Any]:
    """Return the document as a tree of plain values."""
    return _fields(document)


def canonical_json(document: Checklist | Standard) -> str:
    """Return the canonical tree as JSON text, the same characters for the same meaning."""
    text = json.dumps(
        canonical(document), ensure_ascii=False, separators=(",", ":"), default=_number
    )
    # JSON would carry these as they are, a reader of YAML would not.
    return _UNPRINTED.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def digest(document: Checklist | Standard) -> str:
    """Return the SHA-256 of the canonical JSON, in hexadecimal."""
    return hashlib.sha256(canonical_json(document).encode()).hexdigest()


def _number(value: Any) -> int | float:
    # Fifteen digits survive a double and come back as they were written.
    number = Decimal(value)
    return int(number) if number == number.to_integral_value() else float(number)


def _part(value: Any) -> Any:
    if isinstance(value, Text):
        return value.root
    if isinstance(value, conditions.Test | conditions.Tree):
        return _plain(conditions.canonical(value))
    if isinstance(value, Question):
        return _question(value)
    if isinstance(value, BaseModel):
        return _fields(value)
    return _plain(value)


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return _number(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: _part(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [_part(item) for item in value]
    return value


def _fields(model: BaseModel) -> dict[str, Any]:
    tree = {}
    for name, field in type(model).model_fields.items():
        value = getattr(model, name)
        if field.exclude or (
            not field.is_required() and value == field.get_default(call_default_factory=True)
        ):
            continue
        tree[field.alias or name] = _part(value)
    return tree


def _question(question: Question) -> dict[str, Any]:
    tree = _fields(question)
    settings = tree.pop("kind")
    notes = tree.pop("notes", None)
    if question.critical and question.critical.below == 100:
        tree["critical"] = True
    kind = question.kind
    if isinstance(kind, WithOptions) and kind.answer_set:
        settings["options"] = kind.answer_set
    tree |= settings
    return tree if notes is None else tree | {"notes": notes}
