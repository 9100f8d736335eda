"""Something new begins with nothing, or as a copy with a key and a title of its own."""

import re
from datetime import UTC, datetime

import pytest

from auditapp.checklists import queries
from auditapp.checklists.commands import publish
from tests.reports.samples import CHECKLIST, STANDARD

AT = datetime(2026, 11, 20, 11, 5, tzinfo=UTC)


@pytest.fixture
def admin(app, client_of, actor_of):
    with app.app_context():
        publish(None, AT, STANDARD)
        publish(actor_of("admin"), AT, CHECKLIST)
    return client_of("admin")


def tree(app, actor_of, answer):
    assert answer.status_code == 303, answer.text
    with app.app_context():
        draft = queries.draft(actor_of("admin"), answer.location.rpartition("/")[2])
        return queries.tree_of(draft)


def test_empty_checklist_begins_with_what_was_chosen(app, admin, actor_of):
    page = admin.get("/checklists/start").text
    assert "From one of your own" in page
    assert "From what came with the application" not in page
    chosen = {"title": "Кофейня", "languages": ["ru", "en"], "method": "internal_audit"}
    chosen |= {"industry": "retail", "standard": "shop-standard"}
    made = tree(app, actor_of, admin.post("/checklists/start", data=chosen))
    assert made["key"] == "kofeynya"
    assert set(made["languages"]) == {"ru", "en"}
    assert (made["method"], made["standard"]) == ("internal_audit", "shop-standard")
    assert list(made["title"].values()) == ["Кофейня"]
    assert admin.post("/checklists/start", data=chosen | {"title": " "}).status_code == 400


def test_empty_standard_begins_from_today(app, admin, actor_of):
    page = admin.get("/checklists/standards/start").text
    assert "From what came with the application" in page
    sent = {"title": "Promise", "languages": ["en"]}
    made = tree(app, actor_of, admin.post("/checklists/standards/start", data=sent))
    assert (made["key"], made["title"]) == ("promise", {"en": "Promise"})


def test_copy_proposes_a_title_and_a_key_and_keeps_some_languages(app, admin, actor_of):
    page = admin.get("/checklists/shop/1/copy").text
    assert 'value="Shop visit (copy)"' in page
    assert 'value="shop-2"' in page
    sent = {"title": "Kiosk visit", "key": "kiosk", "languages": ["en"]}
    made = tree(app, actor_of, admin.post("/checklists/shop/1/copy", data=sent))
    assert (made["key"], made["languages"]) == ("kiosk", ["en"])
    assert made["sections"][0]["title"] == {"en": "Welcome"}
    taken = admin.post("/checklists/shop/1/copy", data=sent | {"key": "shop"})
    assert "This key is taken" in taken.text
    assert admin.post("/checklists/shop/1/copy", data=sent | {"key": "Ы"}).status_code == 400


def test_copy_is_titled_in_each_language_that_was_written(app, admin, actor_of):
    admin.post("/accounts/profile/language", data={"language": "ru"})
    page = admin.get("/checklists/shop/1/copy").text
    assert re.search(r'id="title"[^>]* value="Визит в магазин \(копия\)"', page)
    assert re.search(r'id="title_en"[^>]* value=""', page)
    sent = {"title": "Киоск", "key": "kiosk", "languages": ["en", "ru"]}
    for title_en, title in (("", {"ru": "Киоск"}), ("Kiosk", {"en": "Kiosk", "ru": "Киоск"})):
        said = sent | {"title_en": title_en}
        made = tree(app, actor_of, admin.post("/checklists/shop/1/copy", data=said))
        assert made["title"] == title
    english = admin.post("/checklists/shop/1/copy", data=sent | {"languages": ["en"]})
    assert tree(app, actor_of, english)["title"] == {"en": "Киоск"}


def test_edit_leads_to_the_draft_that_is_under_way(admin):
    page = admin.get("/checklists/shop/1").text
    assert 'value="version"' in page
    sent = {"from": "version", "kind": "checklist", "key": "shop", "version": "1"}
    editor = admin.post("/checklists/drafts", data=sent).location
    page = admin.get("/checklists/shop/1").text
    assert f'href="{editor}"' in page
    assert "Go on with the draft" in page
    assert "1 draft under way" in admin.get("/checklists/").text


def test_only_admins_begin(admin, client_of):
    manager = client_of("manager")
    assert manager.get("/checklists/start").status_code == 403
    assert manager.get("/checklists/shop/1/copy").status_code == 403
    assert "/checklists/start" not in manager.get("/checklists/").text
