"""The words of the phone's script in one language, for pages that carry them."""

from functools import cache

from babel.messages.extract import extract_from_dir
from flask_babel import force_locale, get_translations

from auditapp.config import ROOT

_METHODS = [("**.js", "javascript")]
_KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}
_FORMS = 3  # the most that a language of ours has: one, few, many
Words = dict[str, str | list[str]]


@cache
def words_of(language: str) -> Words:
    """Return what the script's texts are called; nothing for English, in which it is written."""
    if language == "en":
        return {}
    with force_locale(language):
        said = get_translations()._catalog  # there is no other way to all forms of a plural
    found: Words = {}
    for text in _texts():
        one = text if isinstance(text, str) else text[0]
        if one in said:
            found[one] = said[one]
        elif (one, 0) in said:
            found[one] = [said[one, form] for form in range(_FORMS) if (one, form) in said]
    return found


@cache
def _texts() -> tuple[str | tuple[str, ...], ...]:
    folder = ROOT / "static" / "phone"
    there = extract_from_dir(folder, _METHODS, keywords=_KEYWORDS)
    return tuple(text for _file, _line, text, _comments, _context in there)
