"""Pages of results: each module marks its views on the blueprint."""

from auditapp.results.routes import table  # noqa: F401 - it marks views
from auditapp.results.routes.blueprint import blueprint

__all__ = ["blueprint"]
