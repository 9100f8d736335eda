"""Texts leave compressed for whoever asks; nothing else is touched."""

import gzip
import re
from collections.abc import Callable

import brotli
import pytest
from flask import Flask
from flask.testing import FlaskClient
from tree_sitter import Node

from auditapp.web.permits import public
from auditapp.web.renaming import tree_of

PACKED = {"Accept-Encoding": "gzip, deflate, br"}


@pytest.fixture
def client(app: Flask, client_of: Callable[..., FlaskClient]) -> FlaskClient:
    @app.get("/picture")
    @public
    def picture() -> tuple[bytes, dict[str, str]]:
        return b"\xff\xd8" * 5000, {"Content-Type": "image/jpeg"}

    @app.get("/short")
    @public
    def short() -> str:
        return "short"

    @app.get("/constant")
    @public
    def constant() -> str:
        return "the same words " * 1000

    return client_of("admin")


def test_page_is_the_same_text_compressed(client: FlaskClient) -> None:
    answer = client.get("/locations/new", headers=PACKED)
    assert answer.headers["Content-Encoding"] == "br"
    assert "Accept-Encoding" in answer.headers["Vary"]
    assert "Cookie" in answer.headers["Vary"]
    assert int(answer.headers["Content-Length"]) == len(answer.data)
    text = brotli.decompress(answer.data).decode()
    older = client.get("/locations/new", headers={"Accept-Encoding": "gzip"})
    assert older.headers["Content-Encoding"] == "gzip"
    assert len(gzip.decompress(older.data)) == len(text.encode())
    assert text.lstrip().startswith("<!doctype html>")
    assert len(answer.data) < len(text) / 3
    assert "Content-Security-Policy" in answer.headers


@pytest.mark.parametrize(
    "headers", [{}, {"Accept-Encoding": "br"}, {"Accept-Encoding": "gzip;q=0"}]
)
def test_page_is_plain_for_who_does_not_ask(client: FlaskClient, headers: dict[str, str]) -> None:
    answer = client.get("/locations/new", headers=headers)
    assert "Content-Encoding" not in answer.headers
    assert answer.text.lstrip().startswith("<!doctype html>")


@pytest.mark.parametrize(
    ("coding", "unpack"), [("br", brotli.decompress), ("gzip", gzip.decompress)]
)
def test_length_of_a_page_tells_nothing_of_its_secrets(
    client: FlaskClient, coding: str, unpack: Callable[[bytes], bytes]
) -> None:
    asks = {"Accept-Encoding": f"gzip;q=0.5, {coding}"}
    packed = [client.get("/constant", headers=asks).data for _ in range(20)]
    assert len({len(one) for one in packed}) > 5
    assert {unpack(one) for one in packed} == {b"the same words " * 1000}


def test_static_file_is_compressed_once_and_kept(app: Flask, client: FlaskClient) -> None:
    page = client.get("/accounts/profile").text
    sheet = re.findall(r'href="(/static/[^"]+office\.css)"', page)[0]
    plain = client.get(sheet)
    packed = [client.get(sheet, headers=PACKED) for _ in range(2)]
    assert packed[0].headers["Content-Encoding"] == "br"
    text = brotli.decompress(packed[0].data)
    assert (b"/*" in plain.data, b"/*" in text) == (True, False)
    assert text.count(b"{") == plain.data.count(b"{")
    older = client.get(sheet, headers={"Accept-Encoding": "gzip"})
    assert gzip.decompress(older.data) == text
    assert packed[0].data == packed[1].data
    assert "immutable" in packed[0].headers["Cache-Control"]
    again = client.get(sheet, headers=PACKED | {"If-None-Match": packed[0].headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    plain.close()


def test_script_leaves_without_its_comments(app: Flask, client: FlaskClient) -> None:
    page = client.get("/accounts/profile").text
    prefix = re.findall(r'href="(/static/[^"]+/)office\.css"', page)[0]
    sent = client.get(f"{prefix}phone/main.js", headers=PACKED)
    text = brotli.decompress(sent.data).decode()
    assert "import(" in text
    assert "comment" not in kinds_in(tree_of(text))


def kinds_in(node: Node) -> set[str]:
    """What a script is made of."""
    return {node.type}.union(*map(kinds_in, node.named_children))


@pytest.mark.parametrize("address", ["/picture", "/short"])
def test_pictures_and_short_texts_stay_as_they_are(client: FlaskClient, address: str) -> None:
    assert "Content-Encoding" not in client.get(address, headers=PACKED).headers


def test_failures_and_redirects_are_answered_as_ever(client: FlaskClient) -> None:
    missing = client.get("/nowhere", headers=PACKED)
    assert missing.status_code == 404
    assert b"Not found" in brotli.decompress(missing.data)
    assert client.get("/", headers=PACKED).location == "/settings/start"
    assert client.head("/accounts/profile", headers=PACKED).data == b""
