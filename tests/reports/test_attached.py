"""Photos, recordings and papers: counted in words, and named in the evidence as text."""

import json

import pytest
from flask_babel import force_locale, gettext, ngettext

from auditapp.checklists.source import read_source
from auditapp.core.answers import Answer
from auditapp.core.document import Checklist
from auditapp.reports.report import Attached, thaw
from auditapp.reports.sections import answers, evidence
from auditapp.reports.sections.words import Words
from tests.reports.conftest import pdf_of, words_of
from tests.reports.samples import photos, report

ASKED = """
format: 1
key: calls
title: Calls
method: mystery_shop
industry: retail
languages: [en, ru]
sections:
  - key: all
    title: {en: All, ru: Всё}
    questions:
      - {key: shots, type: photo, text: {en: Pictures, ru: Снимки}, required: false}
      - {key: tape, type: file, text: {en: The recording, ru: Запись}, required: false}
"""
DIGEST = "ab" * 32
TAPE = Attached(DIGEST, "tape", "Call at 14-05.m4a", "audio/mp4", 1_572_864)


def calls() -> Checklist:
    found = read_source(ASKED)
    assert isinstance(found, Checklist)
    return found


def called(shots: int, tapes: int = 0, **changed):
    given = {
        "shots": Answer([f"shot-{at}.png" for at in range(shots)]),
        "tape": Answer([f"call-{at}.mp3" for at in range(tapes)]),
    }
    return report(given, on=calls(), **changed)


def said_of(data, words) -> list[str]:
    (section,) = answers.build(data, words).sections
    return [row.answer for turn in section.turns for row in turn.rows]


@pytest.mark.parametrize(
    ("language", "shots", "tapes", "said"),
    [
        ("en", 1, 2, ["1 photo", "2 files"]),
        ("en", 2, 1, ["2 photos", "1 file"]),
        ("ru", 1, 2, ["1 фото", "2 файла"]),
        ("ru", 5, 1, ["5 фото", "1 файл"]),
        ("ru", 21, 5, ["21 фото", "5 файлов"]),
    ],
)
def test_answer_that_is_files_is_counted_in_words(language, shots, tapes, said, offline):
    data = called(shots, tapes, language=language)
    with force_locale(language):
        assert said_of(data, Words(language, data.checklist, gettext, ngettext)) == said


def test_words_without_a_translator_count_in_english():
    data = called(1, 2)
    assert said_of(data, Words("en", data.checklist)) == ["1 photo", "2 files"]


def test_evidence_lists_a_recording_by_name_kind_size_and_question(offline, tmp_path):
    given = {"tape": Answer([DIGEST])}
    said = words_of(pdf_of(report(given, on=calls(), files=(TAPE,))), tmp_path)
    assert "1.2 The recording — Call at 14-05.m4a · audio recording · 1.5 MB" in said
    assert "No photos were taken" not in said


def test_evidence_of_the_location_does_not_tell_the_name_of_a_file(offline, tmp_path):
    given = {"tape": Answer([DIGEST])}
    data = report(given, on=calls(), files=(TAPE,), edition="place", language="ru")
    said = words_of(pdf_of(data), tmp_path)
    assert "1.2 Запись — аудиозапись · 1,5 МБ" in said
    assert "14-05" not in said


def test_evidence_names_files_and_photos_that_are_only_named(offline, tmp_path):
    said = words_of(pdf_of(called(2, 1)), tmp_path)
    assert "The answers name 2 photos, which are not in this report." in said
    assert "1.2 The recording — call-0.mp3 · file" in said
    assert "No photos were taken" not in said


def test_evidence_says_that_there_are_none_only_where_there_is_nothing(offline, tmp_path):
    assert "No photos were taken" in words_of(pdf_of(report({}, on=calls())), tmp_path)


def test_photos_of_a_question_that_asks_for_photos_are_not_absent_when_shown():
    data = called(2, photos=photos(2, "shots"))
    found = evidence.build(data, Words("en", data.checklist))
    assert (found.absent, found.files) == (0, ())


def test_snapshot_keeps_the_files_and_one_made_before_is_read_as_it_was():
    with_tape = report({"tape": Answer([DIGEST])}, on=calls(), files=(TAPE,))
    assert thaw(with_tape.frozen).files == (TAPE,)
    assert thaw(with_tape.frozen).digest == with_tape.digest
    before = json.loads(report().frozen)
    assert "files" not in before
    assert thaw(json.dumps(before)).files == ()
