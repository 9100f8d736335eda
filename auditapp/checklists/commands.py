"""Publishing versions: what is published once is never changed, and never published twice."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from auditapp.checklists.models import ChecklistVersion, StandardVersion
from auditapp.checklists.queries import newest_standard, standard_in
from auditapp.core.canonical import canonical_json
from auditapp.core.document import Checklist, Standard
from auditapp.core.problems import Problem
from auditapp.storage import files, images, trail, transaction
from auditapp.storage.db import db

Version = ChecklistVersion | StandardVersion


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
    named = {question.image for question in checklist.questions if question.image}
    for name in sorted(named):
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


def _read(source: str) -> Checklist | Standard:
    # The YAML parser is slow to import, and a start that has nothing to load does not need it.
    from auditapp.checklists.source import read_source

    document = read_source(source)
    cited = getattr(document, "standard", None)
    held = newest_standard(cited) if cited else None
    return read_source(source, standard_in(held)) if held else document


def _store(
    session: Session,
    actor: trail.Acting | None,
    at: datetime,
    document: Checklist | Standard,
    source: str,
) -> Version:
    is_standard = isinstance(document, Standard)
    table: type[Version] = StandardVersion if is_standard else ChecklistVersion
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
