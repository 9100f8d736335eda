"""The company's mark: on the first page, frozen by its digest, whatever the company does later."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO

import pikepdf
import pytest
from PIL import Image

from auditapp.checklists.commands import publish
from auditapp.core.company import Mark
from auditapp.reports.pdf import report_pdf
from auditapp.reports.report import thaw
from auditapp.settings.commands import change, keep_mark
from auditapp.settings.queries import stamp
from auditapp.storage.db import data_dir
from tests.reports.conftest import publish_visit
from tests.reports.samples import CHECKLIST, STANDARD, report
from tests.results.conftest import add_visit

AT = datetime(2026, 11, 20, 11, 5, tzinfo=UTC)
MARK = Mark("c0" * 32, 480, 160)
HEIGHT_PT, WIDTH_PT = 12 * 72 / 25.4, 36 * 72 / 25.4


def png(colour: str, size: tuple[int, int] = (480, 160)) -> BytesIO:
    out = BytesIO()
    Image.new("RGBA", size, colour).save(out, "PNG")
    return BytesIO(out.getvalue())


def marked(size: tuple[int, int] = (480, 160), **changed) -> bytes:
    data = replace(report(), mark=MARK, **changed)
    return report_pdf(data, lambda _name: png("teal", size).getvalue())


def figures(content: bytes) -> list[str]:
    with pikepdf.open(BytesIO(content)) as document:
        return [
            str(item.get("/Alt", ""))
            for item in document.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Figure"
        ]


def test_mark_has_the_name_of_the_company_as_its_alternative_text(offline):
    assert "Northern Home" in figures(marked())
    assert "Company mark" in figures(marked(company=""))


def test_report_without_a_mark_shows_none(offline):
    assert "Northern Home" not in figures(report_pdf(report(), lambda _name: b""))


@pytest.mark.parametrize("size", [(480, 160), (480, 20), (60, 160)])
def test_mark_stays_in_its_box(size, offline):
    with pikepdf.open(BytesIO(marked(size))) as document:
        drawn = [
            [float(number) for number in operands]
            for operands, operator in pikepdf.parse_content_stream(document.pages[0])
            if str(operator) == "cm"
        ]
    scale = 0.75  # from pixels of the page to points
    widths = [(abs(box[0]) * scale, abs(box[3]) * scale) for box in drawn if abs(box[0]) > 5]
    assert widths
    assert all(width <= WIDTH_PT + 1 and height <= HEIGHT_PT + 1 for width, height in widths)


def test_snapshot_keeps_the_mark_and_one_made_before_has_none():
    data = replace(report(), mark=MARK)
    assert thaw(data.frozen).mark == MARK
    assert thaw(data.frozen).digest == data.digest
    before = json.loads(report().frozen)
    assert "mark" not in before
    assert thaw(json.dumps(before)).digest == report().digest


@pytest.fixture
def sent(app, actor_of):
    """The id of a visit to N-1 that was sent."""
    with app.app_context():
        publish(None, AT, STANDARD)
        publish(None, AT, CHECKLIST)
        return add_visit(actor_of("manager"), actor_of("shopper"), "N-1", AT)


def set_mark(app, actor, colour: str) -> None:
    with app.test_request_context("/"):
        values = {"mark": keep_mark(png(colour))}
        change(actor, AT, "look", values, stamp("look"))


def images(content: bytes) -> int:
    with pikepdf.open(BytesIO(content)) as document:
        return len(document.pages[0].get_images())


def test_published_report_keeps_its_mark_when_the_company_changes_it(
    app, sent, client_of, actor_of
):
    publish_visit(app, sent)
    set_mark(app, actor_of("admin"), "teal")
    browser, address = client_of("manager"), f"/reports/visits/{sent}.pdf?lang=en"
    first = browser.get(address).data
    assert images(first)
    set_mark(app, actor_of("admin"), "red")
    with app.app_context():
        for kept in (data_dir() / "cache" / "reports").iterdir():
            kept.unlink()
    assert browser.get(address).data == first
