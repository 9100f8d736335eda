"""The line between a phone and the server: it passes all on, can be cut, can answer by itself."""

import json
import socket
from collections.abc import Callable
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, Self
from urllib.parse import urlsplit

HOP = {"connection", "keep-alive", "transfer-encoding", "content-length", "accept-encoding"}
Answer = tuple[int, dict[str, str], bytes]


class Line:
    """Listens on a port of its own and hands every request to the server behind it."""

    def __init__(self, target: str) -> None:
        self.target = target
        self.changed: Callable[[str, bytes], bytes] = lambda _path, body: body
        self.refused: list[tuple[str, Answer]] = []
        self.seen: list[str] = []
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = int(free.getsockname()[1])
        self.url = f"http://127.0.0.1:{self.port}"
        self._server: ThreadingHTTPServer | None = None

    def __enter__(self) -> Self:
        self.mend()
        return self

    def __exit__(self, *_failure: object) -> None:
        self.cut()

    def mend(self) -> None:
        """Listen."""
        self._server = _Listener(self)
        Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()

    def cut(self) -> None:
        """Listen no more: whoever calls is refused, as by a server that has stopped."""
        if self._server:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def refuse(self, start: str, status: int, times: int = 1, **headers: str) -> None:
        """Answer the next requests of this method and path by a status, in the server's place."""
        body = json.dumps({"code": "web.busy", "sentence": "Busy."}).encode()
        told = {"Content-Type": "application/json", **headers}
        self.refused += [(start, (status, told, body))] * times

    def answer(self, method: str, path: str, headers: dict[str, str], body: bytes) -> Answer:
        """Answer one request."""
        asked = f"{method} {path}"
        self.seen.append(asked)
        for waiting in self.refused:
            if asked.startswith(waiting[0]):
                self.refused.remove(waiting)
                return waiting[1]
        return self._passed_on(method, path, headers, body)

    def _passed_on(self, method: str, path: str, headers: dict[str, str], body: bytes) -> Answer:
        server = HTTPConnection(urlsplit(self.target).netloc, timeout=20)
        server.request(method, path, body, headers)
        found = server.getresponse()
        told = {name: value for name, value in found.getheaders() if name.lower() not in HOP}
        read = found.read()
        server.close()
        return found.status, told, self.changed(path, read)


class _Listener(ThreadingHTTPServer):
    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, line: Line) -> None:
        self.line = line
        super().__init__(("127.0.0.1", line.port), _Handler)

    def handle_error(self, *_about: Any) -> None:
        """Say nothing of phones that hung up."""


class _Handler(BaseHTTPRequestHandler):
    server: _Listener

    def _serve(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        headers = {name: value for name, value in self.headers.items() if name.lower() not in HOP}
        status, told, text = self.server.line.answer(self.command, self.path, headers, body)
        self.send_response_only(status)
        for name, value in told.items():
            self.send_header(name, value)
        if status not in (204, 304):
            self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(b"" if status in (204, 304) else text)

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = do_HEAD = _serve  # noqa: N815 - called so

    def log_message(self, *_about: Any) -> None:
        """Say nothing."""
