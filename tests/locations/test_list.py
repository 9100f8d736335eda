"""The list of locations at length: found by words, narrowed, sorted, paged, in few statements."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from sqlalchemy import event

from auditapp.clock import now
from auditapp.locations.models import (
    Brand,
    Location,
    LocationClosure,
    LocationTag,
    Region,
)
from auditapp.storage import transaction
from auditapp.storage.db import db
from tests.locations.given import Clients, bare

ROWS = 120


@pytest.fixture
def many(app: Flask) -> Flask:
    """A hundred and twenty locations more, in a tree of regions."""
    at = now()
    with app.app_context(), transaction.write() as session:
        east = Region(name="East")
        lower = [Region(name=f"East {number}", parent=east) for number in range(10)]
        brands = [Brand(name=f"Brand {number}") for number in range(5)]
        session.add_all([east, *lower, *brands])
        for number in range(ROWS):
            session.add(
                Location(
                    code=f"M-{number:03}",
                    name=f"Ёлка {ROWS - number:03}",
                    brand=brands[number % 5],
                    region=lower[number % 10],
                    address=f"{number} Quay",
                    time_zone="Asia/Omsk",
                    created_at=at,
                    tags=[LocationTag(tag="port")] if number % 4 == 0 else [],
                    closures=[LocationClosure(closed_on=at.date())] if number % 30 == 0 else [],
                )
            )
    return app


def codes(page: str) -> list[str]:
    """The codes of the rows of a page, in their order."""
    body = bare(page).partition("<tbody>")[2].partition("</tbody>")[0]
    return [part.partition("<")[0] for part in body.split('<td class="nowrap">')[1:]]


@contextmanager
def statements(app: Flask) -> Iterator[list[str]]:
    found: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_: object) -> None:
        found.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(engine, "before_cursor_execute", note)


def test_page_holds_fifty_and_says_how_many_there_are(many: Flask, client_of: Clients) -> None:
    admin = client_of("admin")
    first, last = admin.get("/locations/").text, admin.get("/locations/?page=3").text
    assert len(codes(first)) == 50
    assert "1–50 of 122" in first
    assert codes(last)[-1] == "S-1"
    assert len(codes(last)) == 22
    assert codes(admin.get("/locations/?page=99").text) == codes(last)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("m-007", ["M-007"]),
        ("елка 120", ["M-000"]),
        ("quay ЁЛКА 001", ["M-001", "M-119"]),
        ("harbour", ["N-1"]),
        ("100%", []),
    ],
)
def test_words_find_codes_names_and_addresses(
    many: Flask, client_of: Clients, words: str, found: list[str]
) -> None:
    page = client_of("admin").get("/locations/", query_string={"q": words}).text
    assert codes(page) == found
    assert ("No location matches" in page) == (not found)


def test_list_is_narrowed_by_brand_tag_region_and_state(many: Flask, client_of: Clients) -> None:
    admin = client_of("admin")
    with many.app_context():
        brand = db.session.query(Brand).filter_by(name="Brand 0").one().id
        east = db.session.query(Region).filter_by(name="East").one().id
        lower = db.session.query(Region).filter_by(name="East 0").one().id
    for asked, total in (
        (f"brand={brand}", 24),
        ("tag=port", 30),
        (f"region={east}", 120),
        (f"region={lower}", 12),
        ("state=closed", 4),
        ("state=open", 118),
        (f"brand={brand}&tag=port&state=open", 4),
        ("brand=99", 0),
        ("brand=x&tag=", 0),
    ):
        page = admin.get(f"/locations/?{asked}").text
        assert (f" of {total}</p>" in page) or (not total and "No location matches" in page), asked
        assert "Show all" in page


def test_list_is_sorted_both_ways(many: Flask, client_of: Clients) -> None:
    admin = client_of("admin")
    assert codes(admin.get("/locations/?sort=name&q=quay").text)[0] == "M-119"
    assert codes(admin.get("/locations/?sort=name&desc=1&q=quay").text)[0] == "M-000"
    assert codes(admin.get("/locations/?sort=brand").text)[:2] == ["N-1", "S-1"]
    assert codes(admin.get("/locations/?sort=region&q=quay").text)[:2] == ["M-000", "M-010"]
    page = admin.get("/locations/?sort=name&q=quay").text
    assert 'aria-sort="ascending"' in page
    assert "sort=name&amp;desc=1" in page or "desc=1" in page


def test_statements_do_not_grow_with_the_rows(many: Flask, client_of: Clients) -> None:
    admin = client_of("admin")
    with statements(many) as few:
        admin.get("/locations/?q=harbour")
    with statements(many) as all_of_them:
        admin.get("/locations/?sort=region")
    assert len(all_of_them) == len(few)
    assert len(few) < 16
    with statements(many) as exported:
        admin.get("/locations/export.csv")
    assert len(exported) < 16
