"""Settings changed, a group at a time; secrets are kept here and written down nowhere else."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any, BinaryIO

from sqlalchemy.orm import Session

from auditapp.core.company import TABLE, Mark, keys_of, require_usable
from auditapp.core.problems import Problem
from auditapp.settings.models import Setting
from auditapp.settings.queries import stamp
from auditapp.storage import files, images, trail, transaction
from auditapp.web.actor import Actor

MOST_MARK_BYTES = 5 * 2**20


def change(
    actor: Actor, at: datetime, group: str, values: Mapping[str, Any], seen: str
) -> tuple[str, ...]:
    """Write the settings of a group that differ, and return which did.

    `seen` is the stamp of the group as the person saw it. What `values` leaves out stays.

    Raises: Problem `web.changed_meanwhile`, `settings.accent_faint`, `settings.unusable`.
    """
    given = {key: values[key] for key in keys_of(group) if key in values}
    for key, value in given.items():
        require_usable(key, value)
    with transaction.write() as session:
        if stamp(group) != seen:
            raise Problem("web.changed_meanwhile")
        if "smtp_host" in given and given["smtp_host"] != _stored(session, "smtp_host"):
            given.setdefault("smtp_password", "")  # another server never learns this one's
        return tuple(key for key, new in given.items() if _set(session, actor, at, key, new))


def keep_mark(stream: BinaryIO) -> dict[str, Any]:
    """Make a mark anew from a file that was brought, keep it, and return its value as a setting.

    Raises: Problem `settings.mark_is_svg`, `settings.mark_unreadable`, `photos.too_large`.
    """
    content = stream.read(MOST_MARK_BYTES + 1)
    if len(content) > MOST_MARK_BYTES:
        raise Problem("photos.too_large", limit_mb=MOST_MARK_BYTES // 2**20)
    picture, width, height = images.mark(content)
    return asdict(Mark(files.keep(files.DERIVED, picture), width, height))


def _stored(session: Session, key: str) -> Any:
    row = session.get(Setting, key)
    return TABLE[key].default if row is None else row.value


def _set(session: Session, actor: Actor, at: datetime, key: str, new: Any) -> bool:
    row, old = session.get(Setting, key), _stored(session, key)
    if old == new:
        return False
    if row is None:
        session.add(Setting(key=key, value=new, changed_at=at, changed_by_id=actor.person_id))
    else:
        row.value, row.changed_at, row.changed_by_id = new, at, actor.person_id
    told = {} if TABLE[key].is_secret else {"old": old, "new": new}
    text = json.dumps({"key": key, **told}, ensure_ascii=False)
    trail.record(session, actor, at, "settings.change", f"settings/{key}", text)
    return True
