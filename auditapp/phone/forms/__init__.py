"""The form in both directions: posted fields to a sheet, a sheet to what the fields show.

`values` knows the question types, `posted` reads a request, `changes` does what no field does,
`page` builds what is drawn from `shapes`, `words` speaks for the script.
"""

from auditapp.phone.forms.changes import (
    add_file,
    add_turn,
    drop_turn,
    files_of,
    remove_file,
    turn_is_empty,
)
from auditapp.phone.forms.page import anchor, build_page
from auditapp.phone.forms.posted import Posted, read_form, stamp
from auditapp.phone.forms.rules import rules_of
from auditapp.phone.forms.shapes import Page, Shown, View
from auditapp.phone.forms.words import OF_LISTS, words_of
from auditapp.web.markdown import markdown

__all__ = [
    "OF_LISTS",
    "Page",
    "Posted",
    "Shown",
    "View",
    "add_file",
    "add_turn",
    "anchor",
    "build_page",
    "drop_turn",
    "files_of",
    "markdown",
    "read_form",
    "remove_file",
    "rules_of",
    "stamp",
    "turn_is_empty",
    "words_of",
]
