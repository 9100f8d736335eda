"""Pictures of how it should be: kept with a version for good, with a draft until that goes."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from sqlalchemy import select

from auditapp.checklists.models import ChecklistVersion, DocumentDraft
from auditapp.checklists.queries.library import Version
from auditapp.storage import files
from auditapp.storage.db import db

Pictures = Callable[[Any], Path | None]


def pictures_of(draft: DocumentDraft) -> Pictures:
    """Return what finds a picture that a draft names: its own, else as in the versions before."""
    origin = draft.based_on or draft.copied_from
    rows = select(ChecklistVersion.sha256).where(ChecklistVersion.key == draft.key)
    versions = db.session.scalars(rows.order_by(ChecklistVersion.version.desc()))
    return _among(
        (files.DRAFTED, draft.public_id),
        *((files.PICTURES, one) for one in (origin, *versions) if one),
    )


def pictures_with(versions: Iterable[Version]) -> Pictures:
    """Return what finds a picture in the first of these versions that has it."""
    return _among(*((files.PICTURES, one.sha256) for one in versions))


def _among(*owners: tuple[str, str]) -> Pictures:
    def find(name: Any) -> Path | None:
        try:
            places = [files.path_as(kind, owner, name) for kind, owner in owners]
            return next((one for one in places if one.is_file()), None)
        except (OSError, TypeError, ValueError):  # what stands in a draft may be no name at all
            return None

    return find
