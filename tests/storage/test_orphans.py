"""What no row names goes after a day; what is named, young, or kept once more stays."""

import hashlib
import os
import threading
from datetime import timedelta

import pytest
from flask import Flask

from auditapp.clock import now
from auditapp.settings.models import Setting
from auditapp.storage import files, transaction
from auditapp.storage.orphans import collect
from auditapp.visits.models import Photo


@pytest.fixture(autouse=True)
def inside(bare_app: Flask) -> Flask:
    return bare_app


def keep(kind: str, content: bytes, hours: int):
    """Keep bytes as if that had been so many hours ago."""
    place = files.path_of(kind, files.keep(kind, content))
    then = (now() - timedelta(hours=hours)).timestamp()
    os.utime(place, (then, then))
    return place


def test_file_that_no_row_names_goes_after_a_day() -> None:
    old = keep(files.RECEIVED, b"left by a crash", 25), keep(files.DERIVED, b"its picture", 25)
    young = keep(files.RECEIVED, b"an upload under way", 23)
    assert collect(now()) == 2
    assert [place.exists() for place in (*old, young)] == [False, False, True]


def test_file_that_a_row_names_stays_whichever_way_it_does() -> None:
    photo, picture, mark, orphan = (
        keep(kind, content, 999)
        for kind, content in (
            (files.RECEIVED, b"photo"),
            (files.DERIVED, b"picture"),
            (files.DERIVED, b"mark"),
            (files.DERIVED, b"orphan"),
        )
    )
    with transaction.write() as session:
        made = {"derivative_sha256": picture.name, "thumbnail_sha256": picture.name}
        sizes = {"size_bytes": 5, "width": 1, "height": 1}
        session.add(
            Photo(sha256=photo.name, media_type="image/jpeg", received_at=now(), **sizes, **made)
        )
        session.add(Setting(key="mark", value={"sha256": mark.name}, changed_at=now()))
    assert collect(now()) == 1
    assert photo.exists()
    assert picture.exists()
    assert mark.exists()
    assert not orphan.exists()


def test_half_written_file_goes_after_a_day() -> None:
    folder = keep(files.RECEIVED, b"whole", 1).parent
    old, young = folder / ".tmp-old", folder / ".tmp-young"
    for place, hours in ((old, 25), (young, 1)):
        place.write_bytes(b"half")
        then = (now() - timedelta(hours=hours)).timestamp()
        os.utime(place, (then, then))
    assert collect(now()) == 1
    assert not old.exists()
    assert young.exists()


def test_old_file_that_is_kept_once_more_is_never_lost() -> None:
    """Whoever keeps it while it is being removed finds it afterwards, again and again."""
    content = b"sent again after days"
    place = files.path_of(files.RECEIVED, hashlib.sha256(content).hexdigest())
    before, over = (now() - timedelta(days=1)).timestamp(), threading.Event()

    def remove() -> None:
        while not over.is_set():
            files.remove_if_older(place, before)

    remover = threading.Thread(target=remove)
    remover.start()
    try:
        with files.unhurried_disk():
            for _ in range(300):
                keep(files.RECEIVED, content, 48)
                files.keep(files.RECEIVED, content)
                assert place.exists()
    finally:
        over.set()
        remover.join()
