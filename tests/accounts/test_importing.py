"""People out of a file: in words of either language; every fault by its row; all or none."""

import io
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import selectinload
from werkzeug.test import TestResponse

from auditapp.accounts.models import Grant, Person
from auditapp.locations.models import Brand, Region
from auditapp.sheets.models import Upload
from auditapp.sheets.writing import xlsx_bytes
from auditapp.storage import transaction
from auditapp.storage.db import db
from auditapp.storage.trail import TrailEntry

Clients = Callable[..., FlaskClient]
GOOD = """ФИО;Роль;Где;Код;Почта;Телефон;Язык;Говорит на языках;Код семьи
Мария Лебедева;Проверяющий;везде;M-1;Maria@Example.org;+7 912 345-67-89;русский;русский, en;дуб
Денис Фомин;Reviewer, shopper;Регион: North;M-2;;;;;дуб
李小龍 👩‍🚀;location_manager;N-1; M-3 ;li@example.org;;en;;
Без кода;shopper;brand: Aurora;;;;;;
Без кода тоже;Управляющий · Место: S-1 Market; Проверяющий · Везде
"""


@pytest.fixture
def admin(client_of: Clients) -> FlaskClient:
    return client_of("admin")


def bring(client: FlaskClient, content: str | bytes, name: str = "people.csv") -> TestResponse:
    raw = content.encode() if isinstance(content, str) else content
    return client.post("/accounts/people/import", data={"file": (io.BytesIO(raw), name)})


def columns(page: str) -> dict[str, str]:
    """The columns that the page has guessed, as its form would send them."""
    found = {}
    for select_ in page.split('<select id="column-')[1:]:
        key, options = select_.split('"', 1)
        chosen = options.split("</select>")[0].split(" selected>")[0].rsplit('value="', 1)
        if " selected>" in options.split("</select>")[0]:
            found[f"column-{key}"] = chosen[1].rstrip('"')
    return found


def look(client: FlaskClient, content: str | bytes) -> tuple[str, dict[str, str], TestResponse]:
    led = bring(client, content).location
    mapped = columns(client.get(led).text)
    return led, mapped, client.post(led, data=mapped)


def people(app: Flask) -> dict[str, Person]:
    with app.app_context():
        newer = select(Person).where(Person.id > 6).options(selectinload(Person.grants))
        rows = db.session.scalars(newer)
        return {row.name: row for row in rows}


def test_file_is_taken_in_after_a_look(app: Flask, admin: FlaskClient) -> None:
    content = GOOD.rsplit("Без кода тоже", 1)[0]
    led, mapped, page = look(admin, content)
    assert len(mapped) == 9
    assert "4 people will be added" in page.text
    assert "Reviewer · Region: North" in page.text
    assert people(app) == {}
    done = admin.post(f"{led}/take", data=mapped, follow_redirects=True)
    assert "4 people added" in done.text
    found = people(app)
    maria = found["Мария Лебедева"]
    assert (maria.code, maria.email, maria.phone) == (
        "M-1",
        "maria@example.org",
        "+7 912 345-67-89",
    )
    assert (maria.language, maria.spoken, maria.household) == ("ru", ["ru", "en"], "дуб")
    assert found["李小龍 👩‍🚀"].code == "M-3"
    assert found["Без кода"].code == "P-7"
    with app.app_context():
        held = db.session.execute(
            select(Person.code, Grant.role, Grant.scope_kind, Grant.scope_id)
            .join(Grant.person)
            .where(Person.id > 6)
            .order_by(Grant.id)
        ).all()
        assert [tuple(row) for row in held] == [
            ("M-1", "shopper", "all", None),
            ("M-2", "reviewer", "region", 1),
            ("M-2", "shopper", "region", 1),
            ("M-3", "location_manager", "location", 1),
            ("P-7", "shopper", "brand", 1),
        ]
        events = db.session.scalars(select(TrailEntry.event)).all()
        assert events.count("accounts.people_imported") == 1


@pytest.mark.parametrize("language", ["en", "ru"])
def test_our_own_export_comes_back_in(app: Flask, admin: FlaskClient, language: str) -> None:
    admin.post("/accounts/profile/language", data={"language": language})
    content = admin.get("/accounts/people.csv").data.decode()
    for number in range(1, 7):
        content = content.replace(f"P-{number},", f"R-{number},")
    content = content.replace("@example.org", "@example.net")
    led, mapped, page = look(admin, content)
    assert page.text.count("<tr") == 7
    assert admin.post(f"{led}/take", data=mapped).status_code == 303
    assert people(app)["Location Manager"].grants[0].scope_kind == "location"


def test_several_roles_stand_in_a_cell_each_with_its_scope(app: Flask, admin: FlaskClient) -> None:
    content = (
        "name,role\nA,Admin · Бренд: aurora; Проверяющий · Место: S-1 Market; reviewer · все\n"
    )
    led, mapped, _page = look(admin, content)
    admin.post(f"{led}/take", data=mapped)
    with app.app_context():
        held = select(Grant.role, Grant.scope_kind).where(Grant.person_id > 6).order_by(Grant.id)
        assert [tuple(row) for row in db.session.execute(held)] == [
            ("admin", "brand"),
            ("shopper", "location"),
            ("reviewer", "all"),
        ]


def test_workbook_is_read_like_csv(app: Flask, admin: FlaskClient) -> None:
    content = xlsx_bytes("People", ["Name", "Role", "Where"], [["A", "shopper", "N-1 Harbour"]])
    led, mapped, page = look(admin, content)
    assert "1 person will be added" in page.text
    assert admin.post(f"{led}/take", data=mapped).status_code == 303


FAULTS = [
    ({"name": ""}, "Fill this in"),
    ({"name": "x" * 201}, "longer than 200"),
    ({"name": '"a\nb"'}, "control characters"),
    ({"name": "a\u202eb"}, "control characters"),
    ({"role": ""}, "Fill this in"),
    ({"role": "owner"}, "No role is called “owner”"),
    ({"role": "shopper," * 60}, "too many roles for one person: at most 50"),
    ({"where": ""}, "Say where the role holds"),
    ({"where": "Nowhere"}, "No brand, region or location is “Nowhere”"),
    ({"where": "Brand: North"}, "No brand, region or location is “Brand: North”"),
    ({"where": "Twice"}, "Several are called “Twice”"),
    ({"code": "P-1"}, "Someone has the code P-1"),
    ({"code": "Q-1"}, "Q-1 stands in the file twice"),
    ({"code": "x" * 21}, "longer than 20"),
    ({"email": "Admin@example.org"}, "Someone has the address admin@example.org"),
    ({"email": "q@example.org"}, "q@example.org stands in the file twice"),
    ({"email": "nobody"}, "name@example.org"),
    ({"phone": "call me"}, "in digits"),
    ({"language": "fr"}, "English (en) and Russian (ru)"),
    ({"spoken": "Klingonese"}, "No language is called “Klingonese”"),
    ({"home": "somewhere"}, "No position was found"),
]


@pytest.mark.parametrize(("changed", "said"), FAULTS)
def test_fault_is_named_with_its_row_and_nothing_is_taken_in(
    app: Flask, admin: FlaskClient, changed: dict[str, str], said: str
) -> None:
    with app.app_context(), transaction.write() as session:
        session.add_all([Brand(name="Twice"), Region(name="twice")])
    heads = ("name", "role", "where", "code", "email", "phone", "language", "spoken", "home")
    good = {"name": "A", "role": "shopper", "where": "all", "code": "Q-1", "email": "q@example.org"}
    bad = {"name": "B", "role": "shopper", "where": "all"} | changed
    rows = [";".join(row.get(head, "") for head in heads) for row in (good, bad)]
    led, mapped, page = look(admin, ";".join(heads) + "\n" + "\n".join(rows) + "\n")
    assert said in page.text
    faults = page.text.split('id="faults"')[1].split("</table>")[0]
    assert ">3</td>" in faults
    assert f"{led}/take" not in page.text
    assert admin.post(f"{led}/take", data=mapped).status_code == 409
    assert people(app) == {}


def test_all_faults_are_named_at_once(admin: FlaskClient) -> None:
    content = "name,role,where\n" + "".join(f",owner,x{n}\n" for n in range(30))
    page = look(admin, content)[2].text
    assert "60 faults" in page or "90 faults" in page


def test_what_was_taken_meanwhile_is_found_out(app: Flask, admin: FlaskClient) -> None:
    content = "name,role,where,code\nA,shopper,all,Q-1\nB,shopper,all,Q-2\n"
    first, second = look(admin, content), look(admin, content)
    assert admin.post(f"{first[0]}/take", data=first[1]).status_code == 303
    answer = admin.post(f"{second[0]}/take", data=second[1])
    assert answer.status_code == 409
    assert "Someone has the code Q-1" in answer.text
    assert len(people(app)) == 2
    assert admin.post(f"{first[0]}/take", data=first[1]).status_code == 404, "taken in once"


def test_columns_that_nothing_takes_are_named(admin: FlaskClient) -> None:
    page = look(admin, "name,role,where,город,пусто\nA,shopper,all,Тверь,\n")[2].text
    assert "Not taken in from the file: город." in page
    assert "пусто" not in page


def test_columns_that_are_needed_are_asked_for(admin: FlaskClient) -> None:
    led = bring(admin, "a,b\n1,2\n").location
    answer = admin.post(led, data={"column-name": "0"})
    assert answer.status_code == 400
    assert "Say which column is “Role”" in answer.text


@pytest.mark.parametrize("content", [b"", b"name,role\n", b"\xd0\xcf\x11\xe0old", b"PK\x03\x04x"])
def test_what_is_no_table_is_refused_at_the_field(admin: FlaskClient, content: bytes) -> None:
    answer = bring(admin, content)
    assert answer.status_code == 400
    assert 'id="file-error"' in answer.text


def test_example_can_be_taken_in(app: Flask, admin: FlaskClient) -> None:
    example = admin.get("/accounts/people/import/example.csv").data
    _led, _mapped, page = look(admin, example.replace(b"P-1", b"Q-1"))
    assert "1 person will be added" in page.text


def test_file_of_another_is_not_there(app: Flask, admin: FlaskClient, client_of: Clients) -> None:
    led = bring(admin, "name,role,where\nA,shopper,all\n").location
    with app.app_context(), transaction.write() as session:
        session.scalars(select(Upload)).one().person_id = 2
    for answer in (admin.get(led), admin.post(led), admin.post(f"{led}/take")):
        assert answer.status_code == 404


@pytest.mark.parametrize("who", ["manager", "reviewer", "shopper", "location_manager"])
def test_only_admins_bring_people(client_of: Clients, who: str) -> None:
    assert bring(client_of(who), GOOD).status_code == 403


def test_admin_of_a_part_brings_nobody_beyond_it(
    app: Flask, admin: FlaskClient, client_of: Clients
) -> None:
    with app.app_context(), transaction.write() as session:
        grant = session.scalars(select(Grant).where(Grant.role == "reviewer")).one()
        grant.role, grant.scope_kind, grant.scope_id = "admin", "region", 1
    page = look(
        client_of("reviewer"), "name,role,where\nA,admin,all\nB,shopper,S-1\nC,shopper,N-1\n"
    )
    assert page[2].text.count("only where you are admin yourself") == 2
    ok = look(client_of("reviewer"), "name,role,where\nC,shopper,N-1\n")
    assert client_of("reviewer").post(f"{ok[0]}/take", data=ok[1]).status_code == 303


def test_example_speaks_the_language_of_the_reader(admin: FlaskClient) -> None:
    admin.post("/accounts/profile/language", data={"language": "ru"})
    example = admin.get("/accounts/people/import/example.csv").data.decode("utf-8-sig")
    assert example.startswith("Имя")
    _led, mapped, page = look(admin, example.replace("P-1", "Q-1"))
    assert len(mapped) == 7
    assert page.status_code == 200


def test_head_of_our_own_export_is_known_in_either_language(admin: FlaskClient) -> None:
    admin.post("/accounts/profile/language", data={"language": "ru"})
    rows = "Name,Role,Where,Language of pages and messages\nA,shopper,all,en\n"
    assert columns(admin.get(bring(admin, rows).location).text)["column-language"] == "3"
