"""Changing the library: each command is one transaction and one line in the record."""

from auditapp.checklists.commands.drafts import (
    KEPT,
    Edited,
    begin_draft,
    change_draft,
    count_faults,
    discard_draft,
    purge_drafts,
    redo_draft,
    take_back_draft,
    tree_in,
    undo_draft,
)
from auditapp.checklists.commands.pictures import keep_picture, too_large
from auditapp.checklists.commands.publishing import (
    Plan,
    load_shipped,
    planned,
    planned_draft,
    publish,
    publish_again,
    publish_draft,
    publish_seen,
)
from auditapp.checklists.commands.retiring import retire, take_back

__all__ = [
    "KEPT",
    "Edited",
    "Plan",
    "begin_draft",
    "change_draft",
    "count_faults",
    "discard_draft",
    "keep_picture",
    "load_shipped",
    "planned",
    "planned_draft",
    "publish",
    "publish_again",
    "publish_draft",
    "publish_seen",
    "purge_drafts",
    "redo_draft",
    "retire",
    "take_back",
    "take_back_draft",
    "too_large",
    "tree_in",
    "undo_draft",
]
