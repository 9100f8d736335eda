"""The page of components shows every macro there is, and is made of nothing else."""

import re
from collections.abc import Callable
from pathlib import Path

from flask.testing import FlaskClient

TEMPLATES = Path(__file__).parents[2] / "templates"
MACROS = sorted((TEMPLATES / "macros").glob("*.html"))
PAGE = (TEMPLATES / "web" / "components.html").read_text()


def test_every_macro_is_shown_or_is_part_of_one_that_is() -> None:
    texts = [path.read_text() for path in MACROS]
    defined = {name for text in texts for name in re.findall(r"macro ([a-z]\w*)\(", text)}
    calls = re.sub(r"macro \w+\(", "", "\n".join([PAGE, *texts]))
    assert {name for name in defined if not re.search(rf"\b{name}\(", calls)} == set()
    for path in MACROS:
        assert f'"macros/{path.name}"' in PAGE


def test_page_opens_for_everyone_who_is_signed_in(
    client_of: Callable[..., FlaskClient],
) -> None:
    for who in ("admin", "shopper"):
        assert client_of(who).get("/web/components").status_code == 200
    assert client_of(None).get("/web/components").status_code == 302
