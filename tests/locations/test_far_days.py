"""Days too far away for any clock, as a slip of the finger writes them: refused in words."""

import re

import pytest
from flask import Flask

from auditapp.checklists.commands import publish
from auditapp.clock import now
from auditapp.visits.models import Visit
from tests.locations.given import Clients, address_of, count

CHECKLIST = """
format: 1
key: shop
title: Shop
method: mystery_shop
industry: retail
languages: [en]
sections: [{key: a, title: A, questions: [{key: greeted, type: yes_no, text: Greeted?}]}]
"""


@pytest.mark.parametrize("day", ["0001-01-01", "0202-11-20", "9999-12-31"])
def test_location_is_neither_closed_nor_opened_on_such_a_day(
    app: Flask, client_of: Clients, day: str
) -> None:
    address, admin = address_of(app, "N-1"), client_of("admin")
    answer = admin.post(f"{address}/close", data={"close-closed_on": day})
    assert answer.status_code == 400
    assert admin.get(address).status_code == 200
    admin.post(f"{address}/close", data={"close-closed_on": str(now().date())})
    answer = admin.post(f"{address}/reopen", data={"reopen-reopened_on": day})
    assert answer.status_code == 400
    assert admin.get(address).status_code == 200


@pytest.mark.parametrize("opens", ["0001-01-01T00:00", "0202-11-20T09:00", "2026-11-20T09:00"])
def test_no_visit_has_a_window_of_such_days(app: Flask, client_of: Clients, opens: str) -> None:
    with app.app_context():
        publish(None, now(), CHECKLIST)
    admin = client_of("admin")
    page = admin.get("/visits/new").text
    sent = {
        name: re.findall(
            r'value="([^"]+)"', re.findall(rf'<select[^>]*name="{name}".*?</select>', page, re.S)[0]
        )[0]
        for name in ("checklist", "location", "shopper")
    }
    sent |= {"opens": opens, "closes": "9999-12-31T23:59"}
    answer = admin.post("/visits/new", data=sent)
    assert answer.status_code in (200, 400)
    assert "Check the year." in answer.text
    with app.app_context():
        assert count(Visit) == 0
