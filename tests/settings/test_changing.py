"""Settings are changed a group at a time, within their bounds, and the record says so."""

import json
from collections.abc import Callable
from dataclasses import replace
from html import unescape
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from auditapp.core.company import GROUPS, TABLE, Company
from auditapp.storage.db import db
from auditapp.storage.trail import TrailEntry, TrailWords, verify
from tests.settings.conftest import fields

Save = Callable[..., TestResponse]
Held = Callable[[], Company]


def record(app: Flask) -> dict[str, Any]:
    with app.app_context():
        assert verify(db.session()).holds
        rows = db.session.query(TrailEntry, TrailWords).join(TrailWords)
        return {entry.subject: json.loads(words.words) for entry, words in rows}


@pytest.mark.parametrize("group", GROUPS)
def test_page_of_each_group_shows_every_setting_with_its_help(
    admin: FlaskClient, group: str
) -> None:
    page = unescape(admin.get(f"/settings/{group}").text)
    for key, entry in TABLE.items():
        assert (f'name="{key}"' in page) is (entry.group == group), key
        assert (entry.help in page) is (entry.group == group), key


def test_change_holds_at_once_on_every_page_and_stands_in_the_record(
    app: Flask, admin: FlaskClient, save: Save, held: Held
) -> None:
    answer = save("company", company_name="Aurora <Cafés>", time_zone="Europe/Moscow")
    assert answer.status_code == 303
    page = admin.get("/settings/company").text
    assert page.count("Aurora &lt;Cafés&gt;") >= 3
    assert "<Cafés>" not in page
    assert held().zone == "Europe/Moscow"
    assert record(app) == {
        "settings/company_name": {"key": "company_name", "old": "", "new": "Aurora <Cafés>"},
        "settings/time_zone": {"key": "time_zone", "old": "UTC", "new": "Europe/Moscow"},
    }


def test_saving_what_is_the_same_writes_nothing(app: Flask, save: Save) -> None:
    assert save("deadlines").status_code == 303
    assert record(app) == {}


def test_deadlines_become_the_limits_of_visits(save: Save, held: Held) -> None:
    save("deadlines", answer_within_h="12", dispute_days="14")
    assert held().limits.answer_within.total_seconds() == 12 * 3600
    assert held().limits.dispute_within.days == 14
    assert held().limits.reply_within.total_seconds() == 24 * 3600


@pytest.mark.parametrize(
    ("group", "key", "wrong"),
    [
        ("company", "company_name", "a" * 81),
        ("company", "company_name", "Aurora\nBcc: x"),
        ("company", "time_zone", "Mars/Olympus"),
        ("company", "default_language", "xx"),
        ("look", "accent", "red"),
        ("look", "accent", "#0d5c63;}body{display:none"),
        ("deadlines", "answer_within_h", "0"),
        ("deadlines", "dispute_days", "91"),
        ("deadlines", "dispute_days", "many"),
        ("deadlines", "dispute_days", ""),
        ("mail", "smtp_port", "65536"),
        ("mail", "smtp_host", "smtp.example.org/path"),
        ("mail", "smtp_security", "maybe"),
        ("mail", "from_address", "a@example.org, b@example.org"),
        ("keeping", "keep_sign_ins_days", "1"),
    ],
)
def test_what_is_out_of_bounds_is_refused_and_nothing_of_the_page_saved(
    app: Flask, save: Save, group: str, key: str, wrong: str
) -> None:
    answer = save(group, **{key: wrong})
    assert answer.status_code == 400
    assert f'id="{key}-error"' in answer.text
    assert record(app) == {}


def test_second_of_two_admins_is_told_and_sees_both(
    admin: FlaskClient, save: Save, held: Held
) -> None:
    mine = fields(admin.get("/settings/company").text)
    save("company", company_name="Theirs")
    answer = admin.post("/settings/company", data={**mine, "company_name": "Mine"})
    assert answer.status_code == 409
    assert "Someone else has changed this" in answer.text
    assert 'value="Mine"' in answer.text
    assert "<dd>Theirs</dd>" in answer.text
    assert held().name == "Theirs"
    again = admin.post("/settings/company", data={**fields(answer.text), "company_name": "Mine"})
    assert again.status_code == 303
    assert held().name == "Mine"


def test_name_of_the_installation_holds_until_the_company_says_its_own(
    app: Flask, client_of: Callable[..., FlaskClient], save: Save
) -> None:
    app.extensions["settings"] = replace(app.extensions["settings"], company="From outside")
    assert "From outside" in client_of(None).get("/accounts/sign-in").text
    save("company", company_name="Our own")
    assert "From outside" not in client_of(None).get("/accounts/sign-in").text


@pytest.mark.parametrize("name", ["manager", "reviewer", "shopper", "location_manager", None])
def test_none_but_an_admin_everywhere_sees_or_changes_settings(
    app: Flask, client_of: Callable[..., FlaskClient], name: str | None
) -> None:
    client = client_of(name)
    for group in GROUPS:
        assert client.get(f"/settings/{group}").status_code in (302, 403)
        refused = client.post(f"/settings/{group}", data={"company_name": "X"})
        assert refused.status_code in (401, 403)
    assert record(app) == {}


def test_unknown_group_is_not_there(admin: FlaskClient) -> None:
    assert admin.get("/settings/nothing").status_code == 404
