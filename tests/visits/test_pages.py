"""The office's pages of visits, as people use them: assign, hand on the link, change, cancel."""

import re
from datetime import timedelta

import pytest

from auditapp.checklists.commands import publish
from auditapp.clock import in_zone, now
from auditapp.storage.db import db
from auditapp.visits import commands, queries

from .conftest import CHECKLIST, STANDARD, payload

NASTY = "<script>alert(1)</script>=1+1"


@pytest.fixture
def stocked(app, client_of):
    with app.app_context():
        publish(None, now(), STANDARD)
        publish(None, now(), CHECKLIST)
    return app


def local(days: int) -> str:
    return in_zone(now() + timedelta(days=days), "Europe/Moscow").strftime("%Y-%m-%dT%H:%M")


def choice(page: str, field: str, words: str) -> str:
    """The value of the option that reads like this."""
    select = re.search(rf'<select[^>]* name="{field}".*?</select>', page, re.S)
    assert select, field
    found = re.search(rf'<option[^>]*value="([^"]*)"[^>]*>[^<]*{words}', select[0])
    assert found, words
    return found[1]


def form_data(page: str, **changed: str) -> dict[str, str]:
    whole = {
        "checklist": choice(page, "checklist", "Shop"),
        "location": choice(page, "location", "Harbour"),
        "shopper": choice(page, "shopper", "Shopper"),
        "opens": local(1),
        "closes": local(3),
    }
    return {**whole, **changed}


@pytest.fixture
def assigned_page(stocked, client_of) -> str:
    """The page of a fresh visit, as the manager sees it after assigning."""
    browser = client_of("manager")
    page = browser.get("/visits/new").get_data(as_text=True)
    answer = browser.post("/visits/new", data=form_data(page))
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return answer.headers["Location"], browser.get(answer.headers["Location"]).text


def visit_id(address: str) -> str:
    return address.rstrip("/").rpartition("/")[2]


def test_empty_list_says_what_to_do(stocked, client_of) -> None:
    page = client_of("manager").get("/visits/").text
    assert "Assign the first visit" in page
    assert "Assign" not in client_of("reviewer").get("/visits/").text


def test_assigned_visit_shows_its_link_once(assigned_page, client_of) -> None:
    address, page = assigned_page
    token = re.search(r"http://[^<\s]+/phone/link/([A-Za-z0-9_-]+)", page)
    assert token
    assert "/phone/link/" not in client_of("manager").get(address).text
    shopper = client_of(None)
    assert shopper.get(f"/phone/link/{token[1]}").status_code == 200
    opened = shopper.post(f"/phone/link/{token[1]}")
    assert opened.headers["Location"] == f"/phone/visits/{visit_id(address)}"


def test_list_shows_the_visit_and_filters_by_state(assigned_page, client_of) -> None:
    browser = client_of("manager")
    assert "Harbour" in browser.get("/visits/").text
    assert "Harbour" in browser.get("/visits/?state=assigned").text
    assert "Harbour" not in browser.get("/visits/?state=cancelled").text
    assert "Harbour" in browser.get("/visits/?state=nonsense").text


def test_window_that_ends_first_is_told_at_its_field(stocked, client_of) -> None:
    browser = client_of("manager")
    page = browser.get("/visits/new").text
    answer = browser.post("/visits/new", data=form_data(page, closes=local(-2)))
    assert answer.status_code == 200
    assert "The window ends before it begins" in answer.text
    assert "Harbour" not in browser.get("/visits/").text


@pytest.mark.parametrize("field", ["checklist", "location", "shopper", "opens", "closes"])
def test_field_left_out_or_made_up_is_refused(stocked, client_of, field) -> None:
    browser = client_of("manager")
    page = browser.get("/visits/new").text
    for wrong in ("", "nonsense"):
        answer = browser.post("/visits/new", data=form_data(page, **{field: wrong}))
        assert answer.status_code == 200
    assert "No visits yet" in browser.get("/visits/").text


def test_cancelling_shows_the_reason_as_text(assigned_page, client_of) -> None:
    address, _page = assigned_page
    browser = client_of("manager")
    browser.post(f"{address}/cancel", data={"cancel-reason": NASTY})
    page = browser.get(address).text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;=1+1" in page
    assert NASTY not in page
    assert "cancelled" in page
    assert f"{address}/cancel" not in page


def test_cancelling_without_a_reason_is_told(assigned_page, client_of) -> None:
    address, _page = assigned_page
    answer = client_of("manager").post(f"{address}/cancel", data={"cancel-reason": ""})
    assert "This is needed." in answer.text


def test_moved_window_gives_a_new_link(assigned_page, client_of) -> None:
    address, _page = assigned_page
    browser = client_of("manager")
    browser.post(f"{address}/window", data={"window-opens": local(4), "window-closes": local(5)})
    assert "/phone/link/" in browser.get(address).text


def test_window_moved_into_the_past_is_told(assigned_page, client_of) -> None:
    address, _page = assigned_page
    answer = client_of("manager").post(
        f"{address}/window", data={"window-opens": local(-4), "window-closes": local(-3)}
    )
    assert "The window ends before it begins" in answer.text


def test_only_who_may_assign_gets_the_forms(assigned_page, client_of) -> None:
    address, _page = assigned_page
    reviewer = client_of("reviewer")
    page = reviewer.get(address).text
    assert "Harbour" in page
    assert '<form method="post" class="stack"' not in page
    assert reviewer.post(f"{address}/cancel", data={"cancel-reason": "x"}).status_code == 403
    assert reviewer.get("/visits/new").status_code == 403


@pytest.mark.parametrize("name", ["shopper", "stranger", "location_manager"])
def test_office_pages_are_closed_to_everyone_else(assigned_page, client_of, name) -> None:
    address, _page = assigned_page
    for path in ("/visits/", address):
        assert client_of(name).get(path).status_code == 403


def test_visit_that_does_not_exist_is_not_found(stocked, client_of) -> None:
    for path in ("nonsense", "00000000-0000-4000-8000-000000000000"):
        assert client_of("manager").get(f"/visits/{path}").status_code == 404


def test_sent_visit_shows_history_score_and_flags(assigned_page, app, client_of, actor_of) -> None:
    address, _page = assigned_page
    shopper, at = actor_of("shopper"), now()
    with app.app_context():
        one = queries.visit_for(shopper, visit_id(address))
        commands.accept(shopper, at, one, no_conflict=True, confidential=True)
        commands.submit(shopper, at, one, "6f1f9e0a-58b7-4a55-9c0c-0c8f3f1f5a01", payload())
        db.session.remove()
    page = client_of("manager").get(address).text
    for words in ("85.00", "passed", "The visit had not been started", "Sent", "P-"):
        assert words in page
    assert "85.00" in client_of("manager").get("/visits/").text


def test_office_reads_what_is_worth_a_look(assigned_page, app, client_of, actor_of) -> None:
    address, _page = assigned_page
    shopper, at = actor_of("shopper"), now()
    with app.app_context():
        one = queries.visit_for(shopper, visit_id(address))
        commands.accept(shopper, at, one, no_conflict=True, confidential=True)
        uuid, slow = "6f1f9e0a-58b7-4a55-9c0c-0c8f3f1f5a02", at - timedelta(minutes=7)
        commands.submit(shopper, at, one, uuid, payload(), device_at=slow)
        db.session.remove()
    page = client_of("reviewer").get(address).text
    assert "the clock of the phone was behind by 7:00" in page
    assert "How often that happens is not known yet." in page
    assert "the clock of the phone" not in client_of("shopper").get(f"/phone{address}").text


def test_pages_exist_in_russian(assigned_page, client_of) -> None:
    address, _page = assigned_page
    browser = client_of("manager")
    answer = browser.post("/accounts/profile/language", data={"language": "ru"})
    assert answer.status_code == 303
    assert 'lang="ru"' in browser.get(address).text


def test_window_to_move_stands_in_the_form_by_the_clock_of_the_place(stocked, client_of) -> None:
    browser = client_of("manager")
    window = {"opens": "2036-01-05T10:00", "closes": "2036-01-07T18:30"}
    data = form_data(browser.get("/visits/new").text, **window)
    page = browser.get(browser.post("/visits/new", data=data).headers["Location"]).text
    assert all(f'value="{moment}"' in page for moment in window.values())


def test_form_begins_with_a_week_from_tomorrow_and_nothing_chosen(stocked, client_of) -> None:
    page = client_of("manager").get("/visits/new").get_data(as_text=True)
    tomorrow = (now() + timedelta(days=1)).date()
    assert f'value="{tomorrow}T09:00"' in page
    assert f'value="{tomorrow + timedelta(days=6)}T21:00"' in page
    location = re.search(r'<select[^>]* name="location".*?</select>', page, re.S)
    assert location
    first = re.search(r"<option.*?</option>", location[0], re.S)
    assert first
    assert 'value=""' in first[0]
    assert "Choose" in first[0]
