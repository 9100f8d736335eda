"""Taking in photos, recordings and papers: known by content, kept before any row names them."""

from collections.abc import Collection
from dataclasses import dataclass

from auditapp.core.problems import Problem
from auditapp.storage import files, images

SIGNS = (
    ("pdf", "application/pdf", 0, b"%PDF-"),
    ("audio", "audio/mpeg", 0, b"ID3"),
    ("audio", "audio/mpeg", 0, b"\xff\xfb"),
    ("audio", "audio/mpeg", 0, b"\xff\xf3"),
    ("audio", "audio/aac", 0, b"\xff\xf1"),
    ("audio", "audio/ogg", 0, b"OggS"),
    ("audio", "audio/flac", 0, b"fLaC"),
    ("audio", "audio/wav", 8, b"WAVE"),
    ("audio", "audio/mp4", 4, b"ftyp"),
    ("audio", "audio/webm", 0, b"\x1aE\xdf\xa3"),
    ("audio", "audio/amr", 0, b"#!AMR"),
)
EVERYTHING = frozenset(family for family, *_rest in SIGNS)


@dataclass(frozen=True)
class Received:
    """What is known of bytes that now lie in the folder of files."""

    sha256: str
    size_bytes: int
    media_type: str
    width: int | None = None
    height: int | None = None
    derivative_sha256: str | None = None
    thumbnail_sha256: str | None = None
    look_1: int | None = None
    look_2: int | None = None
    look_3: int | None = None
    look_4: int | None = None


def receive_photo(content: bytes) -> Received:
    """Keep a photo and the two pictures made from it; what is no photo is not kept."""
    picture = images.remake(content)
    bands = zip(("look_1", "look_2", "look_3", "look_4"), picture.look or (), strict=False)
    return Received(
        sha256=files.keep(files.RECEIVED, content),
        size_bytes=len(content),
        media_type=picture.media_type,
        width=picture.width,
        height=picture.height,
        derivative_sha256=files.keep(files.DERIVED, picture.derivative),
        thumbnail_sha256=files.keep(files.DERIVED, picture.thumbnail),
        **dict(bands),
    )


def receive_file(content: bytes, accept: Collection[str]) -> Received:
    """Keep a recording or a paper of the families that the question takes.

    Raises: Problem `files.not_accepted`, by what the bytes are, not by their name.
    """
    for family, media_type, offset, sign in SIGNS:
        if family in accept and content[offset : offset + len(sign)] == sign:
            return Received(files.keep(files.RECEIVED, content), len(content), media_type)
    raise Problem("files.not_accepted")
