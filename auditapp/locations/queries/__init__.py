"""Reading locations, brands and regions, always through who asks; never writes."""

from auditapp.locations.queries.about import (
    Past,
    history,
    managers_of,
    require_manager,
    scope_names,
)
from auditapp.locations.queries.codes import codes_in_use
from auditapp.locations.queries.listing import (
    CLOSED,
    FILTERS,
    OPEN,
    SORTS,
    closed_at,
    has_any,
    locations_listed,
    locations_page,
    tags_for,
)
from auditapp.locations.queries.naming import (
    CountedBrand,
    CountedRegion,
    brand_by_id,
    counted_brands,
    counted_regions,
    region_by_id,
)
from auditapp.locations.queries.reach import (
    as_tree,
    brands,
    brands_for,
    location_for,
    locations_seen_by,
    regions,
    regions_for,
    within,
)

__all__ = [
    "CLOSED",
    "FILTERS",
    "OPEN",
    "SORTS",
    "CountedBrand",
    "CountedRegion",
    "Past",
    "as_tree",
    "brand_by_id",
    "brands",
    "brands_for",
    "closed_at",
    "codes_in_use",
    "counted_brands",
    "counted_regions",
    "has_any",
    "history",
    "location_for",
    "locations_listed",
    "locations_page",
    "locations_seen_by",
    "managers_of",
    "region_by_id",
    "regions",
    "regions_for",
    "require_manager",
    "scope_names",
    "tags_for",
    "within",
]
