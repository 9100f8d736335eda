"""A file is brought, looked at and published; an old version comes back as the next one."""

import io
import re
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient

from auditapp.checklists import commands, queries
from auditapp.checklists.source import MOST_BYTES
from auditapp.storage import files
from auditapp.storage.db import db
from auditapp.storage.trail import TrailEntry

AT = datetime(2026, 11, 20, 11, 5, tzinfo=UTC)
SHOP = """# how we ask
format: 1
key: shop
title: Shop
method: mystery_shop
industry: retail
languages: [en]
sections:
  - key: door
    title: Door
    questions:
      - {key: open, type: yes_no, text: Was it open?, image: door.jpg}
"""
STANDARD = """
format: 1
key: promise
title: Promise
effective_from: 2026-01-01  # agreed in autumn
target: 80
clauses: [{code: A-1, title: Open, requirement: It is open.}]
"""


@pytest.fixture
def admin(client_of: Callable[..., FlaskClient]) -> FlaskClient:
    return client_of("admin")


def look(client: FlaskClient, text: str | bytes) -> str:
    content = text.encode() if isinstance(text, str) else text
    return client.post("/checklists/bring", data={"file": (io.BytesIO(content), "shop.yaml")}).text


def fields(page: str) -> dict[str, str]:
    found = re.findall(r'<input[^>]* name="(source|seen)"[^>]* value="([^"]*)"', page)
    return dict(found)


def published(app: Flask) -> list[tuple[str, int, str]]:
    with app.app_context():
        return [(one.key, one.version, one.source) for one in queries.latest_checklists()]


def test_file_is_looked_at_then_published_once(app: Flask, admin: FlaskClient) -> None:
    page = look(admin, SHOP)
    assert "a new checklist" in page
    assert "door.jpg" in page
    assert published(app) == []
    done = admin.post("/checklists/publish", data=fields(page))
    assert done.location == "/checklists/shop/1"
    assert published(app) == [("shop", 1, SHOP)]
    with app.app_context():
        lines = db.session.query(TrailEntry).filter_by(event="checklists.publish").all()
        assert [line.subject for line in lines] == ["checklist_versions/shop/1"]
    assert "Exactly this is there already, as version 1" in look(admin, f"# other\n{SHOP}")


def test_line_breaks_of_the_file_stay_as_they_are(app: Flask, admin: FlaskClient) -> None:
    text = SHOP.replace("\n", "\r\n")
    admin.post("/checklists/publish", data=fields(look(admin, text)))
    assert published(app) == [("shop", 1, text)]


def test_new_version_is_shown_with_its_difference(app: Flask, admin: FlaskClient) -> None:
    with app.app_context():
        commands.publish(None, AT, SHOP)
        commands.publish(None, AT, SHOP.replace("key: open", "key: shut"))
    page = look(admin, SHOP.replace("type: yes_no, text: Was it open?", "type: text, text: Say"))
    assert "version 3, after version 2" in page
    assert "reworded" not in page  # against version 2 it is another question
    assert "The key “open” named a question of another type in version 1" in page
    assert "(yes or no, now line of text)" in page


def test_every_fault_is_named_with_its_place(admin: FlaskClient) -> None:
    faulty = SHOP.replace("yes_no", "yes_or_no").replace("industry: retail", "industri: retail")
    page = look(admin, faulty)
    assert "3 faults in the file" in page
    for words in ("Did you mean &#39;industry&#39;?", "Did you mean &#39;yes_no&#39;?"):
        assert words in page
    lines = re.findall(r"<td[^>]*>(\d+)</td><td[^>]*>(\d+)</td>", page)
    assert ("6", "1") in lines
    assert ("12", "27") in lines
    # The place by the number and the words of the question.
    assert ">1.1 Was it open?<br><code>type</code></td>" in page
    assert "sections[" not in page


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"x" * (MOST_BYTES + 9), "at most 256 KB"),
        (b"\xff\xfe", "Save the file as UTF-8."),
        (b"a: !!python/object:os.system x", "Tags are not read here"),
        (b"<script>alert(1)</script>", "A map of keys to values is expected here."),
        (b"", "A map of keys to values is expected here."),
    ],
)
def test_file_that_is_none_is_refused_in_words(admin: FlaskClient, text: bytes, said: str) -> None:
    page = look(admin, text)
    assert said in page
    assert "<script>alert" not in page


def test_nothing_chosen_is_asked_for(admin: FlaskClient) -> None:
    answer = admin.post("/checklists/bring", data={})
    assert (answer.status_code, "Choose a file." in answer.text) == (400, True)
    assert admin.post("/checklists/publish", data={"source": "?", "seen": "0"}).status_code == 400


def test_what_was_published_meanwhile_is_not_passed_over(app: Flask, admin: FlaskClient) -> None:
    page = look(admin, SHOP)
    with app.app_context():
        commands.publish(None, AT, SHOP.replace("Was it", "Was the shop"))
    answer = admin.post("/checklists/publish", data=fields(page))
    assert answer.status_code == 409
    assert "version 2, after version 1" in answer.text
    assert [version for _, version, _ in published(app)] == [1]
    admin.post("/checklists/publish", data=fields(answer.text))
    assert [version for _, version, _ in published(app)] == [2]


def test_old_checklist_comes_back_with_comments_and_pictures(
    app: Flask, admin: FlaskClient
) -> None:
    with app.app_context():
        first = commands.publish(None, AT, SHOP)
        commands.publish(None, AT, SHOP.replace("Was it", "Was the shop"))
        files.keep_as(files.PICTURES, first.sha256, "door.jpg", b"a door")
    page = admin.get("/checklists/shop/1/again").text
    assert "Was the shop open?" in page
    done = admin.post("/checklists/shop/1/again", data=fields(page))
    assert done.location == "/checklists/shop/3"
    ((_, version, source),) = published(app)
    assert source.startswith("# how we ask\n")
    assert "Version 1 again" in source
    with app.app_context():
        newest = queries.checklist_version("shop")
        picture = queries.picture_of(newest, "open")
        assert picture
        assert picture.read_bytes() == b"a door"
        assert queries.checklist_in(newest).question("open").text.say("en") == "Was it open?"
    assert version == 3
    assert admin.get("/checklists/shop/3/again").status_code == 409
    assert admin.post("/checklists/shop/2/again", data={"seen": "2"}).status_code == 409
    assert admin.post("/checklists/shop/1/again", data={"seen": "3"}).status_code == 303
    assert published(app)[0][1] == 4


def test_old_standard_holds_again_from_a_day_on(app: Flask, admin: FlaskClient) -> None:
    with app.app_context():
        commands.publish(None, AT, STANDARD)
        commands.publish(None, AT, STANDARD.replace("2026-01-01", "2026-06-01").replace("80", "90"))
    page = admin.get("/checklists/standards/promise/1/again").text
    sent = fields(page) | {"on": "2026-12-01"}
    assert admin.post("/checklists/standards/promise/1/again", data=sent).status_code == 303
    with app.app_context():
        held = queries.standard_in_force("promise", date(2026, 12, 1))
        assert held
        assert queries.standard_in(held).target == 80
        assert "effective_from: 2026-12-01 # agreed in autumn" in held.source
        before = queries.standard_in_force("promise", date(2026, 11, 30))
        assert before
        assert before.version == 2


def test_clause_that_goes_is_named_with_who_asks_about_it(app: Flask, admin: FlaskClient) -> None:
    with app.app_context():
        commands.publish(None, AT, STANDARD)
        cited = SHOP.replace("industry:", "standard: promise\nindustry:")
        commands.publish(None, AT, cited.replace("image: door.jpg", "clause: A-1"))
    page = look(admin, STANDARD.replace("A-1", "B-1"))
    assert "Shop asks about clauses that this version does not hold: A-1." in page


def test_only_admins_change_the_library(client_of: Callable[..., FlaskClient]) -> None:
    for who in ("manager", "reviewer", "shopper"):
        assert client_of(who).get("/checklists/bring").status_code == 403
        assert client_of(who).post("/checklists/shop/1/again").status_code == 403
    assert "/checklists/bring" not in client_of("manager").get("/checklists/").text
