"""How a password is kept."""

from auditapp.accounts.commands.passwords import hashed, matches


def test_password_is_kept_by_argon2id_with_the_parameters_of_the_house() -> None:
    kept = hashed("four words and a lantern")
    assert kept.startswith("$argon2id$")
    assert "m=19456,t=2,p=1" in kept
    assert matches(kept, "four words and a lantern")
    assert not matches(kept, "four words and a candle")


def test_nobodys_password_matches_nothing() -> None:
    assert not matches(None, "four words and a lantern")
    assert not matches(None, "the password of nobody at all")


def test_password_is_the_same_however_its_letters_are_composed() -> None:
    assert matches(hashed("чай со льдом, mañana"), "чай со льдом, man\u0303ana")
