"""Addresses that are sent to people, and those that people are sent to."""

import pytest

from auditapp.app import create_app
from auditapp.config import Settings
from auditapp.web.addresses import absolute, local_path


@pytest.mark.parametrize(
    ("base_url", "expected"),
    [
        ("", "http://127.0.0.1:8000/accounts/link/t"),
        ("https://audit.example.org", "https://audit.example.org/accounts/link/t"),
        ("https://example.org/audit", "https://example.org/audit/accounts/link/t"),
    ],
)
def test_address_is_built_from_the_setting(base_url: str, expected: str) -> None:
    app = create_app(Settings(base_url=base_url))
    with app.test_request_context(base_url="http://evil.example"):
        assert absolute("accounts.link", token="t") == expected  # noqa: S106 - no secret


@pytest.mark.parametrize("raw", ["/", "/visits/?state=final", "/phone/visits/1#q-2"])
def test_own_path_is_gone_on_to(raw: str) -> None:
    assert local_path(raw) == raw


@pytest.mark.parametrize(
    "raw",
    [
        None,
        "",
        "visits",
        "//evil.example",
        "/\\evil.example",
        "/\t/evil.example",
        "https://e.org/",
        "/\n/e",
    ],
)
def test_other_addresses_are_not(raw: str | None) -> None:
    assert local_path(raw) is None
