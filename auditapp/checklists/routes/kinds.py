"""What differs between pages of checklists and pages of standards, in one table."""

from typing import Any, NamedTuple

from flask import url_for

from auditapp.checklists import queries
from auditapp.checklists.models import ChecklistVersion, StandardVersion
from auditapp.checklists.queries import Version


class Pages(NamedTuple):
    """The names of a kind's pages."""

    table: type[Version]
    all: str
    one: str
    again: str
    compare: str
    source: str
    canonical: str


PAGES = {
    "checklist": Pages(
        ChecklistVersion,
        *("checklists.checklists", "checklists.checklist", "checklists.again"),
        *("checklists.compare", "checklists.source", "checklists.canonical"),
    ),
    "standard": Pages(
        StandardVersion,
        *("checklists.standards", "checklists.standard", "checklists.standard_again"),
        *("checklists.compare_standards", "checklists.standard_source"),
        "checklists.standard_canonical",
    ),
}


def pages_of(version: Version) -> Pages:
    """Return the names of the pages of a version's kind."""
    return PAGES[queries.kind_of(version)]


def address_of(version: Version, **more: Any) -> str:
    """Return where a version is shown."""
    return url_for(pages_of(version).one, key=version.key, version=version.version, **more)
