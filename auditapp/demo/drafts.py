"""What the admin of the demo is writing just now: the next version of the shop visit."""

from datetime import datetime
from typing import Any

from auditapp.checklists import commands, queries
from auditapp.core import editing
from auditapp.web.actor import Actor

_CHECKLIST = "shop-visit"
_ADDED = {
    "type": "yes_no",
    "text": {
        "ru": "Предложили ли вам кассу самообслуживания, пока вы стояли в очереди?",
        "en": "Were you offered the self-checkout while you were queueing?",
    },
    "weight": 1,
    "na": True,
}


def begin(admin: Actor, at: datetime) -> None:
    """Begin the draft and change three things in it."""
    newest = queries.checklist_version(_CHECKLIST)
    draft = commands.begin_draft(admin, at, commands.tree_in(newest), based_on=newest)
    tree = queries.tree_of(draft)
    parts = {one["key"]: one for one in editing.parts_of(tree)}
    commands.change_draft(admin, at, draft.public_id, editing.read_operations(_changes(parts)))


def _changes(parts: dict[str, Any]) -> list[editing.Operation]:
    greeted, cashier = parts["greeted"], parts["cashier_greeted"]
    queue, before = parts["queue"]["id"], parts["purchase_made"]["id"]
    return [
        _set(greeted, "weight", 4),
        _set(cashier, "weight", 2),
        {"do": "add", "in": queue, "before": before, "part": _ADDED},
    ]


def _set(part: dict[str, Any], name: str, to: Any) -> editing.Operation:
    return {"do": "set", "at": part["id"], "field": [name], "was": part.get(name), "to": to}
