"""What a finger draws: a mark on a photo takes its place, a signature is a small picture."""

import re

from playwright.sync_api import expect

from tests.phone.browser.filling import Filling, filling, photo, stroke

__all__ = ["filling"]


def test_marked_photo_takes_the_place_of_the_one_it_was(filling: Filling) -> None:
    receipt, page = filling.question("receipt"), filling.page
    chosen = [photo("1.jpg", "teal"), photo("2.jpg", "yellow")]
    receipt.get_by_label("Gallery").set_input_files(chosen)
    before = filling.arrived("receipt", files=2).value
    canvas = page.get_by_role("dialog").locator("canvas")
    for leaves in (True, False):
        receipt.get_by_alt_text("Photo 1").click()
        page.get_by_role("button", name="Draw on it").click()
        stroke(page, canvas, (0.2, 0.2), (0.8, 0.2))
        if leaves:
            page.keyboard.press("Escape")
            expect(page.get_by_role("dialog")).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    page.get_by_role("button", name="Arrow").click()
    stroke(page, canvas, (0.2, 0.5), (0.6, 0.5), (0.8, 0.5))
    page.get_by_role("button", name="Done").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    while (after := filling.arrived("receipt", files=2).value) == before:
        page.wait_for_timeout(50)
    assert after[1] == before[1]
    marked = filling.image_of(after[0])
    assert marked.size == (1200, 1600)
    assert marked.getpixel((600, 800))[0] > 180
    assert all(marked.getpixel((600, y))[0] < 60 for y in range(100, 700))  # undone, or left


def test_signature_arrives_as_a_small_picture_of_the_ink(filling: Filling) -> None:
    signed, page = filling.question("signed"), filling.page
    signed.get_by_role("button", name=re.compile("Sign$")).click()
    canvas = page.get_by_role("dialog").locator("canvas")
    stroke(page, canvas, (0.2, 0.5), (0.4, 0.4), (0.6, 0.6), (0.8, 0.4))
    stroke(page, canvas, (0.5, 0.9), (0.5, 0.95))
    page.get_by_role("button", name="Undo").click()
    page.get_by_role("button", name="Done").click()
    expect(signed.locator(".thumb")).to_have_count(1)
    sha256 = filling.arrived("signed").value
    image = filling.image_of(sha256)
    assert len(filling.bytes_of(sha256)) < 100_000
    assert image.width > image.height
    darkest, lightest = image.convert("L").getextrema()
    assert darkest < 80
    assert lightest > 250
