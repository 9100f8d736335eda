"""What a password must be; how it is kept is another matter."""

import re
import string
import unicodedata
from functools import cache
from pathlib import Path

from auditapp.core.problems import Problem

SHORTEST = 12
LONGEST = 200
PRODUCT = "auditapp"
_LEAST_OF_ITS_OWN = 8
_LEAST_DIFFERENT = 5
_ROWS = (
    "abcdefghijklmnopqrstuvwxyz",
    "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "1234567890",
    "1234567890qwertyuiopasdfghjklzxcvbnm",
    "qwertyuiop[]asdfghjkl;'zxcvbnm,./",
    "йцукенгшщзхъфывапролджэячсмитьбю.",
)
_LOOKALIKE = str.maketrans("@4310$57", "aaeiosst")
_AROUND = string.digits + string.punctuation + " "


def require_strong(password: str, *own_words: str) -> None:
    """Refuse what is short, widely used, a run of keys, or little more than one's own name.

    Raises: Problem `accounts.password_short`, `accounts.password_common`.
    """
    if len(password) < SHORTEST:
        raise Problem("accounts.password_short", least=SHORTEST)
    text = unicodedata.normalize("NFKC", password).casefold()
    plain = text.strip(_AROUND).translate(_LOOKALIKE)
    forms = {text, plain, _letters(text), _letters(plain)} - {""}
    if len(set(text)) < _LEAST_DIFFERENT or any(_is_common(form) for form in forms):
        raise Problem("accounts.password_common")
    if len(_without(text, PRODUCT, *own_words)) < _LEAST_OF_ITS_OWN:
        raise Problem("accounts.password_common")


def _is_common(text: str) -> bool:
    unit = _unit(text)
    rows = [row * 3 for row in _ROWS]
    run = len(unit) > 3 and any(unit in row or unit[::-1] in row for row in rows)
    return unit in _common() or run


def _unit(text: str) -> str:
    """Return what a text repeats: `abcabc` is `abc` again."""
    return text[: (text + text).index(text, 1)]


def _letters(text: str) -> str:
    return "".join(c for c in text if c.isalpha())


def _without(text: str, *words: str) -> str:
    for word in words:
        for part in re.split(r"[\s@._-]+", word.casefold()):
            if len(part) > 2:
                text = text.replace(part, "")
    return text


@cache
def _common() -> frozenset[str]:
    text = Path(__file__).with_suffix(".txt").read_text(encoding="utf-8")
    return frozenset(word for line in text.splitlines() if line[:1] != "#" for word in line.split())
