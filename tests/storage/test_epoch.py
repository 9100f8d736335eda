"""The epoch begins at 1 and only rises."""

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
        assert raise_epoch(session, AT) == 2
    storage.db.session.remove()
    row = storage.db.session.get_one(Installation, 1)
    assert (row.epoch, row.restored_at) == (2, AT)


def test_epoch_rises_above_one_known_from_elsewhere(bare_app: Flask) -> None:
    with transaction.write() as session:
        assert raise_epoch(session, AT, above=7) == 8
    with transaction.write() as session:
        assert raise_epoch(session, AT, above=3) == 9


def test_there_is_one_installation(bare_app: Flask) -> None:
    second = Installation(id=2, epoch=1)
    with pytest.raises(IntegrityError), transaction.write() as session:
        session.add(second)
