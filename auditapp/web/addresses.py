"""Addresses: links are built from the configured one, and nobody is sent to other hosts.

Never from the Host of a request: whoever writes it would choose where a secret link leads.
"""

from typing import Any
from urllib.parse import urlsplit

from flask import Flask, current_app
from werkzeug.routing import IntegerConverter, Map

DEFAULT = "http://127.0.0.1:8000"
_KEY = "address"
HIGHEST_ID = 2**63 - 1  # of a row, in either database


class _RowId(IntegerConverter):
    """A number that may be a row's: a higher one is not found."""

    def __init__(self, rules: Map) -> None:
        super().__init__(rules, max=HIGHEST_ID)


def register(app: Flask, base_url: str) -> None:
    """Hold the configured address, if there is one."""
    app.url_map.converters["int"] = _RowId
    app.extensions[_KEY] = base_url or DEFAULT


def absolute(endpoint: str, **values: Any) -> str:
    """Return the whole address of a page, as it is sent to people."""
    path = current_app.url_map.bind("").build(endpoint, values)
    return f"{current_app.extensions[_KEY]}{path}"


def local_path(raw: str | None) -> str | None:
    """Return a path of our own to go on to; None for what may lead elsewhere."""
    if not raw or not raw.startswith("/") or raw.startswith("//"):
        return None
    if "\\" in raw or not raw.isprintable():
        return None
    parts = urlsplit(raw)
    return None if parts.scheme or parts.netloc else raw
