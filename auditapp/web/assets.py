"""Static files under /static/<stamp>/: the stamp names their content, so browsers keep them.

Served by WhiteNoise, outside the application; relative addresses inside them change together.
Modules of the phone leave joined: what lies in a joined file has no address of its own.
"""

import hashlib
import re
from functools import cache
from http import HTTPStatus
from io import BytesIO
from pathlib import Path
from posixpath import dirname, normpath
from typing import Any

from flask import Flask
from markupsafe import Markup
from rcssmin import cssmin  # type: ignore[import-untyped]
from whitenoise import WhiteNoise
from whitenoise.responders import NOT_ALLOWED_RESPONSE, Response

from auditapp.config import ROOT
from auditapp.web.compression import Compressed
from auditapp.web.joining import ENTRIES, Joining

FOLDER = ROOT / "static"
TEMPLATES = ROOT / "templates"
_FOREVER_S = 31_536_000
_IMPORTED = re.compile(r"""^(?:import|export|\}) [^;]*?(?:from )?'(\.[^']+)';""", re.MULTILINE)


def stamp_of(folder: Path) -> str:
    """Return a short digest of names, sizes and times of change of all files in a folder."""
    digest = hashlib.sha256()
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        told = file.stat()
        digest.update(f"{file.relative_to(folder)} {told.st_size} {told.st_mtime_ns}\n".encode())
    return digest.hexdigest()[:12]


def register(app: Flask) -> None:
    """Serve the static files; offer `asset('tokens.css')` to templates, `style_of` its text."""
    prefix = f"static/{stamp_of(FOLDER)}"
    served = WhiteNoise(app.wsgi_app, max_age=_FOREVER_S, immutable_file_test=_always)
    served.files.update(_files(f"{prefix}/"))
    app.wsgi_app = Compressed(served, f"/{prefix}/")  # type: ignore[method-assign]  # as documented

    @app.template_global()
    def asset(name: str) -> str:
        return f"/{prefix}/{name}"

    @app.template_global()
    @cache
    def style_of(name: str) -> Markup:
        return Markup(cssmin((FOLDER / name).read_text("utf-8")))  # noqa: S704 - a file of ours

    @app.template_global()
    @cache
    def modules(entry: str) -> list[str]:
        return imported_by(entry)


class _Joined:
    """A joined file, as WhiteNoise serves any other; written when it is first asked for."""

    def __init__(self, entry: str) -> None:
        self._entry = entry

    def get_response(self, method: str, _headers: Any) -> Response:
        """Answer a request."""
        if method not in ("GET", "HEAD"):
            return NOT_ALLOWED_RESPONSE
        text = joining().text_of(self._entry).encode()
        headers = [
            ("Content-Type", "text/javascript; charset=utf-8"),
            ("Cache-Control", f"max-age={_FOREVER_S}, public, immutable"),
            ("Access-Control-Allow-Origin", "*"),
            ("Content-Length", str(len(text))),
        ]
        return Response(HTTPStatus.OK, headers, BytesIO(text) if method == "GET" else None)


@cache
def _files(prefix: str) -> dict[str, Any]:
    """Find the files once for all applications of a process: tests make thousands of them."""
    finder = WhiteNoise(None, max_age=_FOREVER_S, immutable_file_test=_always)
    finder.add_files(str(FOLDER), prefix=prefix)
    found: dict[str, Any] = finder.files
    for name in joining().file_of:
        found.pop(f"/{prefix}{name}")
    return found | {f"/{prefix}{entry}": _Joined(entry) for entry in ENTRIES}


@cache
def joining() -> Joining:
    """Return the joined files, read once."""
    return Joining(FOLDER, ENTRIES)


def imported_by(entry: str) -> list[str]:
    """Return a module and all that it imports from the start, each once, in that order."""
    if entry in ENTRIES:
        return joining().with_imported(entry)
    found: dict[str, None] = {}
    waiting = [entry]
    while waiting:
        name = waiting.pop(0)
        if name not in found:
            found[name] = None
            text = (FOLDER / name).read_text("utf-8")
            waiting += [normpath(f"{dirname(name)}/{path}") for path in _IMPORTED.findall(text)]
    return list(found)


def _always(_path: str, _url: str) -> Any:
    return True
