"""Time zones as people write them: known by name or city; of others the nearest is named."""

import pytest

from auditapp.web.zones import city_of, known_zones, nearest_zone, time_zones, zone_in


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("Europe/Moscow", "Europe/Moscow"),
        ("europe/moscow", "Europe/Moscow"),
        ("Москва", "Europe/Moscow"),
        ("Yekaterinburg", "Asia/Yekaterinburg"),
        ("Asia/Calcutta", "Asia/Calcutta"),
        ("America/New York", "America/New_York"),
        ("UTC", "UTC"),
    ],
)
def test_zone_is_known(text: str, zone: str) -> None:
    assert zone_in(text) == zone


@pytest.mark.parametrize("text", ["", "Europe/Moskow", "../etc", "Moscow time", "+03:00"])
def test_zone_is_not_known(text: str) -> None:
    assert zone_in(text) is None


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("Europe/Moskow", "Europe/Moscow"),
        ("Asia/Yekaterinburgh", "Asia/Yekaterinburg"),
        ("Екатеринбург.", "Asia/Yekaterinburg"),
        ("MSK", "Europe/Moscow"),
        ("МСК+2", "Asia/Yekaterinburg"),
        ("UTC+3", "Europe/Moscow"),
        ("gmt +10:00", "Asia/Vladivostok"),
    ],
)
def test_nearest_zone_is_named(text: str, zone: str) -> None:
    assert nearest_zone(text) == zone


@pytest.mark.parametrize("text", ["", "x", "somewhere", "UTC+99"])
def test_nothing_near_is_not_guessed(text: str) -> None:
    assert nearest_zone(text) is None


def test_every_zone_to_choose_is_known() -> None:
    offered = {zone for cities in time_zones("en").values() for zone, _ in cities}
    assert offered <= known_zones()


@pytest.mark.parametrize(
    ("zone", "city"),
    [
        ("Europe/Moscow", "Москва"),
        ("Africa/Asmara", "Асмэра"),
        ("America/Argentina/Buenos_Aires", "Буэнос-Айрес"),
        ("Europe/Kyiv", "Киев"),
        ("America/Coyhaique", "Койайке"),
        ("UTC", "UTC"),
    ],
)
def test_zone_is_named_by_its_city(zone: str, city: str) -> None:
    assert city_of(zone, "ru") == city


def test_no_city_in_russian_is_in_latin_letters() -> None:
    cities = [city for area in time_zones("ru").values() for _, city in area]
    assert not [city for city in cities if city.isascii()]
