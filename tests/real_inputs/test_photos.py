"""Real photos: what a camera wrote beside the picture goes, up stays up, half of one is refused."""

import os
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from auditapp.core.problems import Problem
from auditapp.storage.images import remake

PHOTOS = Path(os.environ["AUDITAPP_REAL_INPUTS"]) / "photos"
ORIENTATION, GPS = 0x0112, 0x8825


def test_derivatives_lose_what_the_camera_wrote() -> None:
    content = (PHOTOS / "DSCN0010.jpg").read_bytes()
    assert Image.open(BytesIO(content)).getexif().get_ifd(GPS)
    made = remake(content)
    for picture in (made.derivative, made.thumbnail):
        shown = Image.open(BytesIO(picture))
        assert not shown.getexif()
        assert not {"exif", "comment", "icc_profile"} & shown.info.keys()
        assert b"Nikon" not in picture
        assert b"NIKON" not in picture


def test_photo_comes_out_upright() -> None:
    content = (PHOTOS / "landscape_6.jpg").read_bytes()
    taken = Image.open(BytesIO(content))
    assert taken.getexif()[ORIENTATION] == 6
    assert taken.width < taken.height
    made = remake(content)
    shown = Image.open(BytesIO(made.derivative))
    assert shown.width > shown.height
    assert made.width > made.height


def test_half_a_photo_is_refused() -> None:
    with pytest.raises(Problem) as refused:
        remake((PHOTOS / "truncated_jpeg.jpg").read_bytes())
    assert refused.value.code == "photos.unreadable"
