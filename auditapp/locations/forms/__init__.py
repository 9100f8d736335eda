"""What people write about locations, bounded before anything is done with it."""

from auditapp.locations.forms.location import LocationForm
from auditapp.locations.forms.zones import AREAS, time_zones

__all__ = ["AREAS", "LocationForm", "time_zones"]
