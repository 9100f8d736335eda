"""The lists of the library: each document in its newest version, in use or retired."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import defer

from auditapp.checklists.queries.library import (
    Version,
    kind_of,
    latest_checklists,
    newest_of_each,
    title_of,
)
from auditapp.checklists.queries.retiring import retired
from auditapp.core.text import folded
from auditapp.storage.db import db
from auditapp.web.lists import PER_PAGE, Asked, Page, pages_for

SORTS = ("title", "key", "published", "visits")
FILTERS = ("state",)
RETIRED = "retired"


@dataclass(frozen=True)
class Listed:
    """The newest version of a checklist or a standard as lists show it."""

    version: Version
    title: str
    languages: tuple[str, ...]
    size: int
    visits: int
    retired_at: datetime | None


def library_page(
    table: type[Version], asked: Asked, language: str, visits: Mapping[str, int]
) -> Page[Listed]:
    """Return the page asked for of all checklists or standards; `visits` are counted by key.

    What is retired is left out, unless that alone is asked for.
    """
    # A library has hundreds of documents at most, and their titles lie in several languages.
    words = folded(asked.words).split()
    held, gone = _held(table, is_retired=asked.filters.get("state") == RETIRED)
    held = [one for one in held if all(word in _found_by(one) for word in words)]
    orders = {
        "title": lambda one: (folded(title_of(one, language)), one.key),
        "key": lambda one: one.key,
        "published": lambda one: (one.created_at, one.key),
        "visits": lambda one: (visits.get(one.key, 0), one.key),
    }
    held.sort(key=orders[asked.sort], reverse=asked.descending)
    page = min(asked.page, pages_for(len(held)))
    shown = held[(page - 1) * PER_PAGE : page * PER_PAGE]
    found = [_described(one, language, visits.get(one.key, 0), gone) for one in shown]
    return Page(found, len(held), replace(asked, page=page))


def listed_in_use(table: type[Version], language: str) -> list[Listed]:
    """Return all checklists or standards that are not retired, by title."""
    held, gone = _held(table, is_retired=False)
    found = [_described(one, language, 0, gone) for one in held]
    return sorted(found, key=lambda one: (folded(one.title), one.version.key))


def industries() -> list[str]:
    """Return the industries that checklists name, to choose from."""
    return sorted({json.loads(one.document)["industry"] for one in latest_checklists()})


def _held(table: type[Version], *, is_retired: bool) -> tuple[list[Version], dict[str, datetime]]:
    gone = {key: row.retired_at for key, row in retired(kind_of(table)).items()}
    rows = db.session.scalars(newest_of_each(table).options(defer(table.document)))
    return [one for one in rows if (one.key in gone) is is_retired], gone


def _found_by(version: Version) -> str:
    return folded(" ".join((version.key, *version.title.values())))


def _described(
    version: Version, language: str, visits: int, gone: Mapping[str, datetime]
) -> Listed:
    # Read as plain JSON: a list of many documents needs no more of them than this.
    tree = json.loads(version.document)
    clauses = tree.get("clauses")
    size = len(clauses) if clauses else sum(len(one["questions"]) for one in tree["sections"])
    languages = tree.get("languages") or [name for name in version.title if name]
    return Listed(
        version=version,
        title=title_of(version, language),
        languages=tuple(languages),
        size=size,
        visits=visits,
        retired_at=gone.get(version.key),
    )
