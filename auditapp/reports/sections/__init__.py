"""The sections of a visit report, in the order they are printed.

A section is a pure builder `build(data, words)` that turns `ReportData` into a view, and a template
of the same name in templates/reports/sections. The page and the PDF show the same sections.
"""

from collections.abc import Iterator
from typing import Any

from auditapp.reports.report import ReportData
from auditapp.reports.sections import against_standard, answers, evidence, first_page, method
from auditapp.reports.sections.words import Words

SECTIONS = (first_page, against_standard, answers, evidence, method)


def views(data: ReportData, words: Words) -> Iterator[tuple[str, Any]]:
    """Yield each section's name with its view; a section with nothing to say is left out."""
    for section in SECTIONS:
        view = section.build(data, words)
        if view is not None:
            yield name_of(section), view


def name_of(section: object) -> str:
    """Return a section's name: its module's, its template's and its anchor."""
    return section.__name__.rpartition(".")[2]  # type: ignore[attr-defined]
