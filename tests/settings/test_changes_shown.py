"""Who changed which setting stands on its page; of a secret only that it changed."""

from collections.abc import Callable
from html import unescape

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from auditapp.core.company import TABLE, Kind

Save = Callable[..., TestResponse]
SECRET = "a secret of the mail server"  # noqa: S105 - of no server there is


def test_changes_are_shown_with_who_and_from_what_to_what(admin: FlaskClient, save: Save) -> None:
    assert 'id="changes"' not in admin.get("/settings/company").text
    save("company", company_name="Aurora", time_zone="Europe/Moscow")
    page = admin.get("/settings/company").text.partition('id="changes"')[2]
    assert "Company name<small>– → Aurora</small>" in page
    assert "UTC → Moscow" in page
    assert "Admin" in page
    assert 'id="changes"' not in admin.get("/settings/deadlines").text


def test_secret_is_told_without_what_it_is(admin: FlaskClient, save: Save) -> None:
    save("mail", smtp_password=SECRET)
    page = admin.get("/settings/mail").text
    assert "Changed; what it is stays hidden." in page
    assert SECRET not in page


@pytest.mark.parametrize("group", ["deadlines", "keeping", "mail"])
def test_bounds_stand_beside_the_help(admin: FlaskClient, group: str) -> None:
    page = unescape(admin.get(f"/settings/{group}").text)
    for entry in TABLE.values():
        if entry.group == group and entry.kind is Kind.WHOLE:
            assert f"{entry.help} From {entry.least} to {entry.most}." in page
