"""A location's code is one whatever its case or the width of its letters."""

import pytest
from flask import Flask

from tests.locations.given import Clients, address_of, form_at
from tests.locations.test_import import csv, looked

NEW = {"name": "Station", "time_zone": "Asia/Yekaterinburg"}


@pytest.mark.parametrize("code", ["n-1", "Ｎ-1"])
def test_code_that_differs_by_case_or_width_is_taken(client_of: Clients, code: str) -> None:
    answer = client_of("admin").post("/locations/new", data=NEW | {"code": code})
    assert answer.status_code == 409


def test_code_is_written_in_other_letters(app: Flask, client_of: Clients) -> None:
    admin, address = client_of("admin"), f"{address_of(app, 'N-1')}/edit"
    sent = form_at(admin, address) | {"code": "n-1"}
    assert admin.post(address, data=sent).status_code == 303
    assert "n-1" in admin.get(address).text


def test_file_is_held_against_codes_in_any_letters(client_of: Clients) -> None:
    content = csv("n-1,A,UTC,,,,,,", "СД-30,B,UTC,,,,,,", "сд-30,C,UTC,,,,,,")
    page = looked(client_of("admin"), content)[2].text
    assert "has the code n-1" in page
    assert "Row 3 has the code сд-30 too" in page
