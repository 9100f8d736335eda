"""Navigation shows where one is; the first page is where one's work begins."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient


@pytest.mark.parametrize(
    ("address", "entry"),
    [
        ("/accounts/people", "/accounts/people"),
        ("/accounts/people/new", "/accounts/people"),
        ("/locations/new", "/locations/"),
        ("/visits/", "/visits/"),
        ("/results/", "/results/"),
    ],
)
def test_navigation_shows_where_one_is(
    client_of: Callable[..., FlaskClient], address: str, entry: str
) -> None:
    page = client_of("admin").get(address).text
    marked = f'<a href="{entry}" aria-current="{"page" if address == entry else "true"}">'
    assert page.count(marked) == 2  # at the side, and in the menu of narrow screens
    assert page.count("aria-current") == 2


@pytest.mark.parametrize(
    ("who", "first"),
    [
        ("admin", "/settings/start"),
        ("reviewer", "/visits/"),
        ("location_manager", "/results/"),
        ("shopper", "/phone/"),
        (None, "/accounts/sign-in"),
    ],
)
def test_first_page_is_where_ones_work_begins(
    client_of: Callable[..., FlaskClient], who: str | None, first: str
) -> None:
    assert client_of(who).get("/").location == first


@pytest.mark.parametrize(
    ("who", "expected"), [("admin", True), ("reviewer", True), ("location_manager", False)]
)
def test_what_is_set_up_stands_apart_from_the_work(
    client_of: Callable[..., FlaskClient], who: str, expected: bool
) -> None:
    page = client_of(who).get("/accounts/profile").text
    assert ("nav-setup" in page) is expected
    if expected:
        assert page.index('href="/results/"') < page.index("nav-setup") < page.index("/locations/")
