"""The draft, answer by answer: each change with the revision that it was based on.

Clocks lie, so the order of arrival wins; what was overwritten unseen is kept beside it.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Text, cast, func, insert, select, update
from sqlalchemy.orm import Session

from auditapp.core.answers import Sheet, read_sheet
from auditapp.core.document import Checklist
from auditapp.core.problems import Problem
from auditapp.storage import transaction
from auditapp.visits.commands.filling import begin_or_go_on
from auditapp.visits.commands.moves import note
from auditapp.visits.commands.parcels import MOST_BYTES
from auditapp.visits.commands.repeating import once_more
from auditapp.visits.models import SHEET_KEY, Draft, OverwrittenAnswer, Visit
from auditapp.visits.queries import checklist_of
from auditapp.web.actor import Actor

MOST_OVERWRITTEN = 2000
_TURN = re.compile(r"(.+)\[(?:0|[1-9]\d{0,2})\]")


@dataclass(frozen=True)
class Change:
    """One answer as it was sent, or None where it was taken back; `base` 0 is based on nothing."""

    key: str
    base: int
    answer: Any


@dataclass(frozen=True)
class Saved:
    """What became of a change: its revision, or the code of why it was not taken."""

    key: str
    revision: int = 0
    stale: bool = False
    refused: str = ""


def save_answers(actor: Actor, at: datetime, visit: Visit, changes: list[Change]) -> list[Saved]:
    """Keep changes of a draft in the order in which they come; the first begins the visit.

    Raises: Problem `visits.wrong_state`, `submissions.too_large` if it could never be sent.
    """
    return once_more(lambda: _save(actor, at, visit, changes))


def _save(actor: Actor, at: datetime, visit: Visit, changes: list[Change]) -> list[Saved]:
    with transaction.write() as session:
        begun = begin_or_go_on(session, actor, at, visit)
        read = _Reader(checklist_of(visit))
        taken = {change.key: read.answer(change) for change in changes}
        rows = _rows(session, visit, taken)
        saved, writes = [], 0
        for change in changes:
            answer, refused = taken[change.key]
            if refused:
                saved.append(Saved(change.key, refused=refused))
                continue
            row = rows.get(change.key)
            if row is not None and row.answer == answer:
                saved.append(Saved(change.key, row.revision))
                continue
            rows[change.key] = _write(session, at, visit, change, row, answer)
            writes += 1
            stale = change.base != (row.revision if row else 0)
            saved.append(Saved(change.key, rows[change.key].revision, stale))
        _require_room(session, visit)
        if begun or writes:
            note(session, actor, at, visit, "save_answers")
    return saved


@dataclass(frozen=True)
class _Row:
    answer: Any
    revision: int
    saved_at: datetime


def _rows(session: Session, visit: Visit, keys: Iterable[str]) -> dict[str, _Row]:
    found = select(Draft.key, Draft.answer, Draft.revision, Draft.saved_at).where(
        Draft.visit_id == visit.id, Draft.key.in_(list(keys))
    )
    return {row.key: _Row(row.answer, row.revision, row.saved_at) for row in session.execute(found)}


def _write(
    session: Session, at: datetime, visit: Visit, change: Change, row: _Row | None, answer: Any
) -> _Row:
    """Write one answer; of two at the same moment the second finds the row taken."""
    if row is None:
        first = {"visit_id": visit.id, "key": change.key, "answer": answer}
        session.execute(insert(Draft).values(**first, revision=1, saved_at=at))
        return _Row(answer, 1, at)
    if change.base != row.revision and _may_keep(session, visit):
        over = {"visit_id": visit.id, "key": change.key, "overwritten_at": at}
        session.execute(
            insert(OverwrittenAnswer).values(
                **over, answer=row.answer, revision=row.revision, saved_at=row.saved_at
            )
        )
    own = update(Draft).where(
        Draft.visit_id == visit.id, Draft.key == change.key, Draft.revision == row.revision
    )
    changed = session.execute(
        own.values(answer=answer, revision=row.revision + 1, saved_at=at),
        execution_options={"synchronize_session": False},
    )
    if changed.rowcount != 1:  # type: ignore[attr-defined]  # of an update there is one
        raise Problem("storage.busy")
    return _Row(answer, row.revision + 1, at)


def _may_keep(session: Session, visit: Visit) -> bool:
    kept = select(func.count()).select_from(OverwrittenAnswer)
    own = kept.where(OverwrittenAnswer.visit_id == visit.id)
    return (session.scalar(own) or 0) < MOST_OVERWRITTEN


def _require_room(session: Session, visit: Visit) -> None:
    """Refuse a draft that is larger than what can be sent."""
    size = func.sum(func.length(cast(Draft.answer, Text)) + func.length(Draft.key))
    if (session.scalar(select(size).where(Draft.visit_id == visit.id)) or 0) > MOST_BYTES:
        raise Problem("submissions.too_large", limit_mb=MOST_BYTES // 2**20)


class _Reader:
    """Reads answers as one checklist asks for them: in the form in which drafts hold them."""

    def __init__(self, checklist: Checklist) -> None:
        self._places: Mapping[str, tuple[str, bool]] = {
            question.key: (section.key, section.repeat is not None)
            for section in checklist.sections
            for question in section.questions
            if question.kind.answerable
        }

    def answer(self, change: Change) -> tuple[Any, str]:
        """Return the answer and nothing, or nothing and the code of why it is not taken."""
        if change.key != SHEET_KEY and not self._is_asked(change.key):
            return None, "answers.unknown_question"
        if change.answer is None:
            return None, ""
        if change.key == SHEET_KEY:
            return _whole(change.answer)
        sheet = read_sheet({"answers": {change.key: change.answer}})
        if sheet.faults:
            return None, "answers.malformed"
        return sheet.answers[change.key].payload(), ""

    def _is_asked(self, key: str) -> bool:
        before, _dot, plain = key.rpartition(".")
        section, is_repeated = self._places.get(plain, ("", False))
        if not is_repeated:
            return bool(section) and not before
        turn = _TURN.fullmatch(before)
        return turn is not None and turn[1] == section


def _whole(raw: Any) -> tuple[Any, str]:
    """Read what belongs to the whole sheet."""
    if not isinstance(raw, dict):
        return None, "answers.malformed"
    sheet: Sheet = read_sheet({**raw, "answers": {}})
    told = sheet.payload()
    told.pop("answers")
    return (None, "answers.malformed") if sheet.faults else (told, "")


def read_changes(raw: bytes) -> list[Change]:
    """Read what a phone sends of a draft. Raises: Problem `answers.unreadable`."""
    try:
        listed = json.loads(raw, parse_constant=_refuse)["changes"]
        changes = [Change(one["key"], one["base"], one["answer"]) for one in listed]
    except (ValueError, RecursionError, KeyError, TypeError):
        raise Problem("answers.unreadable") from None
    for change in changes:
        is_key = isinstance(change.key, str) and len(change.key) <= 200
        if not is_key or type(change.base) is not int:
            raise Problem("answers.unreadable")
    return changes


def _refuse(constant: str) -> Any:
    raise ValueError(constant)
