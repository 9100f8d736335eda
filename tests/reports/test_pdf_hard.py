"""Visits that would break a page: long words and comments, many questions, photos, none at all."""

import re
import subprocess
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from auditapp.checklists.source import read_source
from auditapp.core.answers import Answer
from auditapp.reports.pdf import report_html
from tests.reports.conftest import pdf_of, text_of, words_of
from tests.reports.samples import GOOD, failed, photos, report

ARABIC = "مرحبا بكم في المتجر"
WORD = re.compile(r'<word xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">(.*?)</word>')
RIGHT_EDGE_PT = 595.3 - 16 * 72 / 25.4


def pages_of(content: bytes) -> int:
    with pikepdf.open(BytesIO(content)) as document:
        return len(document.pages)


def boxes(content: bytes, tmp_path: Path) -> list[tuple[int, float, float, float, float, str]]:
    """Every word with its page and its box in points."""
    found, page = [], 0
    for line in text_of(content, tmp_path, "-bbox").splitlines():
        page += "<page " in line
        if word := WORD.search(line):
            left, top, right, bottom = (float(side) for side in word.groups()[:4])
            found.append((page, left, top, right, bottom, word[5]))
    return found


def with_comment(comment: str, **changed):
    return report({**GOOD, "greeted": Answer("no", comment=comment)}, **changed)


def nothing_sticks_out(content: bytes, tmp_path: Path) -> bool:
    return all(right <= RIGHT_EDGE_PT + 1 for *_, right, _b, _w in boxes(content, tmp_path))


def test_comment_of_five_thousand_characters_is_there_to_its_end(offline, tmp_path):
    comment = "The queue was long. " * 249 + "The very end."
    content = pdf_of(with_comment(comment))
    assert "The very end." in words_of(content, tmp_path)
    assert pages_of(content) <= 8
    assert nothing_sticks_out(content, tmp_path)


def test_comment_of_five_thousand_line_breaks_takes_no_page(offline):
    broken, flowing = with_comment("a\n" * 2500), with_comment("a " * 2500)
    assert pages_of(pdf_of(broken)) == pages_of(pdf_of(flowing))


@pytest.mark.parametrize("word", ["W" * 600, "ш" * 600, "https://example.org/" + "a/" * 300])
def test_very_long_word_is_broken_at_the_margin(word, offline, tmp_path):
    content = pdf_of(with_comment(word, company=word[:120]))
    assert nothing_sticks_out(content, tmp_path)
    assert word[:40] in "".join(text_of(content, tmp_path).split())


def test_right_to_left_text_is_set_in_its_own_face(offline, tmp_path):
    content = pdf_of(with_comment(f"{ARABIC} 123"))
    assert b"Noto-Sans-Arabic" in fonts(content)
    assert "123" in words_of(content, tmp_path)


def test_marks_that_turn_text_round_do_not_reach_what_follows(offline, tmp_path):
    said = words_of(pdf_of(with_comment("\u202eabc")), tmp_path)
    assert "How was it?" in said


def test_emoji_are_set_in_their_own_face(offline):
    assert b"Noto-Emoji" in fonts(pdf_of(with_comment("Спасибо 👍🏽 😀 ❤️")))


def fonts(content: bytes) -> bytes:
    with pikepdf.open(BytesIO(content)) as document:
        names = [
            str(item["/FontName"])
            for item in document.objects
            if isinstance(item, pikepdf.Dictionary) and "/FontName" in item
        ]
    return " ".join(names).encode()


def test_html_and_formulas_are_text(offline, tmp_path):
    evil = "<img src='http://127.0.0.1/x'><script>alert(1)</script>=1+1 & {{ 7*7 }}"
    data = with_comment(evil, company=evil, auditor=evil)
    html = report_html(data)
    assert "<script>" not in html
    assert "<img src='http" not in html
    said = words_of(pdf_of(data), tmp_path)
    assert "<script>alert(1)</script>=1+1 & {{ 7*7 }}" in said


def test_control_characters_and_lone_surrogates_do_not_stop_it(offline, tmp_path):
    assert "tail" in words_of(pdf_of(with_comment("a\x00\x07\ud800b tail")), tmp_path)


def many_questions(count: int):
    questions = "\n".join(
        f"      - {{key: q{number}, type: yes_no, text: Question number {number}?}}"
        for number in range(count)
    )
    return read_source(
        "format: 1\nkey: many\ntitle: Many\nmethod: internal_audit\nindustry: retail\n"
        "languages: [en]\npass_mark: 80\nsections:\n  - key: all\n    title: All\n"
        f"    questions:\n{questions}\n"
    )


def test_two_hundred_questions_are_all_there(offline, tmp_path):
    answered = {f"q{number}": Answer("yes" if number % 3 else "no") for number in range(200)}
    content = pdf_of(report(answered, on=many_questions(200)))
    said = words_of(content, tmp_path)
    assert all(f"Question number {number}?" in said for number in range(200))
    assert pages_of(content) <= 16


def test_forty_photos_are_whole_on_their_pages(offline, tmp_path):
    content = pdf_of(report(failed(), photos=photos(40)))
    with pikepdf.open(BytesIO(content)) as document:
        drawn = [len(page.get("/Resources", {}).get("/XObject", {})) for page in document.pages]
    assert sum(drawn) >= 40
    said = text_of(content, tmp_path, "-layout")
    assert all(f"Picture {number}" in said for number in range(40))


def test_photo_and_its_caption_stand_on_one_page(offline, tmp_path):
    content = pdf_of(report(failed(), photos=photos(40)))
    images = images_by_page(content, tmp_path)
    captions: dict[int, int] = {}
    for page, _x, _y, _r, _b, word in boxes(content, tmp_path):
        captions[page] = captions.get(page, 0) + (word == "Picture")
    assert {page: count for page, count in captions.items() if count} == images
    assert max(images.values()) <= 10


def test_photos_of_one_row_stand_below_those_of_the_row_before(offline, tmp_path):
    content = pdf_of(report(failed(), photos=photos(8)))
    tops = [(page, round(top)) for page, _x, top, *_, word in boxes(content, tmp_path)
            if word == "Picture"]  # fmt: skip
    assert len(tops) == 8
    assert len(set(tops)) == 4


def images_by_page(content: bytes, tmp_path: Path) -> dict[int, int]:
    file = tmp_path / "images.pdf"
    file.write_bytes(content)
    done = subprocess.run(
        ["pdfimages", "-list", str(file)],  # noqa: S607 - poppler of the machine
        capture_output=True,
        check=True,
        text=True,
    )
    counted: dict[int, int] = {}
    for line in done.stdout.splitlines()[2:]:
        page = int(line.split()[0])
        counted[page] = counted.get(page, 0) + 1
    return counted


def test_empty_visit_has_a_report(offline, tmp_path):
    said = words_of(pdf_of(report({}, visited_at=None, received_at=None, trail_head="")), tmp_path)
    assert "Not scored: nothing was answered that scores" in said
    assert "No answer was scored, so there is no total." in said


def test_empty_visit_without_a_standard_has_a_report(offline, tmp_path):
    said = words_of(pdf_of(report({}, standard=None)), tmp_path)
    assert "Against the company standard" not in said
    assert "No standard: the checklist alone." in said
