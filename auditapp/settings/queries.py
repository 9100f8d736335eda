"""What holds now: what the company chose, else the default."""

from sqlalchemy.orm import Session

from auditapp.settings.models import Setting
from auditapp.web.pages import company_of_installation


def company_name(session: Session) -> str:
    """Return what the company is called; empty if nobody said."""
    row = session.get(Setting, "company_name")
    return str(row.value) if row is not None else company_of_installation()


def time_zone(session: Session) -> str:
    """Return the zone in which the company tells times that belong to no location."""
    row = session.get(Setting, "time_zone")
    return str(row.value) if row is not None else "UTC"
