"""Reading locations, brands and regions, always through who asks; never writes."""

from auditapp.locations.queries.reach import (
    brands,
    location_for,
    locations_seen_by,
    regions,
    scopes,
    within,
)

__all__ = ["brands", "location_for", "locations_seen_by", "regions", "scopes", "within"]
