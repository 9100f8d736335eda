"""What stands in the place of what, and can be taken out again."""

import sys
from collections.abc import Callable
from typing import Any

_changes: list[tuple[Any, str, Any, Any]] = []


def install() -> None:
    """Put our functions in the place of WeasyPrint's own."""
    for owner, name, _, ours in _changes:
        setattr(owner, name, ours)


def remove() -> None:
    """Put WeasyPrint's own functions back."""
    for owner, name, own, _ in reversed(_changes):
        setattr(owner, name, own)


def member(owner: Any, name: str) -> Callable[[Any], Any]:
    """Let a function stand for a method, a property, or a function used in its own module alone."""

    def note(ours: Any) -> Any:
        _changes.append((owner, name, owner.__dict__[name], ours))
        return ours

    return note


def function(own: Any) -> Callable[[Any], Any]:
    """Let a function stand for one that other modules import by its name."""

    def note(ours: Any) -> Any:
        for path, module in list(sys.modules.items()):
            if path.startswith("weasyprint."):
                names = [name for name, value in vars(module).items() if value is own]
                _changes.extend((module, name, own, ours) for name in names)
        return ours

    return note
