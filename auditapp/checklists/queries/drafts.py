"""Drafts: which there are, the document in one, what is wrong with it, and where."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import defer, joinedload

from auditapp.checklists.models import (
    ChecklistVersion,
    DocumentDraft,
    DraftChange,
    StandardVersion,
)
from auditapp.checklists.queries.library import (
    Version,
    newest_standard,
    standard_in,
    standard_read,
    title_of,
    versions_of,
)
from auditapp.checklists.queries.retiring import retired
from auditapp.core import editing
from auditapp.core.document import Checklist, Standard
from auditapp.core.editing import Mended, Operation, Placed, Published, Tree
from auditapp.core.permissions import Permission
from auditapp.core.problems import N_, Problem
from auditapp.core.reading import DocumentErrors, read_checklist, read_standard
from auditapp.storage.db import db
from auditapp.web.actor import Actor

_KEY_TAKEN = N_("Another checklist or standard has this key: choose another.")
_KEY_REUSED = N_(
    "In version %(version)s “%(key)s” was the key of a question of another type: choose another "
    "key, so that results are not mixed up."
)


@dataclass(frozen=True)
class Since:
    """What happened to a draft after a revision."""

    parts: list[str]
    is_structural: bool


@dataclass(frozen=True)
class Steps:
    """Whether a person has something to take back, and something to do again."""

    undo: bool
    redo: bool


def draft(actor: Actor, public_id: str) -> DocumentDraft:
    """Return a draft, under way or ended. Raises: Problem `drafts.not_found`."""
    found = None
    if actor.may_everywhere(Permission.CHECKLIST_CHANGE):
        rows = select(DocumentDraft).where(DocumentDraft.public_id == public_id)
        found = db.session.scalar(rows)
    if found is None:
        raise Problem("drafts.not_found")
    return found


def open_drafts(actor: Actor, kind: str = "") -> list[DocumentDraft]:
    """Return the drafts under way, those changed last first; without their trees."""
    ends = DocumentDraft.published_at.is_(None), DocumentDraft.discarded_at.is_(None)
    return _listed(actor, kind, *ends)


def discarded_drafts(actor: Actor, after: datetime) -> list[DocumentDraft]:
    """Return the drafts discarded after a time, without their trees."""
    return _listed(actor, "", DocumentDraft.discarded_at > after)


def _listed(actor: Actor, kind: str, *conditions: Any) -> list[DocumentDraft]:
    if not actor.may_everywhere(Permission.CHECKLIST_CHANGE):
        return []
    rows = select(DocumentDraft).where(*conditions).order_by(DocumentDraft.changed_at.desc())
    if kind:
        rows = rows.where(DocumentDraft.kind == kind)
    people = joinedload(DocumentDraft.changed_by), joinedload(DocumentDraft.began_by)
    return list(db.session.scalars(rows.options(defer(DocumentDraft.tree), *people)))


def open_draft_of(actor: Actor, kind: str, key: str) -> DocumentDraft | None:
    """Return the draft under way of the next version of a published document, if there is one."""
    held = (one for one in open_drafts(actor, kind) if one.key == key and one.based_on)
    return next(held, None)


def tree_of(draft: DocumentDraft) -> Tree:
    """Return a draft's tree, with ids; it is not to be changed."""
    return _tree(draft.tree)


@lru_cache(maxsize=8)
def _tree(text: str) -> Tree:
    tree: Tree = json.loads(text)
    return tree


def draft_document(
    draft: DocumentDraft,
) -> tuple[Checklist | Standard | None, DocumentErrors | None]:
    """Return the document that a draft is, or every fault that keeps it from being one."""
    version = _standard_version(draft)
    return _document(draft.tree, version.document if version else None)


def standard_of(draft: DocumentDraft) -> Standard | None:
    """Return the standard that a draft's clauses are of, as published last."""
    version = _standard_version(draft)
    return standard_in(version) if version else None


def _standard_version(draft: DocumentDraft) -> StandardVersion | None:
    named = tree_of(draft).get("standard") if draft.kind == "checklist" else None
    return newest_standard(named) if isinstance(named, str) else None


def draft_without_faults(draft: DocumentDraft) -> Mended:
    """Return what can be shown of a draft of a checklist: what has a fault is left out."""
    return editing.without_faults(tree_of(draft), standard_of(draft))


def problems_of(draft: DocumentDraft) -> list[Placed]:
    """Return what keeps a draft from being published, each at its part and field."""
    tree = tree_of(draft)
    _document, errors = draft_document(draft)
    faults = editing.placed(tree, errors.errors) if errors else []
    return [*faults, *_key_faults(draft, tree)]


def _key_faults(draft: DocumentDraft, tree: Tree) -> Iterable[Placed]:
    if not draft.based_on and draft.key in published_keys():
        yield Placed("", ("key",), _KEY_TAKEN)
    known = _known_questions(draft)
    for one in editing.questions_of(tree):
        held = known.get(one.get("key")) if isinstance(one.get("key"), str) else None
        if held and isinstance(one.get("type"), str) and held[1] != one["type"]:
            details = {"version": held[0], "key": one["key"]}
            yield Placed(one["id"], ("key",), _KEY_REUSED, details)


def published(draft: DocumentDraft) -> Published:
    """Return what of a draft's document is published already, so that keys keep their meaning."""
    return Published(
        is_fixed=bool(draft.based_on),
        types={key: held[1] for key, held in _known_questions(draft).items()},
        sections=frozenset(key for _, text in _documents(draft) for key in _sections(text)),
        codes=frozenset(code for _, text in _documents(draft) for code in _codes(text)),
        documents=published_keys(),
    )


def _known_questions(draft: DocumentDraft) -> dict[str, tuple[int, str]]:
    """Return the last version and type of every question published under a draft's key."""
    found: dict[str, tuple[int, str]] = {}
    for version, text in _documents(draft):
        found |= {key: (version, type_) for key, type_ in _types(text).items()}
    return found


def _documents(draft: DocumentDraft) -> list[tuple[int, str]]:
    """Return the number and the text of every version that a draft follows, the oldest first."""
    if not draft.based_on:
        return []
    table = StandardVersion if draft.kind == "standard" else ChecklistVersion
    rows = select(table.version, table.document).where(table.key == draft.key)
    return [(number, text) for number, text in db.session.execute(rows.order_by(table.version))]


@lru_cache(maxsize=64)
def _types(document: str) -> dict[str, str]:
    sections = json.loads(document).get("sections", ())
    questions = [one for part in sections if isinstance(part, dict) for one in part["questions"]]
    return {one["key"]: one["type"] for one in questions}


@lru_cache(maxsize=64)
def _sections(document: str) -> frozenset[str]:
    sections = json.loads(document).get("sections", ())
    return frozenset(one["key"] for one in sections if isinstance(one, dict))


@lru_cache(maxsize=64)
def _codes(document: str) -> frozenset[str]:
    return frozenset(one["code"] for one in json.loads(document).get("clauses", ()))


def is_key_published(draft: DocumentDraft, at: str) -> bool:
    """Tell whether the key of a part, or of the document, is published and so stays."""
    return published(draft).names(tree_of(draft), at)


def standards_named(language: str, chosen: object = None) -> list[tuple[str, str]]:
    """Return the key and the title of every standard, in its newest version, by title.

    One that is retired is left out, unless it is chosen already.
    """
    gone = {key for key in retired("standard") if key != chosen}
    newest = {one.key: one for one in db.session.scalars(_standards()) if one.key not in gone}
    named = [(key, title_of(one, language)) for key, one in newest.items()]
    return sorted(named, key=lambda pair: pair[1].casefold())


def _standards() -> Select[tuple[StandardVersion]]:
    return (
        select(StandardVersion)
        .order_by(StandardVersion.version)
        .options(defer(StandardVersion.document))
    )


def published_keys() -> frozenset[str]:
    """Return the keys of all published checklists and standards."""
    tables = (ChecklistVersion, StandardVersion)
    return frozenset(
        key for table in tables for key in db.session.scalars(select(table.key).distinct())
    )


def newest_of(draft: DocumentDraft) -> Version | None:
    """Return the newest published version under a draft's key, None if there is none."""
    table = StandardVersion if draft.kind == "standard" else ChecklistVersion
    versions = versions_of(table, draft.key)
    return versions[0] if versions else None


def origin_of(draft: DocumentDraft) -> Version | None:
    """Return the version that a draft was begun from: to follow it, or as a copy."""
    return _by_digest(draft, draft.based_on or draft.copied_from)


def published_as(draft: DocumentDraft) -> Version | None:
    """Return the version that a draft became, None if it was not published."""
    return _by_digest(draft, draft.published_as)


def _by_digest(draft: DocumentDraft, digest: str | None) -> Version | None:
    table: type[Version] = StandardVersion if draft.kind == "standard" else ChecklistVersion
    rows = select(table).where(table.sha256 == digest)
    return db.session.scalar(rows) if digest else None


def steps_of(draft: DocumentDraft, person_id: int) -> Steps:
    """Return whether a person can take back or do again something in a draft."""
    rows = select(DraftChange.undone).where(
        DraftChange.draft_id == draft.id,
        DraftChange.person_id == person_id,
        DraftChange.closed.is_(False),
    )
    held = set(db.session.scalars(rows.distinct()))
    return Steps(undo=False in held, redo=True in held)


def changed_since(draft: DocumentDraft, revision: int) -> Since:
    """Return which parts were changed after a revision, by whomever."""
    rows = select(DraftChange).where(
        DraftChange.draft_id == draft.id, DraftChange.number > revision
    )
    made = [
        operation
        for one in db.session.scalars(rows.order_by(DraftChange.number))
        for operation in json.loads(one.operations)
    ]
    return Since(editing.touched(made), editing.is_structural(made))


def removal_of(draft: DocumentDraft, at: str) -> tuple[Operation, str] | None:
    """Return what puts a part back that was taken out last, and who took it out; None if nobody."""
    mark = f'"id":"{at}"'
    holds = DraftChange.inverse.contains(mark) | DraftChange.operations.contains(mark)
    rows = select(DraftChange).where(DraftChange.draft_id == draft.id, holds)
    for one in db.session.scalars(rows.order_by(DraftChange.number.desc())):
        for operation in json.loads(one.operations if one.undone else one.inverse):
            part = operation.get("part", {}) if operation["do"] == "add" else {}
            if at in (part.get("id"), *(held["id"] for held in part.get("questions", ()))):
                return operation, one.person.name if one.person else ""
    return None


def last_to_touch(draft: DocumentDraft, at: str, field: list[str]) -> str:
    """Return the name of who changed a field last, "" if nobody did since the draft began."""
    rows = (
        select(DraftChange)
        .where(DraftChange.draft_id == draft.id)
        .order_by(DraftChange.number.desc())
        .limit(200)
    )
    for one in db.session.scalars(rows):
        for operation in json.loads(one.operations):
            is_it = operation["at"] == at if operation["do"] != "add" else False
            if is_it and operation.get("field", field)[:1] == field[:1]:
                return one.person.name if one.person else ""
    return ""


@lru_cache(maxsize=8)
def _document(
    text: str, standard_text: str | None
) -> tuple[Checklist | Standard | None, DocumentErrors | None]:
    tree = _tree(text)
    try:
        if editing.is_checklist(tree):
            standard = standard_read(standard_text) if standard_text else None
            return read_checklist(editing.plain(tree), standard=standard), None
        return read_standard(editing.plain(tree)), None
    except DocumentErrors as errors:
        return None, errors
