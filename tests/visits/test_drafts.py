"""Drafts: one answer a row with its revision; photos by their content, made anew, counted."""

import io
from datetime import timedelta

import pytest
from PIL import Image
from sqlalchemy import select

from auditapp.core.answers import Answer, Sheet
from auditapp.core.problems import Problem
from auditapp.storage import db as storage
from auditapp.storage import files
from auditapp.visits import commands, queries
from auditapp.visits.models import SHEET_KEY, Draft, Photo, VisitPhoto

from .conftest import AT, DURING, UUID, code_of, payload, row_of, sheet

LATER = DURING + timedelta(minutes=10)


def rows(visit) -> dict[str, Draft]:
    found = storage.db.session.scalars(select(Draft).where(Draft.visit_id == visit.id))
    return {row.key: row for row in found}


def photo(colour: str = "teal") -> io.BytesIO:
    out = io.BytesIO()
    Image.new("RGB", (60, 40), colour).save(out, "JPEG")
    out.seek(0)
    return out


def test_draft_comes_back_as_it_was_saved(cast, started) -> None:
    answers = {
        "greeted": Answer("no", comment="=1+1 <b>🙂 ي"),
        "opinion": Answer(na=True),
        "till[0].wait": Answer(unchecked=True, comment="No clock"),
        "till[1].picture": Answer(["a" * 64], photos=("b" * 64,)),
    }
    whole = Sheet(answers, frozenset({"welcome"}), "ru", "N-1", "2026-11-22T12:00")
    commands.save_draft(cast.shopper, DURING, started, whole)
    storage.db.session.expire_all()
    assert queries.draft(started) == whole


def test_visit_without_a_draft_has_an_empty_sheet(cast, accepted) -> None:
    assert queries.draft(accepted) == Sheet()


def test_only_changed_answers_get_a_new_revision(cast, started) -> None:
    commands.save_draft(cast.shopper, DURING, started, sheet())
    changed = sheet(answers={"opinion": Answer(2)})
    commands.save_draft(cast.shopper, LATER, started, changed)
    found = rows(started)
    assert {key: row.revision for key, row in found.items()} == {
        SHEET_KEY: 1,
        "greeted": 1,
        "opinion": 2,
        "till[0].wait": 1,
    }
    assert (found["opinion"].saved_at, found["greeted"].saved_at) == (LATER, DURING)


def test_answers_no_longer_there_are_taken_out(cast, started) -> None:
    commands.save_draft(cast.shopper, DURING, started, sheet())
    commands.save_draft(cast.shopper, LATER, started, Sheet({"greeted": Answer("yes")}))
    found = rows(started)
    assert {key for key, row in found.items() if row.answer is not None} == {SHEET_KEY, "greeted"}
    assert (found["opinion"].revision, set(queries.draft(started).answers)) == (2, {"greeted"})


@pytest.mark.parametrize("who", ["stranger", "manager", "reviewer"])
def test_nobody_else_writes_in_the_draft(cast, started, who) -> None:
    with pytest.raises(Problem) as raised:
        commands.save_draft(getattr(cast, who), DURING, started, sheet())
    assert code_of(raised) == "visits.not_found"
    assert rows(started) == {}


def test_draft_of_a_cancelled_visit_is_kept_and_can_go_on(cast, started) -> None:
    commands.save_draft(cast.shopper, DURING, started, sheet())
    commands.cancel(cast.manager, DURING, started, "Mistake")
    commands.save_draft(cast.shopper, LATER, started, sheet(answers={"opinion": Answer(1)}))
    assert started.state == "cancelled"
    assert queries.draft(started).answers["opinion"].value == 1


def test_sent_visit_takes_no_more_drafts(cast, started) -> None:
    commands.submit(cast.shopper, DURING, started, UUID, payload())
    with pytest.raises(Problem) as raised:
        commands.save_draft(cast.shopper, LATER, started, sheet())
    assert code_of(raised) == "visits.wrong_state"


def test_photo_is_kept_as_received_and_shown_as_made(cast, started) -> None:
    raw = photo().getvalue()
    kept = commands.attach(cast.shopper, DURING, started, "greeted", io.BytesIO(raw), "IMG_1.jpg")
    assert files.path_of(files.RECEIVED, kept.sha256).read_bytes() == raw
    derived = files.path_of(files.DERIVED, kept.derivative_sha256).read_bytes()
    assert Image.open(io.BytesIO(derived)).format == "JPEG"
    (shown,) = queries.photos_of(started)["greeted"]
    assert (shown.photo.sha256, shown.name) == (kept.sha256, "IMG_1.jpg")
    assert queries.photo_of(started, kept.sha256) is kept


def test_same_photo_twice_at_a_question_is_there_once(cast, started) -> None:
    commands.attach(cast.shopper, DURING, started, "greeted", photo())
    commands.attach(cast.shopper, DURING, started, "greeted", photo())
    commands.attach(cast.shopper, DURING, started, "till[0].picture", photo())
    assert len(storage.db.session.scalars(select(Photo)).all()) == 1
    assert len(storage.db.session.scalars(select(VisitPhoto)).all()) == 2


def test_photo_of_another_visit_is_not_found(cast, started, places) -> None:
    other = commands.assign(
        cast.manager,
        AT,
        "shop",
        places["N-1"],
        row_of(cast.second_shopper),
        started.window_from,
        started.window_to,
    )
    kept = commands.attach(cast.shopper, DURING, started, "greeted", photo())
    with pytest.raises(Problem) as raised:
        queries.photo_of(other, kept.sha256)
    assert code_of(raised) == "photos.not_found"


def test_photo_taken_away_leaves_its_bytes(cast, started) -> None:
    kept = commands.attach(cast.shopper, DURING, started, "greeted", photo())
    commands.detach(cast.shopper, LATER, started, "greeted", kept.sha256)
    assert queries.photos_of(started) == {}
    assert files.path_of(files.RECEIVED, kept.sha256).exists()
    with pytest.raises(Problem) as raised:
        commands.detach(cast.shopper, LATER, started, "greeted", kept.sha256)
    assert code_of(raised) == "photos.not_found"


def test_what_is_no_photo_is_refused_and_not_kept(cast, started, folder) -> None:
    with pytest.raises(Problem) as raised:
        commands.attach(cast.shopper, DURING, started, "greeted", io.BytesIO(b"GIF89a no photo"))
    assert code_of(raised) == "photos.unreadable"
    assert not (folder / "files").exists()


@pytest.mark.parametrize("key", ["nonsense", "", "till[0].nonsense"])
def test_photo_for_a_question_that_is_not_there_is_refused(cast, started, key) -> None:
    with pytest.raises(Problem) as raised:
        commands.attach(cast.shopper, DURING, started, key, photo())
    assert code_of(raised) == "photos.wrong_question"


def test_paper_is_known_by_its_bytes_and_not_by_its_name(cast, started) -> None:
    paper = io.BytesIO(b"%PDF-1.7 the receipt")
    kept = commands.attach(cast.shopper, DURING, started, "till[0].paper", paper, "receipt.exe")
    assert (kept.media_type, kept.derivative_sha256) == ("application/pdf", None)
    for wrong in (b"ID3 a recording", b"MZ a program", b""):
        with pytest.raises(Problem) as raised:
            commands.attach(
                cast.shopper, DURING, started, "till[0].paper", io.BytesIO(wrong), "a.pdf"
            )
        assert code_of(raised) == "files.not_accepted"


def test_photos_of_a_visit_are_bounded(cast, started, monkeypatch) -> None:
    monkeypatch.setattr("auditapp.visits.commands.photos.MOST_PHOTOS", 1)
    commands.attach(cast.shopper, DURING, started, "greeted", photo())
    with pytest.raises(Problem) as raised:
        commands.attach(cast.shopper, DURING, started, "greeted", photo("red"))
    assert code_of(raised) == "photos.too_many"


def test_visit_with_its_photos_is_sent_whole(cast, started) -> None:
    kept = commands.attach(cast.shopper, DURING, started, "till[0].picture", photo())
    answers = {"till[0].picture": Answer([kept.sha256])}
    sent = commands.submit(cast.shopper, DURING, started, UUID, payload(answers=answers))
    assert sent.flags == []


def test_photos_of_a_visit_are_bounded_in_bytes(cast, started, monkeypatch) -> None:
    first = commands.attach(cast.shopper, DURING, started, "greeted", photo())
    bound = first.size_bytes + 10
    monkeypatch.setattr("auditapp.visits.commands.photos.MOST_PHOTO_BYTES", bound)
    with pytest.raises(Problem) as raised:
        commands.attach(cast.shopper, DURING, started, "greeted", photo("red"))
    assert code_of(raised) == "photos.too_large"


def test_photo_is_sent_again_though_there_is_no_room_for_more(cast, started, monkeypatch) -> None:
    first = commands.attach(cast.shopper, DURING, started, "greeted", photo())
    monkeypatch.setattr("auditapp.visits.commands.photos.MOST_PHOTOS", 1)
    assert commands.attach(cast.shopper, DURING, started, "greeted", photo()) is first


def test_draft_that_could_never_be_sent_is_refused_and_the_one_before_stays(cast, started) -> None:
    commands.save_draft(cast.shopper, DURING, started, sheet())
    endless = sheet(answers={"greeted": Answer("yes", comment="x" * 2**22)})
    with pytest.raises(Problem) as raised:
        commands.save_draft(cast.shopper, DURING, started, endless)
    assert code_of(raised) == "submissions.too_large"
    assert queries.draft(started).answers["greeted"] == Answer("yes")
