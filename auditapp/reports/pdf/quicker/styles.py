"""Styles: most properties of most elements are the initial ones, or the parent's."""

from collections.abc import Callable
from functools import cached_property
from typing import Any

from cssselect2 import ElementWrapper
from weasyprint.css import AnonymousStyle, ComputedStyle, Style
from weasyprint.css.computed_values import PHYSICAL_FUNCTIONS
from weasyprint.css.properties import INHERITED, INITIAL_NOT_COMPUTED, INITIAL_VALUES

from auditapp.reports.pdf.quicker.instead import member

_LOGICAL = frozenset(
    find(block="ttb", inline=inline)
    for find in PHYSICAL_FUNCTIONS.values()
    for inline in ("ltr", "rtl")
)
_PECULIAR = {"float", "position", "display", "page"}


def _plain(name: str) -> bool:
    return name not in _PECULIAR and not name.startswith("text_decoration_")


_INITIAL = {
    name: value
    for name, value in INITIAL_VALUES.items()
    if _plain(name) and name not in INHERITED and name not in INITIAL_NOT_COMPUTED
}
_DECORATIONS = {f"text_decoration_{part}" for part in ("line", "color", "style", "thickness")}
_HANDED_DOWN = frozenset(filter(_plain, INHERITED)) | _DECORATIONS | {"page"}
SIDES = ("top", "right", "bottom", "left")
_WIDTHS = {f"border_{side}_width": f"border_{side}_style" for side in SIDES}
_WIDTHS["outline_width"] = "outline_style"
_own_computed, _own_anonymous = ComputedStyle.__init__, AnonymousStyle.__init__
_own_missing = ComputedStyle.__missing__


@member(ComputedStyle, "__init__")
def _computed_style(self: Any, parent: Any, cascaded: Any, *rest: Any) -> None:
    _own_computed(self, parent, cascaded, *rest)
    if not _LOGICAL.isdisjoint(cascaded):
        return
    self.update(_INITIAL)
    for width, style in _WIDTHS.items():
        if style not in cascaded:
            self[width] = 0
    if "position" not in cascaded and "float" not in cascaded:
        self["position"], self["float"] = "static", "none"
        self.specified.update(position="static", float="none")
    for name in cascaded:
        self.pop(name, None)


@member(ComputedStyle, "__missing__")
def _missing(self: Any, name: str) -> Any:
    if name in _HANDED_DOWN and name not in self.cascaded and self.parent_style is not None:
        value = self[name] = self.parent_style[name]
        return value
    return _own_missing(self, name)


@member(AnonymousStyle, "__init__")
def _anonymous_style(self: Any, parent: Any) -> None:
    self.update(_INITIAL)
    _own_anonymous(self, parent)


class _Once:
    """A cached property without the lock that Python 3.11 takes each time."""

    def __init__(self, make: Callable[[Any], Any]) -> None:
        self._make = make

    def __get__(self, instance: Any, owner: Any = None) -> Any:
        value = instance.__dict__[self._make.__name__] = self._make(instance)
        return value


for _owner in (ElementWrapper, Style):
    for _name, _value in vars(_owner).items():
        if isinstance(_value, cached_property):
            member(_owner, _name)(_Once(_value.func))
