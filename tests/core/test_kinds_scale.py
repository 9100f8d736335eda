"""Scales: their points, exactly, and labels without counting through all of them."""

from decimal import Decimal

import pytest

from auditapp.core.kinds.scale import Scale


def test_points_are_the_steps_from_the_lowest():
    assert Scale(min=0, max=1, step=Decimal("0.25")).points == tuple(
        map(Decimal, ("0", "0.25", "0.50", "0.75", "1.00"))
    )
    assert Scale(min=1, max=6, step=2).points == (1, 3, 5)


@pytest.mark.parametrize("label", ["1", "1.5", "-1"])
def test_label_is_in_order_at_a_point(label):
    scale = Scale(min=-1, max=2, step=Decimal("0.5"), labels={label: "L"})
    assert list(scale.setting_faults()) == []
    assert scale.label(Decimal(label)).say("en") == "L"


@pytest.mark.parametrize("label", ["1.25", "3", "one", "", "NaN", "1e999999999", "01", "1.0"])
def test_label_is_refused_elsewhere(label):
    scale = Scale(min=-1, max=2, step=Decimal("0.5"), labels={label: "L"})
    assert [name for name, _sentence in scale.setting_faults()] == ["labels"]


def test_scale_is_refused_with_too_many_points():
    assert [name for name, _ in Scale(min=0, max=10**9).setting_faults()] == ["step"]


@pytest.mark.parametrize(("value", "on"), [("0.3", True), ("0.30", True), ("0.3000000001", False)])
def test_value_on_the_scale_is_told_exactly(value, on):
    # In binary floating point 0.3 is no multiple of 0.1.
    faults = list(Scale(min=0, max=1, step=Decimal("0.1")).check(Decimal(value)))
    assert (faults == []) is on
