"""Pages speak the language of the person, else of the browser."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient


@pytest.mark.parametrize(
    ("asked", "spoken"),
    [
        ("ru-RU,ru;q=0.9,en;q=0.8", "ru"),
        ("en-GB,en;q=0.9,ru;q=0.5", "en"),
        ("de,ru;q=0.4", "ru"),
        ("de", "en"),
        ("", "en"),
    ],
)
def test_language_is_the_browsers_while_nobody_is_signed_in(
    app: Flask, asked: str, spoken: str
) -> None:
    page = app.test_client().get("/accounts/sign-in", headers={"Accept-Language": asked})
    assert f'<html lang="{spoken}">' in page.text


def test_language_is_the_persons_once_signed_in(client_of: Callable[..., FlaskClient]) -> None:
    client = client_of("manager")
    russian = {"Accept-Language": "ru"}
    assert '<html lang="en">' in client.get("/accounts/profile", headers=russian).text
    client.post("/accounts/profile/language", data={"language": "ru"})
    assert '<html lang="ru">' in client.get("/accounts/profile").text
    assert client.post("/accounts/profile/language", data={"language": "tlh"}).status_code == 400
