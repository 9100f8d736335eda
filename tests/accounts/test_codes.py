"""A code is one whatever its case or the width of its letters: of people, and of places named."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from auditapp.accounts.models import Person
from auditapp.storage.db import db
from tests.accounts.test_importing import look
from tests.accounts.test_people import add

Clients = Callable[..., FlaskClient]


@pytest.mark.parametrize("code", ["p-1", "Ｐ-１"])
def test_code_that_differs_by_case_or_width_is_taken(client_of: Clients, code: str) -> None:
    answer = add(client_of("admin"), code=code)
    assert answer.status_code == 409
    assert "Someone has this code already" in answer.text


def test_code_is_kept_in_other_letters(app: Flask, client_of: Clients) -> None:
    admin = client_of("admin")
    assert add(admin, code="К-7").status_code == 200
    with app.app_context():
        found = db.session.scalars(select(Person).where(Person.code == "К-7")).one()
        address, changes = f"/accounts/people/{found.public_id}/edit", found.changes
    sent = {"name": found.name, "code": "к-7", "language": "ru", "changes": changes}
    assert admin.post(address, data=sent).status_code == 303
    assert "к-7" in admin.get(address).text


def test_file_is_held_against_codes_in_any_letters(client_of: Clients) -> None:
    rows = "name,role,where,code\nA,shopper,all,p-1\nB,shopper,all,Q-1\nC,shopper,all,ｑ-1\n"
    _led, _mapped, page = look(client_of("admin"), rows)
    assert "Someone has the code p-1 already" in page.text
    assert page.text.count("stands in the file twice") == 2


def test_place_of_a_role_is_found_in_any_letters(client_of: Clients) -> None:
    admin = client_of("admin")
    assert add(admin, scope="location", place="n-1").status_code == 200
    answer = add(admin, code="P-71", email="", scope="location", place="n-1  HARBOUR")
    assert answer.status_code == 200
