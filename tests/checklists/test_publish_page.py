"""The page before publishing a draft: what stands in the way, what differs, who was first."""

import re
from datetime import UTC, datetime

import pytest

from auditapp.checklists import commands, queries
from auditapp.checklists.commands import publish
from tests.reports.samples import CHECKLIST, STANDARD

AT = datetime(2026, 11, 20, 11, 5, tzinfo=UTC)


@pytest.fixture
def library(app):
    with app.app_context():
        publish(None, AT, STANDARD)
        publish(None, AT, CHECKLIST)


@pytest.fixture
def begin(app, library, actor_of):
    """Begin a draft of the newest version, with a change made to its tree."""

    def make(change, key="shop", kind="checklist"):
        with app.app_context():
            version = _newest(kind, key)
            tree = commands.tree_in(version)
            change(tree)
            made = commands.begin_draft(actor_of("admin"), AT, tree, based_on=version)
            return made.public_id

    return make


def _newest(kind, key):
    return queries.checklist_version(key) if kind == "checklist" else queries.newest_standard(key)


def address(draft):
    return f"/checklists/drafts/{draft}/publish"


def looked_at(page):
    return dict(re.findall(r'name="(seen|revision)"[^>]* value="(\d+)"', page))


def heavier(tree):
    tree["sections"][0]["questions"][1]["weight"] = 5


def test_draft_shows_what_differs_and_is_published(begin, client_of):
    draft, admin = begin(heavier), client_of("admin")
    page = admin.get(address(draft)).text
    for words in ("version 2, after version 1", "totals do not compare", "OTH-1"):
        assert words in page
    assert "Publish version 2" in page
    assert f"/results/what-if/{draft}" in page
    done = admin.post(address(draft), data=looked_at(page))
    assert done.location == "/checklists/shop/2"
    again = admin.post(address(draft), data=looked_at(page), follow_redirects=True)
    assert "somebody has published or discarded it" in again.text


def test_mark_of_its_own_takes_the_place_of_the_standards_target(begin, client_of):
    page = client_of("admin").get(address(begin(lambda tree: tree.update(pass_mark=70)))).text
    target = "the standard&#39;s target, 85 %"
    assert re.search(rf"pass mark</td><td[^>]*>{target}</td><td[^>]*>70<", page)


def test_texts_of_one_language_alone_are_told(begin, client_of):
    def half_translated(tree):
        tree["sections"][0]["questions"][0]["text"] = {"en": "Only so?"}
        tree["sections"][0]["questions"][1]["text"] = "In any language"

    page = client_of("admin").get(address(begin(half_translated))).text
    assert "1 text is not written in Русский" in page
    assert "not written in English" not in page


def test_second_of_two_admins_is_told(app, begin, client_of, actor_of):
    draft, other = begin(heavier), begin(lambda tree: tree.update(pass_mark=70))
    admin = client_of("admin")
    first, second = admin.get(address(draft)).text, admin.get(address(other)).text
    admin.post(address(draft), data=looked_at(first))
    refused = admin.post(address(other), data=looked_at(second))
    assert refused.status_code == 409
    assert "begun from version 1, but by now there is version 2" in refused.text
    with app.app_context():
        assert queries.checklist_version("shop").version == 2
    assert admin.post(address(other), data=looked_at(refused.text)).status_code == 303


def test_faults_lead_to_their_places_in_the_editor(begin, client_of):
    def spoil(tree):
        tree["sections"][0]["questions"][1]["text"] = ""
        tree["sections"][1]["questions"][1]["type"] = "text"

    page = client_of("admin").get(address(begin(spoil))).text
    assert re.search(r'href="/checklists/drafts/[^"]+#q[0-9a-z]{8}"', page)
    assert "choose another key" in page
    assert "Publish version" not in page


def test_unchanged_draft_has_nothing_to_publish(begin, client_of):
    page = client_of("admin").get(address(begin(lambda tree: None))).text
    assert "Nothing to publish" in page


def test_standard_tells_which_checklists_lose_clauses(begin, client_of):
    def fewer(tree):
        del tree["clauses"][0]

    page = client_of("admin").get(address(begin(fewer, "shop-standard", "standard"))).text
    assert "asks about clauses that this version does not hold: GRT-1" in page
    assert "It holds from a day that is past" in page


def test_copy_keeps_its_origin(app, library, client_of):
    admin = client_of("admin")
    sent = {"title": "Kiosk", "key": "kiosk", "languages": ["ru"]}
    draft = admin.post("/checklists/shop/1/copy", data=sent).location.rpartition("/")[2]
    page = admin.get(address(draft)).text
    assert "a new checklist" in page
    assert admin.post(address(draft), data=looked_at(page)).location == "/checklists/kiosk/1"
    assert "A copy of shop, version 1" in admin.get("/checklists/kiosk/1").text
    with app.app_context():
        publish(None, AT, CHECKLIST.replace("weight: 3", "weight: 4"))
        assert queries.checklist_version("kiosk").document.count("Встреча") == 1
        assert "Welcome" not in queries.checklist_version("kiosk").document
    assert "/checklists/shop/compare?from=1&amp;to=2" in admin.get("/checklists/kiosk/1").text
