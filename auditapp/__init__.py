"""auditapp: mystery shopping and service-quality audits. The map is in README.md beside this."""

from importlib import import_module
from typing import Any


def create_app(*arguments: Any, **named: Any) -> Any:
    """Make the application. Its parts are loaded only now: the core is used without them, too."""
    return import_module("auditapp.app").create_app(*arguments, **named)
