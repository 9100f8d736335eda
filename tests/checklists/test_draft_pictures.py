"""Pictures of how it should be, chosen in the editor: made anew, shown, taken out, published."""

import io
import json
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image

from auditapp.checklists import commands, queries
from auditapp.checklists.commands import pictures
from auditapp.clock import now
from auditapp.storage import files
from tests.checklists.test_drafts import SHOP, Desk, begin, ids

PICTURED = re.compile(r'<img src="([^"]+/pictures/[^"]+)"')


@pytest.fixture
def admin(app: Flask, client_of: Callable[..., FlaskClient]) -> FlaskClient:
    with app.app_context():
        commands.publish(None, now(), SHOP)
    return client_of("admin")


def drawn(colour: str, kind: str = "PNG") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(out, kind)
    return out.getvalue()


def send(desk: Desk, part: str, content: bytes) -> Any:
    address = f"{desk.address}/parts/{part}/picture"
    headers = {"Accept": "application/json", "Content-Type": "application/octet-stream"}
    return desk.client.post(address, data=content, headers=headers)


def given(desk: Desk, part: str, colour: str, was: str | None = None) -> str:
    answer = send(desk, part, drawn(colour))
    assert answer.status_code == 200, answer.text
    name: str = answer.json["name"]
    desk.set(part, ["image"], was, name)
    return name


def fetched(client: FlaskClient, address: str) -> bytes:
    with client.get(address) as answer:
        assert answer.status_code == 200
        return answer.data


def seen(desk: Desk, path: str) -> list[tuple[int, ...]]:
    """The colours of the pictures on a page, as far as a JPEG keeps them."""
    found = []
    for address in PICTURED.findall(desk.client.get(path).text):
        with Image.open(io.BytesIO(fetched(desk.client, address)), formats=["JPEG"]) as image:
            found.append(tuple(round(one / 128) for one in image.getpixel((5, 5))))
    return found


RED, BLUE = (2, 0, 0), (0, 0, 2)


def test_picture_is_seen_replaced_and_comes_back_by_undo(app: Flask, admin: FlaskClient) -> None:
    desk = begin(admin, **{"from": "version", "key": "shop"})
    greeted = ids(app, desk)[1]
    panel, trial = f"{desk.address}/parts/{greeted}", f"/phone/trial/{desk.public_id}/en"
    assert (seen(desk, panel), seen(desk, trial)) == ([], [])
    red = given(desk, greeted, "red")
    assert re.fullmatch(r"greeted-[0-9a-f]{8}\.jpg", red)
    assert (seen(desk, panel), seen(desk, trial)) == ([RED], [RED])
    assert send(desk, greeted, drawn("red", "WEBP")).status_code == 200
    blue = given(desk, greeted, "blue", red)
    assert seen(desk, trial) == [BLUE]
    assert desk.set(greeted, ["image"], red, None, status=409)["theirs"] == blue
    desk.post("/undo")
    assert (seen(desk, panel), seen(desk, trial)) == ([RED], [RED])
    desk.set(greeted, ["image"], red, None)
    assert (seen(desk, panel), seen(desk, trial)) == ([], [])
    desk.post("/undo")
    assert seen(desk, panel) == [RED]
    desk.set(greeted, ["image"], red, "elsewhere.jpg")
    assert seen(desk, panel) == []
    assert "“elsewhere.jpg” is not here" in desk.get(f"/parts/{greeted}").text


def test_pictures_that_no_question_bears_any_more_are_bounded(
    app: Flask, admin: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "MOST_REPLACED", 2)
    monkeypatch.setattr(pictures, "MOST_PICTURES", 1)
    desk = begin(admin, **{"from": "version", "key": "shop"})
    _section, greeted, smiled = ids(app, desk)
    was = None
    for colour in ("red", "lime", "blue", "black", "white"):
        was = given(desk, greeted, colour, was)
    with app.app_context():
        kept = files.names(files.DRAFTED, desk.public_id)
    # The one in use, and those replaced last; the steps back to them work, those before are closed.
    assert (len(kept), kept[-1]) == (4, was)
    panel = f"{desk.address}/parts/{greeted}"
    desk.post("/undo")
    assert seen(desk, panel) == [(0, 0, 0)]
    desk.post("/undo")
    assert seen(desk, panel) == [BLUE]
    desk.post("/undo")
    assert seen(desk, panel) == [(0, 2, 0)]
    assert desk.post("/undo", status=409)["code"] == "drafts.nothing_to_undo"
    answer = send(desk, smiled, drawn("red"))
    assert (answer.status_code, answer.json["code"]) == (413, "drafts.too_many_pictures")


def test_what_is_no_picture_is_refused_with_a_sentence(app: Flask, admin: FlaskClient) -> None:
    desk = begin(admin, **{"from": "version", "key": "shop"})
    greeted = ids(app, desk)[1]
    huge = io.BytesIO()
    Image.new("1", (6000, 6000)).save(huge, "PNG")
    svg = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    for content in (b"", svg, b"GIF89a" + bytes(99), drawn("red")[:60], drawn("red", "BMP")):
        answer = send(desk, greeted, content)
        assert (answer.status_code, answer.json["code"]) == (422, "drafts.picture_unreadable")
        assert answer.json["sentence"].endswith("choose a PNG, JPEG or WebP file.")
    for content in (huge.getvalue(), bytes(files.MOST_BYTES + 1)):
        answer = send(desk, greeted, content)
        assert (answer.status_code, answer.json["code"]) == (413, "drafts.picture_too_large")
        assert "at most 20 MB and 25 megapixels" in answer.json["sentence"]
    carried = Image.Exif()
    carried[0x010E] = "secret words"
    out = io.BytesIO()
    Image.new("RGB", (9, 9)).save(out, "JPEG", exif=carried)
    name = send(desk, greeted, out.getvalue()).json["name"]
    assert b"secret words" not in fetched(admin, f"{desk.address}/pictures/{name}")
    with app.app_context():
        assert len(list(files.path_as(files.DRAFTED, desk.public_id, name).parent.iterdir())) == 1


def test_pictures_are_for_who_changes_checklists_and_for_parts_that_are_there(
    app: Flask, admin: FlaskClient, client_of: Callable[..., FlaskClient]
) -> None:
    desk = begin(admin, **{"from": "version", "key": "shop"})
    section, greeted = ids(app, desk)[:2]
    name = given(desk, greeted, "red")
    nowhere = Desk(admin, "/checklists/drafts/6f1f9e0a-58b7-4a55-9c0c-0c8f3f1f5a01")
    for one, part in ((nowhere, greeted), (desk, section), (desk, "document"), (desk, "qzzzzzzzz")):
        assert send(one, part, drawn("red")).status_code == 404
    other = begin(admin, **{"from": "empty", "title": "Other"})
    for one, wanted in ((nowhere, name), (other, name), (desk, "x.jpg"), (desk, "..%2f..%2fx")):
        assert one.get(f"/pictures/{wanted}").status_code == 404
    for role in ("manager", "shopper"):
        stranger = Desk(client_of(role), desk.address)
        assert send(stranger, greeted, drawn("red")).status_code == 403
        assert stranger.get(f"/pictures/{name}").status_code == 403
    admin.post(f"{desk.address}/discard")
    assert send(desk, greeted, drawn("red")).json["code"] == "drafts.ended"


def test_published_version_keeps_its_picture_and_drafts_and_copies_of_it_show_it(
    app: Flask, admin: FlaskClient, actor_of: Any
) -> None:
    desk = begin(admin, **{"from": "version", "key": "shop"})
    greeted = ids(app, desk)[1]
    given(desk, greeted, "red")
    with app.app_context():
        actor = actor_of("admin")
        revision = queries.draft(actor, desk.public_id).revision
        second = commands.publish_draft(actor, now(), desk.public_id, 1, revision).sha256
    ideal = f"/phone/forms/{second}/pictures/greeted"
    before = fetched(admin, ideal)
    following = begin(admin, **{"from": "version", "key": "shop"})
    copy = begin(admin, **{"from": "copy", "key": "shop", "title": "Kiosk"})
    for one in (following, copy):
        assert seen(one, f"{one.address}/parts/{ids(app, one)[1]}") == [RED]
    at = ids(app, following)[1]
    with app.app_context():
        named = json.loads(queries.draft(actor, following.public_id).tree)
        red = named["sections"][0]["questions"][0]["image"]
    given(following, at, "blue", red)
    with app.app_context():
        revision = queries.draft(actor, following.public_id).revision
        commands.publish_draft(actor, now(), following.public_id, 2, revision)
        third = commands.publish_draft(
            actor, now(), copy.public_id, 0, queries.draft(actor, copy.public_id).revision
        )
        assert queries.picture_of(third, "greeted") is not None
        # The drafts' own pictures go with them, the versions' stay.
        assert files.owners(files.DRAFTED) == sorted([desk.public_id, following.public_id])
        commands.purge_drafts(now() + timedelta(days=29))
        assert len(files.owners(files.DRAFTED)) == 2
        commands.purge_drafts(now() + timedelta(days=31))
        assert files.owners(files.DRAFTED) == []
    assert fetched(admin, ideal) == before
