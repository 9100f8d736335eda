"""Changing the library: each command is one transaction and one line in the record."""

from auditapp.checklists.commands.drafts import (
    KEPT,
    Edited,
    begin_draft,
    change_draft,
    discard_draft,
    purge_drafts,
    redo_draft,
    take_back_draft,
    tree_in,
    undo_draft,
)
from auditapp.checklists.commands.publishing import (
    Plan,
    load_shipped,
    planned,
    publish,
    publish_again,
    publish_draft,
    publish_seen,
)

__all__ = [
    "KEPT",
    "Edited",
    "Plan",
    "begin_draft",
    "change_draft",
    "discard_draft",
    "load_shipped",
    "planned",
    "publish",
    "publish_again",
    "publish_draft",
    "publish_seen",
    "purge_drafts",
    "redo_draft",
    "take_back_draft",
    "tree_in",
    "undo_draft",
]
