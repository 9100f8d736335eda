"""Names of every script, and what may hide in one."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from markupsafe import escape

NAMES = [
    "Ёжикова-Щукина, Ъ.",
    "李小龍",
    "さくら ゆうこ",
    "김연아",
    "محمد بن عبد الله",
    "שָׁלוֹם",
    "ऐश्वर्या राय",
    "சூர்யா",
    "ქეთევანი",
    "Đặng Thùy Trâm",
    "Zoë Müller-Lüdenscheidt",
    "O’Brien & Söhne <GmbH>",
    "e\u0301",
    "👩‍👩‍👧‍👦 🏳️‍🌈 🇰🇿",
    "x" * 200,
    "=1+1",
    "{{ 7*7 }} %(name)s",
    "\u200fعلي\u200f",
]


@pytest.mark.parametrize("name", NAMES)
def test_name_is_kept_and_shown_as_it_is(client_of: Callable[..., FlaskClient], name: str) -> None:
    admin = client_of("admin")
    data = {"name": name, "code": "Q-1", "language": "en", "role": "shopper", "scope": "all"}
    page = admin.post("/accounts/people/new", data=data)
    assert page.status_code == 200
    assert str(escape(name)) in page.text
    assert str(escape(name)) in admin.get("/accounts/people?q=q-1").text


@pytest.mark.parametrize(
    "name",
    [
        "",
        "  ",
        "\u00a0",
        "\u200b",
        "\u2060",
        "a\x00b",
        "a\x1bb",
        "a\tb\x7f",
        "a\x85b",
        "\u202eb",
        "a\u2028b",
    ],
)
def test_name_that_hides_something_is_refused(
    client_of: Callable[..., FlaskClient], name: str
) -> None:
    data = {"name": name, "code": "Q-1", "language": "en", "role": "shopper", "scope": "all"}
    answer = client_of("admin").post("/accounts/people/new", data=data)
    assert answer.status_code == 400
    assert 'id="name-error"' in answer.text
