"""The PDF report of 60 questions with 20 photos, in a process of its own: cold, warm, memory."""

import base64
import json
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from auditapp import create_app
from auditapp.config import Settings
from auditapp.core.scoring import score
from auditapp.reports.pdf import STYLE, render, report_html
from auditapp.reports.report import Location, Photo, ReportData
from bench import samples
from bench.figures import Figure, peak_mb

PHOTOS = 20
WARM_RUNS = 20
OF_CHROMIUM = 0.45
EMPTY = "<html lang=en><title>-</title><body></body></html>"


def figures() -> Iterator[Figure]:
    """Measure the report."""
    command = [sys.executable, "-m", "bench.reports"]
    told = subprocess.run(command, check=True, capture_output=True, text=True)
    found = json.loads(told.stdout)
    chromium = chromium_ms()
    what = "PDF report, 60 questions, 20 photos"
    yield Figure(
        f"{what}: cold",
        found["cold_ms"],
        "ms",
        floor=found["empty_cold_ms"],
        floor_is="WeasyPrint imported, one empty page",
    )
    yield Figure(
        f"{what}: warm",
        found["warm_ms"],
        "ms",
        goal=chromium * OF_CHROMIUM if chromium else None,
        floor=chromium,
        floor_is="Chromium's print of the same HTML, with its start" if chromium else "",
    )
    yield Figure(f"{what}: peak memory", found["peak_mb"], "MB")
    yield Figure(f"{what}: size", found["size_kb"], "KB", goal=700)


def measure() -> dict[str, float]:
    """Make the report in this process, first cold, then warm."""
    with TemporaryDirectory() as folder, create_app(Settings(Path(folder))).app_context():
        html = report_html(data())
        begun = time.perf_counter()
        render(EMPTY, no_photo)
        empty_cold = time.perf_counter() - begun
        begun = time.perf_counter()
        pdf = render(html, photo)
        first = time.perf_counter() - begun
        warm = statistics.median(timed(html) for _ in range(WARM_RUNS))
    return {
        "empty_cold_ms": empty_cold * 1000,
        "cold_ms": (empty_cold + first) * 1000,
        "warm_ms": warm * 1000,
        "peak_mb": peak_mb(),
        "size_kb": len(pdf) / 1024,
    }


def timed(html: str) -> float:
    """Return how long one more report takes, in seconds."""
    begun = time.perf_counter()
    render(html, photo)
    return time.perf_counter() - begun


def data() -> ReportData:
    """Return everything that the report shows."""
    visit, standard = samples.checklist(60), samples.standard()
    names = tuple(str(number) for number in range(PHOTOS))
    sheet = samples.sheet(visit, names)
    return ReportData(
        checklist=visit,
        sheet=sheet,
        result=score(visit, sheet, standard),
        standard=standard,
        location=Location("Sadovaya 14", "SD-14", "Sadovaya 14, Saint Petersburg"),
        auditor="P-17",
        visited_at=datetime(2026, 11, 20, 11, 5, tzinfo=UTC),
        photos=tuple(Photo(name, f"q{name}") for name in names),
    )


@cache
def photo(name: str) -> bytes:
    """Return a thumbnail by its number."""
    return samples.photo(int(name))


def no_photo(name: str) -> bytes:
    """A report without photos has none."""
    raise KeyError(name)


def chromium_ms() -> float | None:
    """Return what Chromium takes to print the same HTML; None if it is not here."""
    chromium = shutil.which("chromium")
    if chromium is None:
        return None
    with TemporaryDirectory() as folder:
        page = Path(folder) / "report.html"
        with create_app(Settings(Path(folder))).app_context():
            page.write_text(whole_page(report_html(data())), encoding="utf-8")
        out = f"--print-to-pdf={folder}/out.pdf"
        command = [chromium, "--headless", "--no-sandbox", "--disable-gpu", out, page.as_uri()]
        taken = []
        for _ in range(3):
            begun = time.perf_counter()
            subprocess.run(command, check=True, capture_output=True)
            taken.append(time.perf_counter() - begun)
    return statistics.median(taken) * 1000


def whole_page(html: str) -> str:
    """Put style and photos into the page, as Chromium cannot ask us for them."""
    for number in range(PHOTOS):
        inside = base64.b64encode(photo(str(number))).decode()
        html = html.replace(f'"photo:{number}"', f'"data:image/jpeg;base64,{inside}"')
    return html.replace("</head>", f"<style>{STYLE.read_text()}</style></head>")


if __name__ == "__main__":
    print(json.dumps(measure()))
