"""What people write about locations, bounded before anything is done with it."""

from auditapp.locations.forms.hours import day_said, week_said, week_written
from auditapp.locations.forms.location import LocationForm, degrees_said
from auditapp.locations.forms.places import (
    CloseForm,
    MergeForm,
    NameForm,
    RegionForm,
    ReopenForm,
    indented,
)
from auditapp.locations.forms.sheet import ImportForm
from auditapp.web.zones import likely_zone

__all__ = [
    "CloseForm",
    "ImportForm",
    "LocationForm",
    "MergeForm",
    "NameForm",
    "RegionForm",
    "ReopenForm",
    "day_said",
    "degrees_said",
    "indented",
    "likely_zone",
    "week_said",
    "week_written",
]
