"""Pages of locations, brands and regions: each module marks its views on the blueprint."""

from auditapp.locations.routes import exchange, locations, managers, naming  # noqa: F401 - they mark views
from auditapp.locations.routes.blueprint import blueprint

__all__ = ["blueprint"]
