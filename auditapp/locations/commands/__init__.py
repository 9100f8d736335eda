"""What changes locations, brands and regions; each command is one transaction."""

from auditapp.locations.commands.adding import add_location, change_location, facts_of
from auditapp.locations.commands.closing import (
    cancel_closing,
    change_closing,
    close_location,
    reopen_location,
)
from auditapp.locations.commands.importing import Draft, Plan, import_locations, planned
from auditapp.locations.commands.naming import (
    add_brand,
    add_region,
    change_region,
    merge_brands,
    merge_regions,
    rename_brand,
)

__all__ = [
    "Draft",
    "Plan",
    "add_brand",
    "add_location",
    "add_region",
    "cancel_closing",
    "change_closing",
    "change_location",
    "change_region",
    "close_location",
    "facts_of",
    "import_locations",
    "merge_brands",
    "merge_regions",
    "planned",
    "rename_brand",
    "reopen_location",
]
