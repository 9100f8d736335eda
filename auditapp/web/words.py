"""The words of pages' scripts in a language: what their modules mark, from the catalogue."""

from functools import lru_cache

from babel.messages.extract import extract_from_dir
from babel.support import NullTranslations, Translations

from auditapp.config import ROOT

SCRIPTS = ROOT / "static"
CATALOGUES = ROOT / "auditapp" / "translations"
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}
_ENOUGH = 101  # numbers up to here take every plural form of every language


@lru_cache(maxsize=8)
def _marked(folder: str, without: frozenset[str]) -> frozenset[str | tuple[str, ...]]:
    """Return what is marked in the modules of a folder; of plurals singular and plural."""
    found = extract_from_dir(SCRIPTS / folder, [("**.js", "javascript")], keywords=KEYWORDS)
    return frozenset(said for path, _line, said, _notes, _context in found if path not in without)


@lru_cache(maxsize=16)
def words_of(
    folder: str, language: str, without: frozenset[str] = frozenset()
) -> dict[str, str | list[str]]:
    """Return the translations by their English texts, plural forms in the language's order.

    Empty for English, which the modules are written in.
    """
    if language == "en":
        return {}
    catalogue = Translations.load(CATALOGUES, [language])
    pairs = sorted(
        (_said(catalogue, message) for message in _marked(folder, without)),
        key=lambda pair: pair[0],
    )
    return dict(pairs)


def _said(
    catalogue: NullTranslations, message: str | tuple[str, ...]
) -> tuple[str, str | list[str]]:
    if isinstance(message, str):
        return message, catalogue.gettext(message)
    one, many = message
    forms = {catalogue.plural(n): catalogue.ngettext(one, many, n) for n in range(_ENOUGH)}
    return one, [forms[form] for form in sorted(forms)]
