"""Headers of every answer, and pages that load nothing from elsewhere."""

import re
from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from auditapp.app import create_app
from auditapp.config import Settings
from auditapp.web.permits import PUBLIC, permit_of

FOREIGN = re.compile(
    r"""(?:src|href|action|url\()\s*=?\s*["']?\s*(?:https?:)?//(?!localhost)""", re.IGNORECASE
)
INLINE = re.compile(
    r"""<[^>]*\s(?:style|on[a-z]+)\s*=|<style|<script(?![^>]*\b(?:nonce=|src="/static/))|javascript:""",
    re.IGNORECASE,
)
# Nothing personal is in them; a browser asks each time whether they are still the same.
ASKED_AGAIN = {"/phone/manifest.webmanifest", "/phone/sw.js"}


def pages(app: Flask, client: FlaskClient) -> Iterator[tuple[str, TestResponse]]:
    """Every page that is shown to whoever may see everything, the failures among them."""
    for rule in app.url_map.iter_rules():
        if "GET" in (rule.methods or ()) and not rule.arguments and rule.endpoint != "home":
            yield rule.rule, client.get(rule.rule)
    yield "/no-such-page", client.get("/no-such-page")


@pytest.fixture(params=["admin", "shopper", None])
def client(request: pytest.FixtureRequest, client_of: Callable[..., FlaskClient]) -> FlaskClient:
    return client_of(request.param)


def test_every_page_bears_the_headers_and_loads_from_here_alone(
    app: Flask, client: FlaskClient
) -> None:
    for address, answer in pages(app, client):
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy, address
        assert "unsafe" not in policy
        assert "http" not in policy
        assert "frame-ancestors 'none'" in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "same-origin"
        kept = "no-cache" if address in ASKED_AGAIN else "no-store"
        assert answer.headers["Cache-Control"] == kept, address
        assert "Strict-Transport-Security" not in answer.headers
        if answer.mimetype == "text/html":
            assert FOREIGN.findall(answer.text) == [], address
            assert INLINE.findall(answer.text) == [], address
        answer.close()


def test_nonce_is_another_each_time(app: Flask) -> None:
    client = app.test_client()
    policies = {
        client.get("/accounts/sign-in").headers["Content-Security-Policy"] for _ in range(3)
    }
    assert len(policies) == 3


def test_static_files_may_be_kept_and_lie_under_their_stamp(app: Flask) -> None:
    page = app.test_client().get("/accounts/sign-in").text
    sheets = re.findall(r'href="(/static/[0-9a-f]{12}/[^"]+\.css)"', page)
    assert sheets
    for sheet in sheets:
        answer = app.test_client().get(sheet)
        assert answer.status_code == 200
        assert "immutable" in answer.headers["Cache-Control"]
        answer.close()


def test_https_installation_asks_for_https() -> None:
    app = create_app(Settings(base_url="https://audit.example.org"))
    answer = app.test_client().get("/no-such-page")
    assert "max-age=31536000" in answer.headers["Strict-Transport-Security"]
    assert app.config["SESSION_COOKIE_SECURE"] is True


def test_open_pages_tell_nothing_of_what_is_inside(app: Flask) -> None:
    client = app.test_client()
    for rule in app.url_map.iter_rules():
        if permit_of(app, rule.endpoint) == PUBLIC and not rule.arguments:
            text = client.get(rule.rule).text
            assert not any(word in text for word in ("Harbour", "P-1", "example.org/"))
