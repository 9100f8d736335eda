"""Lists are taken away under their names, whatever letters these have."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.http import parse_options_header

NAMES = {
    "/accounts/people.csv": "люди.csv",
    "/accounts/people.xlsx": "люди.xlsx",
    "/visits/visits.csv": "визиты.csv",
    "/results/results.xlsx": "результаты.xlsx",
}


@pytest.mark.parametrize(("address", "name"), NAMES.items())
def test_list_is_taken_away_under_a_russian_name(
    app: Flask, client_of: Callable[..., FlaskClient], address: str, name: str
) -> None:
    admin = client_of("admin")
    admin.post("/accounts/profile/language", data={"language": "ru"})
    answer = admin.get(address)
    assert answer.status_code == 200
    said = answer.headers["Content-Disposition"]
    said.encode("latin-1")  # a server sends no other letters
    assert parse_options_header(said) == ("attachment", {"filename": name})
