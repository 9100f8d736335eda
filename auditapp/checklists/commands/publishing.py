"""Publishing versions: what is published once is never changed, and never published twice."""

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from auditapp.checklists.models import ChecklistVersion, DocumentDraft, StandardVersion
from auditapp.checklists.queries import (
    Pictures,
    checklist_in,
    draft,
    draft_document,
    newest_standard,
    pictures_of,
    pictures_with,
    problems_of,
    published_checklists,
    standard_in,
    versions_of,
)
from auditapp.checklists.source import MOST_BYTES
from auditapp.core.canonical import canonical_json
from auditapp.core.differences import Reused, reused_keys
from auditapp.core.document import Checklist, Standard
from auditapp.core.problems import Problem
from auditapp.core.reading import DocumentErrors
from auditapp.storage import files, images, trail, transaction
from auditapp.storage.db import db
from auditapp.web.actor import Actor

Version = ChecklistVersion | StandardVersion


@dataclass(frozen=True)
class Plan:
    """What publishing a text would make: nothing new if `same` is set, else the next version."""

    document: Checklist | Standard
    newest: Version | None
    same: Version | None
    reused: tuple[Reused, ...]
    pictures_missing: tuple[str, ...]
    standard: StandardVersion | None

    @property
    def seen(self) -> int:
        """The number of the newest version that was looked at, 0 for none."""
        return self.newest.version if self.newest else 0


def planned(source: bytes | str) -> Plan:
    """Return what publishing a text would make; nothing is written.

    Raises: DocumentErrors with every fault of the text.
    """
    return _plan(_read(source))


def planned_draft(draft: DocumentDraft) -> Plan | None:
    """Return what publishing a draft would make; None while it is no document yet."""
    document, _errors = draft_document(draft)
    return _plan(document, pictures_of(draft)) if document else None


def _plan(document: Checklist | Standard, kept: Pictures | None = None) -> Plan:
    versions = versions_of(_table_of(document), document.key)
    digest = _sha256(canonical_json(document))
    is_checklist = isinstance(document, Checklist)
    cited = document.standard if is_checklist else None
    found = kept or pictures_with(versions)
    return Plan(
        document=document,
        newest=versions[0] if versions else None,
        same=next((one for one in versions if one.sha256 == digest), None),
        reused=reused_keys(published_checklists(document.key), document) if is_checklist else (),
        pictures_missing=tuple(_missing(document, found)) if is_checklist else (),
        standard=newest_standard(cited) if cited else None,
    )


def publish_seen(
    actor: trail.Acting, at: datetime, source: bytes, seen: int
) -> ChecklistVersion | StandardVersion:
    """Publish a text after a look at what it makes; `seen` is the newest version looked at.

    Raises: DocumentErrors; Problem `web.changed_meanwhile` if there is a newer one by now.
    """
    return _publish_next(actor, at, _read(source), _text(source), seen)


def publish_again(
    actor: trail.Acting, at: datetime, old: Version, seen: int, note: str, on: date | None = None
) -> ChecklistVersion | StandardVersion:
    """Go back: publish an old version as the next one; a standard holds from the day `on`.

    The note says so to editors, and tells the new version from the old one.
    Raises: Problem `checklists.newest_already`, `web.changed_meanwhile`.
    """
    if old.version == seen:
        raise Problem("checklists.newest_already")
    document = checklist_in(old) if isinstance(old, ChecklistVersion) else standard_in(old)
    changed: dict[str, Any] = {"notes": (*document.notes, note)}
    if isinstance(document, Standard) and on is not None:
        changed["effective_from"] = on
    again = document.model_copy(update=changed)
    return _publish_next(actor, at, again, _source_again(old.source, again, note), seen, old)


def publish_draft(
    actor: Actor, at: datetime, public_id: str, seen: int, revision: int
) -> ChecklistVersion | StandardVersion:
    """Publish a draft as the next version, with its pictures and those of the versions before.

    `seen` is the number of the newest version that was looked at, `revision` the draft's then.
    Raises: Problem `drafts.faulty`, `drafts.ended`, `drafts.same`, `drafts.newer_version`,
    `drafts.too_large`, `web.changed_meanwhile`.
    """
    document, source = _document_of(actor, public_id, revision)
    digest = _sha256(canonical_json(document))
    with transaction.write() as session:
        held = _open_draft(actor, public_id, revision)
        versions = versions_of(_table_of(document), document.key)
        if (versions[0].version if versions else 0) != seen:
            raise Problem("drafts.newer_version")
        same = next((one for one in versions if one.sha256 == digest), None)
        if same:
            raise Problem("drafts.same", version=same.version)
        if isinstance(document, Checklist):
            _carry_pictures(document, pictures_of(held))
        held.published_at, held.published_as = at, digest
        trail.record(session, actor, at, "drafts.publish", f"drafts/{public_id}")
        return _store(session, actor, at, document, source, held.copied_from)


def _document_of(actor: Actor, public_id: str, revision: int) -> tuple[Checklist | Standard, str]:
    """Return the document of a draft, and its text; both are slow to make, so nobody waits."""
    from auditapp.checklists.writing import yaml_text

    held = _open_draft(actor, public_id, revision)
    document, _errors = draft_document(held)
    if document is None or problems_of(held):
        raise Problem("drafts.faulty")
    source = yaml_text(document)
    if len(source.encode()) > MOST_BYTES:
        raise Problem("drafts.too_large", most=MOST_BYTES // 1024)
    return document, source


def _open_draft(actor: Actor, public_id: str, revision: int) -> DocumentDraft:
    held = draft(actor, public_id)
    if not held.is_open:
        raise Problem("drafts.ended")
    if held.revision != revision:
        raise Problem("web.changed_meanwhile")
    return held


def _publish_next(
    actor: trail.Acting,
    at: datetime,
    document: Checklist | Standard,
    source: str,
    seen: int,
    first: Version | None = None,
) -> Version:
    table = _table_of(document)
    versions = versions_of(table, document.key)
    if isinstance(document, Checklist):
        _carry_pictures(document, pictures_with([first, *versions] if first else versions))
    with transaction.write() as session:
        version = _store(session, actor, at, document, source)
        is_known = version.sha256 in {one.sha256 for one in versions}
        if not is_known and version.version != seen + 1:
            raise Problem("web.changed_meanwhile")
    return version


def _source_again(source: str, document: Checklist | Standard, note: str) -> str:
    """Write the note, and the day, into a text with its comments, if that says what is meant."""
    from auditapp.checklists.writing import yaml_text

    text = source
    if isinstance(document, Standard):
        day = f"effective_from: {document.effective_from.isoformat()}"
        text = re.sub(r"(?m)^effective_from:[^#\n]*", f"{day} ", text, count=1)
        text = text.replace(f"{day} \n", f"{day}\n", 1)
    added = f"- {json.dumps(note, ensure_ascii=False)}\n"
    text = f"{text.rstrip()}\nnotes:\n  {added}"
    try:
        is_meant = canonical_json(_read(text)) == canonical_json(document)
    except DocumentErrors:
        is_meant = False
    return text if is_meant else yaml_text(document)


def _named(checklist: Checklist) -> list[str]:
    return sorted({question.image for question in checklist.questions if question.image})


def _missing(checklist: Checklist, pictures: Pictures) -> list[str]:
    return [name for name in _named(checklist) if pictures(name) is None]


def _carry_pictures(checklist: Checklist, pictures: Pictures) -> None:
    """Keep with a new version the pictures that it names and that lie here already."""
    owner = _sha256(canonical_json(checklist))
    for name in _named(checklist):
        held = pictures(name)
        if held is not None:
            files.keep_as(files.PICTURES, owner, name, held.read_bytes())


def _table_of(document: Checklist | Standard) -> type[Version]:
    return StandardVersion if isinstance(document, Standard) else ChecklistVersion


def _text(source: bytes) -> str:
    return source.decode("utf-8-sig")


def publish(
    actor: trail.Acting | None, at: datetime, source: str, pictures: Path | None = None
) -> ChecklistVersion | StandardVersion:
    """Publish a checklist or a standard from its text; the same content again is the same version.

    The pictures that its questions name are taken from the folder `pictures` and kept with the
    version: what a shopper was shown never changes either.

    Raises: DocumentErrors with every fault of the text; Problem `checklists.picture_unreadable`.
    """
    document = _read(source)
    if pictures and isinstance(document, Checklist):
        _keep_pictures(document, pictures)
    with transaction.write() as session:
        return _store(session, actor, at, document, source)


def load_shipped(at: datetime, folder: Path) -> list[Version]:
    """Publish what a folder ships and is not here yet: standards first, for checklists cite them.

    A file whose very text was loaded before is not read again.
    """
    files = (*sorted(folder.glob("standards/*.yaml")), *sorted(folder.glob("*.yaml")))
    texts = {_sha256(text): text for text in (file.read_text("utf-8") for file in files)}
    known = _known_sources()
    fresh = [text for digest, text in texts.items() if digest not in known]
    return [publish(None, at, text, folder) for text in fresh]


def _keep_pictures(checklist: Checklist, folder: Path) -> None:
    owner = _sha256(canonical_json(checklist))
    for name in _named(checklist):
        if (folder / name).is_file() and not files.path_as(files.PICTURES, owner, name).exists():
            files.keep_as(files.PICTURES, owner, name, _remade(folder / name))


def _remade(file: Path) -> bytes:
    try:
        with file.open("rb") as stream:
            return images.remake(files.receive(stream)).derivative
    except Problem as problem:
        raise Problem("checklists.picture_unreadable", file=file.name) from problem


def _known_sources() -> set[str]:
    tables: Sequence[type[Version]] = (ChecklistVersion, StandardVersion)
    return {
        digest for table in tables for digest in db.session.scalars(select(table.source_sha256))
    }


def _read(source: bytes | str) -> Checklist | Standard:
    # The YAML parser is slow to import, and a start that has nothing to load does not need it.
    from auditapp.checklists.source import read_citing

    def held(key: str) -> Standard | None:
        version = newest_standard(key)
        return standard_in(version) if version else None

    return read_citing(source, held)


def _store(
    session: Session,
    actor: trail.Acting | None,
    at: datetime,
    document: Checklist | Standard,
    source: str,
    copied_from: str | None = None,
) -> Version:
    table = _table_of(document)
    canonical = canonical_json(document)
    known: Any = session.scalar(select(table).where(table.sha256 == _sha256(canonical)))
    if known is not None:
        return known
    version = table(
        key=document.key,
        version=_next_version(session, table, document.key),
        sha256=_sha256(canonical),
        title=document.title.words,
        document=canonical,
        source=source,
        source_sha256=_sha256(source),
        copied_from=copied_from,
        created_at=at,
        **_own_columns(document),
    )
    session.add(version)
    subject = f"{table.__tablename__}/{version.key}/{version.version}"
    trail.record(session, actor, at, "checklists.publish", subject)
    return version


def _own_columns(document: Checklist | Standard) -> dict[str, Any]:
    if isinstance(document, Standard):
        return {"effective_from": document.effective_from}
    return {}


def _next_version(session: Session, table: type[Version], key: str) -> int:
    newest = session.scalar(select(func.max(table.version)).where(table.key == key))
    return (newest or 0) + 1


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
