"""`note`: words for the auditor; takes no answer."""

from typing import Any

from auditapp.core.kinds.base import Kind


class Note(Kind):
    """Text only."""

    answerable = False

    def is_empty(self, raw: Any) -> bool:
        return raw is None or raw in ("", [], False)
