"""What is asked of settings again and again: a page's stamp, a change, what holds."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from auditapp.core.company import Company
from auditapp.settings.queries import company


@pytest.fixture
def admin(client_of: Callable[..., FlaskClient]) -> FlaskClient:
    return client_of("admin")


@pytest.fixture
def held(app: Flask) -> Callable[[], Company]:
    """Return what holds now."""

    def read() -> Company:
        with app.app_context():
            return company()

    return read


@pytest.fixture
def save(admin: FlaskClient) -> Callable[..., TestResponse]:
    """Load a page of settings, change some of it, and send it as a browser does."""

    def send(group: str, **changed: Any) -> TestResponse:
        page = admin.get(f"/settings/{group}").text
        written = {**fields(page), **changed}
        return admin.post(f"/settings/{group}", data=written, content_type="multipart/form-data")

    return send


def fields(page: str) -> dict[str, str]:
    """What a browser would send of a page's form as it stands."""
    form = page.partition('<form class="card form"')[2].partition("</form>")[0]
    found = {}
    for tag in re.findall(r"<input[^>]*>", form):
        attributes = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        if attributes.get("type") not in ("file", "checkbox") and attributes["name"] != "take":
            found[attributes["name"]] = attributes.get("value", "")
    for name, options in re.findall(r'<select[^>]*name="(\w+)"[^>]*>(.*?)</select>', form, re.S):
        found[name] = re.findall(r'<option selected value="([^"]*)"', options)[0]
    for name, text in re.findall(r'<textarea[^>]*name="(\w+)"[^>]*>(.*?)</textarea>', form, re.S):
        found[name] = text.strip()
    return found
