"""What is retired is given out no more; what is under way, and comparisons, go on."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from auditapp.checklists.commands import publish
from auditapp.core.problems import Problem
from auditapp.storage.db import db
from auditapp.storage.trail import TrailEntry
from auditapp.visits.queries import visit_for
from tests.reports.samples import CHECKLIST, STANDARD
from tests.results.conftest import add_visit

AT = datetime(2026, 11, 20, 11, 5, tzinfo=UTC)


@pytest.fixture
def admin(app, client_of):
    with app.app_context():
        publish(None, AT, STANDARD)
        publish(None, AT, CHECKLIST)
    return client_of("admin")


def test_retired_checklist_is_not_offered_and_can_be_taken_back(app, admin, actor_of):
    manager, shopper = actor_of("manager"), actor_of("shopper")
    with app.app_context():
        add_visit(manager, shopper, "N-1", AT, send=False)
    page = admin.post("/checklists/shop/retire", follow_redirects=True).text
    assert "no new visits are given by it" in page
    assert "No checklist is in use" in admin.get("/visits/new").text
    assert "/checklists/shop/1" not in admin.get("/checklists/").text
    assert "/checklists/shop/1" in admin.get("/checklists/?state=retired").text
    with app.app_context(), pytest.raises(Problem) as refused:
        add_visit(manager, shopper, "N-1", AT, send=False)
    assert refused.value.code == "checklists.retired"
    admin.post("/checklists/shop/use-again")
    assert 'value="shop"' in admin.get("/visits/new").text
    with app.app_context():
        lines = select(TrailEntry.event).where(TrailEntry.subject == "checklists/shop")
        assert list(db.session.scalars(lines)) == ["checklists.retire", "checklists.take_back"]


def test_visit_under_way_goes_on_and_is_compared_with_a_retired_standard(app, admin, actor_of):
    manager, shopper = actor_of("manager"), actor_of("shopper")
    with app.app_context():
        before = add_visit(manager, shopper, "N-1", AT)
    for address in ("/checklists/shop/retire", "/checklists/standards/shop-standard/retire"):
        assert admin.post(address).status_code == 303
    admin.post("/checklists/shop/retire")
    assert "visits go on being compared" in admin.get("/checklists/standards/shop-standard/1").text
    assert "All of them are retired" in admin.get("/checklists/standards").text
    with app.app_context():
        assert visit_for(manager, before).checklist_version.key == "shop"
    assert "78.57" in admin.get(f"/reports/visits/{before}").text


def test_retired_standard_is_offered_only_to_who_has_it_already(admin):
    admin.post("/checklists/standards/shop-standard/retire")
    sent = {"from": "version", "kind": "checklist", "key": "shop", "version": "1"}
    holding = admin.post("/checklists/drafts", data=sent).location
    other = admin.post("/checklists/drafts", data={"from": "empty", "kind": "checklist"}).location
    assert "shop-standard" in admin.get(f"{holding}/parts/document").text
    assert "shop-standard" not in admin.get(f"{other}/parts/document").text
    assert 'value="shop-standard"' not in admin.get("/checklists/start").text
    change = {"do": "set", "at": "", "field": ["pass_mark"], "was": None, "to": 70}
    admin.post(f"{holding}/changes", json={"operations": [change]})
    assert "The standard shop-standard is retired" in admin.get(f"{holding}/publish").text


def test_only_admins_retire(admin, client_of):
    assert client_of("manager").post("/checklists/shop/retire").status_code == 403
    assert "Retire" not in client_of("manager").get("/checklists/shop/1").text
    assert admin.post("/checklists/nothing/retire").status_code == 404
