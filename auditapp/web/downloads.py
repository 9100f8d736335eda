"""Lists as files to take away: the same rows as CSV or as a workbook, by the ending asked for."""

from collections.abc import Iterable, Sequence

from flask import Response, make_response

from auditapp.sheets.writing import CSV, XLSX, Cell, csv_bytes, xlsx_bytes


def table(
    kind: str, title: str, heads: Sequence[str], rows: Iterable[Sequence[Cell]], name: str = ""
) -> Response:
    """Return a table as a file; `kind` is its ending, csv or xlsx, and its name else the title."""
    if kind == "csv":
        content, media_type = csv_bytes(heads, rows), CSV
    else:
        content, media_type = xlsx_bytes(title, heads, rows), XLSX
    answer = make_response(content)
    answer.mimetype = media_type
    answer.headers.set("Content-Disposition", "attachment", filename=f"{name or title}.{kind}")
    return answer
