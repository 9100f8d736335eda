"""Results of the visits that a person may see: as a table, over the network, scored anew."""

from auditapp.results.queries.table import (
    FILTERS,
    SORTS,
    NetworkScores,
    Row,
    checklists_seen,
    network_scores,
    result_page,
    result_rows,
)
from auditapp.results.queries.what_if import (
    LAST,
    MOST,
    Visited,
    Visits,
    pasts_by,
    pasts_held_against,
)

__all__ = [
    "FILTERS",
    "LAST",
    "MOST",
    "SORTS",
    "NetworkScores",
    "Row",
    "Visited",
    "Visits",
    "checklists_seen",
    "network_scores",
    "pasts_by",
    "pasts_held_against",
    "result_page",
    "result_rows",
]
