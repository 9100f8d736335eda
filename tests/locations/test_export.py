"""The list as a file: what it shows, in its order, text that stays text, within reach."""

from io import BytesIO

import pytest
from flask import Flask
from openpyxl import load_workbook

from auditapp.core.permissions import Role
from auditapp.locations.models import LocationTag
from auditapp.sheets.reading import read_table
from auditapp.storage import transaction
from tests.locations.given import Clients, add_role, place
from tests.locations.test_import import looked


def fill(app: Flask) -> None:
    with app.app_context(), transaction.write():
        row = place("N-1")
        row.name, row.address, row.tags = "=1+1", "@home", [LocationTag(tag="port")]
        row.latitude, row.longitude = -33.45, 37.5
        row.hours = [[["09:00", "13:00"], ["14:00", "02:00"]], *[[]] * 5, [["00:00", "24:00"]]]


def test_csv_holds_what_the_list_shows(app: Flask, client_of: Clients) -> None:
    fill(app)
    answer = client_of("admin").get("/locations/export.csv?sort=name&desc=1")
    assert answer.mimetype == "text/csv"
    assert "attachment" in answer.headers["Content-Disposition"]
    table = read_table(answer.data)
    assert table.heads[:5] == ("Code", "Name of the location", "Time zone", "Brand", "Region")
    assert [line.cells[0] for line in table.lines] == ["S-1", "N-1"]
    assert "'=1+1" in answer.text
    narrowed = read_table(client_of("admin").get("/locations/export.csv?q=port").data)
    assert [line.cells[0] for line in narrowed.lines] == ["N-1"]


def test_workbook_holds_text_as_text_and_numbers_as_numbers(app: Flask, client_of: Clients) -> None:
    fill(app)
    answer = client_of("admin").get("/locations/export.xlsx")
    sheet = load_workbook(BytesIO(answer.data)).active
    first = [cell.value for cell in sheet[2]]
    assert first[1] == "=1+1"
    assert sheet.cell(2, 2).data_type == "s"
    assert first[7:9] == [-33.45, 37.5]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("language", ["en", "ru"])
def test_what_was_taken_away_can_be_brought_back(
    app: Flask, client_of: Clients, kind: str, language: str
) -> None:
    fill(app)
    admin = client_of("admin")
    admin.post("/accounts/profile/language", data={"language": language})
    content = admin.get(f"/locations/export.{kind}").data
    with app.app_context(), transaction.write() as session:
        before = place("N-1").hours
        for code in ("N-1", "S-1"):
            place(code).code += "-old"
        session.flush()
    address, columns, page = looked(admin, content)
    assert page.status_code == 200, page.text
    assert admin.post(f"{address}/take", data=columns).status_code == 303
    with app.app_context():
        row = place("N-1")
        assert (row.name, row.address, row.words) == ("=1+1", "@home", ("port",))
        assert row.position == (-33.45, 37.5)
        assert row.hours == before
        assert row.region.name == "North"


def test_export_holds_only_what_is_reached(app: Flask, client_of: Clients) -> None:
    add_role(app, "reviewer", Role.REVIEWER, "region", "South")
    table = read_table(client_of("reviewer").get("/locations/export.csv").data)
    assert [line.cells[0] for line in table.lines] == ["S-1"]


@pytest.mark.parametrize("name", ["shopper", "location_manager", "stranger"])
def test_export_is_closed_to_others(client_of: Clients, name: str) -> None:
    for kind in ("csv", "xlsx"):
        assert client_of(name).get(f"/locations/export.{kind}").status_code == 403
