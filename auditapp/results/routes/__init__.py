"""Pages of results: each module marks its views on the blueprint."""

from auditapp.results.routes import table, what_if  # noqa: F401 - they mark views
from auditapp.results.routes.blueprint import blueprint

__all__ = ["blueprint"]
