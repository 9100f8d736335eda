"""Photos on the phone: upright, small, without what the camera wrote, one after another."""

from playwright.sync_api import expect

from tests.phone.browser.filling import Filling, filling, photo

__all__ = ["filling"]
HEIC = {"name": "IMG_2.heic", "mimeType": "image/heic", "buffer": b"\0\0\0\x18ftypheic" * 9}


def test_photos_arrive_upright_small_and_with_nothing_in_them(filling: Filling) -> None:
    receipt = filling.question("receipt")
    chosen = [photo(), HEIC, photo("IMG_3.jpg", "yellow", turn=1)]
    receipt.get_by_label("Gallery").set_input_files(chosen)
    expect(receipt.get_by_role("status")).to_contain_text("“IMG_2.heic” cannot be read here")
    expect(receipt.locator(".thumb")).to_have_count(2)
    upright, lying = (filling.image_of(sha) for sha in filling.arrived("receipt", files=2).value)
    assert upright.size == (1200, 1600)
    assert upright.getpixel((1150, 50))[0] > 200  # the corner that was left above is right above
    assert upright.getpixel((50, 50))[0] < 50
    assert lying.size == (1600, 1200)
    for image in (upright, lying):
        assert image.format == "JPEG"
        assert not image.getexif()
        # The colour profile is the canvas’s own, the same on every phone.
        assert {*image.info} - {"icc_profile"} <= {
            "jfif",
            "jfif_version",
            "jfif_unit",
            "jfif_density",
        }


def test_photo_beside_an_answer_outlives_a_reload_and_can_be_removed(filling: Filling) -> None:
    mood = filling.question("mood")
    mood.get_by_text("Note, photo").click()
    mood.get_by_label("Camera").set_input_files(photo())
    expect(mood.get_by_role("status")).to_have_text("Added: 1.")
    filling.open()
    mood.get_by_alt_text("Photo 1").click()
    filling.page.get_by_role("dialog").get_by_role("button", name="Remove").click()
    expect(mood.get_by_role("status")).to_have_text("Removed.")
    expect(mood.get_by_alt_text("Photo 1")).to_have_count(0)
    filling.open()
    expect(mood.get_by_alt_text("Photo 1")).to_have_count(0)


def test_paper_is_listed_by_name_and_size_and_another_kind_is_refused(filling: Filling) -> None:
    record = filling.question("record")
    paper = {
        "name": "rules.pdf",
        "mimeType": "application/pdf",
        "buffer": b"%PDF-1.4" + b" " * 2992,
    }
    note = {"name": "note.pdf", "mimeType": "application/pdf", "buffer": b"Hello"}
    record.get_by_label("Add files").set_input_files([paper, note])
    expect(record.get_by_role("listitem")).to_have_text("rules.pdf3 kBRemove")
    expect(record.get_by_role("status")).to_contain_text("“note.pdf” is not a kind of file")
    [sha256] = filling.arrived("record", files=1).value
    assert filling.bytes_of(sha256) == paper["buffer"]
