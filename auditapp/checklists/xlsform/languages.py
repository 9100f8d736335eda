"""Languages as forms name them, like 'Français (fr)', and as checklists do, like fr."""

import re
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.localedata import locale_identifiers

from auditapp.core.text import LANGUAGE

_CODE = re.compile(r"\(([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\)\s*$")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_NO_WORD = "und"
# Those whose own names are known too.
_COMMON = (
    *("ar", "bn", "de", "el", "es", "fa", "fr", "hi", "hy", "id", "it", "ka", "kk", "ky", "pl"),
    *("pt", "ro", "ru", "sw", "tg", "tr", "uk", "ur", "uz", "vi", "zh"),
)


def code_of(name: str) -> str | None:
    """Return the code that a form's name of a language means, or None."""
    found = _CODE.search(name)
    if found:
        return _tidy(found[1])
    known = _names().get(name.strip().casefold())
    if known:
        return known
    code = _tidy(name.strip().replace("_", "-"))
    return code if code and code.split("-")[0] in _codes() else None


def name_of(code: str) -> str:
    """Return the name of a language in a form, with its code."""
    try:
        own = Locale.parse(code, sep="-").get_display_name() or code
    except (UnknownLocaleError, ValueError):
        own = code
    return f"{own.replace(':', '')} ({code})"


def guess(text: str) -> str:
    """Guess the language of a form that does not say it."""
    return "ru" if _CYRILLIC.search(text) else "en"


def _tidy(code: str) -> str | None:
    first, dash, rest = code.partition("-")
    whole = first.lower() + dash + rest
    return whole if re.fullmatch(LANGUAGE, whole) else None


@cache
def _codes() -> frozenset[str]:
    return frozenset(one.split("_")[0] for one in locale_identifiers())


@cache
def _names() -> dict[str, str]:
    english = {
        name.casefold(): code
        for code, name in Locale("en").languages.items()
        if re.fullmatch("[a-z]{2,3}", code) and code != _NO_WORD
    }
    own = {str(Locale(code).get_language_name(code)).casefold(): code for code in _COMMON}
    return english | own
