"""Pages of checklists and standards: each module marks its views on the blueprint."""

from auditapp.checklists.routes import (  # noqa: F401 - they mark views
    bringing,
    comparing,
    drafts,
    editing,
    format,  # noqa: A004 - it is called as the page is
    library,
    pictures,
    publishing,
    retiring,
    starting,
    table,
)
from auditapp.checklists.routes.blueprint import blueprint

__all__ = ["blueprint"]
