"""Writing: thousands of small objects, and streams that are compressed."""

import zlib
from typing import Any

import pydyf

from auditapp.reports.pdf.quicker.instead import member

# The library's own 9 takes four times as long, and the file is 1 % smaller.
COMPRESSION = 4
_own_to_bytes = pydyf._to_bytes


@member(pydyf, "_to_bytes")
def _to_bytes(item: Any) -> bytes:
    kind = type(item)
    if kind is bytes:
        return item
    if kind is str:
        return item.encode("ascii")
    if kind is int:
        return b"%d" % item
    if kind is float:
        return b"%d" % item if item.is_integer() else (b"%f" % item).rstrip(b"0")
    return _own_to_bytes(item)


@member(pydyf.Dictionary, "data")
@property
def _dictionary(self: Any) -> bytes:
    written = [
        b"/%b %b" % (name.encode(), value if type(value) is bytes else _to_bytes(value))
        for name, value in self.items()
    ]
    return b"<<%b>>" % b"".join(written)


@member(pydyf.Stream, "data")
@property
def _stream(self: Any) -> bytes:
    content = b"\n".join([item if type(item) is bytes else _to_bytes(item) for item in self.stream])
    extra = dict(self.extra)
    if self.compress:
        extra["Filter"] = "/FlateDecode"
        content = zlib.compress(content, COMPRESSION)
    extra["Length"] = len(content)
    return b"\n".join((pydyf.Dictionary(extra).data, b"stream", content, b"endstream"))
