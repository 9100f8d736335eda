"""The office's pages of visits: the list, one visit, what was kept beside it."""

from auditapp.visits.routes import copies, office
from auditapp.visits.routes.blueprint import blueprint

__all__ = ["blueprint", "copies", "office"]
