"""Files to take away: any answer under a name, lists as CSV or as a workbook by their ending."""

from collections.abc import Iterable, Sequence
from unicodedata import normalize
from urllib.parse import quote

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
    return attached(answer, f"{name or title}.{kind}")


def attached(answer: Response, name: str) -> Response:
    """Let a browser keep the answer under that name, in letters of any alphabet."""
    # Headers carry Latin letters only; the others go beside them, as RFC 6266 says.
    plain = normalize("NFKD", name).encode("ascii", "ignore").decode().strip()
    plain = f"file{plain}" if plain.startswith(".") else plain
    others = {} if plain == name else {"filename*": f"UTF-8''{quote(name, safe='')}"}
    answer.headers.set("Content-Disposition", "attachment", filename=plain, **others)
    return answer
