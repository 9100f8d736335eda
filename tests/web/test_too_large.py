"""More than the server takes: the product's own page answers, on a real connection."""

import http.client
from urllib.parse import urlsplit

import pytest

pytestmark = pytest.mark.slow
LIMIT = 2**20


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> str:
    """The address of a server that takes one megabyte."""
    monkeypatch.setenv("AUDITAPP_MAX_UPLOAD_MB", "1")
    url: str = request.getfixturevalue("server").url
    return url


def test_body_over_the_limit_is_answered_by_a_page(small: str) -> None:
    connection = http.client.HTTPConnection(urlsplit(small).netloc, timeout=20)
    headers = {"Content-Type": "multipart/form-data; boundary=b", "Accept": "text/html"}
    for size in (LIMIT + 1, 8 * LIMIT):
        connection.request("POST", "/accounts/sign-in", b"x" * size, headers)
        answer = connection.getresponse()
        page = answer.read().decode()
        assert answer.status == 413
        assert answer.headers["Content-Type"].startswith("text/html")
        assert "web.too_large" in page
    # The whole body was taken off the line, so the same connection goes on.
    connection.request("GET", "/accounts/sign-in", headers={"Accept": "text/html"})
    assert connection.getresponse().status == 200
    connection.close()
