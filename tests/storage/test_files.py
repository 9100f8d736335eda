"""Files are whole or not there, by their content; pictures are bounded, made anew and stripped."""

import hashlib
import io
import os
import struct
import zlib

import pytest
from flask import Flask
from PIL import Image, ImageFile

from auditapp.core.problems import Problem
from auditapp.storage import files, images
from auditapp.storage.db import data_dir


def photo(size=(40, 30), kind="JPEG", **more) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, kind, **more)
    return out.getvalue()


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def test_file_is_kept_under_its_digest(bare_app: Flask) -> None:
    sha256 = files.keep(files.RECEIVED, b"bytes")
    assert sha256 == hashlib.sha256(b"bytes").hexdigest()
    assert files.path_of(files.RECEIVED, sha256).read_bytes() == b"bytes"


def test_file_is_kept_once(bare_app: Flask) -> None:
    first = files.path_of(files.RECEIVED, files.keep(files.RECEIVED, b"bytes"))
    before = first.stat().st_ino
    files.keep(files.RECEIVED, b"bytes")
    assert first.stat().st_ino == before


def test_file_and_its_folder_are_synced_before_keep_returns(bare_app: Flask, monkeypatch) -> None:
    done = []
    fsync, rename = os.fsync, os.replace

    def noted_fsync(handle: int) -> None:
        done.append("folder" if os.path.isdir(f"/proc/self/fd/{handle}") else "file")
        fsync(handle)

    monkeypatch.setattr(os, "fsync", noted_fsync)
    monkeypatch.setattr(os, "replace", lambda *a, **k: (done.append("rename"), rename(*a, **k)))
    files.keep(files.RECEIVED, b"bytes")
    assert done[-3:] == ["file", "rename", "folder"]


def test_failed_write_leaves_nothing_behind(bare_app: Flask, monkeypatch) -> None:
    def fail(handle: int) -> None:
        raise OSError("no space left on device")

    files.keep(files.RECEIVED, b"bytes")
    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="no space"):
        files.keep(files.RECEIVED, b"other")
    left = [path for path in (data_dir() / "files").rglob("*") if path.is_file()]
    assert len(left) == 1


def test_stream_longer_than_allowed_is_refused(monkeypatch) -> None:
    monkeypatch.setattr(files, "MOST_BYTES", 1000)
    with pytest.raises(Problem) as raised:
        files.receive(io.BytesIO(b"x" * 1001))
    assert raised.value.code == "photos.too_large"
    assert len(files.receive(io.BytesIO(b"x" * 1000))) == 1000


def test_picture_is_scaled_to_two_sizes() -> None:
    made = images.remake(photo((3200, 2400)))
    assert (made.width, made.height, made.media_type) == (3200, 2400, "image/jpeg")
    assert opened(made.derivative).size == (1600, 1200)
    assert opened(made.thumbnail).size == (480, 360)


def test_small_picture_is_not_blown_up() -> None:
    made = images.remake(photo((40, 30)))
    assert opened(made.derivative).size == opened(made.thumbnail).size == (40, 30)


def test_picture_is_turned_upright_and_its_metadata_stays_behind() -> None:
    exif = Image.Exif()
    exif[images.ORIENTATION] = 6
    exif[0x010F] = "Maker of cameras"
    exif.get_ifd(0x8825)[1] = "N"
    made = images.remake(photo((40, 30), exif=exif, comment=b"Anna took this"))
    assert (made.width, made.height) == (30, 40)
    for content in (made.derivative, made.thumbnail):
        assert opened(content).size == (30, 40)
        assert not opened(content).getexif()
        assert b"Anna" not in content
        assert b"Maker" not in content


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_other_formats_become_jpeg(kind: str) -> None:
    made = images.remake(photo(kind=kind))
    assert made.media_type == f"image/{kind.lower()}"
    assert opened(made.derivative).format == "JPEG"


def test_transparent_picture_gets_a_white_ground() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (8, 8), (0, 0, 0, 0)).save(out, "PNG")
    assert opened(images.remake(out.getvalue()).derivative).getpixel((4, 4)) == (255, 255, 255)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not a photo",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        photo((400, 300))[:-200],
        photo((400, 300))[:200],
        photo((400, 300), "PNG")[:-40],
        photo(kind="GIF"),
        photo(kind="BMP"),
        b"\xff\xd8\xff\xe0" + b"\x00" * 500,
    ],
)
def test_what_is_no_whole_photo_is_refused(content: bytes) -> None:
    with pytest.raises(Problem) as raised:
        images.remake(content)
    assert raised.value.code == "photos.unreadable"


def test_half_a_photo_is_refused_after_a_report_was_made(monkeypatch: pytest.MonkeyPatch) -> None:
    """WeasyPrint makes Pillow patient with half photos when it is imported."""
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    with pytest.raises(Problem) as raised:
        images.remake(photo((400, 300))[:-200])
    assert raised.value.code == "photos.unreadable"


def bomb(width: int, height: int) -> bytes:
    """A PNG that says it is that large and is a few hundred bytes."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\x00" * 100_000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def test_picture_of_30000_by_30000_is_refused_before_it_is_decoded(monkeypatch) -> None:
    decoded = []
    monkeypatch.setattr(Image.Image, "load", lambda self: decoded.append(self))
    with pytest.raises(Problem) as raised:
        images.remake(bomb(30_000, 30_000))
    assert raised.value.code == "photos.too_large"
    assert decoded == []
