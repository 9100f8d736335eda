"""The total as it would be if a broken critical requirement did not cap it."""

from decimal import Decimal

from auditapp.core.document import Checklist
from auditapp.core.scoring import score, without_opinions
from auditapp.reports.report import ReportData


def uncapped(data: ReportData) -> Decimal | None:
    """Return the total before a cap."""
    return score(_without_cap(data), data.sheet).total


def facts_alone(data: ReportData) -> Decimal | None:
    """Return the total without opinions, before a cap; None if no opinion was scored."""
    return without_opinions(_without_cap(data), data.result)


def capped(data: ReportData) -> bool:
    """Tell whether a cap holds back the total, or the total without opinions.

    Beside one that is held back the other says nothing: both would read as the cap.
    """
    cap = data.checklist.critical_cap
    if cap is None or not data.result.failed_by:
        return False
    return any(total is not None and total > cap for total in (uncapped(data), facts_alone(data)))


def _without_cap(data: ReportData) -> Checklist:
    return data.checklist.model_copy(update={"critical_cap": None})
