"""Editing a document piece by piece: its tree, operations, faults at their place.

Pure: who edits, where drafts are kept and how pages show them is not known here.
"""

from auditapp.core.editing.blanks import empty_checklist, empty_standard
from auditapp.core.editing.changing import NOTHING, Change, Published, change
from auditapp.core.editing.copies import copy_of
from auditapp.core.editing.keys import key_for, renamed
from auditapp.core.editing.mending import Mended, without_faults
from auditapp.core.editing.naming import Named, named
from auditapp.core.editing.operations import (
    Applied,
    Operation,
    apply,
    is_structural,
    merged,
    read_operations,
    touched,
)
from auditapp.core.editing.outline import Row, fresh_rows, rows
from auditapp.core.editing.sentences import Placed, part_and_field, placed
from auditapp.core.editing.trees import (
    MakeId,
    Tree,
    is_checklist,
    languages_of,
    name_of,
    part_of,
    parts_of,
    place_of,
    plain,
    questions_of,
    said,
    with_ids,
    words_in,
)

__all__ = [
    "NOTHING",
    "Applied",
    "Change",
    "MakeId",
    "Mended",
    "Named",
    "Operation",
    "Placed",
    "Published",
    "Row",
    "Tree",
    "apply",
    "change",
    "copy_of",
    "empty_checklist",
    "empty_standard",
    "fresh_rows",
    "is_checklist",
    "is_structural",
    "key_for",
    "languages_of",
    "merged",
    "name_of",
    "named",
    "part_and_field",
    "part_of",
    "parts_of",
    "place_of",
    "placed",
    "plain",
    "questions_of",
    "read_operations",
    "renamed",
    "rows",
    "said",
    "touched",
    "with_ids",
    "without_faults",
    "words_in",
]
