"""What the tests of the core write their documents and answers with: small tables."""

from collections.abc import Callable
from typing import Any

import pytest

from auditapp.checklists.source import read_source
from auditapp.core.answers import Sheet, read_sheet
from auditapp.core.document import Checklist, Standard
from auditapp.core.faults import DocumentError, DocumentErrors

HEAD = """\
format: 1
key: case
title: Case
method: mystery_shop
industry: retail
languages: [en]
"""
MARK = "¦"


def _checklist_text(table: str, head: str = "") -> str:
    lines = [HEAD + head + ("\n" if head else "") + "sections:"]
    rows = [row.strip() for row in table.strip().splitlines() if row.strip()]
    if not rows[0].startswith("section "):
        rows.insert(0, "section a")
    for at, row in enumerate(rows):
        first, second, *rest = row.split(maxsplit=2)
        settings = f", {rest[0]}" if rest else ""
        if first == "section":
            lines += ["    ]}"] if at else []
            about = f"key: {second}, title: {second.title()}{settings}"
            lines.append(f"  - {{{about}, questions: [")
        else:
            lines.append(f"      {{key: {first}, type: {second}, text: About {first}{settings}}},")
    return "\n".join([*lines, "    ]}\n"])


@pytest.fixture(scope="session")
def a_checklist() -> Callable[..., Checklist]:
    """Read a checklist from a table: `section KEY settings`, then `KEY TYPE settings` a line."""

    def build(table: str, head: str = "", standard: Standard | None = None) -> Checklist:
        document = read_source(_checklist_text(table, head), standard)
        assert isinstance(document, Checklist)
        return document

    return build


@pytest.fixture(scope="session")
def a_standard() -> Callable[..., Standard]:
    """Read a standard from a table: `CODE settings` a line."""

    def build(table: str, head: str = "target: 80") -> Standard:
        lines = ["format: 1", "key: promise", "title: Promise"]
        lines += ["effective_from: 2026-01-01", head, "clauses:"]
        for row in table.strip().splitlines():
            code, *rest = row.split(maxsplit=1)
            settings = f", {rest[0]}" if rest else ""
            lines.append(f"  - {{code: {code}, title: T, requirement: R{settings}}}")
        document = read_source("\n".join(lines))
        assert isinstance(document, Standard)
        return document

    return build


@pytest.fixture(scope="session")
def answered() -> Callable[..., Sheet]:
    """Return the sheet of these answers; what is no map stands for its value."""

    def build(answers: dict[str, Any] | None = None, /, **by_key: Any) -> Sheet:
        aside = by_key.pop("na_sections", [])
        given = {
            key: item if isinstance(item, dict) and "lat" not in item else {"value": item}
            for key, item in {**(answers or {}), **by_key}.items()
        }
        return read_sheet({"answers": given, "na_sections": aside})

    return build


@pytest.fixture(scope="session")
def faults_of() -> Callable[..., list[DocumentError]]:
    """Return the faults of a text; none if it is in order."""

    def read(text: str | bytes, standard: Standard | None = None) -> list[DocumentError]:
        try:
            read_source(text, standard)
        except DocumentErrors as found:
            return found.errors
        return []

    return read


@pytest.fixture(scope="session")
def the_fault(faults_of: Callable[..., list[DocumentError]]) -> Callable[..., tuple[str, str]]:
    """Return path and message of the only fault, which stands where the text has its mark."""

    def read(marked: str, standard: Standard | None = None) -> tuple[str, str]:
        before, after = marked.split(MARK)
        place = (before.count("\n") + 1, len(before) - before.rfind("\n"))
        faults = faults_of(before + after, standard)
        assert len(faults) == 1, [(fault.where, fault.message) for fault in faults]
        assert (faults[0].line, faults[0].column) == place
        return faults[0].where, faults[0].message

    return read
