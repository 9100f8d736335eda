"""The company's mark: made anew from a picture, found under its digest only, never a drawing."""

import gzip
import io
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image, PngImagePlugin
from werkzeug.test import TestResponse

from auditapp.core.company import Company

Save = Callable[..., TestResponse]
Held = Callable[[], Company]
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def picture(kind: str = "PNG", size: tuple[int, int] = (1200, 300), note: str = "") -> bytes:
    out = io.BytesIO()
    told = PngImagePlugin.PngInfo()
    if note:
        told.add_text("Comment", note)
    Image.new("RGB", size, "#0d5c63").save(out, kind, **({"pnginfo": told} if note else {}))
    return out.getvalue()


def brought(content: bytes, name: str = "mark.png", kind: str = "image/png") -> tuple:
    return io.BytesIO(content), name, kind


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_mark_is_made_anew_within_its_box_and_stands_on_every_page(
    client_of: Callable[..., FlaskClient], save: Save, held: Held, kind: str
) -> None:
    assert save("look", mark=brought(picture(kind))).status_code == 303
    mark = held().mark
    assert mark
    assert (mark.width, mark.height) == (480, 120)
    nobody = client_of(None)
    assert f"/settings/mark/{mark.sha256}.png" in nobody.get("/accounts/sign-in").text
    served = nobody.get(f"/settings/mark/{mark.sha256}.png")
    assert served.mimetype == "image/png"
    assert served.headers["X-Content-Type-Options"] == "nosniff"
    assert "immutable" in served.headers["Cache-Control"]
    with Image.open(io.BytesIO(served.data)) as image:
        assert (image.format, image.size) == ("PNG", (480, 120))


def test_what_a_picture_carried_does_not_travel_along(
    admin: FlaskClient, save: Save, held: Held
) -> None:
    content = picture(note="secret place") + b"<script>alert(1)</script>"
    save("look", mark=brought(content))
    mark = held().mark
    assert mark
    served = admin.get(f"/settings/mark/{mark.sha256}.png").data
    assert b"secret place" not in served
    assert b"script" not in served


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (SVG, "mark.svg", "image/svg+xml"),
        (SVG, "mark.png", "image/png"),
        (b'<?xml version="1.0"?>\n<!-- drawn -->' + SVG, "mark.jpg", "image/jpeg"),
        (b"\xef\xbb\xbf  \n" + SVG.replace(b"<svg", b"<s:SVG"), "mark.webp", "image/webp"),
        (gzip.compress(SVG, mtime=0), "mark.svgz", "image/png"),
    ],
)
def test_drawing_is_refused_whatever_it_is_called(
    save: Save, held: Held, content: bytes, name: str, kind: str
) -> None:
    answer = save("look", mark=brought(content, name, kind))
    assert answer.status_code == 400
    assert "export it as PNG" in answer.text
    assert held().mark is None


@pytest.mark.parametrize("content", [b"", b"no picture", picture()[:200], b"GIF89a\1\0\1\0"])
def test_what_is_no_picture_is_refused_in_words(save: Save, held: Held, content: bytes) -> None:
    answer = save("look", mark=brought(content))
    assert answer.status_code == 400
    assert "choose a PNG, JPEG or WebP file" in answer.text
    assert held().mark is None


def test_too_many_bytes_and_too_many_pixels_are_refused(save: Save, held: Held) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("auditapp.settings.commands.changing.MOST_MARK_BYTES", 1000)
        assert save("look", mark=brought(picture() + b"0" * 1000)).status_code == 413
    assert save("look", mark=brought(picture(size=(6000, 6000)))).status_code == 413
    assert held().mark is None


def test_mark_that_is_taken_away_is_found_no_more(
    app: Flask, admin: FlaskClient, save: Save, held: Held
) -> None:
    save("look", mark=brought(picture()))
    mark = held().mark
    assert mark
    save("look", accent="#1a4f8b")
    assert held().mark == mark, "an empty field leaves it"
    save("look", remove_mark="y")
    assert held().mark is None
    assert admin.get(f"/settings/mark/{mark.sha256}.png").status_code == 404
    assert "/settings/mark/" not in admin.get("/settings/look").text
