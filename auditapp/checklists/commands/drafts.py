"""Editing drafts: begun, changed piece by piece, taken back and done again, discarded.

Single changes are no lines of the record: the rows of `DraftChange` are their history.
"""

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from auditapp.checklists.models import DocumentDraft, DraftChange
from auditapp.checklists.queries import (
    Version,
    draft,
    last_to_touch,
    problems_of,
    published,
    removal_of,
    tree_of,
)
from auditapp.checklists.source import DEEPEST, MOST_BYTES, MOST_NODES
from auditapp.core import editing
from auditapp.core.editing import Change, Operation, Tree
from auditapp.core.permissions import Permission
from auditapp.core.problems import Problem
from auditapp.storage import files, trail, transaction
from auditapp.web.actor import Actor

KEPT = timedelta(days=30)
# Who goes on writing at one place within this time makes one step to take back, not many.
_ONE_STEP = timedelta(seconds=5)
_MOST_DIGITS = 15
_LETTERS = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Edited:
    """A draft after a change, and what the change was; None where nothing changed."""

    draft: DocumentDraft
    change: Change | None


def begin_draft(
    actor: Actor,
    at: datetime,
    tree: Tree,
    *,
    based_on: Version | None = None,
    copied_from: Version | None = None,
) -> DocumentDraft:
    """Begin a draft of a tree of plain values, which may be faulty; it needs no ids.

    `based_on` is the published version it will follow, `copied_from` the one it is a copy of.
    Raises: Problem `drafts.too_large`.
    """
    _check_right(actor)
    made = editing.with_ids(_of_json(tree), make_id)
    kind = "checklist" if editing.is_checklist(made) else "standard"
    with transaction.write() as session:
        begun = DocumentDraft(
            kind=kind,
            revision=0,
            based_on=based_on.sha256 if based_on else None,
            copied_from=copied_from.sha256 if copied_from else None,
            began_by_id=actor.person_id,
            began_at=at,
        )
        _keep(begun, made, actor, at)
        begun.faults = len(problems_of(begun))
        session.add(begun)
        session.flush()
        trail.record(session, actor, at, "drafts.begin", f"drafts/{begun.public_id}")
    return begun


def _of_json(tree: Any) -> Any:
    # What is read from a file holds decimals and days, which JSON writes as numbers and text.
    try:
        text = json.dumps(tree, default=_plain_value, allow_nan=False)
        made = json.loads(text)
        _json(made).encode()
    except (ValueError, RecursionError) as error:
        raise Problem("drafts.unreadable") from error
    return made


def _plain_value(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if not isinstance(value, Decimal) or not value.is_finite() or value.adjusted() > _MOST_DIGITS:
        return str(value)
    return int(value) if value == value.to_integral_value() else float(value)


def tree_in(version: Version) -> Tree:
    """Return the tree of a published version, as a draft begins with it."""
    tree: Tree = json.loads(version.document)
    return tree


def make_id(letter: str) -> str:
    """Return a new id for a part."""
    return letter + "".join(secrets.choice(_LETTERS) for _ in range(8))


def change_draft(
    actor: Actor, at: datetime, public_id: str, operations: Sequence[Operation]
) -> Edited:
    """Apply operations, all or none, and what follows from them.

    Raises: Problem `drafts.changed_meanwhile` with what stands there and who wrote it,
    `drafts.gone`, `drafts.ended`, `drafts.key_fixed`, `drafts.unreadable`, `drafts.too_large`.
    """
    with transaction.write() as session:
        held = _open(actor, public_id)
        try:
            wanted = [one for raw in operations for one in _put_back(held, raw)]
            made = editing.change(tree_of(held), wanted, make_id, published(held))
        except Problem as problem:
            raise _with_name(problem, held) from None
        if not made.operations:
            return Edited(held, None)
        _keep(held, made.tree, actor, at)
        _drop_redo(session, held, actor)
        if not _merged(session, held, made, actor, at):
            session.add(_row(held, made, actor, at))
    return Edited(held, made)


def _put_back(held: DocumentDraft, one: Operation) -> list[Operation]:
    """Return an operation as it is; where it restores a part, what adds it as it was."""
    if one["do"] != "restore":
        return [one]
    tree = tree_of(held)
    if editing.part_of(tree, one["at"]) is not None:
        return []
    found = removal_of(held, one["at"])
    if found is None:
        raise Problem("drafts.gone", at=one["at"])
    added = found[0]
    if editing.part_of(tree, added["in"]) is not None:
        return [added]
    return [*_put_back(held, {"do": "restore", "at": added["in"]}), added]


def count_faults(draft: DocumentDraft, count: int) -> None:
    """Keep with a draft how many faults it has at its revision, unless another came meanwhile."""
    if draft.faults == count:
        return
    is_it = (DocumentDraft.id == draft.id) & (DocumentDraft.revision == draft.revision)
    with transaction.write() as session:
        session.execute(update(DocumentDraft).where(is_it).values(faults=count))


def undo_draft(actor: Actor, at: datetime, public_id: str) -> Edited:
    """Take back what this person changed last.

    Raises: Problem `drafts.nothing_to_undo`; `drafts.changed_meanwhile` or `drafts.gone` where
    somebody else has changed it since: that step then stays for good.
    """
    return _step(actor, at, public_id, is_undo=True)


def redo_draft(actor: Actor, at: datetime, public_id: str) -> Edited:
    """Do again what this person took back last.

    Raises: Problem `drafts.nothing_to_redo`, and as `undo_draft` does.
    """
    return _step(actor, at, public_id, is_undo=False)


def _step(actor: Actor, at: datetime, public_id: str, *, is_undo: bool) -> Edited:
    refused = None
    with transaction.write() as session:
        held = _open(actor, public_id)
        row = _last(session, held, actor, undone=not is_undo)
        if row is None:
            raise Problem("drafts.nothing_to_undo" if is_undo else "drafts.nothing_to_redo")
        operations = json.loads(row.inverse if is_undo else row.operations)
        try:
            _refuse_others_work(session, held, row, operations)
            applied = editing.apply(tree_of(held), operations, make_id)
            _keep(held, applied.tree, actor, at)
            _follow(row, held, operations, applied, is_undo=is_undo)
        except Problem as problem:
            row.closed = True
            refused = _with_name(problem, held)
    if refused:
        raise refused
    ids = editing.touched(operations)
    return Edited(held, Change(applied.tree, operations, applied.inverse, ids))


def _refuse_others_work(
    session: Session, held: DocumentDraft, row: DraftChange, operations: Sequence[Operation]
) -> None:
    """Refuse to take out, with a part, what somebody else has written in it since."""
    tree = tree_of(held)
    removed = {one["at"] for one in operations if one["do"] == "remove"}
    parts = (editing.part_of(tree, at) or {} for at in removed)
    removed |= {one["id"] for part in parts for one in part.get("questions", ())}
    later = select(DraftChange).where(
        DraftChange.draft_id == held.id,
        DraftChange.number > row.number,
        DraftChange.person_id != row.person_id,
        DraftChange.undone.is_(False),
    )
    for other in session.scalars(later) if removed else ():
        if removed.intersection(editing.touched(json.loads(other.operations))):
            who = other.person.name if other.person else ""
            raise Problem("drafts.others_wrote", who=who)


def _follow(
    row: DraftChange,
    held: DocumentDraft,
    operations: list[Operation],
    applied: editing.Applied,
    *,
    is_undo: bool,
) -> None:
    row.number, row.undone = held.revision, is_undo
    # What is added again may stand elsewhere than before: the way back is the one from there.
    if is_undo:
        row.operations = _json(applied.inverse)
        row.inverse = _json(operations)
    else:
        row.operations = _json(operations)
        row.inverse = _json(applied.inverse)


def discard_draft(actor: Actor, at: datetime, public_id: str) -> DocumentDraft:
    """Put a draft away; it can be taken back for some time. Raises: Problem `drafts.ended`."""
    with transaction.write() as session:
        held = _open(actor, public_id)
        held.discarded_at = at
        trail.record(session, actor, at, "drafts.discard", f"drafts/{public_id}")
    return held


def take_back_draft(actor: Actor, at: datetime, public_id: str) -> DocumentDraft:
    """Take back a draft that was discarded. Raises: Problem `drafts.ended`, `drafts.too_late`."""
    with transaction.write() as session:
        held = draft(actor, public_id)
        if held.discarded_at is None:
            raise Problem("drafts.ended")
        if held.discarded_at < at - KEPT:
            raise Problem("drafts.too_late", days=KEPT.days)
        held.discarded_at = None
        trail.record(session, actor, at, "drafts.take_back", f"drafts/{public_id}")
    return held


def purge_drafts(at: datetime) -> int:
    """Erase drafts that ended long ago, their changes and pictures; return how many went."""
    pictured = files.owners(files.DRAFTED)  # before: a draft begun meanwhile is none of them
    with transaction.write() as session:
        ended = (DocumentDraft.published_at < at - KEPT) | (DocumentDraft.discarded_at < at - KEPT)
        ids = list(session.scalars(select(DocumentDraft.id).where(ended)))
        session.execute(delete(DraftChange).where(DraftChange.draft_id.in_(ids)))
        session.execute(delete(DocumentDraft).where(DocumentDraft.id.in_(ids)))
        left = set(session.scalars(select(DocumentDraft.public_id)))
    for public_id in pictured:
        if public_id not in left:
            files.remove_owner(files.DRAFTED, public_id)
    return len(ids)


def _check_right(actor: Actor) -> None:
    if not actor.may_everywhere(Permission.CHECKLIST_CHANGE):
        raise Problem("web.forbidden")


def _open(actor: Actor, public_id: str) -> DocumentDraft:
    held = draft(actor, public_id)
    if not held.is_open:
        raise Problem("drafts.ended")
    return held


def _keep(held: DocumentDraft, tree: Tree, actor: Actor, at: datetime) -> None:
    text = _json(tree)
    if len(text.encode()) > MOST_BYTES or _has_too_many_nodes(text, tree):
        raise Problem("drafts.too_large", most=MOST_BYTES // 1024)
    key, title = tree.get("key"), tree.get("title")
    held.tree = text
    held.key = key[:100] if isinstance(key, str) else ""
    held.title = title if isinstance(title, str | dict) else ""
    held.revision = (held.revision or 0) + 1
    held.changed_by_id, held.changed_at = actor.person_id, at


def _has_too_many_nodes(text: str, tree: Tree) -> bool:
    # Each node begins the document or follows one of these, so few documents need be counted.
    if sum(map(text.count, ",:[{")) < MOST_NODES:
        return False
    return _nodes(tree) > MOST_NODES


def _nodes(value: Any, depth: int = 0) -> int:
    if depth > DEEPEST:
        return MOST_NODES + 1
    if isinstance(value, dict):
        return 1 + sum(1 + _nodes(one, depth + 1) for one in value.values())
    if isinstance(value, list):
        return 1 + sum(_nodes(one, depth + 1) for one in value)
    return 1


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _row(held: DocumentDraft, made: Change, actor: Actor, at: datetime) -> DraftChange:
    return DraftChange(
        draft_id=held.id,
        number=held.revision,
        person_id=actor.person_id,
        at=at,
        operations=_json(made.operations),
        inverse=_json(made.inverse),
        undone=False,
        closed=False,
    )


def _mine(held: DocumentDraft, actor: Actor, undone: bool) -> Any:
    return select(DraftChange).where(
        DraftChange.draft_id == held.id,
        DraftChange.person_id == actor.person_id,
        DraftChange.undone.is_(undone),
        DraftChange.closed.is_(False),
    )


def _last(session: Session, held: DocumentDraft, actor: Actor, undone: bool) -> DraftChange | None:
    rows = _mine(held, actor, undone).order_by(DraftChange.number.desc()).limit(1)
    found: DraftChange | None = session.scalar(rows)
    return found


def _drop_redo(session: Session, held: DocumentDraft, actor: Actor) -> None:
    for row in session.scalars(_mine(held, actor, True)):
        row.closed = True


def _merged(
    session: Session, held: DocumentDraft, made: Change, actor: Actor, at: datetime
) -> bool:
    """Make one step of this change and the one just before it, if both write at one place."""
    row = _last(session, held, actor, undone=False)
    if row is None or row.number != held.revision - 1 or row.at < at - _ONE_STEP:
        return False
    both = editing.merged(json.loads(row.operations), made.operations)
    if both is None:
        return False
    row.operations, row.inverse = map(_json, both)
    row.number, row.at = held.revision, at
    return True


def _with_name(problem: Problem, held: DocumentDraft) -> Problem:
    if problem.code == "drafts.changed_meanwhile":
        named = last_to_touch(held, problem.details["at"], problem.details["field"])
        return Problem(problem.code, **problem.details, who=named)
    if problem.code == "drafts.gone":
        found = removal_of(held, problem.details["at"])
        return Problem(problem.code, **problem.details, who=found[1] if found else "")
    return problem
