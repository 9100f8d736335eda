"""`python -m bench.press FOLDER`: a process that only makes reports, with no more than that needs.

Reads a command a line and answers each with a line of JSON: a number makes so many reports,
`empty` one empty page, `html` writes the report's HTML, and `pdf` the last PDF, into the folder;
`loop` only counts, and tells what two processes can be at best.
"""

import json
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from flask import Flask
from flask_babel import Babel

from auditapp.core.answers import Sheet
from auditapp.core.scoring import score
from auditapp.reports.pdf import render, report_html, report_pdf
from auditapp.reports.report import Location, Photo, ReportData
from bench import samples
from bench.figures import peak_mb

PHOTOS = 20
COUNTED = 20_000_000
BEST = ("yes", 5, 30, "whole")
EMPTY = '<html lang="en"><head><title>-</title></head><body></body></html>'
TEMPLATES = Path(__file__).parents[1] / "templates"


def main(folder: Path) -> None:
    """Do what standard input asks for."""
    app = Flask("auditapp", static_folder=None, template_folder=str(TEMPLATES))
    Babel(app, default_translation_directories="translations")
    report = data()

    def photo(name: str) -> bytes:
        return (folder / f"{name}.jpg").read_bytes()

    made = b""
    with app.app_context():
        for line in sys.stdin:
            command, times = line.strip(), []
            begun = time.perf_counter()
            if command == "empty":
                render(EMPTY, photo)
            elif command == "loop":
                sum(number * number for number in range(COUNTED))
            elif command == "html":
                (folder / "report.html").write_text(report_html(report), encoding="utf-8")
            elif command == "pdf":
                (folder / "report.pdf").write_bytes(made)
            else:
                for _ in range(int(command)):
                    one = time.perf_counter()
                    made = report_pdf(report, photo)
                    times.append(time.perf_counter() - one)
            whole = time.perf_counter() - begun
            print(json.dumps({"s": whole, "each": times, "peak_mb": peak_mb()}), flush=True)


def data() -> ReportData:
    """Return everything that a report of 60 questions with 20 photos shows."""
    visit, standard = samples.checklist(60), samples.standard()
    names = tuple(str(number) for number in range(PHOTOS))
    sheet = typical(samples.sheet(visit, names))
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


def typical(sheet: Sheet) -> Sheet:
    """Leave one answer in five as it is, and let the others be what the standard wants."""
    kept = {
        key: answer if at % 5 == 0 else replace(answer, value=BEST[at % len(BEST)])
        for at, (key, answer) in enumerate(sheet.answers.items())
    }
    return replace(sheet, answers=kept)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
