"""Drawing: hardly any box has a border, and what border there is mostly is one line below."""

from typing import Any

from weasyprint.draw import border
from weasyprint.pdf.stream import Stream

from auditapp.reports.pdf.quicker.boxes import CORNERS
from auditapp.reports.pdf.quicker.instead import function, member

_own_border = border.draw_border


@function(_own_border)
def _draw_border(stream: Any, box: Any) -> None:
    style = box.style
    line = box.border_bottom_width
    others = box.border_top_width or box.border_right_width or box.border_left_width
    if (
        style["border_image_source"][0] != "none"
        or style["column_width"] != "auto"
        or style["column_count"] != "auto"
        or others
    ):
        _own_border(stream, box)
        return
    if not line:
        return
    color = border.get_color(style, "border_bottom_color")
    plain = style["border_bottom_style"] == "solid" and style["visibility"] == "visible"
    if not (plain and color.alpha and all(getattr(box, at) == (0, 0) for at in CORNERS)):
        _own_border(stream, box)
        return
    x, y, width, height = box.hit_area()
    with stream.artifact(), stream.stacked():
        stream.move_to(x + width, y + height)
        stream.line_to(x, y + height)
        stream.line_to(x, y + height - line)
        stream.line_to(x + width, y + height - line)
        stream.clip(even_odd=True)
        stream.end()
        stream.set_color(color)
        stream.rectangle(x, y, width, height - line)
        stream.rectangle(x, y, width, height)
        stream.fill(even_odd=True)


class _Stacked:
    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def __enter__(self) -> None:
        self._stream.push_state()

    def __exit__(self, *failure: object) -> None:
        self._stream.pop_state()


class _Artifact(_Stacked):
    def __enter__(self) -> None:
        if self._stream._tags is not None:
            self._stream.begin_marked_content("Artifact")

    def __exit__(self, *failure: object) -> None:
        if self._stream._tags is not None:
            self._stream.end_marked_content()


member(Stream, "stacked")(lambda self: _Stacked(self))
member(Stream, "artifact")(lambda self: _Artifact(self))
