"""How a password is kept: argon2id, sized for small machines."""

import unicodedata
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError

_hasher = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)


def hashed(password: str) -> str:
    """Return what is kept of a password."""
    return _hasher.hash(unicodedata.normalize("NFKC", password))


def matches(kept: str | None, password: str) -> bool:
    """Tell whether it is the password; where there is none the same work is done for nothing."""
    try:
        _hasher.verify(kept or _of_nobody(), unicodedata.normalize("NFKC", password))
    except VerifyMismatchError:
        return False
    return kept is not None


@cache
def _of_nobody() -> str:
    return hashed("the password of nobody at all")
