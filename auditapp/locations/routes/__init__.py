"""Pages of locations, brands and regions."""

from auditapp.locations.routes import locations  # noqa: F401 - it marks its views on the blueprint
from auditapp.locations.routes.blueprint import blueprint

__all__ = ["blueprint"]
