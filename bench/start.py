"""Start-up: from the start of the process to the first page, on data that are there already."""

import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.error import URLError

from bench.figures import Figure

ROOT = Path(__file__).parents[1]
RUNS = 5
LONGEST_S = 60


def figures() -> Iterator[Figure]:
    """Measure the start-up."""
    with TemporaryDirectory(prefix="auditapp-bench-") as data:
        first = start_ms(data)
        again = statistics.median(start_ms(data) for _ in range(RUNS))
    yield Figure("first start, data made", first, "ms")
    yield Figure(
        "start-up, process start to first page",
        again,
        "ms",
        goal=3000,
        floor=statistics.median(bare_ms() for _ in range(RUNS)),
        floor_is="a Python that imports Flask and ends",
    )


def start_ms(data: str) -> float:
    """Start the application as people do, and return the time until it answers."""
    port = free_port()
    command = [sys.executable, str(ROOT / "run.py"), "--port", str(port), "--data-dir", data]
    begun = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        wait_for_page(f"http://127.0.0.1:{port}/accounts/sign-in", begun)
        return (time.perf_counter() - begun) * 1000
    finally:
        process.terminate()
        process.wait()


def wait_for_page(url: str, begun: float) -> None:
    """Ask until the page is there."""
    while time.perf_counter() - begun < LONGEST_S:
        try:
            with urllib.request.urlopen(url, timeout=LONGEST_S) as answer:
                answer.read()
                return
        except (URLError, ConnectionError):
            time.sleep(0.01)
    raise TimeoutError(f"{url} did not answer within {LONGEST_S} s")


def bare_ms() -> float:
    """Return what starting Python with Flask alone takes."""
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-c", "import flask"], check=True)
    return (time.perf_counter() - begun) * 1000


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
