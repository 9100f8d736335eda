"""Locations out of a file: columns, a look at every row, all of them or none."""

from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import Workbook
from sqlalchemy import select
from werkzeug.test import TestResponse

from auditapp.core.permissions import Role
from auditapp.core.problems import Problem
from auditapp.locations.commands import Draft, facts_of, import_locations
from auditapp.locations.models import Brand, Facts, Location, Region
from auditapp.sheets.models import Upload
from auditapp.storage.db import db
from tests.locations.given import AT, Actors, Clients, add_role, admin_of, bare, count, lines, place

HEADS = "Code,Name,Time zone,Brand,Region,Tags,Address,Position,Opening hours"


def bring(client: FlaskClient, content: str | bytes, name: str = "shops.csv") -> TestResponse:
    data = content.encode() if isinstance(content, str) else content
    return client.post("/locations/import", data={"file": (BytesIO(data), name)})


def brought(client: FlaskClient, content: str | bytes) -> str:
    answer = bring(client, content)
    assert answer.status_code == 303, answer.text
    return answer.location


def mapped(client: FlaskClient, address: str) -> dict[str, str]:
    """What the page of the columns would send: as it guessed."""
    page = client.get(address).text
    found = {}
    for part in page.split('<select id="column-')[1:]:
        key = part.partition('"')[0]
        chosen = part.partition("</select>")[0].partition(" selected")[0]
        if " selected" in part.partition("</select>")[0]:
            found[f"column-{key}"] = chosen.rpartition('value="')[2].rstrip('"')
    return found


def looked(client: FlaskClient, content: str | bytes) -> tuple[str, dict[str, str], TestResponse]:
    address = brought(client, content)
    columns = mapped(client, address)
    return address, columns, client.post(f"{address}/look", data=columns)


def csv(*rows: str) -> str:
    return "\n".join((HEADS, *rows))


GOOD_ROWS = (
    'E-1,Quay,Europe/Moscow,aurora,North > Coast,port; sea,1 Quay,"55.75, 37.61",Mon-Fri 9-18',
    "E-2,Hill,москва,Borealis,Alps,,,,",
)


def test_rows_are_looked_at_and_taken_in(app: Flask, client_of: Clients) -> None:
    admin = client_of("admin")
    address, columns, page = looked(admin, csv(*GOOD_ROWS))
    assert page.status_code == 200
    assert "<dt>New locations</dt><dd>2</dd>" in page.text
    assert "<dt>New brands</dt><dd>1: Borealis</dd>" in page.text
    assert "<dt>New regions</dt><dd>2: North &gt; Coast, Alps</dd>" in page.text
    with app.app_context():
        assert count(Location) == 2
    answer = admin.post(f"{address}/take", data=columns)
    assert (answer.status_code, answer.location) == (303, "/locations/")
    with app.app_context():
        assert facts_of(place("E-1")) == Facts(
            code="E-1",
            name="Quay",
            time_zone="Europe/Moscow",
            brand="Aurora",
            region="North > Coast",
            address="1 Quay",
            position=place("E-1").position,
            tags=("port", "sea"),
            hours=[*[[["09:00", "18:00"]]] * 5, [], []],
        )
        assert place("E-1").position == (55.75, 37.61)
        assert [one.name for one in place("E-1").region.around] == ["Coast", "North"]
        assert place("E-2").time_zone == "Europe/Moscow"
        assert len(lines("locations.import")) == 1
    assert "Quay" in admin.get("/locations/?q=sea").text
    with app.app_context():
        public_id = place("E-2").public_id
    assert "Taken in from a file: shops.csv" in admin.get(f"/locations/{public_id}").text


def test_workbook_is_read_as_well(app: Flask, client_of: Clients) -> None:
    book = Workbook()
    book.active.append(["Код", "Название", "Часовой пояс", "Широта", "Долгота"])
    book.active.append([77, "Причал", "Екатеринбург", 56.83, 60.6])
    out = BytesIO()
    book.save(out)
    admin = client_of("admin")
    address, columns, page = looked(admin, out.getvalue())
    assert page.status_code == 200
    assert admin.post(f"{address}/take", data=columns).status_code == 303
    with app.app_context():
        row = place("77")
        assert (row.name, row.time_zone) == ("Причал", "Asia/Yekaterinburg")
        assert row.position == (56.83, 60.6)


def test_every_bad_row_is_named_with_its_reason_and_nothing_is_taken_in(
    app: Flask, client_of: Clients
) -> None:
    admin = client_of("admin")
    address, columns, page = looked(
        admin,
        csv(
            "N-1,X,Europe/Moscow,,,,,,",
            "E-1,X,Europe/Moskow,,,,,,",
            ",X,Europe/Moscow,,,,,,",
            "E-2,,Europe/Moscow,,,,,,",
            f"E-3,X,Europe/Moscow,,South > {'z' * 201},,,,",
            "E-4,X,Europe/Moscow,,,,,somewhere,",
            "E-5,X,Europe/Moscow,,,,,,nine to five",
            "E-6,X,Europe/Moscow,,,,,,",
            "E-6,X,Europe/Moscow,,,,,,",
            f"{'x' * 41},X,Europe/Moscow,,,,,,",
            f"E-7,X,,,,{'y' * 61},,,",
        ),
    )
    assert page.status_code == 400
    rows = bare(page.text).partition('id="faults"')[2].partition("</table>")[0]
    for number, column, reason in (
        (2, "Code", "Another location has the code N-1"),
        (3, "Time zone", "There is no time zone Europe/Moskow: Europe/Moscow comes nearest."),
        (4, "Code", "This is needed."),
        (5, "Name of the location", "This is needed."),
        (6, "Region", "This is longer than 200 characters."),
        (7, "Position in one column", "No position was found"),
        (8, "Opening hours", "Write hours like"),
        (10, "Code", "Row 9 has the code E-6 too"),
        (11, "Code", "This is longer than 40 characters."),
        (12, "Tags", "At most 30 tags"),
    ):
        said = f'<td class="number">{number}</td><td>{column}</td><td>{reason}'
        assert said in rows.replace("&#39;", "'"), (number, column)
    assert rows.count("<tr>") == 11
    assert admin.post(f"{address}/take", data=columns).status_code == 400
    with app.app_context():
        assert count(Location) == 2
        assert count(Region) == 2


@pytest.mark.parametrize(
    ("heads", "row", "said"),
    [
        ("Latitude,Longitude", "1,", "Write both latitude and longitude"),
        ("Latitude,Longitude", "91,0", "Write degrees between −90 and 90."),
        ("Latitude,Longitude", "0,x", "Write degrees between −180 and 180."),
    ],
)
def test_position_in_two_columns_is_checked(
    client_of: Clients, heads: str, row: str, said: str
) -> None:
    content = f"Code,Name,Time zone,{heads}\nE-1,X,Asia/Omsk,{row}"
    assert said in looked(client_of("admin"), content)[2].text


def test_column_that_is_needed_is_asked_for(client_of: Clients) -> None:
    admin = client_of("admin")
    address, columns, page = looked(admin, "Code,What\nE-1,X")
    assert columns == {"column-code": "0"}
    assert page.status_code == 400
    assert "add them: Name of the location." in page.text
    assert admin.post(f"{address}/take", data=columns).status_code == 400


def test_file_that_is_no_table_is_refused_at_its_field(client_of: Clients) -> None:
    admin = client_of("admin")
    for content in (b"\x00\x01\x02", b"", b"Code,Name"):
        answer = bring(admin, content)
        assert answer.status_code == 400
        assert 'id="file-error"' in answer.text
    assert admin.post("/locations/import").status_code == 400


def test_file_is_taken_in_once_and_only_by_who_brought_it(app: Flask, client_of: Clients) -> None:
    admin = client_of("admin")
    address, columns, _ = looked(admin, csv(GOOD_ROWS[0]))
    add_role(app, "manager", Role.ADMIN, "brand", "Aurora")
    other = client_of("manager")
    assert other.get(address).status_code == 404
    assert other.post(f"{address}/take", data=columns).status_code == 404
    assert admin.post(f"{address}/take", data=columns).status_code == 303
    assert admin.post(f"{address}/take", data=columns).status_code == 404
    with app.app_context():
        assert count(Location) == 3


def test_row_taken_meanwhile_stops_all_of_them(app: Flask, client_of: Clients) -> None:
    admin = client_of("admin")
    address, columns, page = looked(admin, csv(*GOOD_ROWS))
    assert page.status_code == 200
    sent = {"code": "E-2", "name": "First", "time_zone": "Asia/Omsk"}
    assert admin.post("/locations/new", data=sent).status_code == 303
    answer = admin.post(f"{address}/take", data=columns)
    assert answer.status_code == 400
    assert "Another location has the code E-2" in answer.text
    with app.app_context():
        assert count(Location) == 3
        assert db.session.scalars(select(Upload)).one().used_at is None


def test_failure_inside_takes_nothing_in(app: Flask, actor_of: Actors) -> None:
    admin = actor_of("admin")
    drafts = [Draft(row, Facts("E-1", "X", "Asia/Omsk", brand="New")) for row in (2, 3)]
    with app.app_context():
        with pytest.raises(Problem) as refused:
            import_locations(admin, AT, drafts, "u", "f.csv", lambda _session: None)
        assert refused.value.code == "locations.code_twice"
        db.session.remove()
        assert (count(Location), count(Brand)) == (2, 1)


def test_admin_of_a_region_brings_in_only_there(app: Flask, client_of: Clients) -> None:
    add_role(app, "admin", Role.ADMIN, "region", "North")
    admin = client_of("admin")
    rows = [f"E-{n},X,Asia/Omsk,,{region},,,," for n, region in enumerate(("South", "", "Alps"))]
    page = looked(admin, csv(*rows))[2]
    assert page.status_code == 400
    assert page.text.count("You may not add locations there") == 2
    assert page.text.count("Only an admin of everything adds brands and regions") == 1
    address, columns, _ = looked(admin, csv("E-9,X,Asia/Omsk,Aurora,north,,,,"))
    assert admin.post(f"{address}/take", data=columns).status_code == 303
    with app.app_context():
        drafts = [Draft(2, Facts("E-10", "X", "Asia/Omsk", region="South"))]
        north = db.session.scalars(select(Region.id).where(Region.name == "North")).one()
        with pytest.raises(Problem) as refused:
            import_locations(
                admin_of("region", north), AT, drafts, "u", "f.csv", lambda _session: None
            )
        assert refused.value.code == "locations.out_of_scope"


def test_example_can_be_taken_in_as_it_is(app: Flask, client_of: Clients) -> None:
    admin = client_of("admin")
    example = admin.get("/locations/import/example.csv")
    address, columns, page = looked(admin, example.data)
    assert page.status_code == 200, page.text
    assert admin.post(f"{address}/take", data=columns).status_code == 303
    with app.app_context():
        assert place("S-001").hours is not None


@pytest.mark.parametrize("name", ["manager", "reviewer", "shopper", "location_manager"])
def test_import_is_closed_to_others(client_of: Clients, name: str) -> None:
    other: Any = client_of(name)
    assert other.get("/locations/import").status_code == 403
    assert bring(other, csv(GOOD_ROWS[0])).status_code == 403
    assert other.get("/locations/import/example.csv").status_code == 403
    for step in ("", "/look", "/take"):
        method = other.post if step else other.get
        assert method(f"/locations/import/some{step}").status_code == 403


def test_zone_of_the_company_stands_where_a_file_says_none(app: Flask, client_of: Clients) -> None:
    admin = client_of("admin")
    address, columns, page = looked(
        admin, 'Code,Name,Position\nE-1,Quay,"43,58, 39,72"\nE-2,Hill,"43,58; 39,72"\n'
    )
    assert "2 rows say no time zone: Moscow, the company’s own, is written there." in page.text
    assert admin.post(f"{address}/take", data=columns).status_code == 303
    with app.app_context():
        assert place("E-1").time_zone == place("E-2").time_zone == "Europe/Moscow"
        assert place("E-1").position == place("E-2").position == (43.58, 39.72)


def test_example_speaks_the_language_of_the_reader(app: Flask, client_of: Clients) -> None:
    admin = client_of("admin")
    admin.post("/accounts/profile/language", data={"language": "ru"})
    example = admin.get("/locations/import/example.csv")
    assert "Садовая" in example.data.decode("utf-8-sig")
    assert looked(admin, example.data)[2].status_code == 200
