"""Boxes: lengths that hang on no other box are known with the style, and few have a background."""

from typing import Any

from weasyprint.draw.color import get_color
from weasyprint.formatting_structure.boxes import Box
from weasyprint.layout import background, percent
from weasyprint.layout import float as floats

from auditapp.reports.pdf.quicker.instead import function, member

SIDES = ("top", "right", "bottom", "left")
CORNERS = [f"border_{y}_{x}_radius" for y in ("top", "bottom") for x in ("left", "right")]
_LENGTHS = (
    *(f"{kind}_{side}" for kind in ("margin", "padding") for side in SIDES),
    *(f"{bound}{axis}" for bound in ("", "min_", "max_") for axis in ("width", "height")),
)
_WIDTHS = [f"border_{side}_width" for side in SIDES]
_own_resolve = percent.resolve_percentages


def _lengths(style: Any) -> dict[str, Any] | None:
    if style["box_sizing"] != "content-box" or style["border_collapse"] == "collapse":
        return None
    found = {name: style[name] for name in _WIDTHS}
    for name in _LENGTHS:
        length = style[name]
        if length == "auto":
            found[name] = 0 if name.startswith("min_") else "auto"
        elif getattr(length, "unit", None) == "px":
            found[name] = length.value
        else:
            return None
    return found


@function(_own_resolve)
def _resolve_percentages(box: Any, containing_block: Any) -> None:
    known = box.style.__dict__
    if "lengths" not in known:
        known["lengths"] = _lengths(box.style)
    if known["lengths"] is None:
        _own_resolve(box, containing_block)
    else:
        box.__dict__.update(known["lengths"])


_own_flow = Box.is_in_normal_flow


@member(Box, "is_in_normal_flow")
def _is_in_normal_flow(self: Any) -> bool:
    """Tell whether a box is in the flow."""
    style = self.style
    return (style["float"] == "none" and style["position"] == "static") or _own_flow(self)


_own_avoid = floats.avoid_collisions


@function(_own_avoid)
def _avoid_collisions(context: Any, box: Any, block: Any, outer: bool = True) -> Any:
    if context.excluded_shapes or block.style["direction"] == "rtl" or box.is_floated():
        return _own_avoid(context, box, block, outer)
    left = block.content_box_x()
    right = left + block.width
    if outer:
        return left, box.position_y, right - left
    inner, y = left + box.margin_left, box.border_box_y()
    return inner - box.margin_left, y - box.margin_top, right - box.margin_right - inner


_own_backgrounds = background.layout_box_backgrounds


def _bare(style: Any) -> bool:
    return (
        all((0, "px") in style[corner] for corner in CORNERS)
        and style["border_image_source"][0] == style["mask_border_source"][0] == "none"
        and style["visibility"] == "visible"
        and all(kind == "none" for kind, _ in style["background_image"])
        and get_color(style, "background_color").alpha == 0
        and not style["box_shadow"]
    )


@function(_own_backgrounds)
def _backgrounds(
    page: Any, box: Any, image: Any, layout_children: bool = True, style: Any = None
) -> None:
    known = box.style.__dict__
    if "bare" not in known:
        known["bare"] = _bare(box.style)
    if not known["bare"] or style is not None or box is page:
        _own_backgrounds(page, box, image, layout_children, style)
        return
    for corner in CORNERS:
        setattr(box, corner, (0, 0))
    box.background = None
    if layout_children:
        for child in box.all_children():
            _backgrounds(page, child, image)
