"""A line between phone and server, cut where a test says: inside a photo, or at the answer."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Thread

TIMEOUT_S = 60
PIECE = 16 * 1024


class Wire:
    """Listens on a port of its own; what is cut once is whole the next time.

    `after_bytes` cuts the next connection when the phone has sent so many bytes; `answers` cuts so
    many connections when the server has answered, before the phone hears a word.
    """

    def __init__(self, server_port: int) -> None:
        self._server_port = server_port
        self._listening = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port = int(self._listening.getsockname()[1])
        self.after_bytes = 0
        self.answers = 0
        self.cuts = 0
        self._thread = Thread(target=self._serve)
        self._thread.start()

    def close(self) -> None:
        """Take no more connections."""
        with suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        self._thread.join(TIMEOUT_S)

    def _serve(self) -> None:
        lines: list[socket.socket] = []
        carried: list[Thread] = []
        while True:
            try:
                phone, _ = self._listening.accept()
            except OSError:
                break
            server = socket.create_connection(("127.0.0.1", self._server_port), TIMEOUT_S)
            phone.settimeout(TIMEOUT_S)
            lines += (phone, server)
            for way in (self._up, self._down):
                carried.append(Thread(target=way, args=(phone, server)))
                carried[-1].start()
        for line in lines:
            _hang_up(line)
        for thread in carried:
            thread.join(TIMEOUT_S)
        for line in lines:
            line.close()

    def _up(self, phone: socket.socket, server: socket.socket) -> None:
        """Carry what the phone says; a phone that hung up ends it."""
        sent = 0
        with suppress(OSError):
            while piece := phone.recv(PIECE):
                sent += len(piece)
                if 0 < self.after_bytes <= sent:
                    server.sendall(piece[: len(piece) - (sent - self.after_bytes)])
                    self.after_bytes = 0
                    self._cut(phone, server)
                    return
                server.sendall(piece)
        _hang_up(server)

    def _down(self, phone: socket.socket, server: socket.socket) -> None:
        with suppress(OSError):
            while piece := server.recv(PIECE):
                if self.answers > 0:
                    self.answers -= 1
                    self._cut(phone, server)
                    return
                phone.sendall(piece)
        _hang_up(phone)

    def _cut(self, phone: socket.socket, server: socket.socket) -> None:
        self.cuts += 1
        _hang_up(phone)
        _hang_up(server)


@contextmanager
def wire_to(server_port: int) -> Iterator[Wire]:
    """Lay a line to the server for as long as the test uses it."""
    wire = Wire(server_port)
    try:
        yield wire
    finally:
        wire.close()


def _hang_up(line: socket.socket) -> None:
    # Closed at the end only: a closed handle's number goes to the next who asks for one.
    with suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)
