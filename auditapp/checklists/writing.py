"""Documents as canonical YAML: keys in the order of the format, no comments.

What is written here reads back to the same document, and writes again to the same bytes.
"""

import io
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, LiteralScalarString

from auditapp.checklists.source import is_plain
from auditapp.core.canonical import canonical
from auditapp.core.document import Checklist, Standard

# Lines are not folded: a changed word would move all that follow it, and folding loses spaces.
WIDTH = 10**9


def yaml_text(document: Checklist | Standard) -> str:
    """Return the canonical YAML of a document."""
    yaml = YAML(typ="rt")
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.width = WIDTH
    yaml.allow_unicode = True
    out = io.StringIO()
    yaml.dump(_quoted(canonical(document)), out)
    return out.getvalue()


def _quoted(value: Any) -> Any:
    if isinstance(value, dict):
        return {_string(key): _quoted(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_quoted(item) for item in value]
    return _string(value) if isinstance(value, str) else value


def _string(text: str) -> Any:
    if "\n" in text and _is_block(text):
        return LiteralScalarString(text)
    # Words that a reader would take for a number or a truth, and all that is not plain print.
    if not is_plain(text) or not text.isprintable():
        return DoubleQuotedScalarString(text)
    return text


def _is_block(text: str) -> bool:
    lines = text.split("\n")
    tidy = all(line == line.rstrip() and line.isprintable() for line in lines)
    return tidy and not text.startswith((" ", "\n")) and not text.endswith("\n\n")
