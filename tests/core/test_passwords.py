"""What a password must be."""

import pytest

from auditapp.core.passwords import require_strong
from auditapp.core.problems import Problem


def code(password: str, *own: str) -> str | None:
    try:
        require_strong(password, *own)
    except Problem as problem:
        return problem.code
    return None


@pytest.mark.parametrize(
    "password",
    [
        "four words and a lantern",
        "зелёный чайник у моря",
        "Kx7#mPq2vL9w",
        "a" * 6 + "bcdxyz 41 lamp",
    ],
)
def test_password_is_taken_when_it_is_long_and_unlike_others(password: str) -> None:
    assert code(password) is None


@pytest.mark.parametrize("password", ["", "elevenchars", "Kx7#mPq2vL9"])
def test_password_is_refused_when_it_is_short(password: str) -> None:
    assert code(password) == "accounts.password_short"


@pytest.mark.parametrize(
    "password",
    [
        "password1234",
        "Password2026!",
        "P@ssw0rd1234",
        "passwordpassword",
        "qwertyuiop123",
        "1234567890123",
        "098765432109",
        "123412341234",
        "aaaaaaaaaaaa",
        "aabbaabbaabb",
        "йцукенгшщзхъ",
        "пароль123456",
        "1qaz2wsx3edc",
        "correct horse battery staple",
        "abcdefghijkl",
        "zyxwvutsrqpo",
    ],
)
def test_password_is_refused_when_it_is_widely_used_or_a_run_of_keys(password: str) -> None:
    assert code(password) == "accounts.password_common"


@pytest.mark.parametrize(
    ("password", "own"),
    [("auditapp2026", ()), ("my-auditapp-1", ()), ("Margarita2026", ("Margarita Orlova",))],
)
def test_password_is_refused_when_little_is_its_own(password: str, own: tuple[str, ...]) -> None:
    assert code(password, *own) == "accounts.password_common"
