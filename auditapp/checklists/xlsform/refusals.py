"""Why pyxform refuses a form, in sentences of ours: those that people meet; others stay its own."""

import re
from collections.abc import Mapping, Sequence

from auditapp.checklists.xlsform.losses import Said, Say
from auditapp.core.problems import N_

_PLACE = r"\[row : (?P<row>\d+)\] On the '(?P<sheet>[^']*)' sheet, the '(?P<column>[^']*)' value"
_ROW = r"\[row : (?P<row>\d+)\] ?"
_QUOTED = r"'([^']+)'|\$\{([^}]+)\}|\"([^\"]+)\""
_WITH_ROW = N_("Row %(row)s: %(reason)s")
# A row of the sheet survey with its number.
Row = tuple[int, Mapping[str, str]]
_REASONS = (
    (
        r"Duplicate column header: (?P<name>.*)",
        N_("Two columns are called “%(name)s”: rename one."),
    ),
    (
        r"Invalid headers provided for sheet: '(?P<sheet>[^']*)'\. One or more required column "
        r"headers were not found: (?P<missing>[^.]*)\.",
        N_("The sheet %(sheet)s lacks columns that a form needs: %(missing)s."),
    ),
    (
        r"Invalid headers provided for sheet: '(?P<sheet>[^']*)'\. Headers that are different "
        r"names for the same column were found: (?P<names>.*?)\. Rename",
        N_("The sheet %(sheet)s has two columns for the same thing: %(names)s."),
    ),
    (
        rf"{_PLACE} '(?P<name>[^']*)' is invalid\. (Questions, groups|Repeat names must unique)",
        N_("Row %(row)s: the name “%(name)s” stands there twice: rename one."),
    ),
    (
        rf"{_PLACE} is invalid\. Names must begin",
        N_(
            "Row %(row)s of the sheet %(sheet)s: names have letters, digits and _ only, and begin "
            "with a letter."
        ),
    ),
    (
        rf"{_PLACE} is invalid\. Choices must have a name",
        N_("Row %(row)s of the sheet choices: the choice has no name."),
    ),
    (
        rf"{_PLACE} is invalid\. Choice names must be unique",
        N_("Row %(row)s of the sheet choices: its list has a choice of this name already."),
    ),
    (
        rf"{_PLACE} is invalid\. Reference variables must contain a name.*find the name "
        r"'(?P<name>[^']*)'",
        N_("Row %(row)s of the sheet %(sheet)s: %(column)s names “%(name)s”, which is not there."),
    ),
    (
        rf"{_ROW}Unmatched '(?P<what>begin_\w+|end_\w+)'",
        N_("Row %(row)s: %(what)s stands alone: a group has a beginning and an end."),
    ),
    (rf"{_ROW}Question or group with no name", N_("Row %(row)s has a type, but no name.")),
    (rf"{_ROW}Question with no type", N_("Row %(row)s has no type.")),
    (
        rf"{_ROW}List name not in choices sheet: (?P<name>.*)",
        N_("Row %(row)s: the sheet choices has no list “%(name)s”."),
    ),
    (r"Unknown question type '(?P<name>.*)'\.", N_("There is no type of question “%(name)s”.")),
    (
        r"There should be a choices sheet",
        N_("A question has a list of choices, but there is no sheet choices."),
    ),
)


def reason_of(words: str, say: Say, survey: Sequence[Row] = ()) -> str:
    """Return pyxform's reason in a language, or as it stands if it is not one of the known.

    Where it names no row, the row is looked for in the sheet by what the reason names.
    """
    for pattern, sentence in _REASONS:
        found = re.match(pattern, words)
        if found:
            told = Said(sentence, found.groupdict()).told(say)
            break
    else:
        told = words
    row = "row" not in words.lower() and _row_of(words, survey)
    return Said(_WITH_ROW, {"row": row, "reason": told}).told(say) if row else told


def _row_of(words: str, survey: Sequence[Row]) -> int | None:
    """Return the number of the first row that a reason is about."""
    if words.startswith("There should be a choices sheet"):
        return next((at for at, row in survey if row.get("type", "").startswith("select")), None)
    quoted = {one for pair in re.findall(_QUOTED, words) for one in pair if one}
    for column in ("type", "name"):
        for at, row in survey:
            if row.get(column) in quoted:
                return at
    return None
