"""A phone that sends visits with photos and writes down what it was told: the ledger."""

import hashlib
import io
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPResponse
from itertools import count
from typing import Any, NamedTuple
from uuid import UUID

from PIL import Image

from tests.faults.servers import a_moment
from tests.faults.stage import QUESTIONS, Stage

TRIES = 50
TIMEOUT_S = 60
_numbers = count(1)


class CutError(Exception):
    """No answer came: the phone does not know what became of what it sent."""


class RefusedError(Exception):
    """The server said that it could not; the phone keeps what it has."""

    def __init__(self, said: "Said") -> None:
        super().__init__(f"{said.status} {said.body}")
        self.said = said


class Said(NamedTuple):
    """An answer: status, JSON, headers."""

    status: int
    body: dict[str, Any]
    headers: dict[str, str]


@dataclass
class Parcel:
    """A visit to send, and what the server said of it: a page of the ledger."""

    uuid: str
    visit: str
    shopper: int
    yes: int
    payload: bytes
    photos: dict[str, bytes]
    arrived: bool = False
    photos_there: set[str] = field(default_factory=set)
    receipts: list[str] = field(default_factory=list)
    statuses: set[int] = field(default_factory=set)

    @property
    def is_acknowledged(self) -> bool:
        """Whether a receipt left the server and came here."""
        return bool(self.receipts)

    @property
    def digest(self) -> str:
        """The digest of what was said, as the receipt should name it."""
        tree = json.loads(self.payload)
        plain = json.dumps(tree, sort_keys=True, separators=(",", ":")).encode()
        return hashlib.sha256(plain).hexdigest()


class Phone:
    """One person's phone; an address that answers no more is tried anew."""

    def __init__(self, port: int, cookie: str) -> None:
        self._port, self._cookie, self._token = port, cookie, ""
        self._line: HTTPConnection | None = None

    def ask(self, method: str, path: str, body: bytes = b"", **headers: str) -> Said:
        """Send one request. Raises: CutError if no answer came."""
        try:
            if not self._token:
                told = self._ask("GET", "/api/session", b"", {})
                if told.status != 200:
                    return told
                self._token = told.body["csrf"]
            return self._ask(method, f"/api{path}", body, {"X-CSRFToken": self._token, **headers})
        except (OSError, HTTPException) as error:
            self.hang_up()
            raise CutError from error

    def hang_up(self) -> None:
        """Close the line."""
        if self._line is not None:
            self._line.close()
            self._line = None

    def put(self, parcel: Parcel) -> list[str]:
        """Send the answers and return what is missing."""
        said = self._told("PUT", f"/submissions/{parcel.uuid}", parcel.payload)
        parcel.arrived = True
        if "receipt" in said.body:
            self._note(parcel, said)
        return list(said.body["missing"])

    def photo(self, parcel: Parcel, sha256: str) -> None:
        """Send one photo."""
        address = f"/submissions/{parcel.uuid}/photos/{sha256}"
        self._told("PUT", address, parcel.photos[sha256])
        parcel.photos_there.add(sha256)

    def complete(self, parcel: Parcel) -> Said:
        """Ask for the receipt."""
        said = self._told("POST", f"/submissions/{parcel.uuid}/complete")
        parcel.statuses.add(said.status)
        self._note(parcel, said)
        return said

    def send(self, parcel: Parcel) -> Said:
        """Send a whole visit, once."""
        for sha256 in self.put(parcel):
            self.photo(parcel, sha256)
        return self.complete(parcel)

    def send_until_received(self, parcel: Parcel, again: range = range(500, 600)) -> Said:
        """Send as a phone does: again after a cut, and after the statuses of `again`."""
        failed: Exception | None = None
        for _ in range(TRIES):
            try:
                return self.send(parcel)
            except CutError as cut:
                failed = cut
            except RefusedError as refused:
                if refused.said.status not in again:
                    raise
                failed = refused
            a_moment()
        raise AssertionError(f"no receipt after {TRIES} tries") from failed

    def _ask(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> Said:
        if self._line is None:
            self._line = HTTPConnection("127.0.0.1", self._port, timeout=TIMEOUT_S)
        whole = {"Cookie": self._cookie, "Accept": "application/json", **headers}
        self._line.request(method, path, body, whole)
        answer = self._line.getresponse()
        said = _read(answer)
        if path == "/api/session":
            self._cookie = said.headers.get("set-cookie", self._cookie).partition(";")[0]
        return said

    def _told(self, method: str, path: str, body: bytes = b"") -> Said:
        said = self.ask(method, path, body)
        if said.status not in (200, 201, 202):
            raise RefusedError(said)
        return said

    def _note(self, parcel: Parcel, said: Said) -> None:
        parcel.receipts.append(said.body["receipt"])
        assert said.body["digest"] == parcel.digest


def _read(answer: HTTPResponse) -> Said:
    raw = answer.read()
    headers = {name.lower(): value for name, value in answer.getheaders()}
    is_json = "json" in headers.get("content-type", "")
    body = json.loads(raw) if raw and is_json else {"text": raw.decode("utf-8", "replace")}
    return Said(answer.status, body, headers)


def parcels(stage: Stage, shopper: int, photos: int = 1, kilobytes: int = 3) -> Iterator[Parcel]:
    """Fill in a shopper's visits one after another: each its own answers and photos."""
    for visit in stage.visits[shopper]:
        yield fill(stage, shopper, visit, photos, kilobytes)


def fill(stage: Stage, shopper: int, visit: str, photos: int = 1, kilobytes: int = 3) -> Parcel:
    """Fill in one visit."""
    number = next(_numbers)
    rng = random.Random(f"parcel {number}")  # noqa: S311 - the same at every run
    taken = {hashlib.sha256(one).hexdigest(): one for one in _photos(rng, photos, kilobytes)}
    yes = rng.randint(0, QUESTIONS)
    answers: dict[str, Any] = {
        f"q{at}": {"value": "yes" if at < yes else "no"} for at in range(QUESTIONS)
    }
    if taken:
        answers["photo"] = {"value": list(taken)}
    payload = {
        "format": 1,
        "visit": visit,
        "version": stage.version,
        "language": "en",
        "location": "",
        "visited_at": None,
        "answers": answers,
        "na_sections": [],
        "elapsed_s": 600,
        "photos": [_listed(sha256, content) for sha256, content in taken.items()],
    }
    uuid = str(UUID(int=rng.getrandbits(128), version=4))
    return Parcel(uuid, visit, shopper, yes, json.dumps(payload).encode(), taken)


def _listed(sha256: str, content: bytes) -> dict[str, Any]:
    size = {"size_bytes": len(content), "media_type": "image/jpeg"}
    return {"key": "photo", "sha256": sha256, "name": "shelf.jpg", **size}


def _photos(rng: random.Random, many: int, kilobytes: int) -> Iterator[bytes]:
    side = int((kilobytes * 1024 / 1.5) ** 0.5)
    for _ in range(many):
        out = io.BytesIO()
        noise = rng.randbytes(side * side * 3)
        Image.frombytes("RGB", (side, side), noise).save(out, "JPEG", quality=85)
        yield out.getvalue()
