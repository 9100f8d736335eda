"""The pages of the library: lists, one version in sentences, two beside each other, coverage."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from auditapp.checklists import commands
from auditapp.checklists.source import read_source
from auditapp.checklists.xlsform.importing import import_form
from auditapp.config import ROOT

AT = datetime(2026, 11, 20, 11, 5, tzinfo=UTC)
SHOP = """# kept by the north
format: 1
key: shop
title: {en: Shop, ru: Магазин}
method: mystery_shop
industry: retail
languages: [en, ru]
standard: promise
critical_cap: 40
sections:
  - key: door
    title: {en: Door, ru: Вход}
    questions:
      - {key: open, type: yes_no, text: {en: Was it open?, ru: Было открыто?}, clause: A-1,
         weight: 3, critical: true, cause: people}
      - {key: wait, type: duration, text: How long?, bands: [{up_to: 60, score: 100}, {score: 0}],
         show_if: {all: [{question: open, equals: yes}, {not: {question: open, na: true}}]}}
      - {key: why, type: choice, text: Why not?,
         options: [{key: a, text: Stocktaking, score: 50}, {key: b, text: Other}],
         evidence: {when: always, photo: required}, show_if: {question: wait, above: 90}}
"""
STANDARD = """
format: 1
key: promise
title: Promise
effective_from: 2026-01-01
target: 80
sections: {door: 90}
clauses:
  - {code: A-1, title: Open, requirement: It is open.}
  - {code: A-2, title: Quick, requirement: It is quick.,
     limit: {measure: wait, unit: s, at_most: 180}}
"""


@pytest.fixture(autouse=True)
def library(app: Flask) -> None:
    with app.app_context():
        commands.publish(None, AT, STANDARD)
        commands.publish(None, AT, SHOP)
        later = SHOP.replace("Was it open?", "Did it open?").replace("weight: 3", "weight: 2")
        commands.publish(None, AT + timedelta(days=1), later.replace("score: 100", "score: 90"))


@pytest.fixture
def reader(client_of: Callable[..., FlaskClient]) -> FlaskClient:
    return client_of("reviewer")


def test_list_shows_the_newest_version_and_is_searched(reader: FlaskClient) -> None:
    page = reader.get("/checklists/").text
    assert "/checklists/shop/2" in page
    assert "/checklists/shop/1" not in page
    assert "/checklists/shop/2" in reader.get("/checklists/?q=магаз&sort=visits&desc=1").text
    assert "No checklist matches" in reader.get("/checklists/?q=hotel").text
    assert "/checklists/standards/promise/1" in reader.get("/checklists/standards?q=PROM").text


def test_empty_library_says_what_to_do_next(
    empty_app: Flask, client_of: Callable[..., FlaskClient]
) -> None:
    from auditapp.checklists.models import ChecklistVersion, StandardVersion
    from auditapp.storage import transaction

    with empty_app.app_context(), transaction.write() as session:
        for table in (ChecklistVersion, StandardVersion):
            session.execute(table.__table__.delete())
    for address in ("/checklists/", "/checklists/standards"):
        assert "Bring a file" in client_of("admin").get(address).text
        assert "An administrator makes" in client_of("manager").get(address).text


def test_checklist_reads_in_sentences(reader: FlaskClient) -> None:
    page = reader.get("/checklists/shop/1").text
    for words in (
        "1.1",
        "Was it open?",
        "yes or no",
        "weight 3",
        "cause: people",
        "critical: anything but the full score fails the visit",
        "asked if 1.1 “Was it open?”: Yes and it is not so that 1.1 “Was it open?” does not apply",
        "asked if 1.2 “How long?” is above 1:30",
        "up to 1:00",
        "more than 1:00",
        "Stocktaking",
        "50 %",
        "evidence: a photo (always)",
        "the total is at most 40 %",
        "This is an older version",
        "/phone/practice/",
    ):
        assert words in page, words
    russian = reader.get("/checklists/shop/1?lang=ru").text
    assert "Было открыто?" in russian
    assert "How long?" in russian


def test_coverage_is_told_in_both_directions(reader: FlaskClient) -> None:
    page = reader.get("/checklists/shop/2").text
    assert "1 of 2" in page
    assert "#c-A-2" in page
    without = page.partition("Scored questions without a clause")[2].partition("</dd>")[0]
    assert "#q-wait" in without
    assert "#q-open" not in without
    standard = reader.get("/checklists/standards/promise/1").text
    assert "nobody asks" in standard
    assert "/checklists/shop/2#q-open" in standard
    assert "wait: at most 180 s" in standard


def test_two_versions_stand_beside_each_other(reader: FlaskClient) -> None:
    page = reader.get("/checklists/shop/compare").text
    for words in ("Was it open?", "Did it open?", "another weight", "other scores", "reworded"):
        assert words in page, words
    assert "The trends of 2 questions go on, begin anew for 1.2; totals do not compare" in page
    same = reader.get("/checklists/shop/compare?from=2&to=2").text
    assert "Nothing differs." in same
    assert reader.get("/checklists/none/compare").status_code == 404
    assert reader.get("/checklists/standards/promise/compare").status_code == 200


def test_files_are_handed_out_as_they_came_and_canonically(reader: FlaskClient) -> None:
    assert reader.get("/checklists/shop/1/source.yaml").text == SHOP
    canonical = reader.get("/checklists/shop/1/canonical.yaml")
    assert canonical.text.startswith("format: 1\nkey: shop\n")
    assert "filename=shop-1-canonical.yaml" in canonical.headers["Content-Disposition"]
    assert reader.get("/checklists/standards/promise/1/source.yaml").text == STANDARD
    assert "A-2" in reader.get("/checklists/standards/promise/1/canonical.yaml").text


def test_checklist_is_handed_out_as_an_xlsform_that_comes_back(reader: FlaskClient) -> None:
    form = reader.get("/checklists/shop/1/xlsform.xlsx")
    assert "filename=shop-1-xlsform.xlsx" in form.headers["Content-Disposition"]
    back = import_form(form.data, "shop.xlsx")
    assert back.lost == ()
    assert back.checklist == read_source(SHOP)


def test_what_ships_reads_in_both_languages(app: Flask, reader: FlaskClient) -> None:
    folder = ROOT / "checklists"
    with app.app_context():
        for name in ("standards/bank-service", "bank-branch"):
            commands.publish(None, AT, (folder / f"{name}.yaml").read_text("utf-8"))
    for address in ("standards/bank-service/1", "bank-branch/1"):
        for language in ("ru", "en"):
            assert reader.get(f"/checklists/{address}?lang={language}").status_code == 200


@pytest.mark.parametrize("who", ["shopper", "location_manager"])
def test_library_is_the_quality_departments(
    client_of: Callable[..., FlaskClient], who: str
) -> None:
    client = client_of(who)
    assert client.get("/checklists/shop/1").status_code == 403
    assert 'href="/checklists/"' not in client.get("/accounts/profile").text
