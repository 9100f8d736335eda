"""The words of the phone's script in a language."""

from auditapp.web import words

# Modules of the list and of an assignment: no form says their words.
OF_LISTS = frozenset({"view/leave.js", "view/visits.js", "view/visit.js", "view/where.js"})


def words_of(language: str, without: frozenset[str] = frozenset()) -> dict[str, str | list[str]]:
    """Return the translations by their English texts; empty for English."""
    return words.words_of("phone", language, without)
