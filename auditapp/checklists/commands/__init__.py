"""Changing the library: each command is one transaction and one line in the record."""

from auditapp.checklists.commands.publishing import (
    Plan,
    load_shipped,
    planned,
    publish,
    publish_again,
    publish_seen,
)

__all__ = ["Plan", "load_shipped", "planned", "publish", "publish_again", "publish_seen"]
