"""What the sheet 'About' of an exported form says: the columns that XLSForm does not know."""

from auditapp.checklists.xlsform.losses import Say
from auditapp.core.problems import N_

_COMMAND = "flask --app auditapp checklist import-xlsform FILE.xlsx -o checklist.yaml"
_ABOUT = (
    (N_("What"), N_("What it means")),
    (
        N_("This file"),
        N_(
            "A checklist of auditapp as an XLSForm. Forms for ODK and its kin read it and pass "
            "over the columns below; auditapp reads them and makes the same checklist of it again: "
            "in the library by “Bring a file”, or with this command:"
        ),
    ),
    (
        "choices: score",
        N_("What the option scores, -100 to 100 per cent; empty: it is not scored."),
    ),
    (
        "survey: weight",
        N_("The weight of the question, or, in the row of a group, of the section."),
    ),
    (
        "survey: critical",
        N_("yes: an answer under 100 per cent fails the audit; a number: one under so many does."),
    ),
    ("survey: clause", N_("The clause of the standard that the question is about.")),
    (
        "settings: method",
        "mystery_shop, internal_audit, customer_survey, complaint, response_time",
    ),
    ("settings: industry", N_("The industry, in one word.")),
    ("settings: standard", N_("The key of the standard that the clauses belong to.")),
    ("settings: pass_mark", N_("The mark to reach, per cent.")),
    (
        "settings: answer_sets",
        N_("Lists of choices that are shared by name, though few ask for them."),
    ),
    (
        "auditapp (survey, settings)",
        N_(
            "A JSON object: settings of the checklist format that XLSForm has no word for, or says "
            "otherwise (bands of a number, evidence, names of grades and so on). What stands here "
            "wins over the rest of its row; null takes a setting away. Change a word in both "
            "places, or empty the cell. Long text goes on in auditapp_2, auditapp_3."
        ),
    ),
)
_OF_THE_FORM = ("survey", "choices", "settings", "auditapp", "mystery_shop")


def about(say: Say) -> list[list[str]]:
    """Return the rows of the sheet in a language; names of columns stay as they are."""
    rows = [[one if one.startswith(_OF_THE_FORM) else say(one) for one in row] for row in _ABOUT]
    rows[1][1] += f" {_COMMAND}"
    return rows
