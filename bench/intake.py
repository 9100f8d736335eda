"""Visits sent by phones to a real server until each has its receipt: how many a second, how long.

A visit is sixty answers in the steps that a phone takes, with the sign-in that each request shows;
alone and with three photos. The bare commits are made on the same disk in the same run.
"""

import hashlib
import json
import os
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from http.client import HTTPConnection
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import uuid4

from flask import Flask
from sqlalchemy import insert

from auditapp import create_app
from auditapp.accounts.commands.sessions import begin
from auditapp.accounts.models import Grant, Person
from auditapp.checklists.commands import publish
from auditapp.checklists.writing import yaml_text
from auditapp.cli.data import bring_up_to_date
from auditapp.clock import now
from auditapp.config import Settings
from auditapp.locations.models import Location
from auditapp.storage import files, transaction
from auditapp.storage.types import new_public_id
from auditapp.visits.models import Visit
from bench import samples
from bench.figures import Figure, median_ms
from bench.pages import QUESTIONS, bare_commit_ms
from bench.start import free_port, wait_for_page

SECONDS = 4.0  # of each scene
CLIENTS = (1, 8, 32)
PHOTOS = 3
READY = 6000  # visits that wait to be sent
OF_BARE_COMMITS = {1: 0.16, 8: 0.22}
LONGEST_MS = 70  # for one visit in a hundred, with 32 clients
MOST_MB = 150
BARE = "a durable commit of a visit with 60 answer rows in SQLite, WAL, synchronous FULL"


@dataclass(frozen=True)
class Phones:
    """What the phones know: where the server is, who they are, which visits there are to send."""

    port: int
    server: int
    headers: dict[str, str]
    visits: Iterator[str]
    version: str
    answers: dict[str, Any]
    photos: tuple[bytes, ...]


@dataclass(frozen=True)
class Scene:
    """What a number of clients got done."""

    rate: float
    taken_ms: list[float]
    spent_ms: float  # of the server's processor, for each visit

    def of_hundred(self, share: int) -> float:
        """Return the time within which so many of a hundred visits were sent."""
        return statistics.quantiles(self.taken_ms, n=100)[share - 1]


def figures() -> Iterator[Figure]:
    """Measure the intake."""
    with TemporaryDirectory(prefix="auditapp-bench-") as folder:
        bare = 1000 / bare_commit_ms(Path(folder))
        app = create_app(Settings(Path(folder) / "data"))
        with app.app_context():
            known = prepare(app)
            bare_photos = 1000 / (1000 / bare + bare_photos_ms())
        with serving(Path(folder) / "data") as (port, process_id):
            phones = arrive(app, port, process_id, *known)
            for clients in CLIENTS:
                yield from plain(clients, scene(phones, clients), bare)
            yield from resident(process_id, "sixty answers")
            for clients in CLIENTS:
                done = scene(phones, clients, with_photos=True)
                yield from with_photos(clients, done, bare_photos)
            yield from resident(process_id, "three photos each")


def plain(clients: int, done: Scene, bare: float) -> Iterator[Figure]:
    """Tell of visits without photos."""
    least = OF_BARE_COMMITS.get(clients)
    what = f"visits of 60 answers, {clients} at once"
    goal = least * bare if least else None
    yield Figure(f"{what}: to receipt", done.rate, "/s", least=goal, floor=bare, floor_is=BARE)
    yield Figure(f"{what}: the server's processor for each", done.spent_ms, "ms")
    yield Figure(f"{what}: half of them within", done.of_hundred(50), "ms")
    longest = LONGEST_MS if clients == max(CLIENTS) else None
    yield Figure(f"{what}: 99 of 100 within", done.of_hundred(99), "ms", goal=longest)


def with_photos(clients: int, done: Scene, bare: float) -> Iterator[Figure]:
    """Tell of visits with three photos each."""
    what = f"visits with 3 photos, {clients} at once"
    floor_is = "the same commit, and three files of those bytes written so that they last"
    yield Figure(f"{what}: to receipt", done.rate, "/s", floor=bare, floor_is=floor_is)
    yield Figure(f"{what}: the server's processor for each", done.spent_ms, "ms")
    yield Figure(f"{what}: half of them within", done.of_hundred(50), "ms")
    yield Figure(f"{what}: 99 of 100 within", done.of_hundred(99), "ms")


def resident(process_id: int, what: str) -> Iterator[Figure]:
    """Tell how much memory the server holds by now, and the most that it ever did."""
    status = Path(f"/proc/{process_id}/status").read_text("ascii").splitlines()
    held = {line.split(":")[0]: int(line.split()[1]) / 1024 for line in status if "VmRSS" in line}
    most = next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmHWM"))
    yield Figure(f"server after {what}: resident", held["VmRSS"], "MB", goal=MOST_MB)
    yield Figure(f"server after {what}: the most ever", most, "MB")


def prepare(app: Flask) -> tuple[str, list[str], str]:
    """Make a shopper with visits that are begun; return their session, the visits, the version."""
    bring_up_to_date(app.extensions["settings"])
    at = now()
    publish(None, at, yaml_text(samples.standard()))
    version = publish(None, at, yaml_text(samples.checklist(QUESTIONS)))
    with transaction.write() as session:
        grants = [Grant(role="shopper", scope_kind="all")]
        held: dict[str, Any] = {"name": "Bench", "code": "P-1", "language": "en"}
        shopper = Person(**held, created_at=at, grants=grants)
        place = Location(code="B-1", name="Shop", time_zone="Europe/Moscow", created_at=at)
        session.add_all([shopper, place])
        session.flush()
        rows = [begun_visit(version.id, place.id, shopper.id) for _ in range(READY)]
        session.execute(insert(Visit), rows)
        token = begin(session, at, shopper, "bench", "127.0.0.1")
    return token, [str(row["public_id"]) for row in rows], version.sha256


def begun_visit(version_id: int, location_id: int, shopper_id: int) -> dict[str, Any]:
    """Return the row of a visit that was begun an hour ago."""
    hour_ago = now() - timedelta(hours=1)
    return {
        "public_id": new_public_id(),
        "state": "in progress",
        "checklist_version_id": version_id,
        "location_id": location_id,
        "shopper_id": shopper_id,
        "window_from": hour_ago,
        "window_to": hour_ago + timedelta(days=1),
        "created_at": hour_ago,
        "accepted_at": hour_ago,
        "started_at": hour_ago,
        "changes": 1,
    }


@contextmanager
def serving(data: Path) -> Iterator[tuple[int, int]]:
    """Serve a data folder as people do; give the port and the process."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "flask", "--app", "auditapp", "serve", "--port", str(port)],
        env=os.environ | {"AUDITAPP_DATA_DIR": str(data)},
        stdout=subprocess.DEVNULL,
    )
    try:
        wait_for_page(f"http://127.0.0.1:{port}/accounts/sign-in", time.perf_counter())
        yield port, process.pid
    finally:
        process.terminate()
        process.wait()


def arrive(
    app: Flask, port: int, process_id: int, token: str, ready: list[str], version: str
) -> Phones:
    """Show the session to the server, and learn the token that goes with what is sent."""
    signer = app.session_interface.get_signing_serializer(create_app(app.extensions["settings"]))
    cookie = f"auditapp={signer.dumps({'_user_id': token, '_fresh': True})}"
    connection = HTTPConnection("127.0.0.1", port)
    connection.request("GET", "/api/session", headers={"Cookie": cookie})
    answer = connection.getresponse()
    csrf = json.loads(answer.read())["csrf"]
    kept = str(answer.headers["Set-Cookie"]).partition(";")[0]
    connection.close()
    checklist = samples.checklist(QUESTIONS)
    return Phones(
        port,
        process_id,
        {"Cookie": kept, "X-CSRFToken": csrf},
        iter(ready),
        version,
        samples.sheet(checklist).payload()["answers"],
        tuple(samples.photo(number, (1600, 1200)) for number in range(PHOTOS)),
    )


def scene(phones: Phones, clients: int, *, with_photos: bool = False) -> Scene:
    """Let so many clients send one visit after another for a while."""
    taken: list[float] = []
    lock, ends = threading.Lock(), time.perf_counter() + SECONDS

    def work() -> None:
        connection = HTTPConnection("127.0.0.1", phones.port)
        while time.perf_counter() < ends:
            with lock:
                visit = next(phones.visits)
            payload, photos = packed(phones, visit, with_photos)
            begun = time.perf_counter()
            send(connection, phones.headers, payload, photos)
            taken.append((time.perf_counter() - begun) * 1000)
        connection.close()

    begun, spent = time.perf_counter(), processor_ms(phones.server)
    threads = [threading.Thread(target=work) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    spent = processor_ms(phones.server) - spent
    return Scene(len(taken) / (time.perf_counter() - begun), taken, spent / len(taken))


def processor_ms(process_id: int) -> float:
    """Return how long a process has been at work: waits, and what others do, are left out."""
    told = Path(f"/proc/{process_id}/stat").read_text("ascii").rpartition(")")[2].split()
    user, system = int(told[11]), int(told[12])
    return (user + system) * 1000 / os.sysconf("SC_CLK_TCK")


_NUMBERS = count()


def packed(phones: Phones, visit: str, with_photos: bool) -> tuple[bytes, list[bytes]]:
    """Return what a phone sends of a visit; no photo is sent twice."""
    photos = [photo + next(_NUMBERS).to_bytes(8) for photo in phones.photos] if with_photos else []
    answers = dict(phones.answers)
    listed = []
    for number, photo in enumerate(photos):
        key, sha256 = f"q{number}", hashlib.sha256(photo).hexdigest()
        answers[key] = {**answers[key], "photos": [sha256]}
        told = {"size_bytes": len(photo), "media_type": "image/jpeg", "name": f"{number}.jpg"}
        listed.append({"key": key, "sha256": sha256, **told})
    at = now()
    payload = {
        "format": 1,
        "visit": visit,
        "version": phones.version,
        "language": "en",
        "location": "",
        "visited_at": at.isoformat(),
        "answers": answers,
        "na_sections": [],
        "started_at": (at - timedelta(minutes=30)).isoformat(),
        "finished_at": at.isoformat(),
        "elapsed_s": 1800,
        "photos": listed,
    }
    return json.dumps(payload).encode(), photos


def send(
    connection: HTTPConnection, headers: dict[str, str], payload: bytes, photos: list[bytes]
) -> None:
    """Send a visit as a phone does, until its receipt is there."""
    here = f"/api/submissions/{uuid4()}"
    steps = [("PUT", here, payload, "application/json")]
    for photo in photos:
        path = f"{here}/photos/{hashlib.sha256(photo).hexdigest()}"
        steps.append(("PUT", path, photo, "image/jpeg"))
    steps.append(("POST", f"{here}/complete", b"", "application/json"))
    for method, path, body, kind in steps:
        connection.request(method, path, body, headers | {"Content-Type": kind})
        answer = connection.getresponse()
        said = answer.read()
        if answer.status >= 300:
            raise RuntimeError(f"{answer.status} from {path}: {said[:200]!r}")
    if "receipt" not in json.loads(said):
        raise RuntimeError(said)


def bare_photos_ms() -> float:
    """Return what writing three photos takes, no picture decoded and no row written."""
    photos = [samples.photo(number, (1600, 1200)) for number in range(PHOTOS)]
    numbers = count()

    def write() -> None:
        for photo in photos:
            files.keep("bench", photo + next(numbers).to_bytes(8))

    work: Callable[[], None] = write
    return median_ms(work, 20)
