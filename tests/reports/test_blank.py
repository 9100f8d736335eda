"""A blank form to print: whole, legible, in both languages, and silent about good answers."""

import re
from functools import cache
from io import BytesIO

import pikepdf
import pytest
from flask_babel import force_locale

from auditapp.checklists.commands import publish
from auditapp.checklists.source import read_source
from auditapp.clock import now
from auditapp.config import ROOT
from auditapp.core.document import Checklist
from auditapp.core.reading import read_checklist
from auditapp.reports import pdf
from auditapp.reports.blank import blank
from tests.reports.conftest import text_of

EVERY_TYPE = (ROOT / "tests" / "phone" / "every_type.yaml").read_text()
SHIPPED = sorted((ROOT / "checklists").glob("*.yaml"))
HEAD = {
    "format": 1,
    "key": "shop",
    "title": {"en": "Shop <b>", "ru": "Магазин"},
    "method": "internal_audit",
    "industry": "retail",
    "languages": ["en", "ru"],
    "brief": "## Who\n\n- An **ordinary** customer & co.\n\n1. Go in",
}


def page_of(checklist: Checklist, language: str = "en") -> str:
    """The page that becomes the PDF."""
    with force_locale(language):
        return pdf.blank_html(blank(checklist, 3, language, "Aurora"))


@cache
def shipped() -> list[Checklist]:
    """What ships, read once."""
    return [read_source(path.read_bytes()) for path in SHIPPED]


def made(*sections: dict) -> Checklist:
    return read_checklist(HEAD | {"sections": list(sections)})


def asked(key: str, kind: str, **settings: object) -> dict:
    return {"key": key, "type": kind, "text": f"What of {key}?", **settings}


@pytest.mark.parametrize("language", ["en", "ru"])
def test_form_on_paper_asks_every_shipped_question(offline, language):
    for held in shipped():
        page = page_of(held, language)
        numbers = re.findall(r'<b class="nr">([^<]+)</b>', page)
        wanted = [held.number_of[one.key] for one in held.questions if one.kind.answerable]
        assert set(numbers) == set(wanted), held.key
        assert page.count('class="quiet"') == len(numbers)


def test_no_answer_that_scores_well_is_given_away(offline):
    good, poor = {"score": 100}, {"score": 0}
    band, worse = [{"up_to": 60, "score": 100}, {"score": 0}], [{"up_to": 60, "score": 0}]

    def form(expect, first, second, bands, best, reverse, below):
        evidence = {"when": "fail", "photo": "required", "comment": "required"}
        texts = ("Clean", "Dirty")
        options = [
            {"key": f"o{at}", "text": text, **score}
            for at, (text, score) in enumerate(zip(texts, (first, second), strict=True))
        ]
        return made(
            {
                "key": "door",
                "title": "Door",
                "questions": [
                    asked("a", "yes_no", expect=expect, critical=below, evidence=evidence),
                    asked("b", "choice", options=options),
                    asked("c", "multi_choice", options=options),
                    asked("d", "duration", bands=bands),
                    asked("e", "number", linear=best, unit="°C", min=0, max=9),
                    asked("f", "scale", min=1, max=5, reverse=reverse),
                ],
            }
        )

    one = form("yes", good, poor, band, {"best": 0, "worst": 9}, False, True)
    other = form("no", poor, good, worse, {"best": 9, "worst": 0}, True, {"below": 50})
    assert page_of(one) == page_of(other)


def test_repeated_sections_conditions_and_marks_are_told_in_words(offline):
    till = asked("b", "yes_no", show_if={"question": "a", "equals": "yes"}, critical=True)
    questions = [asked("a", "yes_no", na=True), till, asked("c", "text", required=False)]
    repeated = {
        "key": "till",
        "title": "Tills",
        "na": True,
        "repeat": {"min": 2, "max": 5, "title": "Till"},
        "questions": questions,
    }
    page = page_of(made(repeated))
    assert re.findall(r"<h3>(Till \d)</h3>", page) == ["Till 1", "Till 2"]
    assert "Up to 5: for each further one take another copy of this section." in page
    assert page.count("Only if 1.1: Yes") == 2
    assert page.count("◆&#160;Critical") == 2
    assert page.count("☐&#160;does\xa0not\xa0apply") == 2
    assert page.count("(optional)") == 2
    assert "☐ This whole section does not apply here" in page
    assert "Shop &lt;b&gt;" in page
    turns = {"key": "t", "title": "T", "repeat": {"min": 9, "title": "Turn"}}
    assert page_of(made(turns | {"questions": questions})).count("<h3>Turn") == 3


def test_every_type_of_question_has_room(offline):
    held = read_source(EVERY_TYPE)
    page = page_of(held)
    rooms = page.split('<div class="room">')[1:]
    assert len(rooms) == sum(one.kind.answerable for one in held.questions)
    for room in rooms:
        assert re.search(r'class="(boxes|option|blanks|fill|rule|sign|third)\b', room)


def test_pdf_is_tagged_outlined_and_splits_no_question(offline, tmp_path):
    content = pdf.blank_pdf(page_of(shipped()[-1], "ru"), {}.__getitem__)
    with pikepdf.open(BytesIO(content)) as document:
        root, count = document.Root, len(document.pages)
        assert root.MarkInfo.Marked
        assert root.Lang == "ru"
        assert "Бланк" in str(document.docinfo["/Title"])
        with document.open_outline() as outline:
            assert [one.title for one in outline.root] == ["Визит в магазин"]
            assert len(outline.root[0].children) > 5
    for number in range(1, count + 1):
        page = text_of(content, tmp_path, "-layout", "-f", str(number), "-l", str(number))
        assert f"{number} / {count}" in page
        starts = re.findall(r"(?m)^ *\d+\.\d+ ", page)
        assert len(starts) == len(re.findall(r"☐\s+не\s+удалось\s+проверить", page))


@pytest.fixture
def published(app):
    with app.app_context():
        publish(None, now(), (ROOT / "checklists" / "enquiry.yaml").read_text())


def test_whoever_reads_checklists_takes_the_form_along(published, client_of):
    reader = client_of("reviewer")
    address = "/reports/forms/enquiry/1/en.pdf"
    assert address in reader.get("/checklists/enquiry/1?lang=en").text
    first = reader.get(address)
    assert first.mimetype == "application/pdf"
    assert "enquiry-1-en.pdf" in first.headers["Content-Disposition"]
    assert reader.get(address).data == first.data
    assert reader.get("/reports/forms/enquiry/1/de.pdf").status_code == 404
    assert reader.get("/reports/forms/enquiry/9/en.pdf").status_code == 404
    assert client_of("shopper").get(address).status_code == 403
    assert client_of(None).get(address).status_code in (302, 401, 403)
