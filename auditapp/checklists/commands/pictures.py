"""The pictures of drafts: made anew, and kept with the draft under a name of their content."""

import hashlib
import re
from typing import Any, BinaryIO

from auditapp.checklists.queries import draft, tree_of
from auditapp.core import editing
from auditapp.core.problems import Problem
from auditapp.storage import files, images
from auditapp.web.actor import Actor

_LONGEST = 80
_MEGA = 1_000_000


def keep_picture(actor: Actor, public_id: str, part_id: str, stream: BinaryIO) -> str:
    """Keep a picture for a question of a draft; return the name for the question to bear.

    Another picture has another name, so whoever takes a change back sees the one before.
    Raises: Problem `drafts.ended`, `drafts.no_part`, `drafts.picture_too_large`,
    `drafts.picture_unreadable`.
    """
    held = draft(actor, public_id)
    if not held.is_open:
        raise Problem("drafts.ended")
    parts = editing.questions_of(tree_of(held))
    question = next((one for one in parts if one["id"] == part_id), None)
    if question is None:
        raise Problem("drafts.no_part")
    content = _remade(stream)
    name = f"{_stem(question.get('key'))}-{hashlib.sha256(content).hexdigest()[:8]}.jpg"
    files.keep_as(files.DRAFTED, public_id, name, content)
    return name


def _stem(key: Any) -> str:
    letters = re.sub(r"[^a-z0-9_]", "", key) if isinstance(key, str) else ""
    return letters[:_LONGEST] or "picture"


def _remade(stream: BinaryIO) -> bytes:
    try:
        return images.remake(files.receive(stream)).derivative
    except Problem as problem:
        if problem.code == "photos.too_large":
            raise too_large() from problem
        raise Problem("drafts.picture_unreadable") from problem


def too_large() -> Problem:
    """Return what is said of a picture that is too large, in bytes or in dots."""
    megapixels = min(images.MOST_PIXELS.values()) // _MEGA
    limits = {"most": files.MOST_BYTES // 2**20, "megapixels": megapixels}
    return Problem("drafts.picture_too_large", **limits)
