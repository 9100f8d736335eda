"""Reading visits, always through who asks; never writes."""

from auditapp.visits.queries.access import (
    is_shopper_at,
    knows_shopper,
    may_assign_at,
    own_visit,
    parts_of,
    shopper_visits,
    shoppers_for,
    visit_for,
    visits_seen_by,
)
from auditapp.visits.queries.documents import (
    checklist_of,
    draft,
    local_day,
    photo_of,
    photos_of,
    place_of,
    standard_of,
    standard_version_of,
)
from auditapp.visits.queries.results import (
    PastVisit,
    StoredResult,
    last_scores,
    latest_revisions,
    result_of,
    submission_of,
)

__all__ = [
    "PastVisit",
    "StoredResult",
    "checklist_of",
    "draft",
    "is_shopper_at",
    "knows_shopper",
    "last_scores",
    "latest_revisions",
    "local_day",
    "may_assign_at",
    "own_visit",
    "parts_of",
    "photo_of",
    "photos_of",
    "place_of",
    "result_of",
    "shopper_visits",
    "shoppers_for",
    "standard_of",
    "standard_version_of",
    "submission_of",
    "visit_for",
    "visits_seen_by",
]
