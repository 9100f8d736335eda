"""What the sheet 'About' of an exported form says: the columns that XLSForm does not know."""

ABOUT = (
    ("What", "What it means"),
    (
        "This file",
        "A checklist of auditapp as an XLSForm. Forms for ODK and its kin read it and pass over "
        "the columns below; auditapp reads them and makes the same checklist of it again: "
        "flask --app auditapp checklist import-xlsform FILE.xlsx -o checklist.yaml",
    ),
    ("choices: score", "What the option scores, -100 to 100 per cent; empty: it is not scored."),
    ("survey: weight", "The weight of the question, or, in the row of a group, of the section."),
    (
        "survey: critical",
        "yes: an answer under 100 per cent fails the audit; a number: one under so many does.",
    ),
    ("survey: clause", "The clause of the standard that the question is about."),
    (
        "settings: method",
        "mystery_shop, internal_audit, customer_survey, complaint, response_time.",
    ),
    ("settings: industry", "The industry, in one word."),
    ("settings: standard", "The key of the standard that the clauses belong to."),
    ("settings: pass_mark", "The mark to reach, per cent."),
    ("settings: answer_sets", "Lists of choices that are shared by name, though few ask for them."),
    (
        "auditapp (survey, settings)",
        "A JSON object: settings of the checklist format that XLSForm has no word for, or says "
        "otherwise (bands of a number, evidence, names of grades and so on). What stands here wins "
        "over the rest of its row; null takes a setting away. Change a word in both places, or "
        "empty the cell. Long text goes on in auditapp_2, auditapp_3.",
    ),
)
