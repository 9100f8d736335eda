"""Positions: the distance on the globe, and how far from the location is too far."""

from decimal import Decimal

import pytest

from auditapp.core.asking import ask
from auditapp.core.kinds.position import Point, distance_m

MOSCOW = Point(Decimal("55.7558"), Decimal("37.6173"))
PETERSBURG = Point(Decimal("59.9343"), Decimal("30.3351"))
SYDNEY = Point(Decimal("-33.8688"), Decimal("151.2093"))
POLE = Point(Decimal(90), Decimal(0))


def test_distance_between_cities_is_the_published_one():
    # Great-circle distances: Moscow to Saint Petersburg 634 km, to Sydney 14 480 km.
    assert distance_m(MOSCOW, PETERSBURG) == pytest.approx(634_000, rel=0.005)
    assert distance_m(MOSCOW, SYDNEY) == pytest.approx(14_480_000, rel=0.005)


def test_distance_is_the_same_both_ways_and_nothing_to_itself():
    assert distance_m(MOSCOW, PETERSBURG) == distance_m(PETERSBURG, MOSCOW)
    assert distance_m(MOSCOW, MOSCOW) == 0


def test_distance_of_a_degree_along_a_meridian():
    # A quarter of the mean meridian is 10 007.5 km, for 90 degrees.
    assert distance_m(POLE, Point(Decimal(0), Decimal(77))) == pytest.approx(10_007_557, abs=2)


def test_distance_across_the_date_line_is_short():
    east, west = Point(Decimal(0), Decimal("179.999")), Point(Decimal(0), Decimal("-179.999"))
    assert distance_m(east, west) == pytest.approx(222, abs=1)


@pytest.mark.parametrize(
    ("lat", "accuracy", "problems"),
    [
        (55.7558, None, []),
        # A thousandth of a degree north is 111 m.
        (55.7568, None, ["answers.far"]),
        (55.7568, 20, []),
        (55.7768, 20, ["answers.far"]),
    ],
)
def test_position_far_from_the_location_is_a_problem(
    a_checklist, answered, lat, accuracy, problems
):
    checklist = a_checklist("p position within: 100")
    sheet = answered(p={"lat": lat, "lon": 37.6173, "accuracy": accuracy})
    asking = ask(checklist, sheet, MOSCOW)
    assert [issue.code for issue in asking.problems] == problems
    assert asking.by_key["p"].state == "unscored"


def test_position_is_not_checked_where_the_location_has_none(a_checklist, answered):
    checklist = a_checklist("p position within: 100")
    assert ask(checklist, answered(p={"lat": 0, "lon": 0})).problems == ()
