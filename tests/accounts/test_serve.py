"""The first start as it is: a real process, its printed link, the way in and out."""

import http.cookiejar
import re
import sqlite3
import urllib.error
import urllib.parse
import urllib.request
from typing import Any

import pytest

pytestmark = pytest.mark.slow


class Visitor:
    """A browser as small as can be: cookies, pages, forms with their token."""

    def __init__(self) -> None:
        jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.opener = urllib.request.build_opener(jar)

    def open(self, url: str, data: dict[str, str] | None = None) -> tuple[int, str, str]:
        """Return status, the address that was led to, and the page."""
        body = urllib.parse.urlencode(data).encode() if data is not None else None
        try:
            with self.opener.open(url, body, timeout=20) as answer:
                return answer.status, answer.url, answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, url, error.read().decode()

    def send(self, url: str, data: dict[str, str], to: str = "") -> tuple[int, str, str]:
        """Load a page and send its form, to itself or where else it says."""
        _, _, page = self.open(url)
        token = re.findall(r'name="csrf_token"[^>]*value="([^"]+)"', page)[-1]
        return self.open(to or url, data | {"csrf_token": token})


def test_first_start_leads_the_first_admin_in_and_signs_in_again(server: Any) -> None:
    (link,) = [word for line in server.said for word in line.split() if "/accounts/first/" in word]
    assert link.startswith(server.url)
    filled = {
        "name": "Anna",
        "email": "anna@example.org",
        "password": "four words and a lantern",
        "language": "en",
    }
    status, url, page = Visitor().send(link, filled)
    assert (status, url) == (200, f"{server.url}/settings/start")
    assert "Anna" in page
    again = Visitor()
    sign_in = f"{server.url}/accounts/sign-in"
    wrong = again.send(sign_in, filled | {"password": "not the password"})
    assert wrong[0] == 400
    assert "Email or password is wrong" in wrong[2]
    right = again.send(sign_in, filled)
    assert (right[0], right[1]) == (200, f"{server.url}/settings/start")
    assert Visitor().open(link)[0] == 404
    profile = f"{server.url}/accounts/profile"
    assert again.open(profile)[1] == profile
    assert again.send(profile, {}, f"{server.url}/accounts/sign-out")[1] == sign_in
    assert again.open(profile)[1].startswith(sign_in)
    with sqlite3.connect(server.data_dir / "auditapp.sqlite3") as database:
        kept = "\n".join(database.iterdump())
    database.close()
    assert "four words" not in kept
    assert link.rsplit("/", 1)[1] not in kept
