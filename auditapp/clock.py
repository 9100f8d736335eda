"""The only reader of the clock, and the two ways an instant is told in a place's zone."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo


def now() -> datetime:
    """Return this instant, aware, in UTC."""
    return datetime.now(UTC)


def in_zone(at: datetime, zone: str) -> datetime:
    """Return the instant as the clock on the wall of the place shows it."""
    return at.astimezone(ZoneInfo(zone))


def day_in_zone(at: datetime, zone: str) -> date:
    """Return the local day on which the instant falls."""
    return in_zone(at, zone).date()
