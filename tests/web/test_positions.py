"""Positions as maps write them into their links, and as people write them down."""

import pytest

from auditapp.web.positions import position_in

# Rules: 1. the mark counts before the middle of the view; 2. Yandex and 2GIS write longitude
# first; 3. whatever is not on earth, or names no place, is no position.
HERE = [
    "55.75,37.61",
    " 55.75, 37.61 ",
    "55.75 37.61",
    "+55.75; +37.61",
    "@55.75,37.61",
    "?q=55.75,37.61",
    "ll=37.61,55.75",
    "#map=17/55.75/37.61",
    "geo:55.75,37.61",
    "geo:55.75,37.61?z=17",
    "https://www.google.com/maps/@55.75,37.61,17z",
    "https://www.google.com/maps/search/?api=1&query=55.75%2C37.61",
    "https://www.google.com/maps/place/X/@55.7,37.6,17z/data=!3m1!4b1!4m5!3m4!1s0x0!8m2!3d55.75!4d37.61",
    "https://maps.google.com/?q=loc:55.75,+37.61",
    "https://maps.google.com/maps?ll=55.75,37.61&z=16",
    "https://maps.apple.com/?ll=55.75,37.61&q=Shop",
    "https://yandex.ru/maps/213/moscow/?ll=37.61%2C55.75&z=17",
    "https://yandex.ru/maps/?ll=37.7%2C55.7&pt=37.61,55.75&z=12",
    "https://yandex.ru/maps/?ll=37.7,55.7&whatshere%5Bpoint%5D=37.61%2C55.75&whatshere%5Bzoom%5D=17",
    "https://yandex.ru/maps/?ll=37.7,55.7&mode=poi&poi%5Bpoint%5D=37.61%2C55.75&z=17",
    "https://2gis.ru/moscow/geo/4504235282556239/37.61%2C55.75",
    "https://2gis.ru/moscow?m=37.61%2C55.75%2F17.5",
    "https://www.openstreetmap.org/#map=17/55.75/37.61",
    "https://www.openstreetmap.org/?mlat=55.75&mlon=37.61#map=12/55.7/37.6",
]


@pytest.mark.parametrize("text", HERE)
def test_position_is_read_from_a_link(text: str) -> None:
    assert position_in(text) == (55.75, 37.61)


def test_position_keeps_signs() -> None:
    assert position_in("https://www.google.com/maps/@-33.45,-70.66,15z") == (-33.45, -70.66)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Sadovaya 14",
        "https://maps.app.goo.gl/abcdef",
        "https://yandex.ru/maps/-/CDeFg~ab",
        "91,0",
        "geo:55.75,181",
        "?q=NaN,inf",
        "1e400,1",
    ],
)
def test_position_is_none_when_nothing_names_a_place(text: str) -> None:
    assert position_in(text) is None
