"""The epoch begins at 1 and only rises."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy.exc import IntegrityError

from auditapp.storage import db as storage
from auditapp.storage import transaction
from auditapp.storage.epoch import Installation, epoch, raise_epoch

from .conftest import AT


def test_epoch_begins_at_one_and_rises(bare_app: Flask) -> None:
    assert epoch(storage.db.session()) == 1
    with transaction.write() as session:
        first = raise_epoch(session, AT)
    with transaction.write() as session:
        second = raise_epoch(session, AT)
    assert 1 < first < second
    storage.db.session.remove()
    row = storage.db.session.get_one(Installation, 1)
    assert (row.epoch, row.restored_at) == (second, AT)


def test_epoch_rises_above_one_known_from_elsewhere(bare_app: Flask) -> None:
    known = 2**30
    with transaction.write() as session:
        assert raise_epoch(session, AT, above=known) == known + 1


def test_epoch_rises_though_all_that_knew_it_was_lost(bare_app: Flask) -> None:
    with transaction.write() as session:
        before = raise_epoch(session, AT)
    with transaction.write() as session:
        session.get_one(Installation, 1).epoch = 1  # the same backup put back once more
    with transaction.write() as session:
        assert raise_epoch(session, AT + timedelta(minutes=1)) > before


def test_there_is_one_installation(bare_app: Flask) -> None:
    second = Installation(id=2, epoch=1)
    with pytest.raises(IntegrityError), transaction.write() as session:
        session.add(second)
