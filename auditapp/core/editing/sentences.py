"""Faults of a draft, each at its part and field, in sentences for who never saw the format."""

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from auditapp.core.conditions import Path
from auditapp.core.editing.trees import Tree, is_checklist, languages_of, name_of, said
from auditapp.core.faults import DocumentError
from auditapp.core.problems import N_


@dataclass(frozen=True)
class Placed:
    """One fault: at which part, in which field of it, and a sentence that says what to do."""

    at: str
    field: Path
    sentence: str
    details: dict[str, Any] = dataclasses.field(default_factory=dict)


def placed(tree: Tree, errors: Iterable[DocumentError]) -> list[Placed]:
    """Return the faults of `plain(tree)` where people find them, in the order of the parts."""
    found = [_placed(tree, error) for error in errors]
    return list({(one.at, one.field, one.sentence): one for one in found}.values())


def part_and_field(tree: Tree, path: Path) -> tuple[str, Path]:
    """Return the id of the part that a path of the document leads into, and the rest of it."""
    name = "sections" if is_checklist(tree) else "clauses"
    holder, at, rest = tree, "", path
    while len(rest) > 1 and rest[0] == name and isinstance(rest[1], int):
        holder, rest = holder[name][rest[1]], rest[2:]
        at, name = holder["id"], "questions"
    return at, rest


def _placed(tree: Tree, error: DocumentError) -> Placed:
    at, rest = part_and_field(tree, error.path)
    name = name_of(at) if at else ("checklist" if is_checklist(tree) else "standard")
    words = tuple(step for step in rest if isinstance(step, str))
    sentence = _of_empty(error, name, words) or _of_field(error, name, words)
    if sentence is None:
        sentence = _PLAIN.get(error.sentence, error.sentence)
    if rest[-1:] and rest[-1] in languages_of(tree) and sentence == _EMPTY:
        sentence = _EMPTY_HERE
    # A sentence without places to fill may hold a per cent sign of its own.
    details = error.details if "%(" in sentence else {}
    if "show_if" in words and "name" in details:
        details = details | {"name": _called(tree, details["name"])}
    return Placed(at, rest, sentence, details)


def _called(tree: Tree, key: str) -> str:
    """Return a question's number and words, by which people know it, or its key."""
    for at, section in enumerate(tree["sections"], 1):
        for under, question in enumerate(section["questions"], 1):
            if question.get("key") == key:
                first = next(iter(languages_of(tree)), "")
                return f"{at}.{under} {said(question.get('text'), first, first)}".strip()
    return key


def _of_empty(error: DocumentError, name: str, words: tuple[str, ...]) -> str | None:
    if error.code != "document.missing" and error.sentence not in _NOTHING_THERE:
        return None
    for length in range(len(words), 0, -1):
        found = _EMPTY_AT.get((name, *words[:length])) or _EMPTY_AT.get(("", *words[:length]))
        if found:
            return found
    return _EMPTY_AT.get(("", words[-1])) or _EMPTY if words else None


def _of_field(error: DocumentError, name: str, words: tuple[str, ...]) -> str | None:
    kind = error.code.removeprefix("document.")
    if error.sentence.startswith("Only these characters"):
        kind = "form"
    first, last = (words[0], words[-1]) if words else ("", "")
    for key in ((kind, name, first), (kind, "", first), (kind, "", last)):
        if key in _AT:
            return _AT[key]
    return None


_EMPTY = N_("Fill this in.")
_EMPTY_HERE = N_("Write it in this language, or empty the field.")
_NOTHING_THERE = {
    "The text is empty: write it, or leave the key out.",
    "At least one entry is expected here.",
    "At least %(min_length)s character is needed.",
    "Text is expected here, or a map of language to text.",
}
_EMPTY_AT: dict[tuple[str, ...], str] = {
    ("checklist", "title"): N_("Write the title of the checklist."),
    ("checklist", "key"): N_("Give the checklist a key: small Latin letters, digits and '-'."),
    ("checklist", "method"): N_("Choose by which method visits go."),
    ("checklist", "industry"): N_("Write for which industry it is."),
    ("checklist", "languages"): N_("Choose at least one language."),
    ("checklist", "sections"): N_("Add a section, and its first question."),
    ("standard", "title"): N_("Write the title of the standard."),
    ("standard", "key"): N_("Give the standard a key: small Latin letters, digits and '-'."),
    ("standard", "effective_from"): N_("Choose from which day on the standard is in force."),
    ("standard", "target"): N_("Set the target, in per cent."),
    ("standard", "clauses"): N_("Add the first clause."),
    ("section", "title"): N_("Write the title of the section."),
    ("section", "questions"): N_("Add a question to this section, or take the section out."),
    ("question", "text"): N_("Write the question."),
    ("question", "type"): N_("Choose which kind of answer is expected."),
    ("question", "options"): N_("Add the answers to choose from."),
    ("question", "options", "text"): N_("Write this answer."),
    ("question", "bands", "score"): N_("Set what this band scores."),
    ("question", "linear", "best"): N_("Set the value that scores 100 %."),
    ("question", "linear", "worst"): N_("Set the value that scores nothing."),
    ("question", "min"): N_("Set the lowest value."),
    ("question", "max"): N_("Set the highest value."),
    ("question", "evidence", "when"): N_("Choose when this is asked for."),
    ("clause", "code"): N_("Give the clause a code, like GRT-1."),
    ("clause", "title"): N_("Write the title of the clause."),
    ("clause", "requirement"): N_("Write what is required."),
    ("clause", "limit", "measure"): N_("Say what is measured."),
    ("clause", "limit", "unit"): N_("Say in which unit it is measured."),
    ("clause", "industry", "value"): N_("Set the figure of the industry."),
    ("clause", "industry", "source"): N_("Say where the figure comes from."),
    ("clause", "industry", "year"): N_("Say of which year the figure is."),
    ("", "grades", "from"): N_("Set from how many per cent on the grade holds."),
    ("", "grades", "name"): N_("Name the grade."),
    ("", "answer_sets", "text"): N_("Write this answer."),
    ("", "answer_sets"): N_("Add the shared answers."),
    ("", "repeat", "title"): N_("Say what one turn is called, like “Till”."),
    ("", "key"): N_("Give it a key: small Latin letters, digits and '_'."),
}
_CHOOSE = N_("Choose one of those offered.")
_KEY_FORM = N_("A key has small Latin letters, digits and '_' only.")
_DOCUMENT_KEY_FORM = N_("A key has small Latin letters, digits and '-' only.")
# By what went wrong, in which part, in which field; "" is any.
_AT: dict[tuple[str, str, str], str] = {
    ("duplicate", "question", "key"): N_("Two questions have the key “%(name)s”: change one."),
    ("duplicate", "section", "key"): N_("Two sections have the key “%(name)s”: change one."),
    ("duplicate", "clause", "code"): N_("Two clauses have the code “%(name)s”: change one."),
    ("duplicate", "", "grades"): N_("Two grades have the key “%(name)s”: change one."),
    ("duplicate", "", "answer_sets"): N_("Two answers have the key “%(name)s”: change one."),
    ("unknown_name", "question", "clause"): N_(
        "The standard has no clause “%(name)s”: choose another."
    ),
    ("unknown_name", "question", "options"): N_(
        "There are no shared answers “%(name)s”: choose others, or write the answers here."
    ),
    ("unknown_name", "question", "type"): N_("Choose which kind of answer is expected."),
    ("unknown_name", "section", "owner"): N_("There is no post “%(name)s”: choose another."),
    ("unknown_name", "", "show_if"): N_(
        "The question of this condition has no answer “%(name)s”: choose another."
    ),
    ("form", "checklist", "key"): _DOCUMENT_KEY_FORM,
    ("form", "standard", "key"): _DOCUMENT_KEY_FORM,
    ("form", "", "key"): _KEY_FORM,
    ("form", "", "owners"): _KEY_FORM,
    ("form", "", "answer_sets"): _KEY_FORM,
    ("form", "checklist", "languages"): N_("Write a language as its code, like en."),
    ("form", "question", "image"): N_(
        "Name the picture's file in Latin letters, digits, '.', '_' and '-', like shelf.jpg."
    ),
}
_PLAIN = {
    "A map of keys to values is expected here.": N_("This cannot be read: take it out."),
    "A list is expected here.": N_("This cannot be read: take it out."),
    "Text is expected here.": N_("Write this as text."),
    "true or false is expected here.": N_("Choose yes or no."),
    "A whole number is expected here.": N_("Enter a whole number."),
    "A number is expected here.": N_("Enter a number."),
    "One of these is expected: %(expected)s.": _CHOOSE,
    "Unknown key '%(key)s'. Did you mean '%(near)s'?": N_(
        "“%(key)s” means nothing here: take it out."
    ),
    "Unknown key '%(key)s': take it out.": N_("“%(key)s” means nothing here: take it out."),
    "'max' must be above 'min'.": N_("The highest value must be above the lowest."),
    "'max' must not be below 'min'.": N_("The most must not be below the least."),
    "'step' must be above 0.": N_("The step must be above 0."),
    "Score by 'bands' or by 'linear', not by both.": N_(
        "Score in bands or along a line, not both: take one out."
    ),
    "'best' and 'worst' must differ.": N_(
        "The value that scores 100 % and the one that scores nothing must differ."
    ),
    "Only the last band may leave 'up_to' out.": N_(
        "Only the last band may be without a bound: set it."
    ),
    "Bands go upwards: each 'up_to' above the one before.": N_(
        "Bands go upwards: set each bound above the one before."
    ),
    "Two options have the same key.": N_("Two answers have the same key: change one."),
    "An option of a choice scores 0 to 100.": N_("An answer scores 0 to 100 here."),
    "A limit has either 'at_most' or 'at_least'.": N_(
        "Set one bound: the most or the least that is allowed."
    ),
    "Grades go from the highest 'from' down, the last from 0.": N_(
        "Grades go from the highest down, the last from 0 %."
    ),
    "Either all sections have a weight or none has: this one has none.": N_(
        "Other sections have a weight: give this one a weight too, or take theirs out."
    ),
    "A critical question needs a scored type, a weight above 0 and no bonus.": N_(
        "Only a question that scores can be critical: give its answers scores, set a weight above "
        "0, and no bonus."
    ),
    "Evidence on failure needs a scored question: this one cannot fail.": N_(
        "This question scores nothing, so it cannot fail: ask for the evidence always."
    ),
    "A clause needs a 'standard' in the head of the checklist.": N_(
        "Choose the checklist's standard first, or take the clause out."
    ),
    "'%(name)s' is not a question before this one.": N_(
        "The condition looks at “%(name)s”, which is not before this: choose a question before it."
    ),
    "'%(name)s' is in a repeated section: it has no one answer out here.": N_(
        "“%(name)s” is in a section filled several times: choose another question."
    ),
    "'includes' looks into a multi_choice; '%(name)s' is none.": N_(
        "“%(name)s” takes one answer only: choose another comparison."
    ),
    "'%(test)s' needs a number, date or time; '%(name)s' has none.": N_(
        "“%(name)s” has no number, date or time: choose another comparison."
    ),
    "'%(test)s' cannot be compared with this.": N_("Set what the answer is compared with."),
    "The condition does not name a 'question'.": N_(
        "Choose the question that the condition looks at."
    ),
    "Give exactly one test: %(tests)s.": N_("Choose how the answer is compared."),
    "A condition names a question and a test, or all, any, not.": N_(
        "Complete the condition, or take it out."
    ),
    "A list of conditions is expected here.": N_("Complete the condition, or take it out."),
    "A day is expected here, like 2026-01-31.": N_("Choose a day."),
    "A clause code is expected here, like GRT-1.": N_("Give the clause a code, like GRT-1."),
    "A clause code has capital letters, digits, '.' and '-' only.": N_(
        "A code has capital letters, digits, '.' and '-' only."
    ),
    "true, false or {below: …} is expected here.": N_("Set under which score it fails."),
}
