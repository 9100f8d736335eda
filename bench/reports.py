"""The PDF report of 60 questions with 20 photos: cold, warm, beside Chromium, memory, workers.

Reports are made in processes that do nothing else (`bench.press`). Chromium prints the same HTML in
turns with them, so that whatever else the machine does slows both.
"""

import base64
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import uuid4

from auditapp import create_app
from auditapp.accounts.commands import issue_sign_in_link
from auditapp.cli.data import bring_up_to_date
from auditapp.clock import now
from auditapp.config import Settings
from auditapp.demo import company
from auditapp.reports.pdf import STYLE
from auditapp.storage import transaction
from auditapp.visits import commands as visits
from bench import pages, samples
from bench.figures import Figure, median_ms
from bench.press import PHOTOS

COLD_RUNS, TURNS = 3, 12
FEW, MANY = 10, 200
RACES, A_RACE = 3, 15
OF_CHROMIUM = 0.45
CHROMIUM = "/usr/bin/chromium"
WHAT = "PDF report, 60 questions, 20 photos"


class Press:
    """A process that makes reports when told to."""

    def __init__(self, folder: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "bench.press", str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def ask(self, command: object) -> None:
        """Tell it what to do, and do not wait."""
        print(command, file=self._process.stdin, flush=True)

    def answer(self) -> dict[str, Any]:
        """Wait until it is done."""
        found: dict[str, Any] = json.loads(self._process.stdout.readline())
        return found

    def told(self, command: object) -> dict[str, Any]:
        """Tell it what to do, and wait."""
        self.ask(command)
        return self.answer()

    def end(self) -> None:
        """Let it go."""
        self._process.communicate()


def figures() -> Iterator[Figure]:
    """Measure the report."""
    with TemporaryDirectory(prefix="auditapp-bench-") as name, ExitStack() as opened:
        folder = Path(name)
        for number in range(PHOTOS):
            (folder / f"{number}.jpg").write_bytes(samples.photo(number))

        def press() -> Press:
            started = Press(folder)
            opened.callback(started.end)
            return started

        yield cold(press)
        first = press()
        yield from warm(first, folder)
        yield from shape(first, folder)
        yield from memory(first)
        yield from workers([first, press()])
    yield from_cache()


def cold(press: Callable[[], Press]) -> Figure:
    """Measure the first report of a process, everything that it loads included."""
    return Figure(
        f"{WHAT}: first of a process",
        statistics.median(press().told(1)["s"] for _ in range(COLD_RUNS)) * 1000,
        "ms",
        floor=statistics.median(press().told("empty")["s"] for _ in range(COLD_RUNS)) * 1000,
        floor_is="WeasyPrint imported, one empty page",
    )


def warm(press: Press, folder: Path) -> Iterator[Figure]:
    """Measure later reports, each in turn with Chromium in a new page and in one that stays."""
    press.told("html")
    press.told(2)
    if not (find_spec("playwright") and Path(CHROMIUM).exists()):
        alone = statistics.median(press.told(1)["s"] for _ in range(TURNS)) * 1000
        yield Figure(f"{WHAT}: warm", alone, "ms")
        return
    ours: list[float] = []
    fresh: list[float] = []
    kept: list[float] = []
    with chromium(whole_page(folder)) as (print_fresh, print_kept):
        for _ in range(TURNS):
            ours.append(press.told(1)["s"])
            fresh.append(timed(print_fresh))
            kept.append(timed(print_kept))
    taken = statistics.median(ours) * 1000
    for beside, floor_is in (
        (fresh, "a running Chromium prints the same HTML in a new page"),
        (kept, "the same in a page that stays open, its photos decoded before"),
    ):
        floor = statistics.median(beside) * 1000
        goal = floor * OF_CHROMIUM if beside is fresh else None
        named = "warm" if beside is fresh else "warm, beside a page that stays"
        yield Figure(f"{WHAT}: {named}", taken, "ms", goal, floor, floor_is)


def timed(work: Callable[[], object]) -> float:
    """Return the seconds that some work takes."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


@contextmanager
def chromium(html: str) -> Iterator[tuple[Callable[[], object], Callable[[], object]]]:
    """Start Chromium, and give two ways to print: in a page of its own, and in one that stays."""
    from playwright.sync_api import Page, sync_playwright

    options = {"prefer_css_page_size": True, "tagged": True, "outline": True}

    def print_in(page: Page) -> None:
        page.set_content(html)
        page.pdf(**options)  # type: ignore[arg-type]

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM)
        staying = browser.new_page()

        def fresh() -> None:
            page = browser.new_page()
            print_in(page)
            page.close()

        for _ in range(2):
            fresh()
            print_in(staying)
        yield fresh, lambda: print_in(staying)
        browser.close()


def whole_page(folder: Path) -> str:
    """Put style and photos into the page, as Chromium cannot ask us for them."""
    html = (folder / "report.html").read_text(encoding="utf-8")
    for number in range(PHOTOS):
        inside = base64.b64encode((folder / f"{number}.jpg").read_bytes()).decode()
        html = html.replace(f'"photo:{number}"', f'"data:image/jpeg;base64,{inside}"')
    return html.replace("</head>", f"<style>{STYLE.read_text()}</style></head>")


def shape(press: Press, folder: Path) -> Iterator[Figure]:
    """Say what was made."""
    press.told("pdf")
    made = folder / "report.pdf"
    if find_spec("pikepdf"):
        import pikepdf

        with pikepdf.open(made) as pdf:
            yield Figure(f"{WHAT}: length", len(pdf.pages), "pages")
    yield Figure(f"{WHAT}: size", made.stat().st_size / 1024, "KB", goal=700)


def memory(press: Press) -> Iterator[Figure]:
    """Measure what one process holds at most; it has made some reports before."""
    made = 2 + TURNS
    few = press.told(FEW - made if made < FEW else 0)["peak_mb"]
    many = press.told(MANY - max(made, FEW))["peak_mb"]
    yield Figure(f"{WHAT}: peak of a worker, {max(made, FEW)} reports", few, "MB", goal=100)
    yield Figure(f"{WHAT}: peak of a worker, {MANY} reports", many, "MB", goal=100)


def workers(presses: list[Press]) -> Iterator[Figure]:
    """Let one process work, then two side by side, and again; and so a loop that only counts."""
    for press in presses:
        press.told(2)
    alone = together = counting = counting_together = 0.0
    for _ in range(RACES):
        alone += timed(lambda: presses[0].told(A_RACE))
        together += timed(lambda: race(presses, A_RACE))
        counting += timed(lambda: presses[0].told("loop"))
        counting_together += timed(lambda: race(presses, "loop"))
    one = RACES * A_RACE * 60 / alone
    two = RACES * A_RACE * len(presses) * 60 / together
    yield Figure(f"{WHAT}: one worker", one, "a minute")
    yield Figure(
        f"{WHAT}: two workers",
        two,
        "a minute",
        floor=one,
        floor_is="one worker, in turns with the two",
        least=one * 1.9,
    )
    yield Figure(
        f"{WHAT}: two workers beside one",
        two / one,
        "times",
        floor=len(presses) * counting / counting_together,
        floor_is="two processes that only count, beside one, in the same turns",
    )


def race(presses: list[Press], command: object) -> None:
    """Let all work at once, and wait for the last."""
    for press in presses:
        press.ask(command)
    for press in presses:
        press.answer()


def from_cache() -> Figure:
    """Download a report again: who asks, what they may see, and the bytes that were kept."""
    with TemporaryDirectory(prefix="auditapp-bench-") as folder:
        app = create_app(Settings(Path(folder)))
        with app.app_context():
            bring_up_to_date(app.extensions["settings"])
            visit = pages.prepared_visits(app)[0]
            shopper = company.actor_for(visit.shopper)
            sheet = samples.sheet(samples.checklist(pages.QUESTIONS))
            visits.submit(shopper, now(), visit, str(uuid4()), sheet.payload())
            with transaction.write() as session:
                person = company.person(company.PEOPLE[1])
                token = issue_sign_in_link(session, now(), person)
            path = f"/reports/visits/{visit.public_id}.pdf"
        client = app.test_client()
        pages.enter(client, f"/accounts/link/{token}")
        answer = client.get(path)
        if answer.mimetype != "application/pdf":
            raise RuntimeError(f"{answer.status} from {path}")
        taken = median_ms(lambda: client.get(path).data, 20)
    return Figure("PDF report, downloaded again", taken, "ms", goal=20)
