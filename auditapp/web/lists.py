"""Lists: what a reader asks of one (words, filters, order, page), and the page that answers it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Select, and_, func, true
from sqlalchemy.orm import InstrumentedAttribute, Session

from auditapp.core.text import folded

PER_PAGE = 50
MOST_PAGES = 100_000
MOST_WORDS = 200
MOST_DIGITS = 15  # Python refuses to read numbers of thousands

Row = TypeVar("Row")
Order = Sequence[ColumnElement[Any] | InstrumentedAttribute[Any]]


@dataclass(frozen=True)
class Asked:
    """What the address of a list asks for; `sort` is one of the orders the list has."""

    words: str = ""
    filters: Mapping[str, str] = field(default_factory=dict)
    sort: str = ""
    descending: bool = False
    page: int = 1

    @property
    def is_narrowed(self) -> bool:
        """Whether more would be listed if nothing were asked."""
        return bool(self.words or any(self.filters.values()))

    def in_address(self, **changed: Any) -> dict[str, Any]:
        """Return what the address of the list says, with some of it changed; defaults left out."""
        other = replace(self, **changed)
        said = {
            "q": other.words,
            **other.filters,
            "sort": other.sort,
            "desc": "1" if other.descending else "",
            "page": other.page if other.page > 1 else "",
        }
        return {name: value for name, value in said.items() if value}

    def sorted_by(self, sort: str) -> dict[str, Any]:
        """Return the address that orders by a column; by the same again, the other way round."""
        return self.in_address(
            sort=sort, descending=self.sort == sort and not self.descending, page=1
        )


@dataclass(frozen=True)
class Page(Generic[Row]):
    """Some rows of a list, and how many there are in all."""

    rows: list[Row]
    total: int
    asked: Asked

    @property
    def pages(self) -> int:
        """How many pages there are, one at least."""
        return pages_for(self.total)

    @property
    def first(self) -> int:
        """The number of the first row shown, counted from one."""
        return (self.asked.page - 1) * PER_PAGE + 1 if self.rows else 0

    @property
    def last(self) -> int:
        """The number of the last row shown."""
        return (self.asked.page - 1) * PER_PAGE + len(self.rows)


def read_asked(
    arguments: Mapping[str, str], sorts: Sequence[str], filters: Iterable[str] = ()
) -> Asked:
    """Read what an address asks; what makes no sense is as if it had not been asked."""
    sort = arguments.get("sort", "")
    return Asked(
        words=arguments.get("q", "").strip()[:MOST_WORDS],
        filters={name: arguments.get(name, "")[:MOST_WORDS] for name in filters},
        sort=sort if sort in sorts else sorts[0],
        descending=arguments.get("desc") == "1",
        page=_page_number(arguments.get("page", "")),
    )


def _page_number(written: str) -> int:
    if not (written.isascii() and written.isdigit()):
        return 1
    return min(max(int(written[:MOST_DIGITS]), 1), MOST_PAGES)


def containing(
    column: InstrumentedAttribute[str] | ColumnElement[str], words: str
) -> ColumnElement[bool]:
    """Return the condition that folded text contains every one of the words."""
    parts = folded(words).split()
    return and_(true(), *(column.contains(part, autoescape=True) for part in parts))


def page_of(
    session: Session, rows: Select[tuple[Row]], orders: Mapping[str, Order], asked: Asked
) -> Page[Row]:
    """Return the page asked for, or the last there is; the last column of an order is unique."""
    counted = rows.with_only_columns(func.count(), maintain_column_froms=True).order_by(None)
    total = session.scalar(counted) or 0
    shown = replace(asked, page=min(asked.page, pages_for(total)))
    found = session.scalars(
        ordered(rows, orders, shown).limit(PER_PAGE).offset((shown.page - 1) * PER_PAGE)
    )
    return Page(list(found.unique()), total, shown)


def ordered(
    rows: Select[tuple[Row]], orders: Mapping[str, Order], asked: Asked
) -> Select[tuple[Row]]:
    """Return the rows in the order asked for, what is unknown at the end: files have it too."""
    columns = orders[asked.sort]
    return rows.order_by(
        *((c.desc() if asked.descending else c.asc()).nulls_last() for c in columns)
    )


def pages_for(total: int) -> int:
    """Return how many pages so many rows take."""
    return max(1, -(-total // PER_PAGE))
