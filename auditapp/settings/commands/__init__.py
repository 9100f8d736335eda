"""Changing what the company decides for itself."""

from auditapp.settings.commands.changing import change, keep_mark

__all__ = ["change", "keep_mark"]
