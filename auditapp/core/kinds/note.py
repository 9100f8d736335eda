"""`note`: words for the auditor; takes no answer."""

from auditapp.core.kinds.base import Kind


class Note(Kind):
    """Text only."""

    answerable = False
