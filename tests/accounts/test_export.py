"""The list of people as a file: what the page shows, with what it was narrowed to."""

import csv
import io
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import load_workbook

Clients = Callable[..., FlaskClient]


def rows_of(content: bytes) -> list[list[str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_csv_holds_what_the_list_shows(client_of: Clients) -> None:
    answer = client_of("admin").get("/accounts/people.csv")
    assert answer.mimetype == "text/csv"
    assert "people.csv" in answer.headers["Content-Disposition"]
    heads, *rows = rows_of(answer.data)
    assert heads[:3] == ["Name", "Code", "Email"]
    assert len(rows) == 6
    held = {row[0]: dict(zip(heads, row, strict=True)) for row in rows}
    assert held["Location Manager"]["Roles"] == "Location manager · Location: N-1 Harbour"
    assert held["Admin"]["State"] == "active"
    assert held["Admin"]["Last seen"]
    assert held["Stranger"]["Last seen"] == ""


def test_xlsx_holds_the_same(client_of: Clients) -> None:
    answer = client_of("admin").get("/accounts/people.xlsx?sort=code")
    sheet = load_workbook(io.BytesIO(answer.data), read_only=True).worksheets[0]
    rows = [[str(cell or "") for cell in row] for row in sheet.iter_rows(values_only=True)]
    assert rows[0][:3] == ["Name", "Code", "Email"]
    assert [row[1] for row in rows[1:]] == [f"P-{number}" for number in range(1, 7)]


def test_file_keeps_words_filters_and_order(client_of: Clients) -> None:
    admin = client_of("admin")
    rows = rows_of(admin.get("/accounts/people.csv?role=shopper&sort=name&desc=1").data)
    assert [row[0] for row in rows[1:]] == ["Stranger", "Shopper"]
    page = admin.get("/accounts/people?role=shopper&q=s&sort=code&desc=1").text
    assert "/accounts/people.csv?q=s&amp;role=shopper&amp;sort=code&amp;desc=1" in page


def test_formulas_stay_text(client_of: Clients) -> None:
    admin = client_of("admin")
    data = {"name": "=HYPERLINK(1)", "code": "@x", "language": "en", "scope": "all"}
    admin.post("/accounts/people/new", data=data | {"role": "shopper"})
    (row,) = [r for r in rows_of(admin.get("/accounts/people.csv").data) if "HYPERLINK" in r[0]]
    assert row[:2] == ["'=HYPERLINK(1)", "'@x"]


def test_file_holds_no_one_out_of_reach(app: Flask, client_of: Clients) -> None:
    for who, status in {"manager": 200, "reviewer": 403, "shopper": 403}.items():
        for ending in ("csv", "xlsx"):
            assert client_of(who).get(f"/accounts/people.{ending}").status_code == status


@pytest.mark.parametrize("query", ["page=99", "q=%00", "sort=x&page=-1", "role=%F0%9F%98%80"])
def test_address_that_makes_no_sense_does_no_harm(client_of: Clients, query: str) -> None:
    assert client_of("admin").get(f"/accounts/people.csv?{query}").status_code == 200
