"""People who left long ago: who they were is erased, what they did stays under their code."""

import re
from collections.abc import Callable
from datetime import timedelta

from flask import Flask
from flask.testing import FlaskClient

from auditapp.accounts.commands.purging import purge_people
from auditapp.clock import now
from auditapp.storage import erasures, trail
from auditapp.storage.db import data_dir, db

LEFT = timedelta(days=31 * 13)
FACTS = {
    "name": "Nina Petrova",
    "code": "SH-77",
    "email": "nina@example.org",
    "phone": "+7 912 345-67-89",
    "household": "H-9",
    "notes": "Speaks quietly",
    "language": "ru",
    "role": "shopper",
    "scope": "all",
}


def added(admin: FlaskClient) -> str:
    """Add the person; return the address of their page."""
    answer = admin.post("/accounts/people/new", data=FACTS)
    assert answer.status_code in (200, 302, 303), answer.text
    page = admin.get("/accounts/people?q=Petrova").text
    return re.findall(r'href="/accounts/people/([0-9a-f-]{36})"', page)[0]


def test_person_who_left_is_erased_after_the_time_set_and_the_code_stays(
    app: Flask, client_of: Callable[..., FlaskClient]
) -> None:
    admin = client_of("admin")
    own = added(admin)
    address = f"/accounts/people/{own}"
    with app.app_context():
        assert purge_people(now() + LEFT, 12) == 0, "who still works here is not erased"
    admin.post(f"{address}/deactivate", follow_redirects=True)
    with app.app_context():
        assert purge_people(now() + LEFT, 0) == 0, "nought keeps for good"
        assert purge_people(now() + LEFT, 14) == 0
        assert purge_people(now() + LEFT, 12) == 1
        assert purge_people(now() + LEFT, 12) == 0
        assert trail.verify(db.session()).holds
        noted = {one.subject for one in erasures.read(data_dir())}
        assert noted == {f"people/{own}"}, "a restored backup must erase it again"
    page = admin.get(address).text
    assert "SH-77" in page
    assert "Personal data erased" in page
    for word in ("Petrova", "nina@", "912", "H-9", "quietly"):
        assert word not in page
