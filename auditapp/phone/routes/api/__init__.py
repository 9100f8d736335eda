"""What the script of the form asks the server, as JSON under /api/."""

from auditapp.phone.routes.api import session, submissions, visits
from auditapp.phone.routes.api.shared import blueprint

__all__ = ["blueprint", "session", "submissions", "visits"]
