"""Uploads that are not what they say: refused at their question, all else kept."""

import struct
import zlib
from collections.abc import Callable
from io import BytesIO

import pytest
from flask.testing import FlaskClient

from auditapp.core.answers import Sheet
from auditapp.phone.routes import filling
from auditapp.visits.models import Visit
from tests.phone.given import form_of, photo


def png_header(width: int, height: int) -> bytes:
    """A PNG of that size as far as its header says."""
    header = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunk = struct.pack(">I", 13) + header + struct.pack(">I", zlib.crc32(header))
    data = zlib.compress(b"\x00" * 1000)
    body = b"IDAT" + data
    end = struct.pack(">I", 0) + b"IEND" + struct.pack(">I", zlib.crc32(b"IEND"))
    idat = struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))
    return b"\x89PNG\r\n\x1a\n" + chunk + idat + end


BAD = {
    "words": b"this is not a photo",
    "nothing": b"",
    "page": b"<html><script>alert(1)</script>",
    "huge": png_header(30_000, 30_000),
    "cut": photo()[0].getvalue()[:300],
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_photo_is_refused_at_its_question_and_the_rest_is_kept(
    shopper: FlaskClient,
    begun: Callable[..., Visit],
    drafted: Callable[[Visit], Sheet],
    name: str,
) -> None:
    visit = begun()
    data = {"do": "save", "c:price": "Noted", "v:price": "7", "v:hour": "10:30", "c:hour": ""}
    upload = (BytesIO(BAD[name]), "photo.jpg")
    said = shopper.post(form_of(visit), data={**data, "f:receipt": upload, "f:mood": photo()})
    assert said.status_code == 422
    assert '<p class="wrong" id="e-receipt">' in said.text
    assert 'href="#q-receipt"' in said.text
    sheet = drafted(visit)
    assert sheet.answers["price"].value == 7
    assert sheet.answers["hour"].value == "10:30"
    assert len(sheet.answers["mood"].photos) == 1
    assert "receipt" not in sheet.answers


def test_paper_is_taken_where_papers_are_asked_for_and_nowhere_else(
    shopper: FlaskClient, begun: Callable[..., Visit], drafted: Callable[[Visit], Sheet]
) -> None:
    visit, paper = begun(), b"%PDF-1.7 and so on"
    refused = shopper.post(form_of(visit), data={"f:receipt": (BytesIO(paper), "a.pdf")})
    assert refused.status_code == 422
    taken = shopper.post(form_of(visit), data={"f:record": (BytesIO(paper), "<i>a.pdf")})
    assert taken.status_code == 303
    assert len(drafted(visit).answers["record"].value) == 1
    page = shopper.get(form_of(visit)).text
    assert "<i>a.pdf" not in page


def test_an_empty_file_field_is_no_upload(
    shopper: FlaskClient, begun: Callable[..., Visit]
) -> None:
    said = shopper.post(form_of(begun()), data={"do": "save", "f:receipt": (BytesIO(b""), "")})
    assert said.status_code == 303


def test_more_files_than_one_post_may_bring_are_refused_and_the_answers_kept(
    shopper: FlaskClient,
    begun: Callable[..., Visit],
    drafted: Callable[[Visit], Sheet],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(filling, "MOST_FILES", 2)
    visit = begun()
    answer = {"v:price": "7", "c:price": ""}
    left_alone = {f"f:{key}": (BytesIO(b""), "") for key in ("mood", "kind", "place", "seen")}
    assert shopper.post(form_of(visit), data=answer | left_alone).status_code == 303
    three = {"f:receipt": [photo("teal"), photo("olive"), photo("navy")]}
    assert shopper.post(form_of(visit), data=answer | three).status_code == 422
    assert drafted(visit).answers["price"].value == 7
    assert len(drafted(visit).answers["receipt"].value) == 2
