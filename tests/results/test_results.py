"""The table of results: what is in it, in which order, for whom; and the means of the network."""

import csv
import io
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import openpyxl
import pytest
from sqlalchemy import select

from auditapp.checklists.commands import publish
from auditapp.core.answers import Answer
from auditapp.results import queries
from auditapp.storage.db import db
from auditapp.visits.queries import visit_for
from auditapp.web import lists
from auditapp.web.lists import Asked, read_asked
from tests.reports.samples import CHECKLIST, GOOD, STANDARD, failed
from tests.results.conftest import add_visit

AT = datetime(2026, 11, 20, 11, 5, tzinfo=UTC)
DAY = timedelta(days=1)
QUICK = {**GOOD, "till[0].wait": Answer(60)}


@pytest.fixture
def made(app, actor_of):
    """Three results: 78.57 and 92.86 at N-1, a failed one at S-1."""
    manager, shopper = actor_of("manager"), actor_of("shopper")
    with app.app_context():
        publish(None, AT, STANDARD)
        publish(None, AT, CHECKLIST)
        visits = [
            add_visit(manager, shopper, "N-1", AT),
            add_visit(manager, shopper, "N-1", AT + DAY, QUICK),
            add_visit(manager, shopper, "S-1", AT + 2 * DAY, failed()),
        ]
        db.session.rollback()  # what comes in by a request is read as of then
        yield visits


def asked(**said: str) -> Asked:
    return read_asked({"desc": "1", **said}, list(queries.SORTS), queries.FILTERS)


def totals(page):
    return [row.total for row in page.rows]


def test_newest_result_comes_first(made, actor_of):
    page = queries.result_page(actor_of("manager"), asked())
    assert [row.public_id for row in page.rows] == made[::-1]
    assert (page.total, page.pages) == (3, 1)


def test_rows_have_total_target_gap_and_verdict(made, actor_of):
    row = queries.result_page(actor_of("manager"), asked(q="N-1", desc="")).rows[0]
    assert (row.total, row.target, row.gap) == (Decimal("78.57"), Decimal(85), Decimal("-6.43"))
    assert (row.verdict, row.coverage) == ("not passed", Decimal(100))


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        (asked(q="n-1"), 2),
        (asked(q="harbour"), 2),
        (asked(verdict="failed"), 1),
        (asked(verdict="nonsense"), 3),
        (asked(checklist="shop"), 3),
        (asked(checklist="other"), 0),
    ],
)
def test_filters_narrow_the_table(filters, count, made, actor_of):
    assert queries.result_page(actor_of("manager"), filters).total == count


def test_table_sorts_by_every_column_in_both_directions(made, actor_of):
    for name in queries.SORTS:
        up = queries.result_page(actor_of("manager"), asked(sort=name, desc=""))
        down = queries.result_page(actor_of("manager"), asked(sort=name))
        assert sorted(totals(up)) == sorted(totals(down))
    up = queries.result_page(actor_of("manager"), asked(sort="total", desc=""))
    assert totals(up) == sorted(totals(up))


def test_pages_cut_the_table(made, actor_of, monkeypatch):
    monkeypatch.setattr(lists, "PER_PAGE", 2)
    page = queries.result_page(actor_of("manager"), asked(page="9"))
    assert (page.asked.page, page.pages, len(page.rows)) == (2, 2, 1)


def test_location_manager_sees_nothing_before_publication(made, client_of):
    page = client_of("location_manager").get("/results/")
    assert page.status_code == 200
    assert "No results yet" in page.text


def test_shopper_may_not_see_the_table(made, client_of):
    assert client_of("shopper").get("/results/").status_code == 403


def test_page_leads_to_each_result(made, client_of):
    browser = client_of("manager")
    page = browser.get("/results/?sort=nonsense&page=x&desc=7")
    assert page.status_code == 200
    assert all(f"/reports/visits/{one}" in page.text for one in made)
    assert browser.get(f"/results/{made[0]}").location == f"/reports/visits/{made[0]}"


def test_page_says_when_filters_leave_nothing(made, client_of):
    assert "Nothing matches" in client_of("manager").get("/results/?verdict=passed&q=S-1").text


def test_csv_holds_the_rows_that_were_asked_for(made, client_of):
    answer = client_of("manager").get("/results/results.csv?q=N-1")
    rows = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert [row["total"] for row in rows] == ["92.86", "78.57"]
    assert {row["gap"] for row in rows} == {"7.86", "-6.43"}


def test_workbook_holds_the_same_rows(made, client_of):
    answer = client_of("manager").get("/results/results.xlsx?q=N-1")
    rows = list(openpyxl.load_workbook(io.BytesIO(answer.data)).active.values)
    total = rows[0].index("total")
    assert [row[total] for row in rows[1:]] == [92.86, 78.57]


def test_csv_quotes_what_a_spreadsheet_would_compute(app, made, client_of):
    from auditapp.locations.models import Location
    from auditapp.storage import transaction

    with transaction.write() as session:
        session.scalars(select(Location).where(Location.code == "N-1")).one().name = "=1+1"
    text = client_of("manager").get("/results/results.csv").data.decode("utf-8-sig")
    assert {row["location"] for row in csv.DictReader(io.StringIO(text))} == {"'=1+1", "Market"}


def test_network_means_have_one_value_a_visit(made, actor_of):
    newest = visit_for(actor_of("manager"), made[2])
    network = queries.network_scores(newest)
    assert network.visits == 3
    total = (Decimal("78.57") + Decimal("92.86") + queries.result_page(
        actor_of("manager"), asked(q="S-1")).rows[0].total) / 3  # fmt: skip
    assert network.total == total.quantize(Decimal("0.01"))
    assert network.clauses["GRT-1"] == Decimal("66.67")


def test_network_looks_no_further_than_the_day_of_the_visit(made, actor_of):
    assert queries.network_scores(visit_for(actor_of("manager"), made[0])) is None
    assert queries.network_scores(visit_for(actor_of("manager"), made[1])).visits == 2


def test_network_of_a_location_counts_published_visits_only(made, actor_of):
    visit = visit_for(actor_of("manager"), made[2])
    assert queries.network_scores(visit, published_only=True) is None
