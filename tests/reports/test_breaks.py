"""Where pages end: what is short stays together, and nothing stands on a page alone."""

from pathlib import Path

import pytest

from auditapp.checklists.source import read_source
from auditapp.core.answers import Answer
from tests.reports.conftest import pdf_of
from tests.reports.samples import report
from tests.reports.test_pdf_hard import boxes

QUESTIONS = 4


def many_sections(count: int):
    sections = "".join(
        f"  - key: s{section}\n    title: Section{section}\n    questions:\n"
        + "".join(
            f"      - {{key: q{section}_{at}, type: yes_no, text: Word{section}x{at}}}\n"
            for at in range(QUESTIONS)
        )
        for section in range(count)
    )
    return read_source(
        "format: 1\nkey: many\ntitle: Many\nmethod: internal_audit\nindustry: retail\n"
        f"languages: [en]\npass_mark: 80\nsections:\n{sections}"
    )


def visited(count: int):
    keys = [f"q{section}_{at}" for section in range(count) for at in range(QUESTIONS)]
    return report({key: Answer("yes") for key in keys}, on=many_sections(count))


def pages_by_word(content: bytes, tmp_path: Path) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for page, *_, word in boxes(content, tmp_path):
        found.setdefault(word, []).append(page)
    return found


@pytest.mark.parametrize("count", [9, 11, 13])
def test_short_section_of_answers_is_whole_on_its_page(count, offline, tmp_path):
    found = pages_by_word(pdf_of(visited(count)), tmp_path)
    for section in range(count):
        heading = found[f"Section{section}"][-1]
        rows = {found[f"Word{section}x{at}"][-1] for at in range(QUESTIONS)}
        assert rows == {heading}, section


@pytest.mark.parametrize("count", [7, 13])
def test_words_about_the_report_stand_on_one_page(count, offline, tmp_path):
    found = pages_by_word(pdf_of(visited(count)), tmp_path)
    assert len({found[word][-1] for word in ("Aim", "Scope", "Criteria", "Certainty", "Use")}) == 1


@pytest.mark.parametrize("count", range(27, 33))
def test_table_of_sections_leaves_no_row_alone(count, offline, tmp_path):
    found = pages_by_word(pdf_of(visited(count)), tmp_path)
    pages = [found[f"Section{section}"][0] for section in range(count)]
    assert all(pages.count(page) > 1 for page in pages)
