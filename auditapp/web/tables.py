"""Tables that stand as cards on narrow screens: each cell bears the words of its column's head.

Roles are written out: a browser forgets that a table is one when its rows are laid out anew.
"""

import re

from markupsafe import Markup, escape

_HEAD = re.compile(r"<thead\b.*?</thead>", re.DOTALL)
_ROW = re.compile(r"<tr\b(.*?)</tr>", re.DOTALL)
_CELL = re.compile(r"<(td|th)\b([^>]*)>(.*?)</\1>", re.DOTALL)
_SPAN = re.compile(r'colspan="(\d+)"')
_ABSENT = {"", "–"}


def labelled(rows: Markup) -> Markup:
    """Give each cell of a body its head's words and its role; head and body as the macro has them.

    Cells that hold nothing are marked, so that a card can leave them out.
    """
    text = str(rows)
    head = _HEAD.search(text)
    words = [_plain(cell[2]) for cell in _CELL.findall(head.group())] if head else []
    told = _ROW.sub(lambda row: f'<tr role="row"{_cells(row.group(1), words)}</tr>', text)
    told = told.replace("<thead>", '<thead role="rowgroup">')
    return Markup(told.replace("<tbody>", '<tbody role="rowgroup">'))  # noqa: S704 - its own markup


def _cells(row: str, words: list[str]) -> str:
    column = 0

    def mark(cell: re.Match[str]) -> str:
        nonlocal column
        name, attributes, held = cell.groups()
        label = words[column] if column < len(words) else ""
        span = _SPAN.search(attributes)
        column += int(span.group(1)) if span else 1
        added = ' role="cell"' if name == "td" else f' role="{_role(attributes)}"'
        if name == "td" and label:
            added += f' data-label="{escape(label)}"'
        if name == "td" and _plain(held) in _ABSENT and "<" not in held:
            added += " data-absent"
        return f"<{name}{added}{attributes}>{held}</{name}>"

    return _CELL.sub(mark, row)


def _role(attributes: str) -> str:
    return "columnheader" if 'scope="col"' in attributes else "rowheader"


def _plain(markup: str) -> str:
    return Markup(markup).striptags().strip()  # noqa: S704 - its tags are taken away
