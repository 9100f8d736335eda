"""Texts leave compressed, for browsers that ask: a long form weighs a sixth of itself.

By Brotli where the browser knows it: a page of 500 questions is a third of what gzip makes of it,
in the same time. Static files once, since their addresses name their content, scripts and styles
without their comments and indentation; pages each time. Pictures and PDF are small already and pass
through as they are.
"""

import gzip
import secrets
from collections.abc import Iterable
from functools import partial
from pathlib import PurePosixPath
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

import brotli  # type: ignore[import-untyped]
from rcssmin import cssmin  # type: ignore[import-untyped]
from rjsmin import jsmin  # type: ignore[import-untyped]
from werkzeug.wrappers import Request, Response

_TEXTS = {
    "application/javascript",
    "application/json",
    "application/manifest+json",
    "image/svg+xml",
    "text/css",
    "text/html",
    "text/javascript",
}
_MINIFIERS = {
    ".css": partial(cssmin, keep_bang_comments=True),
    ".js": partial(jsmin, keep_bang_comments=True),
}
_LEAST_BYTES = 500
_MOST_NOISE_BYTES = 100
_METADATA = 0b010110  # RFC 7932, 9.2: a block to be skipped, whose length is one byte
_METADATA_BITS = 6
_HAS_NAME = 8  # RFC 1952, 2.3: a file name follows the header
_HEADER_BYTES = 10


class Compressed:
    """An application whose texts are compressed."""

    def __init__(self, app: WSGIApplication, static_prefix: str) -> None:
        self._app = app
        self._static_prefix = static_prefix
        self._static: dict[tuple[str, str], bytes] = {}

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request."""
        request = Request(environ)
        if request.method == "HEAD" or not request.accept_encodings["gzip"]:
            return self._app(environ, start_response)
        response = Response.from_app(self._app, environ)
        if response.mimetype in _TEXTS and "Content-Encoding" not in response.headers:
            self._compress(request, response)
        return response(environ, start_response)

    def _compress(self, request: Request, response: Response) -> None:
        response.vary.add("Accept-Encoding")
        if response.status_code in (204, 206, 304):
            return
        text = _whole(response)
        if len(text) >= _LEAST_BYTES:
            is_static = request.path.startswith(self._static_prefix)
            coding = "br" if request.accept_encodings["br"] else "gzip"
            text = self._once(request.path, text, coding) if is_static else _noisy(text, coding)
            response.headers["Content-Encoding"] = coding
        response.set_data(text)

    def _once(self, path: str, text: bytes, coding: str) -> bytes:
        if (path, coding) not in self._static:
            bare = _MINIFIERS.get(PurePosixPath(path).suffix, bytes)(text)
            packed = brotli.compress(bare) if coding == "br" else gzip.compress(bare, 9)
            self._static[path, coding] = packed
        return self._static[path, coding]


def _whole(response: Response) -> bytes:
    source = response.response
    text = b"".join(response.iter_encoded())
    if hasattr(source, "close"):
        source.close()  # a static file is open until then
    return text


def _noisy(text: bytes, coding: str) -> bytes:
    """Compress a page with something of random length in it that browsers leave out.

    Else its length would tell whoever listens, guess by guess, what secrets stand in it (BREACH).
    """
    noise = b"x" * (1 + secrets.randbelow(_MOST_NOISE_BYTES))
    if coding == "br":
        packer = brotli.Compressor(quality=5)
        whole = packer.process(text) + packer.flush()  # ends at a byte
        head = _METADATA | (len(noise) - 1) << _METADATA_BITS
        return bytes(whole + head.to_bytes(2, "little") + noise + packer.finish())
    packed = bytearray(gzip.compress(text, 5))
    packed[3] |= _HAS_NAME
    return bytes(packed[:_HEADER_BYTES] + noise + b"\0" + packed[_HEADER_BYTES:])
