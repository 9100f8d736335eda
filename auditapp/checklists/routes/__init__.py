"""Pages of checklists and standards: each module marks its views on the blueprint."""

from auditapp.checklists.routes import format
from auditapp.checklists.routes.blueprint import blueprint

__all__ = ["blueprint", "format"]
