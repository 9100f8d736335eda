"""The pictures of drafts: made anew, and kept with the draft under a name of their content."""

import hashlib
import json
import re
from typing import Any, BinaryIO

from sqlalchemy import update

from auditapp.checklists.models import DraftChange
from auditapp.checklists.queries import draft, tree_of
from auditapp.core import editing
from auditapp.core.problems import Problem
from auditapp.storage import files, images, transaction
from auditapp.web.actor import Actor

# How many pictures the questions of a draft bear, and how many are kept besides for taking back.
MOST_PICTURES = 1000
MOST_REPLACED = 100
_LONGEST = 80
_MEGA = 1_000_000


def keep_picture(actor: Actor, public_id: str, part_id: str, stream: BinaryIO) -> str:
    """Keep a picture for a question of a draft; return the name for the question to bear.

    Another picture has another name, so whoever takes a change back sees the one before; of those
    that no question bears any more the last ones stay.
    Raises: Problem `drafts.ended`, `drafts.no_part`, `drafts.picture_too_large`,
    `drafts.picture_unreadable`, `drafts.too_many_pictures`.
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
    for old in _let_go(actor, public_id, part_id, name):
        files.path_as(files.DRAFTED, public_id, old).unlink(missing_ok=True)
    files.keep_as(files.DRAFTED, public_id, name, content)
    return name


def _let_go(actor: Actor, public_id: str, part_id: str, name: str) -> list[str]:
    """Return which pictures go to make room for one; the steps that would show them are closed."""
    with transaction.write() as session:
        held = draft(actor, public_id)
        parts = [one for one in editing.questions_of(tree_of(held)) if _has_name(one)]
        kept = [one for one in files.names(files.DRAFTED, public_id) if one != name]
        others = {one["image"] for one in parts if one["id"] != part_id}
        if len(others.intersection(kept)) >= MOST_PICTURES:
            raise Problem("drafts.too_many_pictures", most=MOST_PICTURES)
        named = {one["image"] for one in parts}
        gone = [one for one in kept if one not in named][:-MOST_REPLACED]
        for one in gone:
            words = json.dumps(one)
            says = DraftChange.operations.contains(words) | DraftChange.inverse.contains(words)
            mine = (DraftChange.draft_id == held.id) & says
            session.execute(update(DraftChange).where(mine).values(closed=True))
    return gone


def _has_name(question: editing.Tree) -> bool:
    return isinstance(question.get("image"), str)


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
