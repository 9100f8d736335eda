"""Which version of a standard a visit is held against."""

from datetime import date

import pytest

from auditapp.core.standards import in_force


@pytest.mark.parametrize(
    ("on", "found"),
    [
        (date(2025, 12, 31), None),
        (date(2026, 1, 1), 80),
        (date(2026, 6, 30), 80),
        (date(2026, 7, 1), 90),
        (date(2030, 1, 1), 90),
    ],
)
def test_version_in_force_is_the_latest_begun_on_the_day(a_standard, on, found):
    first = a_standard("A-1", head="target: 80")
    second = first.model_copy(update={"effective_from": date(2026, 7, 1), "target": 90})
    for versions in ([first, second], [second, first]):
        version = in_force(versions, on)
        assert (version and version.target) == found


def test_no_version_is_in_force_where_there_is_none():
    assert in_force([], date(2026, 1, 1)) is None
