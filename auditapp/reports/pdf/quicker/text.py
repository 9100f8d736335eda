"""Text: a layout is the copy of one of its style, is kept until it is drawn, and drawn by runs."""

from typing import Any

from weasyprint.draw import text as drawn_text
from weasyprint.text import line_break
from weasyprint.text.ffi import FROM_UNITS, ffi, gobject, pango
from weasyprint.text.line_break import Layout

from auditapp.reports.pdf.quicker.instead import function, member

ffi.cdef("PangoLayout *pango_layout_copy(PangoLayout *src);")
_own_setup, _own_set_text, _own_reactivate = Layout.setup, Layout.set_text, Layout.reactivate
_EVERYWHERE = 0xFFFFFFFF
_SHARED = (
    *("lang", "direction", "overflow_wrap", "tab_size"),
    *("font_family", "font_style", "font_stretch", "font_weight", "font_size", "font_kerning"),
    *("font_variation_settings", "font_feature_settings", "font_language_override"),
    *(f"font_variant_{of}" for of in ("ligatures", "position", "caps", "numeric", "alternates")),
    "font_variant_east_asian",
)


def _sample(style: Any) -> Any:
    """Find the layout that is copied for a style; None where spacing is set letter by letter."""
    if style["letter_spacing"] != "normal" or style["word_spacing"]:
        return None
    if style["text_decoration_line"] != "none":
        return None
    samples = style.font_config.__dict__.setdefault("samples", {})
    name = tuple([style[one] for one in _SHARED])
    if name not in samples:
        samples[name] = _made(style)
    return samples[name]


def _made(style: Any) -> Any:
    """Make a layout to copy, which reports of the same faces share."""
    made = Layout.__new__(Layout)
    _own_setup(made, style)
    if style["overflow_wrap"] in ("anywhere", "break-word"):
        attributes = pango.pango_layout_get_attributes(made.layout)
        if attributes == ffi.NULL:
            attributes = ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
        hyphens = pango.pango_attr_insert_hyphens_new(False)
        hyphens.start_index, hyphens.end_index = 0, _EVERYWHERE
        pango.pango_attr_list_change(attributes, hyphens)
        pango.pango_layout_set_attributes(made.layout, attributes)
    made.tabbed = not isinstance(style["tab_size"], int)
    if made.tabbed:
        made.justification_spacing = 0
        made.set_tabs()
    del made.style  # which holds all of one report's
    return made


@member(Layout, "setup")
def _setup(self: Any, style: Any) -> None:
    """Begin a layout as a copy of its style's."""
    known = style.__dict__
    if "sample" not in known:
        known["sample"] = _sample(style)
    sample = known["sample"]
    if sample is None:
        _own_setup(self, style)
        return
    self.style, self.language, self.first_line_direction = style, sample.language, 0
    self.ascent = self.underline_position = self.strikethrough_position = None
    copied = pango.pango_layout_copy(sample.layout)
    self.layout = ffi.gc(copied, gobject.g_object_unref)


@member(Layout, "set_text")
def _set_text(self: Any, text: str, justify: bool = False) -> None:
    """Set a layout's text."""
    sample = self.style.__dict__["sample"]
    if sample is None or justify:
        _own_set_text(self, text, justify)
        return
    end = text.find("\n")
    self.text = text = text if end < 0 else text[: end + 2]
    written = text.encode().replace(b"\x00", b"")
    pango.pango_layout_set_text(self.layout, written, len(written))
    if not sample.tabbed and "\t" in text:
        self.set_tabs()


@member(Layout, "deactivate")
def _deactivate(self: Any) -> None:
    """Keep the layout until it is drawn, which takes some KB a line."""


@member(Layout, "reactivate")
def _reactivate(self: Any, style: Any) -> None:
    """Set a text again only if its words are to be spread."""
    if self.justification_spacing or style is not self.style:
        _own_reactivate(self, style)


_own_strut = line_break.strut


@function(_own_strut)
def _strut(style: Any) -> Any:
    known = style.__dict__
    if "strut" not in known:
        known["strut"] = _own_strut(style)
    return known["strut"]


_own_draw = drawn_text.draw_first_line
_NO_GLYPH = 0x0FFFFFFF  # a tab; all above is an unknown character
_OF_A_GLYPH = 5  # numbers: its id, width, shift to the right, shift upwards, flags


@function(_own_draw)
def _draw_line(stream: Any, box: Any, overflow: str, ellipsis: str, matrix: Any) -> Any:
    text = box.pango_layout.text
    simple = overflow != "ellipsis" and ellipsis == "none" and box.style["font_size"] > 1e-6
    if not (simple and box.text.strip()) or any(end in text for end in "\n\r\u2029"):
        return _own_draw(stream, box, overflow, ellipsis, matrix)
    runs, known = [], stream.__dict__.setdefault("known", {})
    run = pango.pango_layout_get_line_readonly(box.pango_layout.layout, 0).runs
    while run != ffi.NULL:
        item, run = run.data, run.next
        face = item.item.analysis.font
        if face not in known:
            known[face] = (*stream.add_font(face), {})
        font = known[face][0]
        size = item.glyphs.num_glyphs * _OF_A_GLYPH * 4
        numbers = memoryview(ffi.buffer(item.glyphs.glyphs, size)).cast("i").tolist()
        shifted = any(numbers[2::_OF_A_GLYPH]) or any(numbers[3::_OF_A_GLYPH])
        if shifted or max(numbers[::_OF_A_GLYPH]) > _NO_GLYPH or _coloured(font):
            return _own_draw(stream, box, overflow, ellipsis, matrix)
        runs.append((item, face, zip(numbers[::_OF_A_GLYPH], numbers[1::_OF_A_GLYPH], strict=True)))
    stream.set_text_matrix(*matrix.values)
    said, before = "", None
    for item, face, glyphs in runs:
        font, size, written = known[face]
        if face != before:
            if said:
                stream.show_text(said)
            said, before = "", face
            stream.set_font_size(font.hash, size)
        parts = [
            written[glyph] if glyph in written else _write(stream, item, at, glyph, text)
            for at, glyph in enumerate(glyphs)
        ]
        said = f"{said}<{''.join(parts)}>".removesuffix("<>")
    stream.show_text(said)
    return []


def _coloured(font: Any) -> bool:
    return bool(font.bitmap or font.svg or font.png or font.colr)


def _write(stream: Any, item: Any, at: int, glyph: tuple[int, int], text: str) -> str:
    """Write a glyph of that width as PDF does, and remember it and what it stands for."""
    face = item.item.analysis.font
    font, size, written = stream.known[face]
    name, width = glyph
    if name == _NO_GLYPH:
        return f">{-width / size}<"
    if name not in font.to_unicode:
        begin, end = _cluster(item, at)
        font.to_unicode[name] = text.encode()[begin:end].decode()
    if name not in font.widths:
        ink, logical = stream.ink_rect, stream.logical_rect
        pango.pango_font_get_glyph_extents(face, name, ink, logical)
        font.widths[name] = round(logical.width * 1000 * FROM_UNITS / size)
    kerning = font.widths[name] - width * 1000 * FROM_UNITS / size
    written[glyph] = f"{name:04x}>{int(kerning)}<" if kerning else f"{name:04x}"
    return written[glyph]


def _cluster(item: Any, at: int) -> tuple[int, int]:
    clusters, last = item.glyphs.log_clusters, item.glyphs.num_glyphs - 1
    if item.item.analysis.level % 2:  # from right to left
        end = item.item.length if at == 0 else clusters[at - 1]
    else:
        end = item.item.length if at == last else clusters[at + 1]
    return item.item.offset + clusters[at], item.item.offset + end
