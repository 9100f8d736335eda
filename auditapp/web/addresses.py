"""Addresses: links are built from the configured one, and nobody is sent to other hosts.

Never from the Host of a request: whoever writes it would choose where a secret link leads.
"""

from typing import Any
from urllib.parse import urlsplit

from flask import Flask, current_app

DEFAULT = "http://127.0.0.1:8000"
_KEY = "address"


def register(app: Flask, base_url: str) -> None:
    """Hold the configured address, if there is one."""
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
