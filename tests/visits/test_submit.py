"""Sending a visit: once, scored by the versions that held, whatever is repeated."""

import json
from decimal import Decimal

import pytest
from sqlalchemy import func, select

from auditapp.checklists.commands import publish
from auditapp.core.answers import Answer
from auditapp.core.problems import Problem
from auditapp.storage import db as storage
from auditapp.storage import trail
from auditapp.storage.db import Base
from auditapp.visits import commands, queries
from auditapp.visits.models import (
    AnswerRow,
    ClauseScore,
    FindingRow,
    Revision,
    SectionScore,
    Submission,
    SubmissionConflict,
)

from .conftest import (
    AT,
    CHECKLIST,
    DURING,
    LATER_STANDARD,
    OTHER_UUID,
    UUID,
    code_of,
    payload,
    sheet,
)


def count(table: type[Base]) -> int:
    return storage.db.session.scalar(select(func.count()).select_from(table)) or 0


def test_submit_keeps_the_bytes_and_gives_a_receipt(cast, started) -> None:
    raw = payload()
    sent = commands.submit(cast.shopper, DURING, started, UUID, raw, device_at=DURING)
    storage.db.session.expire_all()
    kept = storage.db.session.scalars(select(Submission)).one()
    assert (kept.payload, kept.uuid, kept.receipt) == (raw, UUID, sent.receipt)
    assert kept.received_at == kept.device_at == DURING


def test_submit_moves_the_visit_to_review_through_submitted(cast, started) -> None:
    commands.submit(cast.shopper, DURING, started, UUID, payload())
    moves = [(step.from_state, step.to_state) for step in started.transitions][-2:]
    assert moves == [("in progress", "submitted"), ("submitted", "in review")]


def test_submit_stores_scores_as_hundredths(cast, started) -> None:
    commands.submit(cast.shopper, DURING, started, UUID, payload())
    # 3·1 + 1·0.75 + 1·0.5 of 5
    raw = storage.db.session.connection().exec_driver_sql("SELECT total FROM revisions").scalar()
    assert raw == 8500
    revision = storage.db.session.scalars(select(Revision)).one()
    assert (revision.total, revision.coverage) == (Decimal("85.00"), Decimal("100.00"))
    assert (revision.verdict, revision.target) == ("passed", Decimal("80.00"))


def test_submit_writes_one_row_an_answer_with_its_state(cast, started) -> None:
    answers = {
        "till[0].wait": Answer(unchecked=True, comment="No clock"),
        "opinion": Answer(na=True),
    }
    commands.submit(cast.shopper, DURING, started, UUID, payload(answers=answers))
    rows = {row.key: row for row in storage.db.session.scalars(select(AnswerRow))}
    assert rows["greeted"].state == "scored"
    assert rows["greeted"].score == Decimal("100.00")
    assert (rows["opinion"].state, rows["opinion"].na) == ("not applicable", True)
    wait = rows["till[0].wait"]
    assert (wait.state, wait.comment, wait.section_key, wait.turn) == (
        "not checked",
        "No clock",
        "till",
        0,
    )
    assert rows["till[0].picture"].state == "unanswered"
    assert "why_not" not in rows


def test_submit_writes_section_clause_scores_and_findings(cast, started) -> None:
    answers = {"greeted": Answer("no", comment="Nobody looked up"), "till[0].wait": Answer(240)}
    commands.submit(cast.shopper, DURING, started, UUID, payload(answers=answers))
    sections = {s.section_key: s for s in storage.db.session.scalars(select(SectionScore))}
    clauses = {c.code: c for c in storage.db.session.scalars(select(ClauseScore))}
    found = storage.db.session.scalars(select(FindingRow).order_by(FindingRow.position)).all()
    assert (sections["welcome"].score, sections["welcome"].verdict) == (Decimal("18.75"), "missed")
    assert (clauses["GRT-1"].score, clauses["GRT-1"].gap) == (Decimal(0), Decimal("-95.00"))
    assert (clauses["WAIT-1"].measured, clauses["WAIT-1"].verdict) == (Decimal("240.00"), "missed")
    assert (found[0].key, found[0].critical) == ("greeted", True)
    assert storage.db.session.scalars(select(Revision.verdict)).one() == "failed"


def test_submit_drops_hidden_answers_and_says_so(cast, started) -> None:
    answers = {"why_not": Answer("Left over from before")}
    sent = commands.submit(cast.shopper, DURING, started, UUID, payload(answers=answers))
    revision = storage.db.session.scalars(select(Revision)).one()
    assert [notice["key"] for notice in revision.notices] == ["why_not"]
    assert b"Left over" in sent.payload
    keys = set(storage.db.session.scalars(select(AnswerRow.key)))
    assert "why_not" not in keys


def test_submit_with_problems_is_accepted_and_flagged(cast, started) -> None:
    answers = {"opinion": Answer(9), "greeted": Answer("maybe"), "nonsense": Answer("x")}
    sent = commands.submit(cast.shopper, DURING, started, UUID, payload(answers=answers))
    assert sent.flags == ["problems"]
    revision = storage.db.session.scalars(select(Revision)).one()
    assert {"greeted", "opinion", "nonsense"} <= {issue["key"] for issue in revision.problems}


def test_same_content_under_the_same_id_gives_the_same_receipt(cast, started) -> None:
    first = commands.submit(cast.shopper, DURING, started, UUID, payload())
    again = commands.submit(cast.shopper, DURING, started, UUID, payload())
    spaced = json.dumps(json.loads(payload()), indent=1).encode()
    thrice = commands.submit(cast.shopper, DURING, started, UUID.upper(), spaced)
    assert first.receipt == again.receipt == thrice.receipt
    assert (count(Submission), count(Revision), count(SubmissionConflict)) == (1, 1, 0)


def test_other_content_under_the_same_id_is_a_conflict_and_kept_once(cast, started) -> None:
    commands.submit(cast.shopper, DURING, started, UUID, payload())
    other = payload(answers={"greeted": Answer("no")})
    for _ in range(2):
        with pytest.raises(Problem) as raised:
            commands.submit(cast.shopper, DURING, started, UUID, other)
        assert code_of(raised) == "submissions.conflict"
    kept = storage.db.session.scalars(select(SubmissionConflict)).one()
    assert kept.payload == other
    assert (count(Submission), count(Revision)) == (1, 1)


def test_second_sending_under_another_id_is_kept_beside_the_first(cast, started) -> None:
    commands.submit(cast.shopper, DURING, started, UUID, payload())
    with pytest.raises(Problem) as raised:
        commands.submit(cast.shopper, DURING, started, OTHER_UUID, payload())
    assert code_of(raised) == "submissions.already_sent"
    assert (count(Submission), count(SubmissionConflict)) == (1, 1)


def test_visit_keeps_the_version_it_was_begun_on(cast, started) -> None:
    publish(None, AT, CHECKLIST.replace("weight: 3", "weight: 1"))
    commands.submit(cast.shopper, DURING, started, UUID, payload())
    result = queries.result_of(started)
    assert started.checklist_version.version == 1
    assert result.result.total == result.revision.total == Decimal("85.00")


def test_standard_is_that_of_the_local_day_of_the_visit(cast, started) -> None:
    publish(None, AT, LATER_STANDARD)
    evening = "2026-11-22T23:30:00+03:00"  # 20:30 UTC, still the 22nd at the place
    commands.submit(cast.shopper, DURING, started, UUID, payload(visited_at=evening))
    assert str(started.visited_on) == "2026-11-22"
    assert queries.result_of(started).standard.target == 80


def test_standard_changes_at_midnight_of_the_place_not_of_utc(cast, started) -> None:
    publish(None, AT, LATER_STANDARD)
    night = "2026-11-23T00:30"  # without an offset: the clock on the wall of the place
    commands.submit(cast.shopper, DURING, started, UUID, payload(visited_at=night))
    assert started.visited_at.isoformat() == "2026-11-22T21:30:00+00:00"
    assert queries.result_of(started).standard.target == 70


@pytest.mark.parametrize(
    "stated", [None, "yesterday", "0001-01-01T00:00+14:00", "9999-12-31T23:59", "2026-13-01"]
)
def test_visit_time_that_is_none_falls_back_to_the_start(cast, started, stated) -> None:
    commands.submit(cast.shopper, DURING, started, UUID, payload(visited_at=stated))
    assert started.visited_at == DURING


def test_result_is_recomputed_from_rows_to_the_stored_one(cast, started) -> None:
    answers = {
        "greeted": Answer("no", comment="Nobody looked up"),
        "opinion": Answer("five", photos=()),
        "till[1].wait": Answer(61.5),
    }
    commands.submit(cast.shopper, DURING, started, UUID, payload(answers=answers))
    storage.db.session.expire_all()
    stored = queries.result_of(started)
    assert stored.result.total == stored.revision.total
    assert stored.result.verdict == stored.revision.verdict
    assert stored.sheet.answers["till[1].wait"].value == 61.5
    assert stored.findings[0].key == "greeted"


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "submissions.unreadable"),
        (b"not json", "submissions.unreadable"),
        (b'{"answers": {"opinion": {"value": NaN}}}', "submissions.unreadable"),
        (b"[" * 100_000, "submissions.unreadable"),
        (b'{"answers": []}', "answers.unreadable"),
        (b"[]", "answers.unreadable"),
        (b"\xff\xfe", "submissions.unreadable"),
    ],
)
def test_what_cannot_be_parsed_changes_nothing(cast, started, raw: bytes, code: str) -> None:
    with pytest.raises(Problem) as raised:
        commands.submit(cast.shopper, DURING, started, UUID, raw)
    assert code_of(raised) == code
    assert (started.state, count(Submission)) == ("in progress", 0)


def test_more_than_any_form_holds_is_too_large(cast, started) -> None:
    with pytest.raises(Problem) as raised:
        commands.submit(cast.shopper, DURING, started, UUID, b" " * (5 * 2**20))
    assert code_of(raised) == "submissions.too_large"


def test_number_beyond_numbers_is_an_answer_of_the_wrong_type(cast, started) -> None:
    raw = payload().replace(b'"value": 4', b'"value": 1e400')
    sent = commands.submit(cast.shopper, DURING, started, UUID, raw)
    assert sent.flags == ["problems"]
    assert sent.payload == raw


def test_halves_of_characters_are_kept_as_sent_and_do_not_stop_the_visit(cast, started) -> None:
    raw = payload(answers={"greeted": Answer("no", comment="A?")}).replace(
        b"A?", b"A\\ud800\\u0000"
    )
    sent = commands.submit(cast.shopper, DURING, started, UUID, raw)
    row = storage.db.session.scalars(select(AnswerRow).where(AnswerRow.key == "greeted")).one()
    assert sent.payload == raw
    assert row.comment == "A?\ufffd"


def test_photo_named_but_not_here_refuses_the_visit_and_changes_nothing(cast, started) -> None:
    answers = {"till[0].picture": Answer(["0" * 64])}
    with pytest.raises(Problem) as raised:
        commands.submit(cast.shopper, DURING, started, UUID, payload(answers=answers))
    assert code_of(raised) == "submissions.photos_missing"
    assert (started.state, count(Submission)) == ("in progress", 0)


def test_each_command_writes_one_line_and_the_record_holds(cast, started) -> None:
    before = trail.verify(storage.db.session()).entries
    commands.submit(cast.shopper, DURING, started, UUID, payload())
    found = trail.verify(storage.db.session())
    assert (found.holds, found.entries) == (True, before + 1)


def test_sheet_of_a_form_without_script_is_sent_as_it_is(cast, started) -> None:
    whole = sheet().payload()
    first = commands.submit(cast.shopper, DURING, started, UUID, whole)
    assert commands.submit(cast.shopper, DURING, started, UUID, whole).receipt == first.receipt
