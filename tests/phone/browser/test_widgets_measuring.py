"""What the phone measures: time that runs on through a reload, and where it is if it may tell."""

from playwright.sync_api import expect

from tests.phone.browser.filling import Filling, filling

__all__ = ["filling"]
PLACE = {"latitude": 55.751244, "longitude": 37.618423, "accuracy": 12.4}


def test_stopwatch_runs_on_through_a_reload_and_its_figures_can_be_mended(filling: Filling) -> None:
    wait, page = filling.question("wait"), filling.page
    minutes, seconds = wait.get_by_label("min"), wait.get_by_label("s", exact=True)
    page.clock.install()
    filling.open()
    wait.get_by_role("button", name="Start").click()
    expect(wait.get_by_role("status")).to_have_text("Running, also while the phone is locked.")
    page.clock.fast_forward(65_000)
    filling.open()
    expect(minutes).to_have_value("1")
    expect(minutes).not_to_be_editable()
    page.clock.fast_forward(60_000)
    wait.get_by_role("button", name="Stop").click()
    expect(minutes).to_have_value("2")
    assert 125 <= int(filling.arrived("wait").value) < 135
    seconds.fill("50")
    page.clock.fast_forward(5_000)
    while (value := filling.arrived("wait").value) != 170:
        assert 125 <= int(value) < 135
    wait.get_by_role("button", name="From zero").click()
    expect(wait.get_by_role("button", name="Start")).to_be_focused()
    expect(minutes).to_have_value("")


def test_position_says_what_to_do_without_one_and_how_good_it_is(filling: Filling) -> None:
    spot, context = filling.question("spot"), filling.phone.context
    ask = spot.get_by_role("button", name="Use my position")
    field, status = spot.get_by_role("textbox", name="Where were you?"), spot.get_by_role("status")
    ask.click()
    expect(status).to_contain_text("The browser may not tell where you are: allow it")
    context.grant_permissions(["geolocation"])
    context.set_geolocation(None)
    ask.click()
    expect(status).to_contain_text("The phone does not know where it is: step outside")
    field.fill("55.7, 37.6")
    assert filling.arrived("spot").value == {"lat": 55.7, "lon": 37.6}
    context.set_geolocation(PLACE)
    ask.click()
    expect(status).to_have_text("Filled in, to about 13 m.")
    expect(field).to_have_value("55.751244, 37.618423")
    while (found := filling.arrived("spot").value)["lat"] == 55.7:
        filling.page.wait_for_timeout(50)
    assert found == {"lat": 55.751244, "lon": 37.618423, "accuracy": 13}
