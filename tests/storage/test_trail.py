"""The record is a chain: what is changed, taken out or cut off shows; what is erased does not."""

import pytest
from flask import Flask
from sqlalchemy import select

from auditapp.storage import db as storage
from auditapp.storage import trail, transaction
from auditapp.storage.trail import TrailWords

from .conftest import AT


def write_lines(count: int) -> list[str]:
    heads = []
    for number in range(count):
        with transaction.write() as session:
            text = f"Said {number} about Anna"
            heads.append(trail.record(session, None, AT, "tests.say", "tests/1", text).digest)
    return heads


def tamper(folder, statement: str) -> None:
    storage.db.session.remove()
    other = storage.connect(folder / storage.FILE_NAME, foreign_keys=False)
    other.execute(statement)
    other.close()


def test_record_holds_when_nobody_touched_it(bare_app: Flask) -> None:
    heads = write_lines(3)
    found = trail.verify(storage.db.session(), known_head=heads[1])
    assert (found.holds, found.entries, found.head) == (True, 3, heads[2])


def test_empty_record_holds(bare_app: Flask) -> None:
    found = trail.verify(storage.db.session())
    assert (found.holds, found.entries, found.head) == (True, 0, trail.START)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE trail SET event = 'tests.unsay' WHERE id = 2",
        "UPDATE trail SET at = '2026-11-20 11:06:00.000000' WHERE id = 2",
        "UPDATE trail SET person_id = 7 WHERE id = 2",
        "UPDATE trail SET subject = 'tests/2' WHERE id = 2",
        "UPDATE trail SET words_digest = NULL WHERE id = 2",
        "UPDATE trail_words SET words = 'Said nothing' WHERE entry_id = 2",
    ],
)
def test_changed_line_is_found(bare_app: Flask, folder, statement: str) -> None:
    write_lines(3)
    tamper(folder, statement)
    assert trail.verify(storage.db.session()).broken_at == 2


def test_line_taken_out_of_the_middle_is_found(bare_app: Flask, folder) -> None:
    write_lines(3)
    tamper(folder, "DELETE FROM trail WHERE id = 2")
    assert trail.verify(storage.db.session()).broken_at == 3


def test_cut_tail_shows_against_a_head_known_from_elsewhere(bare_app: Flask, folder) -> None:
    heads = write_lines(3)
    tamper(folder, "DELETE FROM trail WHERE id = 3")
    assert trail.verify(storage.db.session()).holds
    assert not trail.verify(storage.db.session(), known_head=heads[2]).holds


def test_words_can_be_erased_and_the_chain_still_holds(bare_app: Flask) -> None:
    heads = write_lines(3)
    with transaction.write() as session:
        assert trail.erase_words(session, AT, "tests/1") == 3
    assert storage.db.session.scalars(select(TrailWords)).all() == []
    assert trail.verify(storage.db.session(), known_head=heads[2]).holds


def test_digest_of_words_cannot_be_guessed_without_their_salt(bare_app: Flask) -> None:
    with transaction.write() as session:
        one = trail.record(session, None, AT, "tests.say", "tests/1", "Anna")
        two = trail.record(session, None, AT, "tests.say", "tests/1", "Anna")
    assert one.words_digest != two.words_digest
