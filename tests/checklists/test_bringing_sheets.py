"""Sheets and forms are brought through the page: looked at, and opened as drafts."""

import io
import re
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from auditapp.checklists.models import DocumentDraft
from auditapp.checklists.queries import tree_of
from auditapp.storage.db import db
from tests.checklists.spreadsheet.conftest import hotel, restaurant, shop, workbook
from tests.checklists.test_bringing import SHOP
from tests.checklists.xlsform.conftest import workbook as form_book

FORM = form_book(
    survey="""
        type | name | label
        start | began |
        select_one yn | open | Was it open?
        rank yn | order | In what order?
    """,
    choices="list_name | name | label\n yn | yes | Yes\n yn | no | No",
    settings="form_title | form_id\n Door | door",
)


@pytest.fixture
def admin(client_of: Callable[..., FlaskClient]) -> FlaskClient:
    return client_of("admin")


def bring(client: FlaskClient, content: bytes, name: str) -> TestResponse:
    return client.post("/checklists/bring", data={"file": (io.BytesIO(content), name)})


def fields(page: str) -> dict[str, str]:
    """What the last form of a page sends as it stands."""
    form = page[page.rindex('<form class="card form wide" method="post"') :]
    sent = dict(re.findall(r'<input type="hidden" name="([\w-]+)" value="([^"]*)"', form))
    sent |= dict(re.findall(r'<input[^>]* id="(\w+)"[^>]* value="([^"]*)"', form))
    for name, inner in re.findall(r'<select[^>]* name="([\w-]+)">(.*?)</select>', form, re.S):
        chosen = re.findall(r'<option selected value="([^"]*)"|value="([^"]*)" selected', inner)
        sent[name] = "".join(chosen[0]) if chosen else ""
    return sent


def drafted(app: Flask, client: FlaskClient, page: str) -> dict:
    (source,) = re.findall(r'name="source"[^>]* value="([^"]*)"', page)
    done = client.post("/checklists/bring/draft", data={"source": source})
    assert done.status_code == 303, done.text
    assert client.get(done.location).status_code == 200
    with app.app_context():
        draft = db.session.query(DocumentDraft).one()
        assert done.location == f"/checklists/drafts/{draft.public_id}"
        return tree_of(draft)


def test_form_is_looked_at_with_its_losses_then_a_draft(app: Flask, admin: FlaskClient) -> None:
    page = bring(admin, FORM, "door.xlsx").text
    assert "rank order" in page
    assert "there is no order of preference" in page
    tree = drafted(app, admin, page)
    assert tree["key"] == "door"
    assert any("there is no order of preference" in note for note in tree["notes"])
    admin.post("/accounts/profile/language", data={"language": "ru"})
    assert "порядка предпочтений нет" in bring(admin, FORM, "door.xlsx").text


def test_sheet_goes_by_its_columns_to_a_draft(app: Flask, admin: FlaskClient) -> None:
    asked = bring(admin, shop(), "проверка.xlsx")
    assert asked.status_code == 303
    page = admin.get(asked.location).text
    assert "Чек-лист проверки магазина «Ромашка»" in page
    sent = fields(page)
    assert sent["column-text"] == "1"
    assert (sent["head"], sent["spoken"]) == ("4", "ru")
    refused = admin.post(asked.location, data=sent | {"industry": "", "column-text": ""})
    assert "Write an industry." in refused.text
    sent |= {"industry": "retail", "method": "internal_audit"}
    unsaid = admin.post(asked.location, data=sent | {"column-text": ""}).text
    assert "Say which column is “Question”." in unsaid
    looked = admin.post(asked.location, data=sent).text
    assert "Предложил помощь" in looked
    assert "ИТОГО · 35" in looked
    assert "Комментарий" in looked  # the column that nothing takes
    tree = drafted(app, admin, looked)
    assert [len(section["questions"]) for section in tree["sections"]] == [2, 2]
    assert tree["sections"][1]["questions"][1]["weight"] == 15


def test_other_sheet_and_other_heads_can_be_chosen(admin: FlaskClient) -> None:
    address = bring(admin, hotel(), "hotel.xlsx").location
    assert "Response options" in admin.get(address).text
    page = admin.get(f"{address}?sheet=0&head=0").text
    assert "Tick one answer for each item." in page
    sent = fields(page) | {"industry": "hotels"}
    assert admin.post(address, data=sent | {"again": "1"}).status_code == 200
    assert "Tick one answer" in admin.post(address, data=sent).text


def test_reading_it_anew_keeps_what_was_written(admin: FlaskClient) -> None:
    address = bring(admin, hotel(), "hotel.xlsx").location
    sent = fields(admin.get(address).text)
    assert (sent["title"], sent["shown-sheet"]) == ("Hotel brand audit 2026", "1")
    wanted = sent | {"title": "Our own audit", "industry": "hotels", "again": "1"}
    page = fields(admin.post(address, data=wanted | {"head": "0"}).text)
    assert (page["title"], page["industry"], page["head"]) == ("Our own audit", "hotels", "0")
    assert page["column-options"] == ""  # no heads, nothing known
    # What was only guessed from the rows is guessed anew.
    page = fields(admin.post(address, data=sent | {"sheet": "0", "head": "0"}).text)
    assert (page["title"], page["sheet"], page["shown-sheet"]) == ("hotel", "0", "0")


def test_second_language_has_to_be_named(app: Flask, admin: FlaskClient) -> None:
    listed = workbook(Лист1=[["Вопрос", "Question"], ["Чисто?", "Clean?"], ["Тихо?", "Quiet?"]])
    address = bring(admin, listed, "list.xlsx").location
    said = {"industry": "retail", "method": "internal_audit"}
    sent = fields(admin.get(address).text) | said
    assert (sent["spoken"], sent["second"], sent["column-text_2"]) == ("ru", "en", "1")
    for second, words in (("", "take its columns out"), ("ru", "another language")):
        assert words in admin.post(address, data=sent | {"second": second}).text
    tree = drafted(app, admin, admin.post(address, data=sent).text)
    assert tree["sections"][0]["questions"][1]["text"] == {"ru": "Тихо?", "en": "Quiet?"}


def test_list_on_a_sheet_called_survey_is_no_form(admin: FlaskClient) -> None:
    listed = workbook(Survey=[["Question", "Answers"], ["Is it open?", "Yes/No"]])
    assert "/bring/" in bring(admin, listed, "list.xlsx").location
    alone = workbook(Лист1=[["type", "name", "label"], ["text", "a", "What?"]])
    assert "What?" in bring(admin, alone, "form.xlsx").text


def test_sheet_of_others_is_not_there(
    admin: FlaskClient, client_of: Callable[..., FlaskClient]
) -> None:
    address = bring(admin, restaurant(), "список.csv").location
    assert client_of("manager").get(address).status_code == 403
    assert admin.get("/checklists/bring/00000000-0000-4000-8000-000000000000").status_code == 404


def test_yaml_can_be_opened_as_a_draft(app: Flask, admin: FlaskClient) -> None:
    page = bring(admin, SHOP.encode(), "shop.yaml").text
    assert 'formaction="/checklists/bring/draft"' in page
    assert drafted(app, admin, page)["sections"][0]["questions"][0]["key"] == "open"
    assert admin.post("/checklists/bring/draft", data={"source": "eA=="}).status_code == 400
