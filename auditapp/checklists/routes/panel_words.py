"""Words of the settings panels: where those of the format speak of files and keys, plainer ones."""

from typing import Any

from flask_babel import lazy_gettext as _

# By class and key of the format; everything else is said as on the page of the format.
HELP: dict[tuple[str, str], Any] = {
    ("Checklist", "standard"): _("What the company promises: each question can test one clause."),
    ("Checklist", "brief"): _(
        "What the shopper reads before the visit. Headings with ##, lists with -, bold with **."
    ),
    ("Checklist", "key"): _(
        "The name under which all versions are kept: small letters, digits and dashes."
    ),
    ("Checklist", "languages"): _(
        "The first stands in where a text lacks a language. Texts of a language taken out are kept."
    ),
    ("Checklist", "answer_sets"): _(
        "Answers that several questions share: changed here, they change in all of them."
    ),
    ("Section", "weight"): _(
        "How much it counts in the total. Give all sections a weight, or none: then every "
        "question counts alike."
    ),
    ("Section", "owner"): _("Who answers for it; actions go there first. Posts stand in the head."),
    ("Section", "key"): _("Its name in results: small letters, digits and underscores."),
    ("Question", "key"): _(
        "Its name in results, used once in the checklist. Trends of later versions hang on it."
    ),
    ("Question", "type"): _("What kind of answer it takes."),
    ("Question", "image"): _("Shown at the question while it is answered."),
    ("Question", "clause"): _("The promise that it tests, so that results compare with it."),
    ("Question", "critical"): _("A failed critical question fails the whole visit."),
    ("Question", "required"): _("The form cannot be sent without an answer."),
    ("Option", "score"): _(
        "What it is worth, in per cent. An answer without a score is left out of the score."
    ),
    ("NumberKind", "min"): _("The lowest value that can be sent."),
    ("NumberKind", "max"): _("The highest value that can be sent."),
    ("WithOptions", "options"): _("What can be chosen, and what each answer is worth."),
    ("Words", "pattern"): _(
        "A regular expression that the whole text must match, for numbers of receipts and the like."
    ),
    ("Standard", "key"): _(
        "The name under which all versions are kept: small letters, digits and dashes."
    ),
    ("Standard", "sections"): _("Targets of their own for sections of the checklist."),
    ("Clause", "code"): _("Capital letters, digits, dots and dashes, like GRT-1."),
    ("Clause", "limit"): _(
        "A bound on the measured value itself, such as 180 seconds; the verdict then comes "
        "from it alone."
    ),
    ("Limit", "measure"): _("Questions that cite this clause and carry this measure are meant."),
}

# Of types whose words on the page of the format name keys.
MEANINGS = {
    "scale": _("A row of numbers between two ends: 100 at one end, 0 at the other, evenly."),
    "photo": _("Photos, taken or chosen on the phone. Not scored."),
    "multi_choice": _("Any number of answers. Their scores add up, from 0 to 100."),
    "choice": _("One of several answers, worth what its score says."),
}

INDUSTRIES = ("retail", "restaurant", "hotel", "finance", "petrol", "healthcare", "services")
TAGS = ("en", "ru", "be", "bg", "cs", "de", "es", "et", "fi", "fr", "hy", "it", "ka", "kk", "ky")
TAGS += ("lt", "lv", "nl", "pl", "pt", "ro", "sr", "tr", "uk", "uz", "zh")

DIMENSIONS = {
    "tangibles": _("tangibles: what is seen"),
    "reliability": _("reliability: as promised"),
    "responsiveness": _("responsiveness: at once"),
    "assurance": _("assurance: competent and polite"),
    "empathy": _("empathy: for this one customer"),
}

# Tests of conditions as the middle of a sentence: “1.2 Were you greeted?” is “Yes”.
OPS = {
    "equals": _("is"),
    "not_equals": _("is not"),
    "in": _("is one of"),
    "not_in": _("is none of"),
    "includes": _("includes"),
    "not_includes": _("does not include"),
    "above": _("is above"),
    "at_least": _("is at least"),
    "below": _("is below"),
    "at_most": _("is at most"),
    "moment.above": _("is after"),
    "moment.at_least": _("is not before"),
    "moment.below": _("is before"),
    "moment.at_most": _("is not after"),
    "duration.above": _("is longer than"),
    "duration.below": _("is shorter than"),
    "answered": _("is answered"),
    "not_answered": _("is not answered"),
    "na": _("does not apply"),
    "not_na": _("applies"),
}

_YES_PART_NO = (
    ("full", {"en": "In full", "ru": "Полностью"}, 100),
    ("part", {"en": "In part", "ru": "Частично"}, 50),
    ("none", {"en": "Not at all", "ru": "Нет"}, 0),
)


def first_options(languages: tuple[str, ...]) -> list[dict[str, Any]]:
    """Return answers to start from, in the languages of a document."""
    spoken = [tag for tag in languages if tag in ("en", "ru")]
    return [
        {"key": key, "text": {tag: words[tag] for tag in spoken} or words["en"], "score": score}
        for key, words, score in _YES_PART_NO
    ]
